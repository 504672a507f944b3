"""Words broken at the end of a line: whether the hyphen belongs to the word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sphinx_edition.importer.lexicon import HYPHENS, WORD, Lexicon
from sphinx_edition.importer.model import Decision

BROKEN = re.compile(rf"({WORD.pattern})([{HYPHENS}])$")
LAST_PART = re.compile(r"\w+$")
FIRST_PART = re.compile(r"\w+")


@dataclass
class Parts:
    """The two halves of a broken word; ``whole`` is it joined, ``hyphened`` with its hyphen."""

    first: str
    second: str
    mark: str

    @property
    def whole(self) -> str:
        """Return the word joined."""
        return self.first + self.second

    @property
    def hyphened(self) -> str:
        """Return the word with its hyphen."""
        return f"{self.first}-{self.second}"


def parts(line: str, following: str) -> Parts | None:
    """Return the halves of the word that ``line`` breaks; None if it breaks none."""
    broken = BROKEN.search(line)
    rest = WORD.match(following)
    return Parts(broken[1], rest[0], broken[2]) if broken and rest else None


def keep(found: Parts, lexicon: Lexicon) -> tuple[bool, float]:
    """Tell whether a hyphen belongs to its word, and how certain that is."""
    if found.second[0].isdigit() or found.first[-1].isdigit():
        return True, 0.9
    if found.second[0].isupper() and not found.first.isupper():
        return True, 0.95
    whole, hyphened = lexicon.count(found.whole), lexicon.count(found.hyphened)
    if whole != hyphened:
        return hyphened > whole, 0.97 if not min(whole, hyphened) else 0.85
    kept, confidence = by_language(found, lexicon)
    if found.mark == "\u00ad" and confidence < SURE:
        return False, 0.9  # this sign means to say just that
    return kept, confidence


def by_language(found: Parts, lexicon: Lexicon) -> tuple[bool, float]:
    """Decide by the words of the language, where the text itself has neither form."""
    first = LAST_PART.search(found.first)
    second = FIRST_PART.match(found.second)
    assert first
    assert second
    one, two = first[0], second[0]
    if "-" in found.first and lexicon.frequency(one + two) < 1:
        return True, 0.85  # man-of-war, state-of-the-art
    joined = lexicon.frequency(one + two)
    tail = found.second.removeprefix(two)
    if tail.startswith(("-", "\u2010")) and joined < 1:
        return True, 0.8
    rarer = min(lexicon.frequency(one), lexicon.frequency(two))
    shorter = min(len(one), len(two))
    if joined < USUAL and rarer >= WORDS / 25 and lexicon.hyphenates(one, two):
        return True, 0.8
    if joined >= USUAL:
        return False, 0.97 if rarer < 50 * joined else 0.8
    if rarer >= WORDS and (shorter > 2 or (shorter == 2 and joined < RARE)):
        return True, 0.9 if joined < 60 else 0.75
    if joined >= RARE:
        return False, 0.9
    if shorter > 2 and rarer >= (WORDS / 2 if joined else WORDS / 16):
        return True, 0.65
    return False, 0.8 if rarer < 100 else 0.65


#: How often a word stands in a thousand million words: one that is usual, one that is rare.
USUAL, RARE = 400.0, 20.0
#: How often both halves stand, to be words that are put together.
WORDS = 2500.0
#: What it takes to keep a hyphen that the text calls a soft one.
SURE = 0.75


def decide(pairs: Iterable[tuple[int, str, str]], lexicon: Lexicon) -> dict[int, Decision]:
    """Return a decision for each line, given with its text and the line of text after it."""
    decisions = {}
    for number, line, following in pairs:
        if found := parts(line, following):
            kept, confidence = keep(found, lexicon)
            forms = [found.whole, found.hyphened]
            about: dict[str, object] = {"keep": kept}
            decisions[number] = Decision(number, forms[kept], confidence, [forms[not kept]], about)
    return decisions
