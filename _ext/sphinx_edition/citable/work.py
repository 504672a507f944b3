"""The book that the documents are sections of, as ``citable_work`` describes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from pybtex.database import Entry, Person

from sphinx_edition.core.chicago import ChicagoBibliography, ChicagoNote
from sphinx_edition.core.i18n import _
from sphinx_edition.core.records import as_key, bibtex, escaped, plain
from sphinx_edition.core.reference_parts import listed
from sphinx_edition.core.warnings import Warn, warn

if TYPE_CHECKING:
    from pybtex.richtext import BaseText
    from sphinx.config import Config

Name = tuple[str, str]  #: family name and given names; of a body, the second is empty


@dataclass(frozen=True)
class Work:
    """A book.

    ``authors`` and ``translators`` are names as ``("Castoriadis", "Cornelius")``; ``year`` is that
    of the work, ``edition_year`` that of this edition; ``language`` is a BCP 47 tag (``en-GB``);
    ``pdf`` is the address of the whole book; ``description`` says in a sentence what it is.
    ``inferred`` may have ``translators``: no source names them, and they stand in brackets.
    ``licence`` is the address of the terms on which the edition's own matter is given.
    ``pages_of`` says whose the pages are that the text marks, as in ``of the manuscript``; without
    it they are the book's own.
    """

    title: str
    authors: tuple[Name, ...] = ()
    year: str = ""
    edition_year: str = ""
    publisher: str = ""
    translators: tuple[Name, ...] = ()
    language: str = "en"
    pdf: str = ""
    description: str = ""
    inferred: tuple[str, ...] = ()
    pages_of: str = ""
    licence: str = ""

    @property
    def infers_translators(self) -> bool:
        """Tell whether the translators are inferred."""
        return "translators" in self.inferred

    @property
    def printed_year(self) -> str:
        """Return the year of what a reader has in hand."""
        return self.edition_year or self.year


NAMES = ("authors", "translators")
KEYS = [field.name for field in fields(Work)]


def work_of(config: Config) -> Work | None:
    """Return the book that ``conf.py`` describes; None, and a warning, where it does so wrongly."""
    given = config.citable_work
    if not given:
        return None
    problems = list(problems_of(given))
    if problems:
        message = f"citable_work is not a description of a book: {'; '.join(problems)}"
        warn(Warn.CITABLE_WORK, message, location="conf.py:1", once=True)
        return None
    names = {key: tuple(tuple(map(str, name)) for name in given.get(key, ())) for key in NAMES}
    text = {key: str(value) for key, value in given.items() if key not in (*NAMES, "inferred")}
    inferred = tuple(map(str, given.get("inferred", ())))
    return Work(**{"language": config.language, **text, **names}, inferred=inferred)


def problems_of(given: Mapping[Any, Any]) -> list[str]:
    """Return what is wrong with a description of a book."""
    problems = []
    for key in given:
        if key not in KEYS:
            near = get_close_matches(str(key), KEYS, 1)
            meant = f" (did you mean {near[0]!r}?)" if near else ""
            problems.append(f"unknown key {key!r}{meant}")
    if not given.get("title"):
        problems.append("there is no 'title'")
    for key in NAMES:
        names = given.get(key, ())
        if isinstance(names, str) or not all(map(is_name, names)):
            problems.append(f"{key!r} must be names such as ('Castoriadis', 'Cornelius')")
    return problems


def is_name(value: object) -> bool:
    """Tell whether ``value`` is a pair of family name and given names."""
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != 2:
        return False
    return all(isinstance(part, str) for part in value)


# -- As a record -----------------------------------------------------------------------------------


def person(name: Name) -> Person:
    """Return a name as pybtex has it; that of a body is not taken apart."""
    family, given = map(escaped, name)
    if not given:
        return Person(f"{{{family}}}")
    found = Person()
    found.last_names, found.first_names = [family], given.split()[:1]
    found.middle_names = given.split()[1:]
    return found


def inverted(name: Name) -> str:
    """Return a name with the family name first: *Byron, Ada*."""
    return ", ".join(filter(None, name))


def spoken_names(names: Sequence[Name]) -> str:
    """Return names as in running text: *Ada Byron, Kurt Gödel, and Emmy Noether*."""
    found = listed([person(name) for name in names])
    return words_of(found) if found else ""


def translators(work: Work) -> tuple[str, ...]:
    """Return the translators as data has them, family name first; inferred ones in brackets."""
    if work.infers_translators:
        return tuple(f"[{spoken_names((name,))}]" for name in work.translators)
    return tuple(map(inverted, work.translators))


def braced(names: Sequence[Name]) -> str:
    """Return names as a field of BibTeX has them."""
    escapes = [(escaped(family), escaped(given)) for family, given in names]
    return " and ".join(
        f"{family}, {given}" if given else f"{{{family}}}" for family, given in escapes
    )


def translator_field(work: Work) -> str:
    """Return the translators as a field of BibTeX; inferred ones are kept as they are."""
    if work.infers_translators and work.translators:
        return f"{{{escaped(' and '.join(translators(work)))}}}"
    return braced(work.translators)


def fields_of(work: Work, section: str = "", url: str = "") -> dict[str, str]:
    """Return the fields of the record of a work, or of the ``section`` of that title."""
    original = work.year if work.year != work.printed_year else ""
    return {
        "author": braced(work.authors),
        "title": escaped(section or work.title),
        "booktitle": escaped(work.title) if section else "",
        "translator": translator_field(work),
        "publisher": escaped(work.publisher),
        "year": escaped(work.printed_year),
        "origyear": escaped(original),
        "url": url,
    }


def entry_of(work: Work, section: str = "", url: str = "") -> Entry:
    """Return a work, or its ``section`` of that title, as an entry of pybtex."""
    given = fields_of(work, section, url)
    people = {
        "author": [*map(person, work.authors)],
        "translator": [*map(person, work.translators)],
    }
    if work.infers_translators and work.translators:
        del given["translator"], people["translator"]
        by = _("translated by {names}").format(names=spoken_names(work.translators))
        name, before = ("booktitle", f"{given['booktitle']} ") if section else ("howpublished", "")
        given[name] = f"{before}[{escaped(by if section else by[:1].upper() + by[1:])}]"
    plain_fields = {name: value for name, value in given.items() if value and name not in people}
    found = Entry("incollection" if section else "book", plain_fields, people)
    found.key = key_of(work)
    return found


def key_of(work: Work, *more: str) -> str:
    """Return the key of the record."""
    name = work.authors[0][0] if work.authors else work.title.split()[0]
    return as_key(name.lower(), *more)


# -- Citations -------------------------------------------------------------------------------------


def words_of(text: BaseText) -> str:
    """Return a reference in plain words that can be pasted anywhere."""
    return plain(text).replace("\N{NO-BREAK SPACE}", " ")


def chicago(work: Work, title: str, section: str) -> str:
    """Return the template of a note that cites a paragraph of the section ``title``.

    ``{paragraph}``, ``{pages}``, ``{place}`` and ``{url}`` stand for what only the page knows that
    a reader has open.
    """
    note = words_of(ChicagoNote().reference(entry_of(work, title)))
    where = _("sec. {section}, par. {paragraph}")
    pages = "{place}, " if work.pages_of else ", {pages}"
    return f"{note}, {str(where).replace('{section}', section)}{pages}{{url}}."


def bibtex_of_paragraph(work: Work, title: str, section: str) -> str:
    """Return the template of a BibTeX record for a paragraph of the section ``title``."""
    given = fields_of(work, title)
    after = {"publisher", "year", "origyear", "url"}
    parts = {
        **{name: value for name, value in given.items() if name not in after},
        "chapter": escaped(section),
        "pages": "" if work.pages_of else "{pages}",
        **{name: value for name, value in given.items() if name in after},
        "url": "{url}",
        "note": str(_("par. {paragraph}")) + ("{place}" if work.pages_of else ""),
    }
    return bibtex("incollection", f"{key_of(work, section)}-{{paragraph}}", parts)


def whole(work: Work, url: str) -> BaseText:
    """Return the entry for the whole work in a bibliography."""
    return ChicagoBibliography().reference(entry_of(work, url=url))


def bibtex_of_whole(work: Work, url: str) -> str:
    """Return the BibTeX record of the whole work."""
    return bibtex("book", key_of(work, work.year), fields_of(work, url=url))
