"""The order of names in indexes and bibliographies.

A letter with a diacritic is sorted as the letter alone, *é* as *e* and *ä* as *a*, as dictionaries
of French and German have it (DIN 5007-1); *ß* as *ss*, *œ* and *æ* as two letters; capitals as
small letters.  A language that gives such a letter a place of its own, as Swedish does, is not
served.
"""

from __future__ import annotations

import unicodedata

#: Letters that Unicode does not take apart.
LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})


def sorting_key(text: str) -> str:
    """Return what ``text`` is sorted by."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(LETTERS)
