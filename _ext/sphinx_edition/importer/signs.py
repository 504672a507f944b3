"""What a line looks like: a page number, a running head, the end of a sentence."""

from __future__ import annotations

import re

ROMAN = r"[ivxlcdm]{1,8}"
DECORATION = r"[\[({\-–—·•.~=* ]*"
NUMBER_ALONE = re.compile(
    rf"^{DECORATION}(?:p(?:age|g|p)?\.?\s*)?(\d{{1,4}}|{ROMAN})[\])}}\-–—·•.~=* ]*$", re.IGNORECASE
)
#: A page number that the scan misread in part.
NUMBER_MISREAD = re.compile(r"^[\[(\-–— ]*([\dlIiOoSsBZzQ|!?]{1,4})[\])\-–—. ]*$")
NUMBER_FIRST = re.compile(r"^[\[(]?(\d{1,4})[\])]?[\s.|—–-]+(\D{3,60})$")
NUMBER_LAST = re.compile(r"^(\D{3,60}?)[\s.|—–-]+[\[(]?(\d{1,4})[\])]?$")
SENTENCE_END = re.compile(r"[.!?…:][\s”’»\"')\]}\d*†‡§¹²³⁴-⁹®™°]*$")
FINISHED = re.compile(r"[.!?…][\s”’»\"')\]}]*$")
LETTER = re.compile(r"[^\W\d_]")
VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
ROMAN_FORM = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")


def roman(text: str) -> int:
    """Return the value of a Roman numeral, 0 if it is none."""
    low = text.lower()
    if not low or not ROMAN_FORM.fullmatch(low):
        return 0
    total = 0
    for char, following in zip(low, [*low[1:], ""], strict=True):
        value = VALUES[char]
        total += -value if following and VALUES[following] > value else value
    return total


def is_finished(line: str) -> bool:
    """Tell whether a sentence may end with ``line``, a mark of a note after it or not."""
    return bool(SENTENCE_END.search(line))


def starts_small(line: str) -> bool:
    """Tell whether the first letter of ``line`` is a small one."""
    letter = LETTER.search(line)
    return bool(letter and letter[0].islower())


def starts_large(line: str) -> bool:
    """Tell whether the first letter of ``line`` is a capital."""
    letter = LETTER.search(line)
    return bool(letter and letter[0].isupper())


def is_capitals(line: str) -> bool:
    """Tell whether a line has capitals alone: three letters or more, one in nine may be small."""
    letters = LETTER.findall(line)
    small = sum(letter.islower() for letter in letters)
    return len(letters) >= 3 and small * 9 <= len(letters)


def plain(line: str) -> str:
    """Return the letters of a line, all small: what running heads have in common."""
    return "".join(LETTER.findall(line)).lower()
