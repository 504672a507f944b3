"""Records as CSL-JSON, which Zotero, Pandoc and citation processors read.

Source: the schema "csl-data" of the Citation Style Language, version 1.0.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_edition.core.records import (
    accessed,
    house_of,
    is_et_al,
    issued,
    kind_of,
    language_of,
    name_of,
    persons,
    plain,
    plain_field,
)
from sphinx_edition.core.reference_parts import full_title, genre

from .types import foreign_type

if TYPE_CHECKING:
    from pybtex.database import Entry, Person

VARIABLES = {
    "journal": "container-title",
    "booktitle": "container-title",
    "howpublished": "medium",
    "address": "publisher-place",
    "volume": "volume",
    "series": "collection-title",
    "pages": "page",
    "edition": "edition",
    "isbn": "ISBN",
    "issn": "ISSN",
    "doi": "DOI",
    "shorttitle": "title-short",
}
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}


def item(entry: Entry, places: str) -> dict[str, Any]:
    """Return the item of ``entry``; ``places`` say where it is cited, with locators."""
    found: dict[str, Any] = {
        "id": entry.key,
        "type": foreign_type(entry).csl,
        "title": plain(full_title(entry)),
    }
    for role in ("author", "editor", "translator"):
        if people := persons(entry, role):
            found[role] = [name(person) for person in people]
    for field, variable in [*VARIABLES.items(), (house_of(entry), "publisher")]:
        if text := plain_field(entry, field):
            found[variable] = text
    if number := plain_field(entry, "number"):
        found[variable_of_number(entry)] = number
    if (title := plain_field(entry, "subtitle")) and entry.fields.get("volume"):
        found["volume-title"] = title
    if url := entry.fields.get("url"):
        found["URL"] = url
    if language := language_of(entry):
        found["language"] = language
    if date := date_of(entry):
        found["issued"] = date
    if seen := accessed(entry):
        found["accessed"] = {"date-parts": [seen.parts]}
    if sort := genre(entry):
        found["genre"] = plain(sort)
    if note := ". ".join(filter(None, [plain_field(entry, "note"), places])):
        found["note"] = note
    return found


def variable_of_number(entry: Entry) -> str:
    """Return what the number of a record counts."""
    if entry.fields.get("series"):
        return "collection-number"
    return "number" if kind_of(entry) in {"report", "patent"} else "issue"


def name(person: Person) -> dict[str, str]:
    """Return a name in its parts; that of a body, of whoever has but one, and "et al." as it is."""
    if is_et_al(person):
        return {"literal": "et al."}
    parts = name_of(person)
    if not parts.given:
        return {"literal": parts.family}
    suffix = {"suffix": parts.suffix} if parts.suffix else {}
    return {"family": parts.family, "given": parts.given, **suffix}


def date_of(entry: Entry) -> dict[str, Any]:
    """Return the date, or both ends of a range, as far as it is known; else the words.

    Nothing is returned without a year.
    """
    when = issued(entry)
    year, month = plain_field(entry, "year"), plain_field(entry, "month")
    if not when.days:
        return {"literal": f"{month} {year}".strip()} if year else {}
    ends = list(dict.fromkeys(when.days))
    found: dict[str, Any] = {"date-parts": [day.parts for day in ends]}
    if when.is_doubtful:
        found["circa"] = True
    if season := SEASONS.get(month.casefold()):
        found["season"] = season
    return found
