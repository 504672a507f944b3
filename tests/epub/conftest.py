"""A tiny book, built once for the tests of this folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

MOMENT = "1735689600"  # 1 January 2025

Builder = Callable[..., tuple[Path, str]]


@pytest.fixture(scope="session")
def build_little(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Builder:
    """Return a function that builds the tiny book and returns its path and the warnings."""

    def build(**settings: object) -> tuple[Path, str]:
        source = tmp_path_factory.mktemp("epub") / "source"
        shutil.copytree(rootdir / "test-epub", source)
        warnings = StringIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SOURCE_DATE_EPOCH", MOMENT)
            app = SphinxTestApp("epub", srcdir=source, warning=warnings, confoverrides=settings)
            app.build()
            book = Path(app.outdir) / "little.epub"
            app.cleanup()
        return book, warnings.getvalue()

    return build


@pytest.fixture(scope="session")
def little(build_little: Builder) -> Path:
    """The tiny book."""
    book, warnings = build_little()
    assert warnings == ""
    return book


@pytest.fixture
def build_book(tmp_path: Path) -> Builder:
    """Return a function that makes a book of some files, and returns it and the warnings."""

    def build(files: dict[str, str], **settings: object) -> tuple[Path, str]:
        for name, text in {"conf.py": "", **files}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        settings = {
            "extensions": ["myst_parser", "sphinx_edition.epub"],
            "myst_enable_extensions": ["attrs_inline"],
            "project": "Book",
            "author": "Ann Author",
            "version": "1",
            "language": "en",
            "copyright": "2025, Ann Author",
            "epub_basename": "book",
            "epub_show_urls": "no",
            **settings,
        }
        if "myst_parser" not in settings["extensions"]:
            del settings["myst_enable_extensions"]
        warnings = StringIO()
        app = SphinxTestApp("epub", srcdir=tmp_path, warning=warnings, confoverrides=settings)
        app.build()
        app.cleanup()
        return Path(app.outdir) / "book.epub", warnings.getvalue()

    return build
