"""Small projects, written by the test that builds them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

Build = Callable[..., SphinxTestApp]
SETTINGS = {
    "extensions": ["sphinx_edition.references"],
    "bibtex_bibfiles": ["works.bib"],
    "bibtex_default_style": "chicago_bibliography",
    "bibtex_tooltips_style": "chicago_note",
    "bibtex_reference_style": "chicago_short",
    "html_theme": "basic",
}


@pytest.fixture
def build(make_app: Callable[..., SphinxTestApp], tmp_path: Path) -> Build:
    """Build files (name: text) with a builder; documents are reStructuredText."""

    built: list[SphinxTestApp] = []

    def build(builder: str, files: dict[str, str], **settings: object) -> SphinxTestApp:
        source = tmp_path / "source"
        for name, text in files.items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        values = {**SETTINGS, **settings}
        conf = "".join(f"{name} = {value!r}\n" for name, value in values.items())
        (source / "conf.py").write_text(conf, "utf-8")
        for earlier in built:
            earlier.cleanup()
        app = make_app(builder, srcdir=source)
        built[:] = [app]
        app.build()
        return app

    return build
