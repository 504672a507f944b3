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
