"""Hyphens at the ends of lines: which belong to their word, and which only divide it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from sphinx_edition.collation import tokens
from sphinx_edition.collation.layout import BROKEN

#: A hyphen that has a sign of its own, within a word.
OWN_SIGN = re.compile(r"\w\u2010\w")
FIRST_WORD = re.compile(tokens.WORD)


class LineEndHyphen(NamedTuple):
    """A word divided at the end of ``line``; ``decided`` by the description, else by the rule."""

    line: int
    first: str
    rest: str
    kept: bool
    decided: bool


class Hyphens:
    """Decides which hyphens at a line's end belong to their word.

    By the general rule a word is joined without its hyphen, unless its second part begins with a
    capital or a digit, or the witness has the word elsewhere within a line, with the hyphen and
    never without.  ``decisions`` (line -> keep) go before the rule; ``found`` has what was asked.
    Signs that stand for a hyphen at the end of a line alone give way to the ``sign`` for one that
    the witness has within its words.
    """

    def __init__(self, lines: Iterable[str], decisions: dict[int, bool]) -> None:
        """Learn the words that stand within ``lines``."""
        lines = [*lines]
        self.decisions = decisions
        self.found: dict[int, LineEndHyphen] = {}
        self.sign = "\u2010" if any(map(OWN_SIGN.search, lines)) else "-"
        self.words = {
            word.lower() for line in lines for word in tokens.TOKEN.findall(BROKEN.sub("", line))
        }

    def keep(self, number: int, line: str, following: str) -> bool | None:
        """Tell whether the hyphen that ends ``line`` is kept; None if no word is broken there."""
        broken = BROKEN.search(line)
        rest = FIRST_WORD.match(following)
        if not broken or not rest:
            return None
        decided = number in self.decisions
        kept = self.decisions[number] if decided else self.by_rule(broken[1], rest[0])
        self.found[number] = LineEndHyphen(number, broken[1], rest[0], kept, decided)
        return kept

    def by_rule(self, first: str, rest: str) -> bool:
        """Tell whether the rule keeps the hyphen between the two parts of a word."""
        if rest[0].isupper() or rest[0].isdigit():
            return True
        first, rest = first.lower(), rest.lower()
        return f"{first}{self.sign}{rest}" in self.words and first + rest not in self.words

    def kept(self, line: str) -> str:
        """Return a line whose last hyphen is part of its word, with a sign as within lines."""
        return line if line[-1] == "-" else line[:-1] + self.sign
