"""Records as RIS, the tagged format that reference managers exchange.

A line is a tag of two characters, two spaces, a hyphen, a space, and the value; ``TY`` begins a
record and ``ER`` ends it.
"""

from pybtex.database import Entry, Person

from .chicago import full_title, persons, plain, plain_field

TYPES = {
    "article": "JOUR",
    "book": "BOOK",
    "booklet": "PAMP",
    "incollection": "CHAP",
    "inbook": "CHAP",
    "inproceedings": "CPAPER",
    "online": "ELEC",
    "periodical": "SER",
    "phdthesis": "THES",
    "unpublished": "UNPB",
}
TAGS = {
    "shorttitle": "ST",
    "journal": "T2",
    "booktitle": "T2",
    "howpublished": "M1",
    "series": "T3",
    "publisher": "PB",
    "address": "CY",
    "year": "PY",
    "volume": "VL",
    "number": "IS",
    "edition": "ET",
    "isbn": "SN",
    "issn": "SN",
    "langid": "LA",
    "url": "UR",
}
ROLES = {"author": "AU", "editor": "ED", "translator": "A4"}


def record(entry: Entry, places: str) -> str:
    """Return the record of ``entry``; ``places`` say where it is cited, with locators."""
    lines = [("TY", TYPES.get(entry.type, "GEN")), ("ID", entry.key)]
    lines += [(tag, name(p)) for role, tag in ROLES.items() for p in persons(entry, role)]
    lines.append(("TI", plain(full_title(entry))))
    for field, tag in TAGS.items():
        value = entry.fields.get(field, "") if field == "url" else plain_field(entry, field)
        lines.append((tag, value))
    first, _, last = plain_field(entry, "pages").partition("–")
    lines += [("SP", first), ("EP", last)]
    lines += [("DA", plain_field(entry, "month")), ("N1", plain_field(entry, "note"))]
    lines.append(("N1", places))
    written = "".join(f"{tag}  - {value}\n" for tag, value in lines if value)
    return f"{written}ER  - \n\n"


def name(person: Person) -> str:
    """Return a name with its surname first, or the name of a body."""
    given = " ".join([*person.first_names, *person.middle_names])
    family = " ".join([*person.prelast_names, *person.last_names]).strip("{}")
    return f"{family}, {given}" if given else family
