"""Small projects of the register's own, each written by the test that builds it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

Build = Callable[..., SphinxTestApp]

SETTINGS = 'extensions = ["sphinx_edition.prosopography"]\nhtml_theme = "basic"\n'
EPUB = 'epub_identifier = "x"\nepub_scheme = "URN"\nversion = "1"\ncopyright = "C"\n'


@pytest.fixture
def build(
    make_app: Callable[..., SphinxTestApp], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Build:
    """Write a project, or change it, and build it; a text alone is that of its only document."""
    monkeypatch.chdir(tmp_path)  # the docutils.conf of this repository is not theirs

    def build_project(
        files: Mapping[str, str] | str,
        builder: str = "html",
        settings: str = "",
        name: str = "project",
    ) -> SphinxTestApp:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        (folder / "conf.py").write_text(SETTINGS + EPUB + settings, "utf-8")
        if isinstance(files, str):
            files = {"index.rst": f"Book\n====\n\n{files}"}
        for path, text in files.items():
            (folder / path).write_text(text, "utf-8")
        app = make_app(builder, srcdir=folder)
        app.build()
        return app

    return build_project
