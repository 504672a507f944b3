"""A tiny book with a witness, to be damaged and built."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sphinx.testing.util import SphinxTestApp

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Warned:
    """A warning of a build: file name, line, text and type."""

    file: str
    line: int
    text: str
    type: str


def warnings_of(stream: str, folder: Path) -> list[Warned]:
    """Return the warnings in what a build said; every line of it must be one."""
    found = []
    for line in COLOUR.sub("", stream).splitlines():
        match = re.fullmatch(r"(.+?):(\d+): WARNING: (.+) \[([\w.]+)\]", line)
        assert match, f"no warning with file, line and type: {line}"
        name = Path(match[1]).resolve().relative_to(folder.resolve()).as_posix()
        found.append(Warned(name, int(match[2]), match[3], match[4]))
    return found


@dataclass
class Book:
    """A project in a folder of its own."""

    folder: Path

    def read(self, name: str) -> str:
        """Return the text of a file."""
        return (self.folder / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        """Write a file anew."""
        (self.folder / name).write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace ``old``, which must stand in the file, by ``new`` once."""
        text = self.read(name)
        assert old in text, f"{name} has no {old!r}"
        self.write(name, text.replace(old, new, 1))

    def build(self, builder: str = "dummy", parallel: int = 0) -> list[Warned]:
        """Build the project, on what an earlier build left, and return the warnings."""
        said = StringIO()
        app = SphinxTestApp(builder, srcdir=self.folder, warning=said, parallel=parallel)
        try:
            app.build()
        finally:
            app.cleanup()
        self.app = app
        return warnings_of(said.getvalue(), self.folder)

    def page(self, name: str) -> str:
        """Return a page of the site that was built."""
        return (self.folder / "_build" / "html" / name).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def new_book(rootdir: Path) -> Iterator[Callable[[str], Book]]:
    """A function that copies a tiny project into a folder of its own."""
    with TemporaryDirectory() as folder:
        count = 0

        def copy(name: str = "test-collation") -> Book:
            nonlocal count
            count += 1
            return Book(Path(shutil.copytree(rootdir / name, Path(folder) / str(count))))

        yield copy


@pytest.fixture
def book(new_book: Callable[[str], Book]) -> Book:
    """The tiny book in MyST, without a fault."""
    return new_book("test-collation")
