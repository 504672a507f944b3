"""Records as RIS, the tagged format that reference managers exchange.

A line is a tag of two characters, two spaces, a hyphen, a space, and the value; ``TY`` begins a
record and ``ER`` ends it.  A date is ``YYYY/MM/DD/`` and words, of which all but the year may be
missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_edition.core.records import (
    accessed,
    house_of,
    is_et_al,
    issued,
    language_of,
    name_of,
    persons,
    plain,
    plain_field,
)
from sphinx_edition.core.reference_parts import date, full_title, genre

from .types import foreign_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pybtex.database import Entry, Person

TAGS = {
    "shorttitle": "ST",
    "journal": "T2",
    "booktitle": "T2",
    "howpublished": "M1",
    "series": "T3",
    "address": "CY",
    "volume": "VL",
    "edition": "ET",
    "doi": "DO",
}
ROLES = {"author": "AU", "editor": "ED", "translator": "A4"}
#: Types of which ``SN`` is an ISSN; of all others it is an ISBN, of a report its number.
SERIALS = {"JOUR", "JFULL"}


def record(entry: Entry, places: str) -> str:
    """Return the record of ``entry``; ``places`` say where it is cited, with locators."""
    kind = foreign_type(entry).ris
    lines = [("TY", kind), ("ID", entry.key)]
    lines += [(tag, name(p)) for role, tag in ROLES.items() for p in persons(entry, role)]
    lines.append(("TI", plain(full_title(entry))))
    if kind == "JFULL":  # a journal is what it appeared in
        lines.append(("T2", plain(full_title(entry))))
    lines += [(tag, plain_field(entry, field)) for field, tag in TAGS.items()]
    lines += [("PB", plain_field(entry, house_of(entry))), *numbers(entry, kind)]
    lines += dates(entry)
    first, _, last = plain_field(entry, "pages").partition("–")
    lines += [("SP", first), ("EP", last), ("LA", language_of(entry))]
    sort = genre(entry)
    lines += [("M3", plain(sort) if sort else ""), ("UR", entry.fields.get("url", ""))]
    if seen := accessed(entry):
        lines.append(("Y2", "/".join(f"{part:02}" for part in seen) + "/"))
    lines += [("N1", plain_field(entry, "note")), ("N1", places)]
    written = "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in lines if value)
    return f"{written}ER  - \n\n"


def name(person: Person) -> str:
    """Return a name with its surname first (*King, Martin Luther, Jr.*), or the name of a body."""
    if is_et_al(person):
        return "et al."
    return ", ".join(filter(None, name_of(person)))


def numbers(entry: Entry, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the number of a record and the standard number of its type; another is a note."""
    number = plain_field(entry, "number")
    yield ("SN" if kind == "RPRT" else "IS"), number
    for field, label in (("isbn", "ISBN"), ("issn", "ISSN")):
        value = plain_field(entry, field)
        is_own = kind != "RPRT" and (label == "ISSN") == (kind in SERIALS)
        if value:
            yield ("SN", value) if is_own else ("N1", f"{label} {value}")


def dates(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield year and date; of a range its beginning, then all of it in words."""
    when = issued(entry)
    if not when.days:
        yield "PY", plain_field(entry, "year")
        return
    first = when.days[0]
    month, day = (f"{number:02}" if number else "" for number in (first.month, first.day))
    is_simple = len(set(when.days)) == 1 and not when.is_doubtful
    words = "" if is_simple else date(entry)
    yield "PY", f"{first.year:04}"
    yield "DA", f"{first.year:04}/{month}/{day}/{words}"
