"""A parallel build leaves what was read out of the search for garbage, and takes it in again."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Write documents enough for Sphinx to read them in parallel."""
    (tmp_path / "conf.py").write_text('extensions = ["sphinx_edition.core"]\n', "utf-8")
    names = [f"page{number}" for number in range(8)]
    for name in names:
        (tmp_path / f"{name}.rst").write_text(f"{name}\n=====\n\nWords.\n", "utf-8")
    entries = "\n   ".join(names)
    (tmp_path / "index.rst").write_text(f"Book\n====\n\n.. toctree::\n\n   {entries}\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(("jobs", "spared"), [(1, False), (2, True)])
def test_what_was_read_is_left_out_while_pages_are_written(source: Path, jobs, spared) -> None:
    app = SphinxTestApp("html", srcdir=source, parallel=jobs)
    told = source / "told.txt"

    def tell(*_: object) -> None:
        with told.open("a", encoding="utf-8") as file:
            file.write(f"{gc.get_freeze_count() > 0}\n")

    app.connect("html-page-context", tell)  # in a worker, where there are any
    if spared:
        app.connect("doctree-read", tell)
    app.build()
    app.cleanup()
    assert {*told.read_text("utf-8").split()} == {str(spared)}
    assert gc.get_freeze_count() == 0
