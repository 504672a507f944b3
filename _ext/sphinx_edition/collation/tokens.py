"""Tokens: what counts in a comparison of two texts.

A token is a string.  A word keeps its inner hyphens and apostrophes (``working-class``,
``Kollontai’s``); every other character that is not blank stands alone, so that a lost comma or a
straightened quotation mark is a difference of its own.  White space is no token, but each token
knows whether it is *glued* to the one before it, with no white space between.  Nothing is
normalised: two letters that look alike, or one letter in two encodings, are two letters.

Paragraphs, headings and the anchors and beginnings of notes are tokens too, *signs*: strings that
begin with a character that no token of a text begins with.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

SIGN = "\0"
#: Where a paragraph begins; in a ledger written as :data:`PILCROW`.
PARAGRAPH = f"{SIGN}¶"
PILCROW = "¶"

WORD = r"\w+(?:[-’'\u2010\u2011]\w+)*"
TOKEN = re.compile(rf"{WORD}|[^\w\s]")


def heading(level: int) -> str:
    """Return the sign where a heading begins; level 1 is a document's own title."""
    return f"{SIGN}heading {level}"


def anchor(label: str) -> str:
    """Return the sign in a sentence to which the note ``label`` is bound."""
    return f"{SIGN}anchor {label}"


def note(label: str) -> str:
    """Return the sign where the text of the note ``label`` begins."""
    return f"{SIGN}note {label}"


def is_sign(token: str) -> bool:
    """Tell whether ``token`` is a sign, and so no word or mark of the text."""
    return token.startswith(SIGN)


def is_word(token: str) -> bool:
    """Tell whether ``token`` is a word (or number), and neither a sign nor punctuation."""
    return not is_sign(token) and any(map(str.isalnum, token))


def spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of each token of ``text``."""
    return [match.span() for match in TOKEN.finditer(text)]


def glued(found: list[tuple[int, int]]) -> list[bool]:
    """Tell of each of the spans that :func:`spans` found whether no white space is before it."""
    ends = [end for _start, end in found]
    return [start == before for (start, _end), before in zip(found, [-1, *ends], strict=False)]


def tokenise(text: str) -> list[str]:
    """Return the tokens of a reading in a ledger, where a pilcrow is the sign of a paragraph."""
    return [PARAGRAPH if token == PILCROW else token for token in TOKEN.findall(text)]


def spacing(text: str) -> list[bool]:
    """Return of each token of a reading whether it is glued to the one before it."""
    return glued(spans(text))


NO_SPACE_BEFORE = frozenset(".,;:!?)]’”…⟩-")
NO_SPACE_AFTER = frozenset("([“‘⟨")


def show(token: str) -> str:
    """Return ``token`` as a message or a ledger shows it."""
    if token == PARAGRAPH:
        return PILCROW
    if token.startswith(anchor("")):
        return f"[note {token.removeprefix(anchor(''))} here]"
    if token.startswith(note("")):
        return f"[text of note {token.removeprefix(note(''))}:]"
    return f"[{token.removeprefix(SIGN)}:]" if is_sign(token) else token


def visible(token: str) -> str:
    """Return ``token`` as a message shows it: a character that cannot be seen by its name."""
    if len(token) == 1 and unicodedata.category(token) in {"Cc", "Cf", "Co", "Cn", "Mn"}:
        return f"[U+{ord(token):04X} {unicodedata.name(token, 'without a name')}]"
    return show(token)


def spaced(tokens: Iterable[tuple[str, bool]]) -> str:
    """Return tokens, each with whether it is glued to the one before, in their own spacing."""
    return "".join(("" if close else " ") + show(token) for token, close in tokens).strip()


def join(tokens: Iterable[str], show: Callable[[str], str] = show) -> str:
    """Return ``tokens`` as a line of text, with the usual spaces between them."""
    line = ""
    before = ""
    for token in tokens:
        close = not line or token in NO_SPACE_BEFORE or before in NO_SPACE_AFTER
        line += ("" if close else " ") + show(token)
        before = token
    return line


def context(tokens: Sequence[str], start: int, end: int, *, words: int = 6) -> str:
    """Return ``tokens[start:end]`` between ⟦⟧, with some ``words`` before and after."""
    before = join(tokens[max(0, start - words) : start], visible)
    after = join(tokens[end : end + words], visible)
    return " ".join(filter(None, (before, f"⟦{join(tokens[start:end], visible)}⟧", after)))
