"""Records as CSL-JSON, which Zotero, Pandoc and citation processors read.

Source: the schema "csl-data" of the Citation Style Language, version 1.0.
"""

import re
from typing import Any

from pybtex.database import Entry, Person
from pybtex.database.input.bibtex import month_names

from .chicago import LANGUAGES, full_title, persons, plain, plain_field

TYPES = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "incollection": "chapter",
    "inbook": "chapter",
    "inproceedings": "paper-conference",
    "misc": "document",
    "online": "webpage",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "unpublished": "manuscript",
}
VARIABLES = {
    "journal": "container-title",
    "booktitle": "container-title",
    "howpublished": "medium",
    "publisher": "publisher",
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
MONTHS = list(month_names.values())


def item(entry: Entry, places: str) -> dict[str, Any]:
    """Return the item of ``entry``; ``places`` say where it is cited, with locators."""
    kind = TYPES.get(entry.type, "document")
    found: dict[str, Any] = {"id": entry.key, "type": kind, "title": plain(full_title(entry))}
    for role in ("author", "editor", "translator"):
        if people := persons(entry, role):
            found[role] = [name(person) for person in people]
    for field, variable in VARIABLES.items():
        if text := plain_field(entry, field):
            found[variable] = text
    if number := plain_field(entry, "number"):
        found["collection-number" if entry.fields.get("series") else "issue"] = number
    if (title := plain_field(entry, "subtitle")) and entry.fields.get("volume"):
        found["volume-title"] = title
    if url := entry.fields.get("url"):
        found["URL"] = url
    if language := entry.fields.get("langid"):
        found["language"] = LANGUAGES.get(language, "en")
    if issued := date(entry):
        found["issued"] = issued
    notes = [plain_field(entry, "note"), places]
    if note := ". ".join(filter(None, notes)):
        found["note"] = note
    return found


def name(person: Person) -> dict[str, str]:
    """Return a name in its parts; the name of a body is literal."""
    given = " ".join([*person.first_names, *person.middle_names])
    family = " ".join([*person.prelast_names, *person.last_names]).strip("{}")
    return {"family": family, "given": given} if given else {"literal": family}


def date(entry: Entry) -> dict[str, Any]:
    """Return year, month and day where they are sure, else the words; nothing without a year."""
    year, month = plain_field(entry, "year"), plain_field(entry, "month")
    if not year:
        return {}
    day_month = re.fullmatch(r"(?:(\d{1,2}) )?(\w+)", month)
    if year.isdecimal() and not month:
        return {"date-parts": [[int(year)]]}
    if year.isdecimal() and day_month and day_month[2] in MONTHS:
        parts = [int(year), MONTHS.index(day_month[2]) + 1]
        return {"date-parts": [[*parts, int(day_month[1])] if day_month[1] else parts]}
    return {"literal": f"{month} {year}".strip()}
