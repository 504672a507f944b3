"""Dates of the register: EDTF (ISO 8601-2), checked by the ``edtf`` library, put into words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
QUALIFIERS = {"~": "about {}", "?": "{} (?)", "%": "about {} (?)"}
SIMPLE = re.compile(
    r"(?P<year>\d{4}|\d{3}X)(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?(?P<mark>[?~%]?)"
)


class DateError(ValueError):
    """A date that is no EDTF, or an interval that ends before it begins."""


@dataclass(frozen=True)
class Span:
    """A date or an interval.

    Attributes:
        edtf: as written in the register.
        words: as shown to a reader.
        first: the first day that it can mean, as (year, month, day); None for an open beginning.
        last: the last day that it can mean; None for an open end.

    """

    edtf: str
    words: str
    first: tuple[int, int, int] | None
    last: tuple[int, int, int] | None

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
    return Span(edtf, _interval_words(sides), first, last)


def _parse(side: str) -> Any:
    from edtf import EDTFParseException, parse_edtf  # slow to import, and few documents have dates

    try:
        return parse_edtf(side)
    except EDTFParseException:
        raise DateError("write 1917-11-07, 1917-11, 1917, 1917~ (about) or 1917/1921") from None


def _interval_words(sides: list[str]) -> str:
    first, last = sides[0], sides[-1]
    if len(sides) == 1:
        return _words(first)
    if first in ("", ".."):
        return f"until {_words(last)}"
    if last in ("", ".."):
        return f"from {_words(first)}"
    beginning, end = _words(first), _words(last)
    if len(first) == len(last) == 10 and first[:4] == last[:4]:  # 1–18 March 1921
        if first[:7] == last[:7]:
            return f"{int(first[8:])}–{end}"
        beginning = beginning.removesuffix(f" {first[:4]}")
    return f"{beginning} – {end}" if " " in beginning + end else f"{beginning}–{end}"


def _words(side: str) -> str:
    match = SIMPLE.fullmatch(side)
    if not match:
        return side
    year, month, day, mark = match.group("year", "month", "day", "mark")
    parts = [str(int(day))] if day else []
    if month:
        if not 1 <= int(month) <= 12:  # a season
            return side
        parts.append(MONTHS[int(month) - 1])
    parts.append(f"{year[:3]}0s" if year.endswith("X") else year)
    return QUALIFIERS.get(mark, "{}").format(" ".join(parts))


def life(first: Span | None, last: Span | None, names: Sequence[str]) -> str:
    """Put a beginning and an end into words: ``7 November 1879 – 21 August 1940``.

    One alone is called by its name: ``born 1879``; a single name is that of a date or an interval.
    """
    if len(names) == 1:
        return first.words if first else ""
    if first and last:
        return f"{first.words} – {last.words}"
    if first:
        return f"{names[0]} {first.words}"
    return f"{names[-1]} {last.words}" if last else ""
