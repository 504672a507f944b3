"""Tokens that look wrong: proposals for a person, never changes.

What is looked for: figures in words (``1bid.``), words that neither the text nor its language has
and that a common confusion of letters explains, words run together, signs that no print has,
doubled points, quotation marks and brackets without their fellows, lone letters, and lines that
stop far before the margin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_edition.importer import signs
from sphinx_edition.importer.lexicon import Lexicon
from sphinx_edition.importer.model import Block, Decision, Reading

CONFUSIONS = (
    ("rn", "m"),
    ("m", "rn"),
    ("cl", "d"),
    ("d", "cl"),
    ("li", "h"),
    ("h", "b"),
    ("b", "h"),
    ("vv", "w"),
    ("ii", "n"),
    ("n", "u"),
    ("u", "n"),
    ("c", "e"),
    ("e", "c"),
    ("l", "i"),
    ("i", "l"),
    ("t", "l"),
    ("f", "s"),
    ("1", "l"),
    ("1", "I"),
    ("1", "i"),
    ("0", "o"),
    ("5", "s"),
    ("8", "B"),
    ("ri", "n"),
    ("in", "m"),
    ("é", "è"),
    ("T", "I"),
    ("tl", "d"),
    ("fi", "h"),
    ("6", "b"),
)
TOKEN = re.compile(r"\w+(?:[-’'\u2010\u2011]\w+)*")
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|s|d|[a-z])?(?:[-–’']\w+)?|[IVXLCivxlc]+", re.IGNORECASE)
STRANGE = re.compile(r"[®™©�|~^¬\\{}<>]|(?<=\w)[%@#](?=\w)")
DOUBLED = re.compile(r"(?<!\.)([,;:])\1|,\.|\.,(?=[^\w\s])|[,;]{2}")
LONE = re.compile(r"(?<![\w.’'/])([B-HJ-NP-Z])(?![\w.’'&/-])")
NO_STOP = re.compile(r"(?<=[^\W\d_])(”)(?=\s+[A-ZÀ-Þ][a-z])")
PAIRS = (("(", ")"), ("[", "]"), ("“", "”"))
#: A word amid a line before one that only begins sentences with a capital.
NO_END = re.compile(
    r"\b([a-zà-þ]{2,}) (?=(?:From|The|This|That|These|It|In|And|But|He|She|They|We|There|When|If|"
    r"For|As|At|To|Not|What)\b [a-zà-þ])"
)
SHORT = 0.72
#: What a Roman figure counts.
COUNTED = frozenset(
    [
        "vol",
        "vols",
        "book",
        "part",
        "chapter",
        "chap",
        "ch",
        "no",
        "act",
        "scene",
        "canto",
        "line",
        "page",
        "class",
        "type",
    ]
)


class Doubter:
    """Looks for tokens that seem wrong."""

    def __init__(self, reading: Reading, lexicon: Lexicon, words: dict[int, str]) -> None:
        """Take a text; ``words`` are its lines without the marks of notes."""
        self.reading = reading
        self.lexicon = lexicon
        self.words = words
        self.asked: dict[str, str] = {}
        self.broken = set(reading.hyphens) | {line + 1 for line in reading.hyphens}

    def read(self) -> list[Decision]:
        """Return the doubts, in the order of their lines."""
        found: list[Decision] = []
        for line in sorted(self.words):
            found += self.of_line(line)
        for block in self.reading.blocks:
            if block.kind == "paragraph":
                found += self.of_paragraph(block)
        return sorted(found, key=lambda doubt: (doubt.line, doubt.choice, doubt.alternatives))

    def of_line(self, line: int) -> Iterator[Decision]:
        """Yield what looks wrong in a line."""
        text = self.words[line]
        matches = list(TOKEN.finditer(text))
        for place, match in enumerate(matches):
            edge = place in {0, len(matches) - 1} and line in self.broken
            if not edge and (better := self.better(match[0])):
                yield doubt(line, match[0], better, 0.35, "ocr", "no word, and like a common one")
        for match in STRANGE.finditer(text):
            yield doubt(line, match[0], "", 0.4, "ocr", "a sign that hardly any print has")
        for match in DOUBLED.finditer(text):
            yield doubt(line, match[0], match[0][0], 0.3, "ocr", "a doubled point")
        for match in NO_END.finditer(text):
            yield doubt(
                line, match[1], "⟨…⟩", 0.55, "lacuna", "a stop or words may be lost after it"
            )
        for match in LONE.finditer(text):
            if not signs.roman(match[1]) or self.is_astray(text, match):
                yield doubt(line, match[1], "", 0.5, "ocr", "a letter alone")

    def is_astray(self, text: str, match: re.Match[str]) -> bool:
        """Tell whether a Roman figure of one letter stands where no figure would."""
        before = text[: match.start()].split()[-1:]
        counts = bool(before) and (
            before[0][0].isupper() or before[0].lower().strip(".") in COUNTED
        )
        return not counts and bool(re.match(r"\s+[a-z]", text[match.end() :]))

    def better(self, word: str) -> str:
        """Return a likelier reading of ``word``; empty if it is all right, or none is known."""
        if word not in self.asked:
            self.asked[word] = self.look_up(word)
        return self.asked[word]

    def look_up(self, word: str) -> str:
        """Find a likelier reading of a word."""
        if len(word) < 3 or not any(map(str.isalpha, word)) or ORDINAL.fullmatch(word):
            return ""
        lexicon = self.lexicon
        has_digit = any(map(str.isdigit, word))
        if not has_digit and (word[0].isupper() or "-" in word):
            return ""
        if lexicon.frequency(word) >= 2 or (lexicon.count(word) > 1 and not has_digit):
            return ""
        best = (30.0, "")
        for wrong, right in CONFUSIONS:
            at = word.find(wrong)
            while at >= 0:
                changed = word[:at] + right + word[at + len(wrong) :]
                best = max(
                    best, (lexicon.frequency(changed) + 500 * lexicon.count(changed), changed)
                )
                at = word.find(wrong, at + 1)
        if not best[1] and not has_digit:
            best = max(best, self.parted(word))
        return best[1]

    def parted(self, word: str) -> tuple[float, str]:
        """Return two words that may have run together, with the frequency of the rarer."""
        best = (3000.0, "")
        for at in range(2, len(word) - 1):
            rarer = min(map(self.lexicon.frequency, (word[:at], word[at:])))
            best = max(best, (rarer, f"{word[:at]} {word[at:]}"))
        return best if best[1] else (0.0, "")

    def of_paragraph(self, block: Block) -> Iterator[Decision]:
        """Yield marks without their fellows, lost stops and lines that stop too soon."""
        for opening, closing in PAIRS:
            depth: list[int] = []
            for line in block.lines:
                for char in self.words.get(line, ""):
                    if char == opening:
                        depth.append(line)
                    elif char == closing and depth:
                        depth.pop()
                    elif char == closing:
                        yield doubt(line, char, "", 0.5, "", f"nothing opens this {char}")
            if depth:
                yield doubt(depth[0], opening, "", 0.5, "", f"nothing closes this {opening}")
        lines = block.lines
        for line in lines:
            for match in NO_STOP.finditer(self.words.get(line, "")):
                word = TOKEN.findall(self.words[line][: match.start()])[-1]
                old = word + match[1]
                yield doubt(line, old, f"{word}.{match[1]}", 0.5, "ocr", "a stop may be lost")
        width = max(len(self.reading.scan.text[line]) for line in lines)
        for line in lines[:-1]:
            length = len(self.reading.scan.text[line])
            if length < SHORT * width and not signs.is_finished(self.reading.scan.text[line]):
                last = self.words.get(line, "").split()[-1:]
                yield doubt(
                    line, "".join(last), "⟨…⟩", 0.6, "lacuna", "the line stops before the margin"
                )


def doubt(line: int, token: str, reading: str, confidence: float, kind: str, why: str) -> Decision:
    """Return the decision to leave a token as it is, with the other ``reading``."""
    about: dict[str, object] = {"token": token, "kind": kind, "reason": why}
    return Decision(line, token, confidence, [reading] if reading else [], about)
