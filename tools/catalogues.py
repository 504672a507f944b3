"""Renew the catalogues of the library: the words in the code, and what languages make of them.

    python tools/catalogues.py       # after a change of words
    python tools/catalogues.py it    # and begin a language

What is new in the code is empty in each language, or fuzzy where a phrase was only changed; what
is gone goes.  The compiled catalogues are made anew, too.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parent.parent / "_ext" / "sphinx_edition"
LOCALE = PACKAGE / "locale"
TEMPLATE = LOCALE / "sphinx_edition.pot"
#: What marks a message, and which of its arguments are its forms; all others have one.
KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    "say": None,
    "scan_say": None,
    "ngettext": (1, 2),
}
NOTE = "Translators:"
#: What stands at the head of each catalogue.
OF_OURS: dict[str, Any] = {
    "project": "sphinx-edition",
    "version": "1.0",
    "msgid_bugs_address": "(see README.md)",
    "copyright_holder": "the editors of this edition",
    "header_comment": "# Words of the interface of sphinx-edition, under the same licence (MIT).",
    "last_translator": "the editors of this edition",
    "language_team": "the editors of this edition",
}

Message = str | tuple[str, ...]


def messages_of(code: str) -> Iterator[tuple[Message, list[str]]]:
    """Yield the messages of a module, each with what is said to translators above it.

    Babel's own extractor sees what stands in an f-string with some versions of Python only.
    """
    lines = code.splitlines()
    calls = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call))
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name = getattr(call.func, "id", "")
        number = len(KEYWORDS[name] or [1]) if name in KEYWORDS else 0
        forms = [str(arg.value) for arg in call.args[:number] if isinstance(arg, ast.Constant)]
        if number and len(forms) == number:
            above = lines[call.lineno - 2].strip().removeprefix("# ")
            notes = [above] if above.startswith(NOTE) else []
            yield (forms[0] if number == 1 else (forms[0], forms[1])), notes


def messages() -> Iterator[tuple[Path, Message, list[str]]]:
    """Yield each message of the code and the templates, with its file and its notes."""
    for path in sorted(PACKAGE.rglob("*.*")):
        if path.suffix == ".py":
            for message, notes in messages_of(path.read_text("utf-8")):
                yield path, message, notes
        elif path.suffix in {".html", ".jinja"}:
            with path.open("rb") as file:
                for _line, found, *_rest in extract("jinja2", file, KEYWORDS):
                    yield path, found, []


def extracted() -> Catalog:
    """Return the catalogue of what the code has, without translations."""
    catalogue = Catalog(**OF_OURS)
    for path, message, notes in messages():
        place = [(path.relative_to(PACKAGE).as_posix(), 1)]
        catalogue.add(message, locations=place, auto_comments=notes)
    return catalogue


def read(path: Path) -> Catalog:
    """Return the catalogue in a file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3] if path.suffix == ".po" else None)


def write(path: Path, catalogue: Catalog) -> None:
    """Write a catalogue, and the compiled one beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=96, ignore_obsolete=True, include_lineno=False)
    if path.suffix == ".po":
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


def renew(*begun: str) -> None:
    """Renew the catalogues, and begin those of languages."""
    found = extracted()
    if not TEMPLATE.exists() or {each.id for each in read(TEMPLATE)} != {each.id for each in found}:
        write(TEMPLATE, found)
    for name in sorted({*begun, *(path.name for path in LOCALE.glob("*/"))}):
        path = LOCALE / name / "LC_MESSAGES" / "sphinx_edition.po"
        catalogue = read(path) if path.exists() else Catalog(locale=name, fuzzy=False, **OF_OURS)
        catalogue.update(read(TEMPLATE))
        write(path, catalogue)
        todo = sum(not each.string or each.fuzzy for each in catalogue if each.id)
        print(f"{name}: {todo} of {len(catalogue)} messages to translate")


if __name__ == "__main__":
    renew(*sys.argv[1:])
