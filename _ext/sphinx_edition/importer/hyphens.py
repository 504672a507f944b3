"""Words broken at the end of a line: whether the hyphen belongs to the word."""

from __future__ import annotations

import math
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
    if told := by_text(found, lexicon):
        return told
    odds = sum(
        weight * feature for weight, feature in zip(WEIGHTS, features(found, lexicon), strict=True)
    )
    likely = 1 / (1 + math.exp(-odds))
    if found.mark == "\u00ad" and likely < SURE:
        return False, 0.9  # this sign means to say just that
    return likely > 0.5, round(max(likely, 1 - likely), 2)


def by_text(found: Parts, lexicon: Lexicon) -> tuple[bool, float] | None:
    """Decide by the letters and by the text itself; None where it has neither form, or both."""
    if found.second[0].isdigit() or found.first[-1].isdigit():
        return True, 0.9
    if found.second[0].isupper() and not found.first.isupper():
        return True, 0.95
    whole, hyphened = lexicon.count(found.whole), lexicon.count(found.hyphened)
    if whole != hyphened:
        return hyphened > whole, 0.97 if not min(whole, hyphened) else 0.85
    return None


def features(found: Parts, lexicon: Lexicon) -> list[float]:
    """Return what speaks for a hyphen and against it, where the text itself has neither form.

    In the order of ``WEIGHTS``; frequencies are common logarithms of how often a word stands in
    a thousand million words of the language.
    """
    first = LAST_PART.search(found.first)
    second = FIRST_PART.match(found.second)
    assert first
    assert second
    one, two = first[0].lower(), second[0].lower()
    joined, left, right = (
        math.log10(1 + lexicon.frequency(word)) for word in (one + two, one, two)
    )
    return [
        1.0,
        joined,
        left + right,
        min(len(one), 4),
        two in ENDINGS,
        one in BEGINNINGS,
        lexicon.hyphenates(one, two),
        one[-1] == two[0] and one[-1] in "aeiou",  # co-operate, pre-eminent
    ]


#: Halves of words that are written as one, whatever else they mean alone.
# fmt: off
ENDINGS = frozenset([
    "ness", "less", "fully", "ment", "ments", "ship", "hood", "dom", "some", "ing", "ings",
    "ward", "wards", "ly", "able", "ible", "ish", "where", "how", "ever", "upon", "self",
    "selves", "wise",
])
BEGINNINGS = frozenset([
    "un", "re", "pre", "pro", "dis", "mis", "in", "im", "de", "be", "con", "com", "ex", "sub",
    "per", "some", "every", "there", "here", "where", "hence", "thence", "with",
])
# fmt: on
#: What each feature counts for; how they are found, says ``tests/bench/hyphens.py``.
WEIGHTS = (-8.37, -1.89, 1.2, 0.63, -3.33, -3.76, 1.39, 4.31)
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
