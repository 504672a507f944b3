"""How names are compared, and what a wrong one may have meant."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from sphinx_edition.core.ids import make_id
from sphinx_edition.core.sorting import sorting_key as core_key

QUOTES = "'’‘‛ʼ`´\"“”„‟«»"
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
POSSESSIVE = re.compile(rf"[{QUOTES}]s$", re.IGNORECASE)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return a *name* without what does not count: case, diacritics, quotes, a possessive ’s."""
    text = POSSESSIVE.sub("", " ".join(name.split()))
    text = "".join(c for c in text if c not in QUOTES).translate(DASHES)
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().strip()


def uninverted(name: str) -> str:
    """Return “Leon Trotsky” for “Trotsky, Leon”, and any other name as it is."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma else name


def slug(text: str) -> str:
    """Return an id made from a *text*: a-z, 0-9 and single hyphens; ``x`` where nothing stays."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-") or "x"


def default_id(kind: str, name: str) -> str:
    """Return the id of an entry that is given none: its name, as far as an id can hold it.

    Two names in another script, or without a letter, never share one.
    """
    letters = [sign for sign in fold(name) if sign.isalnum()]
    if not all(sign.isascii() for sign in letters) or not letters:
        return make_id(kind, name).removeprefix(f"{kind}-")
    return slug(name)


def sorting_key(name: str) -> str:
    """Return by what a *name* is sorted: signs before its first letter or digit do not count."""
    folded = core_key(fold(name))
    start = next((at for at, sign in enumerate(folded) if sign.isalnum()), 0)
    return folded[start:]


class Spellings:
    """Names by their spelling, to guess what a wrong one may have meant."""

    def __init__(self, names: Iterable[str]) -> None:
        """Index the *names* by pairs of letters, so that few of them need a close look."""
        self._by_fold: dict[str, str] = {}
        for name in names:
            self._by_fold.setdefault(fold(name), name)
        self._by_pair: dict[str, list[str]] = {}
        for folded in self._by_fold:
            for pair in _pairs(folded):
                self._by_pair.setdefault(pair, []).append(folded)

    def near(self, name: str) -> list[str]:
        """Return up to three names that are spelt like *name*, the nearest first."""
        shared: Counter[str] = Counter()
        for pair in _pairs(fold(name)):
            shared.update(self._by_pair.get(pair, ()))
        candidates = [folded for folded, _ in shared.most_common(30)]
        return [self._by_fold[found] for found in get_close_matches(fold(name), candidates, 3, 0.6)]


def _pairs(folded: str) -> Iterable[str]:
    return dict.fromkeys(folded[n : n + 2] for n in range(len(folded) - 1))
