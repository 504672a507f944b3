"""Dates of the register: EDTF (ISO 8601-2), checked by the ``edtf`` library, put into words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sphinx_edition.core.i18n import N_, _, format_date

SIMPLE = re.compile(
    r"(?P<year>\d{4}|\d{3}X)(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?(?P<mark>[?~%]?)"
)
#: What is said of a date before which, or after which, or about which something was: by how exact
#: it is (French has *jusqu’en 1917* and *jusqu’au 6 mai 1917*), ``date`` for any other.
UNTIL = {
    "day": N_("until {day}"),
    "month": N_("until {month}"),
    "year": N_("until {year}"),
    "decade": N_("until the {decade}s"),
    "date": N_("until {date}"),
}
FROM = {
    "day": N_("from {day}"),
    "month": N_("from {month}"),
    "year": N_("from {year}"),
    "decade": N_("from the {decade}s"),
    "date": N_("from {date}"),
}
ABOUT = {
    "day": N_("about {day}"),
    "decade": N_("about the {decade}s"),
    "date": N_("about {date}"),
}


class DateError(ValueError):
    """A date that is no EDTF, or an interval that ends before it begins."""


@dataclass(frozen=True)
class Span:
    """A date or an interval.

    Attributes:
        edtf: as written in the register.
        first: the first day that it can mean, as (year, month, day); None for an open beginning.
        last: the last day that it can mean; None for an open end.

    """

    edtf: str
    first: tuple[int, int, int] | None
    last: tuple[int, int, int] | None

    @property
    def sides(self) -> tuple[str, str]:
        """Beginning and end as written, twice the same for a date; nothing where it is open."""
        first, *rest = ("" if side == ".." else side for side in self.edtf.split("/"))
        return first, *(rest or [first])  # type: ignore[return-value]

    def words(self, language: str) -> str:
        """Return the date or interval as the *language* writes it."""
        if "/" not in self.edtf:
            return _words(self.edtf, language)
        first, last = self.sides
        if not first:
            return _phrase(UNTIL, last, _words(last, language))
        if not last:
            return _phrase(FROM, first, _words(first, language))
        return _interval(first, last, language)

    @property
    def begins(self) -> float | None:
        """The beginning as a year with its fraction."""
        return _year(self.first)

    @property
    def ends(self) -> float | None:
        """The end as a year with its fraction."""
        return _year(self.last)


def _year(day: tuple[int, int, int] | None) -> float | None:
    return day and round(day[0] + (day[1] - 1) / 12 + (day[2] - 1) / 372, 4)


@cache
def read_date(edtf: str) -> Span:
    """Read an EDTF date or interval.

    Raises:
        DateError: with what is wrong and what would be right.

    """
    sides = edtf.split("/")
    if len(sides) > 2:
        raise DateError("an interval has one “/”")
    parsed = [None if side in ("", "..") else _parse(side) for side in sides]
    if not any(parsed):
        raise DateError("it names no day, month or year")
    first = parsed[0] and tuple(parsed[0].lower_strict()[:3])
    last = parsed[-1] and tuple(parsed[-1].upper_strict()[:3])
    if first and last and last < first:
        raise DateError("it ends before it begins")
    return Span(edtf, first, last)


def _parse(side: str) -> Any:
    from edtf import EDTFParseException, parse_edtf  # slow to import, and few documents have dates

    try:
        return parse_edtf(side)
    except EDTFParseException:
        raise DateError("write 1917-11-07, 1917-11, 1917, 1917~ (about) or 1917/1921") from None


def _interval(first: str, last: str, language: str) -> str:
    """Put an interval into words; what both sides share is said once, as in *1–18 March 1921*."""
    beginning, end = _words(first, language), _words(last, language)
    if len(first) == len(last) == 10 and first[:4] == last[:4]:
        day, _space, month = beginning.partition(" ")
        if month == end.partition(" ")[2]:
            return f"{day}–{end}"
        beginning = beginning.removesuffix(f" {first[:4]}")
    return f"{beginning} – {end}" if " " in beginning + end else f"{beginning}–{end}"


def _words(side: str, language: str) -> str:
    match = SIMPLE.fullmatch(side)
    if not match:
        return side
    year, month, day, mark = match.group("year", "month", "day", "mark")
    if month and not 1 <= int(month) <= 12:  # a season
        return side
    if year.endswith("X"):
        date = _("{decade}s").format(decade=f"{year[:3]}0")
    elif month:
        date = format_date(int(year), int(month), int(day) if day else None, language)
    else:
        date = year
    if mark in ("~", "%"):  # approximate, or that and uncertain
        date = _phrase(ABOUT, side[:-1], date)
    return _("{date} (?)").format(date=date) if mark in ("?", "%") else date


def _precision(side: str) -> str:
    """Return how exact a date is: day, month, year, decade; "date" where it is not plain."""
    match = SIMPLE.fullmatch(side)
    if not match or match["mark"] in ("~", "%") or not 0 <= int(match["month"] or 0) <= 12:
        return "date"
    if match["year"].endswith("X"):
        return "decade"
    return "day" if match["day"] else "month" if match["month"] else "year"


def _phrase(templates: dict[str, str], side: str, words: str) -> str:
    """Return what is said with a date that is, in ``words``, one side of an interval."""
    precision = _precision(side)
    name = precision if precision in templates else "date"
    said = f"{side[:3]}0" if name == "decade" else words
    return _(templates[name]).format(**{name: said})


def life(first: Span | None, last: Span | None, names: Sequence[str], language: str) -> str:
    """Put a beginning and an end into words: ``7 November 1879 – 21 August 1940``.

    One alone is called by its name: ``born 1879``; a single name is that of a date or an interval.
    """
    if len(names) == 1:
        return first.words(language) if first else ""
    if first and last:
        return f"{first.words(language)} – {last.words(language)}"
    if first:
        return f"{_(names[0])} {first.words(language)}"
    return f"{_(names[-1])} {last.words(language)}" if last else ""


def iso_date(edtf: str) -> str | None:
    """Return the day, month or year of ISO 8601 that an EDTF date names, or None.

    A mark of doubt goes, a season becomes its year; a decade is no date of ISO 8601.
    """
    match = SIMPLE.fullmatch(edtf)
    if not match or match["year"].endswith("X"):
        return None
    parts = [match["year"]]
    if match["month"] and 1 <= int(match["month"]) <= 12:
        parts += filter(None, (match["month"], match["day"]))
    return "-".join(parts)
