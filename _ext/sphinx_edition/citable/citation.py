"""The work and how one cites a passage of it: Chicago's note style, and BibTeX.

Citations are templates: ``{paragraph}``, ``{pages}`` and ``{url}`` stand for what only the page
knows that a reader has open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Work:
    """The book that the documents are sections of.

    ``authors`` and ``translators`` are names as ``("Castoriadis", "Cornelius")``; ``year`` is that
    of the work, ``edition_year`` that of this edition; ``pdf`` is the address of the whole book.
    """

    title: str
    authors: tuple[tuple[str, str], ...]
    year: str
    edition_year: str
    publisher: str
    translators: tuple[tuple[str, str], ...] = ()
    language: str = "en"
    pdf: str = ""

    @classmethod
    def from_config(cls, value: Mapping[str, Any]) -> Work:
        """Return the work that a ``conf.py`` describes; raise ``TypeError`` for unknown keys."""
        names = {
            key: tuple((str(family), str(given)) for family, given in value.get(key, ()))
            for key in ("authors", "translators")
        }
        return cls(**{**value, **names})


def full_names(names: tuple[tuple[str, str], ...]) -> str:
    """Return names as in running text: ``Ada Byron, Kurt Gödel and Emmy Noether``."""
    full = [f"{given} {family}".strip() for family, given in names]
    return " and ".join([", ".join(full[:-1]), full[-1]] if len(full) > 1 else full)


def inverted_names(names: tuple[tuple[str, str], ...], joined: str = " and ") -> str:
    """Return names family name first: ``Byron, Ada and Gödel, Kurt``."""
    return joined.join(f"{family}, {given}" if given else family for family, given in names)


def imprint(work: Work) -> str:
    """Return who published the work when, as Chicago puts it into parentheses."""
    first = f"{work.year}; " if work.year != work.edition_year else ""
    return f"({first}{work.publisher}, {work.edition_year})"


def chicago(work: Work, title: str, section: str) -> str:
    """Return the template of a note that cites a paragraph of the section ``title``."""
    translated = f", trans. {full_names(work.translators)}" if work.translators else ""
    return (
        f"{full_names(work.authors)}, “{title},” in {work.title}{translated} {imprint(work)}, "
        f"sec. {section}, par. {{paragraph}}, {{pages}}{{url}}."
    )


def chicago_whole(work: Work, url: str) -> str:
    """Return the entry for the whole work in a bibliography."""
    parts = [
        inverted_names(work.authors),
        work.title,
        work.year if work.year != work.edition_year else "",
        f"Translated by {full_names(work.translators)}" if work.translators else "",
        f"{work.publisher}, {work.edition_year}",
        url,
    ]
    return " ".join(f"{part}." for part in parts if part)


def braced(text: str) -> str:
    """Return text as the value of a BibTeX field."""
    for mark in "\\{}":
        text = text.replace(mark, "")
    for mark in "&%$#_":
        text = text.replace(mark, f"\\{mark}")
    return f"{{{text}}}"


def bibtex(work: Work, title: str, section: str) -> str:
    """Return the template of a BibTeX record for a paragraph of the section ``title``."""
    fields = {
        "author": braced(inverted_names(work.authors)),
        "title": braced(title),
        "booktitle": braced(work.title),
        "translator": braced(inverted_names(work.translators)),
        "chapter": braced(section),
        "pages": "{{pages}}",
        "publisher": braced(work.publisher),
        "year": braced(work.edition_year),
        "origyear": braced(work.year),
        "url": "{{url}}",
        "note": "{par. {paragraph}}",
    }
    key = f"{work.authors[0][0].lower()}-{section}-{{paragraph}}"
    return record("incollection", key, fields)


def bibtex_whole(work: Work, url: str) -> str:
    """Return the BibTeX record of the whole work."""
    fields = {
        "author": braced(inverted_names(work.authors)),
        "title": braced(work.title),
        "translator": braced(inverted_names(work.translators)),
        "publisher": braced(work.publisher),
        "year": braced(work.edition_year),
        "origyear": braced(work.year),
        "url": f"{{{url}}}",
    }
    return record("book", f"{work.authors[0][0].lower()}-{work.year}", fields)


def record(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """Return a BibTeX record of the fields that have a value."""
    lines = [f"  {name} = {value}," for name, value in fields.items() if value != "{}"]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])
