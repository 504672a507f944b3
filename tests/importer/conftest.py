"""Scans of a few lines, and the projects made of them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp
from sphinx_edition.importer import project
from sphinx_edition.importer.model import Reading

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class Made:
    """A project that was imported from a text."""

    def __init__(self, folder: Path, reading: Reading) -> None:
        self.folder = folder
        self.reading = reading

    @property
    def chapters(self) -> dict[str, str]:
        """The texts of the chapters by their names, without folder and suffix."""
        paths = sorted((self.folder / "chapters").glob("*.md"))
        return {path.stem: path.read_text("utf-8") for path in paths}

    @property
    def text(self) -> str:
        return "\n".join(self.chapters.values())

    def build(self, builder: str = "dummy") -> str:
        """Build the project from scratch; return what it warns of."""
        said = io.StringIO()
        app = SphinxTestApp(
            builder, srcdir=self.folder, freshenv=True, warning=said, status=io.StringIO()
        )
        try:
            app.build()
        finally:
            app.cleanup()
        return COLOUR.sub("", said.getvalue())


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Made]:
    """A function that imports a text, or the bytes of one."""
    count = 0

    def from_text(text: str | bytes, name: str = "tale.txt") -> Made:
        nonlocal count
        count += 1
        seed = tmp_path / f"in{count}" / name
        seed.parent.mkdir()
        seed.write_bytes(text.encode() if isinstance(text, str) else text)
        files, reading = project.imported(seed)
        folder = tmp_path / f"out{count}"
        project.write(files, folder)
        return Made(folder, reading)

    return from_text
