"""Bibliographic records, pybtex's entries: their fields, names and dates, and BibTeX.

Records may be BibTeX's or biblatex's (:func:`complete` gives the fields of the one to the other).
Fields hold LaTeX, as in a bibliography file; what the functions here return is text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from babel import Locale
from pybtex.backends.plaintext import Backend
from pybtex.bibtex.utils import split_name_list
from pybtex.database import Entry, Person
from pybtex.database.input.bibtex import month_names
from pybtex.richtext import BaseText, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Types that are other names of a type, in BibTeX's or biblatex's own words.
ALIASES = {
    "conference": "inproceedings",
    "electronic": "online",
    "www": "online",
    "techreport": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
}
#: What BibTeX makes of biblatex's types, which its styles do not know; of others, a ``misc``.
STANDARD = {
    "thesis": "phdthesis",
    "report": "techreport",
    "collection": "book",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "proceedings",
    "mvreference": "book",
    "reference": "book",
    "bookinbook": "inbook",
    "suppbook": "inbook",
    "suppcollection": "incollection",
    "inreference": "incollection",
    "suppperiodical": "article",
}
#: Fields of BibTeX and the names that biblatex has for them.
BIBLATEX = {"address": "location", "journal": "journaltitle", "school": "institution"}
#: Languages of ``langid`` that Babel calls otherwise: biblatex has them from TeX's babel.
DIALECTS = {
    "american": "en-US",
    "british": "en-GB",
    "brazil": "pt-BR",
    "brazilian": "pt-BR",
    "ngerman": "de",
    "naustrian": "de-AT",
    "austrian": "de-AT",
    "norsk": "nb",
    "polutonikogreek": "el",
    "ancientgreek": "grc",
}
MONTHS = [name.casefold() for name in month_names]

_RANGE = re.compile(r"\s*(?:--?|–|/)\s*|\s+to\s+")
_YEAR = re.compile(r"\d{4}")
_DOUBTFUL = re.compile(r"(?:c(?:a|irca)?\.?\s*)?\[?(\d{4})\]?[?~%]?", re.IGNORECASE)
_DAY = re.compile(r"(?:(\d{1,2})\.?\s+)?([^\W\d]+)\.?|([^\W\d]+)\.?\s+(\d{1,2})|(\d{1,2})")
_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[?~%]?")


# -- Fields ----------------------------------------------------------------------------------------


def field(entry: Entry, name: str) -> BaseText | None:
    """Return the rich text of a field, or None where the record has none."""
    return Text.from_latex(entry.fields[name]) if entry.fields.get(name) else None


def plain(text: BaseText) -> str:
    """Return rich text in plain words (pybtex's ``str`` would write hard spaces as tags)."""
    return "".join(text.render(Backend()))


def plain_field(entry: Entry, name: str) -> str:
    """Return the plain text of a field, empty where the record has none."""
    text = field(entry, name)
    return plain(text) if text else ""


def kind_of(entry: Entry) -> str:
    """Return the type of a record as it was written, or the one of which it is another name.

    BibTeX's ``inbook`` is a book of which some pages are meant; only biblatex's has a title beside
    the book's.
    """
    written = str(entry.original_type).casefold()
    if written == "inbook" and not entry.fields.get("booktitle"):
        return "book"
    return ALIASES.get(written, written)


def house_of(entry: Entry) -> str:
    """Return the name of the field that says who published a record; ``publisher`` by default."""
    names = ("publisher", "institution", "school", "organization")
    return next((name for name in names if entry.fields.get(name)), "publisher")


def language_of(entry: Entry) -> str:
    """Return the BCP 47 code of the language of a record, empty where it is not known."""
    given = (entry.fields.get("langid") or entry.fields.get("language") or "").casefold()
    if not given:
        return ""
    return DIALECTS.get(given) or _english_names().get(given, "").replace("_", "-")


@cache
def _english_names() -> dict[str, str]:
    """Return the codes of all languages by their English names; megabytes, so only on demand."""
    return {name.casefold(): code for code, name in Locale.parse("en").languages.items()}


def complete(entry: Entry) -> list[str]:
    """Give a record of biblatex the fields that BibTeX has; return what could not be read."""
    for ours, theirs in BIBLATEX.items():
        if not entry.fields.get(ours) and entry.fields.get(theirs):
            entry.fields[ours] = entry.fields[theirs]
    given = entry.fields.get("date", "")
    if not given or entry.fields.get("year"):
        return []
    when = _from_edtf(given)
    if not when.days:
        entry.fields["year"] = given
        return [f"date = {{{given}}}"]
    first, last = when.days[0], when.days[-1]
    same_year = first.year == last.year
    years = f"{first.year}" if same_year else f"{first.year}--{last.year}"
    entry.fields["year"] = f"c. {years}" if when.is_doubtful else years
    if first.month and same_year:
        written = [day.written for day in dict.fromkeys(when.days)]
        entry.fields["month"] = "--".join(written)
    return []


# -- Names -----------------------------------------------------------------------------------------


class Name(NamedTuple):
    """The parts of a name in plain words; of a body, ``family`` is the whole name."""

    family: str
    given: str
    suffix: str  #: "Jr."


def persons(entry: Entry, role: str) -> list[Person]:
    """Return the persons of ``role``, which for a translator stand in a field."""
    if role in entry.persons:
        return list(entry.persons[role])
    return [Person(name) for name in split_name_list(entry.fields.get(role, ""))]


def is_et_al(person: Person) -> bool:
    """Tell whether ``person`` is the ``others`` of ``Smith, John and others``."""
    return str(person) == "others"


def name_of(person: Person) -> Name:
    """Return the parts of a name."""

    def words(*parts: list[str]) -> str:
        return " ".join(plain(Text.from_latex(part)) for names in parts for part in names)

    return Name(
        words(person.prelast_names, person.last_names),
        words(person.first_names, person.middle_names),
        words(person.lineage_names),
    )


# -- Dates -----------------------------------------------------------------------------------------


class Day(NamedTuple):
    """A day, a month or a year."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def written(self) -> str:
        """Return month and day as BibTeX has them: *22 April*."""
        name = list(month_names.values())[self.month - 1]
        return f"{self.day} {name}" if self.day else name

    @property
    def parts(self) -> list[int]:
        """Return the numbers that are known."""
        return [number for number in self if number]


class Issued(NamedTuple):
    """When something appeared: one date, or the first and the last of a range; none if unknown."""

    days: tuple[Day, ...] = ()
    is_doubtful: bool = False


def issued(entry: Entry) -> Issued:
    """Return when a work appeared, by ``date``, else by ``year`` and ``month``."""
    by_date = _from_edtf(entry.fields.get("date", ""))
    if by_date.days:
        return by_date
    written = plain_field(entry, "year")
    years = _RANGE.split(written)
    found = [_DOUBTFUL.fullmatch(year) for year in years]
    numbers = [int(match[1]) for match in found if match]
    if len(numbers) != len(years) or not 0 < len(numbers) < 3:
        return Issued()
    is_doubtful = not all(_YEAR.fullmatch(year) for year in years)
    if len(numbers) == 2:
        return Issued(tuple(Day(number) for number in numbers), is_doubtful)
    days = days_in(plain_field(entry, "month"))
    of_year = tuple(Day(numbers[0], month, day) for month, day in days) or (Day(numbers[0]),)
    return Issued(of_year, is_doubtful)


def accessed(entry: Entry) -> Day | None:
    """Return when a work of the web was read, by ``urldate``; None if that is not said."""
    days = _from_edtf(entry.fields.get("urldate", "")).days
    return days[0] if len(set(days)) == 1 else None


def days_in(text: str) -> list[tuple[int, int]]:
    """Return month and day (0: not said) of ``text``, or of both ends of the range that it is."""
    pieces = [_DAY.fullmatch(piece) for piece in _RANGE.split(text)]
    if not 0 < len(pieces) < 3 or not all(pieces):
        return []
    found = []
    for piece in filter(None, pieces):
        name, number = piece[2] or piece[3], piece[1] or piece[4]
        if name:
            if name.casefold()[:3] not in MONTHS:
                return []
            found.append((MONTHS.index(name.casefold()[:3]) + 1, int(number or 0)))
        else:
            found.append((0, int(piece[5])))
    (month, day), last = found[0], found[-1]
    if not month and last[0]:  # 1--5 May
        found[0] = (last[0], day)
    elif month and not last[0]:  # May 1--5
        found[-1] = (month, last[1])
    elif not month:  # numbers alone: months
        found = [(number, 0) for _month, number in found]
    return found if all(month and _is_real(month, day) for month, day in found) else []


def _from_edtf(text: str) -> Issued:
    ends = [_EDTF.fullmatch(end.strip()) for end in text.split("/")]
    days = tuple(Day(*(int(part or 0) for part in end.groups())) for end in ends if end)
    is_real = all(_is_real(day.month, day.day, day.year) for day in days)
    if len(days) != len(ends) or len(days) > 2 or not is_real:
        return Issued()
    return Issued(days, any(sign in text for sign in "?~%"))


def _is_real(month: int, day: int, year: int = 2000) -> bool:
    """Tell whether the calendar has a month and day, 0 where not said; 2000 has every day."""
    return day <= monthrange(max(year, 1), month)[1] if 1 <= month <= 12 else not month and not day


# -- BibTeX ----------------------------------------------------------------------------------------


def escaped(text: str) -> str:
    """Return plain words as LaTeX that a field can hold."""
    for sign in "\\{}":
        text = text.replace(sign, "")
    return re.sub(r"([&%$#_])", r"\\\1", text)


def as_key(*words: str) -> str:
    """Return a key of BibTeX, which holds no blanks and none of BibTeX's own signs."""
    return "-".join(filter(None, (re.sub(r"[\s,{}()=\"#%~\\']+", "", word) for word in words)))


def bibtex(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """Return a record in BibTeX; fields that are empty are left out."""
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])
