"""Marks of notes, and what a scan makes of them.

A raised figure is small, so scans misread it: ``!`` and ``l`` stand for 1, ``?`` for 2, ``®`` for
3, 6, 8 or 9.  :func:`likeness` says how well a mark can stand for a label; :func:`candidates` finds
what may be a mark in the lines of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

CONFUSED = {
    "0": "oOQD°º®@©",
    "1": "lIi!|'’‘`´t/jJ[]7T\"”“",
    "2": "?zZ*Ž@72",
    "3": "®8S5%$}?sB*",
    "4": "*™A^+a#<%¢9",
    "5": "sS$®3§%°6'>",
    "6": "®%GbéC&°8ô°*5",
    "7": "?/T’'1Y>~^)",
    "8": "®B&§%39S3°$6®",
    "9": '®”gq°?g4%0°"’',
}
SYMBOLS = "*†‡§¶‖"
CONFUSED_SYMBOLS = {
    "*": "'\"°®™+x×‘’“”#%^",
    "†": "t+f1T|‡'\"]j",
    "‡": "ti+I|†{}#$1]",
    "§": "S8$5&3sgß",
    "¶": "{}[]TFq%",
    "‖": "|l1I",
}
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
ODD = "®™©°@%#&^~|¢€£¥¤•<>=+º"
QUOTES = "'\"’”`´‘“"
#: Signs that are more often a part of a misread mark than what stands beside one.
MISREAD = frozenset("!?®™*")
MISREAD_AFTER = frozenset([*"!?®™*'\"", *"0123456789"])
LETTERS = "lIiOoSsBZzgqtTA"
#: A token of no interest: a word with usual marks about it.
USUAL = re.compile(
    r"[\"“‘'(\[«]*[^\W\d_⁰¹²³⁴-⁹](?:[^\W\d_⁰¹²³⁴-⁹]|[’'‐-])*[.,;:]?[”\")\]»]?[.,;:]?"
)
PIECE = re.compile(r"[^\s—]+")
ABBREVIATION = re.compile(
    r"(?:^|[^\w])(?:no|nr|p|pp|vol|ch|fig|art|sec|§|\$|£|€)\.?$", re.IGNORECASE
)


def likeness(mark: str, label: str) -> float:
    """Return how well ``mark`` can stand for ``label``: 1 as itself, 0 not at all."""
    core = mark.strip("[](){}.,:; ").translate(RAISED) or mark.strip()
    if core == label:
        return 1.0
    if not core:
        return 0.0
    if not label.isdigit():
        return like_symbol(core, label)
    if len(core) == len(label):
        product = 1.0
        for char, wanted in zip(core, label, strict=True):
            product *= like_digit(char, wanted)
        return float(product ** (1 / len(label)))
    if len(core) == len(label) + 1 and len({*core}) == 1:
        return 0.85 * likeness(core[1:], label)  # one sign seen twice
    if len(core) == len(label) + 1:
        return 0.55 * max(likeness(core[:i] + core[i + 1 :], label) for i in range(len(core)))
    if len(core) == len(label) - 1:
        shorter = (label[:i] + label[i + 1 :] for i in range(len(label)))
        return 0.6 * max(likeness(core, part) for part in shorter)
    return 0.1


def like_digit(char: str, wanted: str) -> float:
    """Return how well one sign can stand for a digit."""
    if char == wanted:
        return 1.0
    if char in CONFUSED[wanted]:
        return 0.4 if char.isdigit() else 0.7
    if char.isdigit():
        return 0.15
    return 0.15 if char.isalpha() else 0.4


def like_symbol(core: str, label: str) -> float:
    """Return how well a mark can stand for an asterisk, a dagger and the like."""
    if len(core) == len(label) and all(
        char == wanted or char in CONFUSED_SYMBOLS.get(wanted, "")
        for char, wanted in zip(core, label, strict=True)
    ):
        return 0.55
    if core[0] in SYMBOLS:
        return 0.2
    return 0.05 if core.isalnum() else 0.25


def fits_brackets(mark: str, label: str) -> float:
    """Return what a mark loses that has a single bracket where its label has none, or lacks one."""
    half = (mark.startswith("(") != mark.endswith(")")) and not mark.startswith("[")
    if label.startswith("("):
        return 1.0 if half or mark.startswith("(") else 0.2
    return 0.55 if half else 1.0


class Candidate(NamedTuple):
    """What may be a mark: ``base`` is how much its place and form look like one."""

    line: int
    column: int
    mark: str
    base: float


def candidates(lines: Iterable[tuple[int, str]]) -> Iterator[Candidate]:
    """Yield what may be a mark in ``lines`` (number and text), in order."""
    last = depth = opened = 0
    for number, text in lines:
        if number != last + 1:
            depth = opened = 0
        last = number
        pieces = list(PIECE.finditer(text))
        for index, piece in enumerate(pieces):
            stray = -1
            for at, char in enumerate(piece[0]):
                depth += (char == "“") - (char == "”")
                if depth < 0:
                    depth, stray = 0, at
            within = opened > 0
            opened = max(0, opened + piece[0].count("(") - piece[0].count(")"))
            if stray < 1 and USUAL.fullmatch(piece[0]):
                continue
            following = pieces[index + 1][0] if index + 1 < len(pieces) else ""
            before = pieces[index - 1][0] if index else ""
            if stray > 0:
                yield Candidate(number, piece.start() + stray, "”", 0.45)
            seen = {(stray, "”")}
            for column, mark, base in of_piece(piece[0], before, following):
                if not within and piece[0][column + len(mark) :].startswith(")"):
                    base *= 0.55 if "(" not in piece[0] else 1.0  # the bracket belongs to the mark
                if (column, mark) not in seen:
                    seen.add((column, mark))
                    yield Candidate(number, piece.start() + column, mark, base)


ALONE = re.compile(
    rf"(\[(?:\d{{1,4}}|[{SYMBOLS}]+)\]|\(\d{{1,3}}\)|[{SYMBOLS}]{{1,4}}|[⁰¹²³⁴-⁹]+|\d{{1,3}})"
    r"[.,;:]?"
)
CLEAR = re.compile(
    rf"\[(?:\d{{1,4}}|[{SYMBOLS}]+)\]|[⁰¹²³⁴-⁹]{{1,4}}|(?<=[^\s(])\(\d{{1,3}}\)|[{SYMBOLS}]{{1,4}}"
)
BRACKETED = re.compile(r"\[[^\]\s]{1,3}\]")
CLOSING = r"[.,;:!?)\]”’\"'»…–-]*"


def of_piece(piece: str, before: str, following: str) -> Iterator[tuple[int, str, float]]:
    """Yield column, mark and base of what may be marks in one piece between blanks."""
    if alone := ALONE.fullmatch(piece):
        yield 0, alone[1], base_alone(alone[1], before, following)
        return
    for match in CLEAR.finditer(piece):
        glued = match.start() > 0
        base = 0.95 if glued else 0.4
        if match[0][0] in "([" and not glued:
            base = 0.25
        if "*" in match[0] and glued and match.end() < len(piece) and piece[match.end()].isalnum():
            base = 0.2
        if glued and piece[match.start() - 1] in MISREAD:
            base *= 0.5  # the sign before it belongs to the mark
        yield match.start(), match[0], base
    for match in BRACKETED.finditer(piece):
        if not CLEAR.match(match[0]):
            odd = not match[0][1:-1].isalpha()
            yield match.start(), match[0], (0.9 if odd else 0.4) if match.start() else 0.15
    for length in (4, 3, 2, 1):
        for end in range(len(piece), max(1, len(piece) - 5), -1):
            start = end - length
            if start < 1 or not re.fullmatch(CLOSING, piece[end:]):
                continue
            mark = piece[start:end]
            if length == 4 and not mark.isdigit():
                continue
            base = base_of(piece[:start], mark, piece[end:], following)
            if piece[start - 1] in MISREAD or piece[end : end + 1] in MISREAD_AFTER:
                base *= 0.55  # the sign beside it belongs to the mark
            if base > 0.02:
                yield start, mark, base


def base_alone(mark: str, before: str, following: str) -> float:
    """Return how much a mark between blanks looks like that of a note."""
    if not before:
        return 0.05
    if mark[0] == "(":
        return 0.3
    if not mark[0].isdigit():
        return 0.75
    if before[-1] in ".!?”’" and (not following or following[0].isupper() or following[0] in '“‘"'):
        return 0.5
    return 0.2 if before[-1] in ",;:)" else 0.12


def base_of(pre: str, mark: str, post: str, following: str) -> float:
    """Return how much ``mark``, glued between ``pre`` and ``post``, looks like that of a note."""
    last = pre[-1]
    word, stop = last.isalpha(), last in ".,;:!?)]”’\"'»…"
    if not (word or stop or last.isdigit()):
        return 0.0
    if mark.isdigit():
        return base_of_digits(pre, mark, following)
    inner = mark.strip("()")
    if not inner or any(char not in ODD + QUOTES + LETTERS + "!?*0123456789" for char in inner):
        return 0.0
    if "(" in mark or mark.endswith(")"):
        opened = "(" in pre and mark.endswith(")") and "(" not in mark
        if opened or inner.isalpha() or len(mark) > 1 + len(inner) or last.isdigit():
            return 0.0
        return 0.7
    if mark.isalpha():
        return 0.55 if (stop and last not in "'’.") or (last == "." and len(pre) > 3) else 0.0
    if all(char in "!?" for char in mark):
        return base_of_stops(last, mark, post, following)
    if all(char in QUOTES for char in mark):
        return 0.3 if stop and (last in "”’\"'" or mark[0] in "'\"`´’") else 0.1 if stop else 0.0
    if all(char in QUOTES + "!?" for char in mark):
        return 0.25 if stop else 0.1
    if last.isdigit() and mark[0] in "%°&+=":
        return 0.05
    if any(map(str.isalpha, mark)):
        clear = any(char.isdigit() or char in ODD for char in mark)
        return 0.7 if clear and stop else 0.0
    return 0.8


def base_of_digits(pre: str, mark: str, following: str) -> float:
    """Return how much digits after ``pre`` look like the mark of a note."""
    last = pre[-1]
    if last.isdigit():
        year = re.search(r"(?:^|\D)(1[4-9]\d\d|20\d\d)$", pre)
        return 0.5 if year and len(mark) < 3 else 0.0
    if last in ".,:" and len(pre) > 1 and pre[-2].isdigit():
        return 0.35 if last != ":" and (not following or following[0].isupper()) else 0.08
    if last in "-–'" or ABBREVIATION.search(pre):
        return 0.08
    if last.isalpha() and len(pre.strip('(“"[')) == 1:
        return 0.15
    return 0.95


def base_of_stops(last: str, mark: str, post: str, following: str) -> float:
    """Return how much exclamation and question marks look like the mark of a note."""
    if last in '.,;:!?)”’"':
        return 0.65
    if following[:1].islower() and not post.strip(".,;:"):
        return 0.4
    return 0.3 if post[:1] in {".", ",", ";", ":"} else 0.1 if len(mark) > 1 else 0.06
