"""The commands ``sphinx-edition import``, ``new`` and ``review``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from sphinx.errors import ExtensionError

from sphinx_edition.importer import project
from sphinx_edition.importer.progress import Bar
from sphinx_edition.importer.source import SeedError


def forced() -> bool:
    """Tell whether FORCE=1 allows to write into a folder that is not empty."""
    return os.environ.get("FORCE", "") not in {"", "0"}


def counted(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def import_text(argv: Sequence[str]) -> None:
    """Make the project of an edition from a text."""
    parser = argparse.ArgumentParser(prog="sphinx-edition import", description=import_text.__doc__)
    parser.add_argument("seed", type=Path, metavar="SEED", help="a plain text in UTF-8")
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of the project")
    given = parser.parse_args(argv)
    if given.folder.is_dir() and any(given.folder.iterdir()) and not forced():
        raise SeedError(f"{given.folder}: is not empty; name another folder, or set FORCE=1")
    bar = Bar()
    try:
        files, reading = project.imported(given.seed, bar)
    finally:
        bar("", 1, 1)
    project.write(files, given.folder, force=forced())
    chapters = sum(name.startswith("chapters/") for name in files)
    sys.stdout.write(
        f"{given.folder}: {counted(chapters, 'chapter')}, {counted(len(reading.pages), 'page')}, "
        f"{counted(len(reading.notes), 'note')}, "
        f"{counted(len(reading.doubts), 'doubtful token')}\n"
        f"next: sphinx-edition review {given.folder}\n"
    )


def new(argv: Sequence[str]) -> None:
    """Make an empty edition project."""
    parser = argparse.ArgumentParser(prog="sphinx-edition new", description=new.__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of the project")
    folder = parser.parse_args(argv).folder
    project.write(project.empty(), folder, force=forced())
    sys.stdout.write(f"{folder}: made; next: make all\n")


def review(argv: Sequence[str]) -> None:
    """Show the doubtful decisions of an import in a browser, on this machine alone."""
    from sphinx_edition.importer.review import server

    parser = argparse.ArgumentParser(prog="sphinx-edition review", description=review.__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of the project")
    parser.add_argument("--port", type=int, default=0, help="the port; a free one by default")
    given = parser.parse_args(argv)
    server.serve(given.folder, given.port)


COMMANDS: dict[str, Callable[[Sequence[str]], None]] = {
    "import": import_text,
    "new": new,
    "review": review,
}


def main(argv: Sequence[str]) -> int:
    """Run a command, its name first; return its status."""
    try:
        COMMANDS[argv[0]](argv[1:])
    except (SeedError, ExtensionError) as error:
        message = " ".join(str(error).split())
        sys.stderr.write(f"sphinx-edition {argv[0]}: {message}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0
