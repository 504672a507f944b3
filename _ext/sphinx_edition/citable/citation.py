"""The work and how one cites a passage of it: Chicago's note style, and BibTeX.

Citations are templates: ``{paragraph}``, ``{pages}``, ``{place}`` and ``{url}`` stand for what only
the page knows that a reader has open.
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
    ``inferred`` may have ``translators``: no source names them, and they stand in brackets.
    ``pages_of`` says whose the pages are that the text marks, as in ``of the manuscript``; without
    it they are the book's own.
    """

    title: str
    authors: tuple[tuple[str, str], ...]
    year: str
    edition_year: str
    publisher: str
    translators: tuple[tuple[str, str], ...] = ()
    language: str = "en"
    pdf: str = ""
    inferred: tuple[str, ...] = ()
    pages_of: str = ""

    @classmethod
    def from_config(cls, value: Mapping[str, Any]) -> Work:
        """Return the work that a ``conf.py`` describes; raise ``TypeError`` for unknown keys."""
        names = {
            key: tuple((str(family), str(given)) for family, given in value.get(key, ()))
            for key in ("authors", "translators")
        }
        return cls(**{**value, **names, "inferred": tuple(value.get("inferred", ()))})

    @property
    def infers_translators(self) -> bool:
        """Tell whether the translators are inferred."""
        return "translators" in self.inferred


def full_names(names: tuple[tuple[str, str], ...]) -> str:
    """Return names as in running text: ``Ada Byron, Kurt Gödel and Emmy Noether``."""
    full = [f"{given} {family}".strip() for family, given in names]
    return " and ".join([", ".join(full[:-1]), full[-1]] if len(full) > 1 else full)


def inverted_names(names: tuple[tuple[str, str], ...], joined: str = " and ") -> str:
    """Return names family name first: ``Byron, Ada and Gödel, Kurt``."""
    return joined.join(f"{family}, {given}" if given else family for family, given in names)


def translators(work: Work) -> tuple[str, ...]:
    """Return the translators as data has them, family name first; inferred ones in brackets."""
    if work.infers_translators:
        return tuple(f"[{full_names((name,))}]" for name in work.translators)
    return tuple(inverted_names((name,)) for name in work.translators)


def imprint(work: Work) -> str:
    """Return who published the work when, as Chicago puts it into parentheses."""
    first = f"{work.year}; " if work.year != work.edition_year else ""
    return f"({first}{work.publisher}, {work.edition_year})"


def chicago(work: Work, title: str, section: str) -> str:
    """Return the template of a note that cites a paragraph of the section ``title``."""
    names = full_names(work.translators)
    translated = f" [translated by {names}]" if work.infers_translators else f", trans. {names}"
    place = "{place}, " if work.pages_of else ", {pages}"
    return (
        f"{full_names(work.authors)}, “{title},” in {work.title}"
        f"{translated if names else ''} {imprint(work)}, "
        f"sec. {section}, par. {{paragraph}}{place}{{url}}."
    )


def chicago_whole(work: Work, url: str) -> str:
    """Return the entry for the whole work in a bibliography."""
    translated = f"Translated by {full_names(work.translators)}" if work.translators else ""
    parts = [
        inverted_names(work.authors),
        work.title,
        work.year if work.year != work.edition_year else "",
        f"[{translated}]" if work.infers_translators else translated,
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


def bibtex_translators(work: Work) -> str:
    """Return the translators as the value of a BibTeX field; inferred ones are kept as they are."""
    names = " and ".join(translators(work))
    return f"{{{braced(names)}}}" if work.infers_translators and names else braced(names)


def bibtex(work: Work, title: str, section: str) -> str:
    """Return the template of a BibTeX record for a paragraph of the section ``title``."""
    fields = {
        "author": braced(inverted_names(work.authors)),
        "title": braced(title),
        "booktitle": braced(work.title),
        "translator": bibtex_translators(work),
        "chapter": braced(section),
        "pages": "{}" if work.pages_of else "{{pages}}",
        "publisher": braced(work.publisher),
        "year": braced(work.edition_year),
        "origyear": braced(work.year),
        "url": "{{url}}",
        "note": "{par. {paragraph}{place}}" if work.pages_of else "{par. {paragraph}}",
    }
    key = f"{work.authors[0][0].lower()}-{section}-{{paragraph}}"
    return record("incollection", key, fields)


def bibtex_whole(work: Work, url: str) -> str:
    """Return the BibTeX record of the whole work."""
    fields = {
        "author": braced(inverted_names(work.authors)),
        "title": braced(work.title),
        "translator": bibtex_translators(work),
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
