"""How common a word is: in the text itself first, then in its language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

from sphinx_edition.core.requirements import need

HYPHENS = "-\u2010\u00ad¬"
#: A word as the collation sees one.
WORD = re.compile(r"\w+(?:[-’'\u2010\u2011]\w+)*")
#: How often a word stands in a thousand million words, to count as known at all.
KNOWN = 10.0
#: First halves that mostly keep their hyphen.
HALVES = frozenset(
    ["self", "all", "ex", "half", "non", "cross", "high", "low", "well", "ill", "quasi"]
)
LANGUAGES = {
    "en": "the and of to in that is was for with",
    "fr": "le la les des et est une que dans pour",
    "de": "der die und das nicht den von ist mit auf",
    "es": "el los las una por con del que para como",
    "it": "il della che di una per gli non con sono",
    "nl": "het een van dat zijn niet voor met aan ook",
    "pt": "uma não para com dos como mais das pelo foi",
}


@cache
def frequencies(language: str) -> dict[str, float]:
    """Return words of a ``language`` with how often they stand in a thousand million words."""
    need("sphinx_edition.importer", "import", "wordfreq")
    import wordfreq

    known: Any = wordfreq.available_languages("best")
    if language not in known:
        return {}
    return {
        word: part * 1e9 for word, part in wordfreq.get_frequency_dict(language, "best").items()
    }


def language_of(words: Iterable[str]) -> str:
    """Guess the language of a text from its most common words; English if none is near."""
    counts = Counter(words)
    scores = {
        name: sum(counts[word] for word in set(common.split()))
        for name, common in LANGUAGES.items()
    }
    best = max(scores, key=lambda name: (scores[name], name == "en"))
    return best if scores[best] else "en"


class Lexicon:
    """The words of a text, and of its language."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Learn the words that stand whole within ``lines``."""
        self.own: Counter[str] = Counter()
        for line in lines:
            words = list(WORD.finditer(line))
            if words and line[words[-1].end() :][:1] in [*HYPHENS]:
                words.pop()  # broken at the end of the line
            self.own.update(match[0].lower().replace("\u2010", "-") for match in words)
        parts = [word.split("-") for word in self.own if "-" in word]
        self.heads = Counter(each[0] for each in parts)
        self.tails = Counter(each[-1] for each in parts)
        self.language = language_of(self.own.elements()) if self.own else "en"
        self.common = frequencies(self.language)

    def hyphenates(self, first: str, second: str) -> bool:
        """Tell whether the text, or English, parts words with such a half by a hyphen."""
        one, two = first.lower(), second.lower()
        return (
            self.heads[one] > 1
            or self.tails[two] > 1
            or one in HALVES
            or (self.language == "en" and one.endswith("ly") and two.endswith(("ed", "ing")))
        )

    def count(self, word: str) -> int:
        """Return how often the text has ``word`` within its lines."""
        return self.own[word.lower()]

    def frequency(self, word: str) -> float:
        """Return how often ``word`` stands in a thousand million words of its language."""
        plain = word.lower().replace("’", "'")
        found = self.common.get(plain, 0.0)
        if not found and plain.endswith("'s"):
            found = self.common.get(plain[:-2], 0.0)
        return found

    def knows(self, word: str) -> bool:
        """Tell whether ``word`` is one: common enough, or standing twice in the text."""
        return self.frequency(word) >= KNOWN or self.own[word.lower()] > 1
