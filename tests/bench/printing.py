"""A press for the benchmark of the import: prints passages as a scan would have them.

The passages are set in lines, the lines in pages, notes at their feet; what is known of the result
(where pages, headings and notes are, which hyphens belong to their words) is the truth that an
import is scored against.  ``Noise`` does what scanning does.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

PASSAGES = Path(__file__).parent / "passages"
NAMES = ("gibbon", "smith", "mill", "tales")
VOWELS = "aeiouy"
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
ROMAN = [
    "",
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
]
SYMBOLS = "*†‡§"


@dataclass(frozen=True)
class Style:
    """How a book is printed, and how its scan shows it."""

    name: str
    turn: str = "blank"  # blank, feed, space, number, head
    notes: str = "throughout"  # throughout, page, symbols
    anchor: str = "{}"  # form of a mark in the text
    mark: str = "{} "  # form of a mark at the foot
    paragraph: str = "blank"  # blank, indent
    hyphen: str = "-"
    heading: str = "bracket"  # bracket, number, chapter, capitals, roman
    width: int = 72
    height: int = 40
    tight: bool = False  # no blank line about notes
    rule: str = ""  # a line above notes
    indent: int = 3


STYLES = (
    Style("like the seed"),
    Style("form feeds", turn="feed", notes="page", mark="{}. ", heading="chapter"),
    Style("leading space", turn="space", heading="number", hyphen="¬"),
    Style("page numbers", turn="number", notes="symbols", heading="capitals"),
    Style(
        "running heads",
        turn="head",
        notes="throughout",
        mark="[{}] ",
        anchor="[{}]",
        heading="chapter",
        width=60,
        height=32,
    ),
    Style(
        "indented",
        turn="blank",
        paragraph="indent",
        notes="page",
        heading="roman",
        hyphen="\u00ad",
        width=64,
    ),
    Style(
        "raised figures",
        turn="feed",
        anchor="raised",
        mark="raised",
        heading="bracket",
        hyphen="\u2010",
        width=80,
        height=44,
    ),
    Style(
        "heads and feeds",
        turn="head+feed",
        notes="symbols",
        paragraph="indent",
        heading="chapter",
        width=58,
        height=30,
    ),
    Style("tight notes", turn="feed", tight=True, mark="{}. "),
    Style(
        "ruled off",
        turn="blank",
        rule="--------",
        notes="page",
        mark="({}) ",
        anchor="({})",
        heading="capitals",
        paragraph="indent",
        indent=2,
    ),
    Style("numbers above", turn="top", notes="symbols", heading="roman", width=66),
    Style(
        "chapter heads",
        turn="titles",
        heading="capitals",
        notes="page",
        hyphen="¬",
        paragraph="indent",
        indent=4,
        width=62,
        height=34,
    ),
)


@dataclass
class Truth:
    """What is known of a printed text."""

    pages: list[int] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    hyphens: dict[int, bool] = field(default_factory=dict)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    words: list[str] = field(default_factory=list)


@dataclass
class Piece:
    """A heading, a paragraph, a verse; text with ``{{notes}}``."""

    kind: str
    text: str


def passage(name: str) -> list[Piece]:
    """Read a passage."""
    found = []
    for block in (PASSAGES / f"{name}.txt").read_text("utf-8").strip().split("\n\n"):
        if block.startswith("## "):
            found.append(Piece("section", block[3:]))
        elif block.startswith("# "):
            found.append(Piece("chapter", block[2:]))
        elif block.startswith("| "):
            found.append(Piece("verse", re.sub(r"(?m)^\| ", "", block)))
        else:
            found.append(Piece("paragraph", " ".join(block.split())))
    return found


WORDS = re.compile(r"\w+(?:[-’']\w+)*")


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return WORDS.findall(text)


@dataclass
class Line:
    """A line as set: its text, the notes bound in it, whether its last hyphen is kept."""

    text: str
    notes: list[int] = field(default_factory=list)
    keep: bool | None = None
    kind: str = ""
    first: bool = False  # of its paragraph


class Press:
    """Prints a book in one style."""

    def __init__(self, pieces: list[Piece], style: Style, seed: int, noise: float = 0.0) -> None:
        """Set the dice: the same ``seed`` prints the same book."""
        self.style = style
        self.random = random.Random(f"{style.name} {seed}")
        self.noise = noise
        self.pieces = pieces
        self.notes: list[str] = []
        self.chapter = self.section = 0
        self.truth = Truth()
        self.out: list[str] = []
        self.overrun: list[Line] = []

    def print(self) -> tuple[str, Truth]:
        """Return the text of the scan, and the truth."""
        lines = [line for piece in self.pieces for line in self.set(piece)]
        for number, page in enumerate(self.paginate(lines), 1):
            self.print_page(number, page)
        text = "\n".join(self.out) + "\n"
        return text, self.truth

    def set(self, piece: Piece) -> Iterator[Line]:
        """Set a piece in lines."""
        if piece.kind in {"chapter", "section"}:
            yield from self.set_heading(piece)
            return
        plain, bound = self.take_notes(piece.text)
        if piece.kind == "verse":
            for index, text in enumerate(plain.split("\n")):
                yield Line(
                    "    " * (self.style.paragraph == "indent") + text,
                    kind="verse",
                    first=index == 0,
                )
        else:
            yield from self.set_paragraph(plain, bound)
        self.truth.words += words(plain.replace("\0", ""))

    def set_heading(self, piece: Piece) -> Iterator[Line]:
        """Set a heading; a chapter's has its number."""
        title = piece.text
        if piece.kind == "chapter":
            self.chapter += 1
            self.section = 0
            n = self.chapter
            forms = {
                "bracket": [f"[{n}. {title}]"],
                "number": [f"{n}. {title}"],
                "chapter": [f"CHAPTER {ROMAN[n]}.", title.upper()],
                "capitals": [title.upper()],
                "roman": [f"{ROMAN[n]}. {title}"],
            }
            for index, text in enumerate(forms[self.style.heading]):
                yield Line(text, kind="chapter" if not index else "title", first=True)
            self.truth.titles.append(title.lower())
        else:
            self.section += 1
            letter = "ABCDEFG"[self.section - 1]
            bracket = self.style.heading == "bracket"
            yield Line(
                f"[{letter}. {title}]" if bracket else f"{letter}. {title}",
                kind="section",
                first=True,
            )

    def take_notes(self, text: str) -> tuple[str, list[int]]:
        """Return text with a NUL where a note is bound, and the indexes of the notes."""
        parts = re.split(r"\{\{(.*?)\}\}", text)
        bound = []
        for index in range(1, len(parts), 2):
            before = [*self.truth.words[-4:], *words("".join(parts[:index:2]))][-4:]
            self.truth.pairs.add((" ".join(before), " ".join(words(parts[index])[:6])))
            bound.append(len(self.notes))
            self.notes.append(parts[index])
        return "\0".join(parts[::2]), bound

    def set_paragraph(self, text: str, bound: list[int]) -> Iterator[Line]:
        """Set a paragraph in lines of the style's width, words broken where they must."""
        pending = iter(bound)
        for index, (line, keep) in enumerate(
            self.fill(text, indent=self.style.paragraph == "indent")
        ):
            notes = [next(pending) for _ in range(line.count("\0"))]
            yield Line(line, notes, keep, "text", index == 0)

    def fill(self, text: str, *, indent: bool = False) -> Iterator[tuple[str, bool | None]]:
        """Yield lines, each with whether the hyphen that ends it is kept."""
        line = " " * self.style.indent if indent else ""
        for word in text.split():
            room = self.style.width - len(line) - (1 if line.strip() else 0)
            if len(word.replace("\0", "")) <= room:
                line += (" " if line.strip() else "") + word
                continue
            broken = self.broken(word, room)
            if broken:
                head, tail, keep = broken
                yield line + (" " if line.strip() else "") + head + self.style.hyphen, keep
                line = tail
            else:
                yield line, None
                line = word
        yield line, None

    def broken(self, word: str, room: int) -> tuple[str, str, bool] | None:
        """Return a word in two parts that fit, and whether a hyphen of its own parts them."""
        match = WORDS.search(word)
        if not match or "\0" in word[: match.end()]:
            return None
        for at in range(min(room - 1, match.end() - 2), match.start() + 1, -1):
            if word[at] == "-" and at < match.end() - 1 and at > 1:
                return word[:at], word[at + 1 :], True
            inside = word[match.start() : match.end()]
            if "-" in inside or "’" in inside or not inside.islower():
                continue
            near = word[at - 1] not in VOWELS and word[at] in VOWELS
            if at - match.start() > 2 and match.end() - at > 2 and near and word[at - 2] in VOWELS:
                return word[: at - 1], word[at - 1 :], False
        return None

    def paginate(self, lines: list[Line]) -> Iterator[tuple[list[Line], list[list[Line]]]]:
        """Yield pages: lines of the body, and notes as lines; the last may run over."""
        page: list[Line] = []
        feet: list[list[Line]] = []
        carried: list[Line] = []
        for index, line in enumerate(lines):
            used = len(page) + sum(map(len, feet)) + len(carried)
            heading = line.kind in {"chapter", "section"}
            if page and (used >= self.style.height - 1 - 3 * heading):
                yield page, [*([carried] if carried else []), *feet]
                page, feet, carried = [], [], self.overrun
                self.overrun = []
            page.append(line)
            for note in line.notes:
                feet.append([Line(text, keep=keep) for text, keep in self.fill(self.notes[note])])
                self.run_over(page, feet, carried, last=index + 1 >= len(lines))
        yield page, [*([carried] if carried else []), *feet]

    running = "OLD AUTHORS"
    opens = False

    def run_over(
        self, page: list[Line], feet: list[list[Line]], carried: list[Line], *, last: bool
    ) -> None:
        """Let a long note run over to the next page where this one is full."""
        used = len(page) + sum(map(len, feet)) + len(carried)
        long = feet[-1]
        if used > self.style.height and len(long) > 3 and not last:
            self.overrun = long[2:]
            feet[-1] = long[:2]

    def label(self, note: int, place: int) -> str:
        """Return the printed mark of a note, the ``place``-th on its page from 0."""
        if self.style.notes == "throughout":
            return str(note + 1)
        return str(place + 1) if self.style.notes == "page" else SYMBOLS[place % 4]

    def form(self, form: str, label: str) -> str:
        """Return a mark in its form."""
        return label.translate(RAISED) if form == "raised" else form.format(label)

    def print_page(self, number: int, page: tuple[list[Line], list[list[Line]]]) -> None:
        """Print a page: its head, its body, its notes, its number."""
        body, feet = page
        self.turn(number)
        start = len(self.out) + 1
        self.opens = body[0].kind == "chapter"
        head = self.head(number)
        if head:
            self.out += [head, ""]
        self.running = next((a.text for a in body[::-1] if a.kind == "chapter"), self.running)
        before: Line | None = None
        marks: list[str] = []
        for line in body:
            heading = line.kind in {"chapter", "section", "title"}
            parted = line.first and (
                self.style.paragraph == "blank" or heading or line.kind == "verse"
            )
            after = before and before.kind in {"chapter", "section", "title", "verse"}
            if before and (parted or (after and line.kind != before.kind)):
                self.out.append("")
            text = line.text
            for note in line.notes:
                label = self.label(note, len(marks))
                marks.append(label)
                text = text.replace("\0", self.printed_anchor(label), 1)
            self.print_line(text, line)
            before = line
        unnumbered = len(feet) - len(marks)
        if feet and self.style.rule:
            self.out += ["", self.style.rule]
        for index, note in enumerate(feet):
            if not self.style.tight:
                self.out.append("")
            mark = "" if index < unnumbered else marks[index - unnumbered]
            for place, line in enumerate(note):
                own = self.printed_mark(mark) if mark and not place else ""
                self.print_line(own + line.text, line)
        if self.style.turn == "number":
            self.out += ["", self.misread(str(number + 30), 0.3)]
        self.out[start - 1] = (
            " " * (self.style.turn == "space" and number > 1)
            + ("\f" if "feed" in self.style.turn and number > 1 else "")
            + self.out[start - 1]
        )
        self.truth.pages.append(start)

    def print_line(self, text: str, line: Line) -> None:
        """Print a line, and note what is true of it."""
        self.out.append(self.spoil(text) if self.noise else text)
        if line.keep is not None:
            self.truth.hyphens[len(self.out)] = line.keep
        if line.kind == "chapter":
            self.truth.headings.append(len(self.out))

    def turn(self, number: int) -> None:
        """Print what parts two pages."""
        if number > 1:
            blanks = {"blank": 3, "number": 1, "head": 1, "head+feed": 0, "top": 1, "titles": 1}
            self.out += [""] * blanks.get(self.style.turn, 0)

    def head(self, number: int) -> str:
        """Return the running head of a page."""
        if self.style.turn == "top":
            return self.misread(f"- {number + 4} -", 0.3)
        if self.style.turn == "titles":
            if self.opens:
                return ""
            title = self.running if number % 2 else "OLD AUTHORS"
            return f"{self.misread(title, 0.15)}   {number + 10}"
        if "head" not in self.style.turn:
            return ""
        title = "THE BENCHMARK OF BOOKS" if number % 2 else "PASSAGES FROM OLD AUTHORS"
        title = self.misread(title, 0.15)
        return f"{title}    {number}" if number % 2 else f"{number}    {title}"

    # -- Noise ------------------------------------------------------------------------------------

    MISREAD: ClassVar[dict[str, str]] = {
        "1": "!lI’",
        "2": "?z",
        "3": "®8",
        "4": "*™",
        "5": "S®",
        "6": "®%",
        "7": "?’",
        "8": "®&",
        "9": "®g",
        "0": "oO",
        "*": "°'\"",
        "†": "t+",
        "‡": "t+",
        "§": "S$",
    }

    def printed_anchor(self, label: str) -> str:
        """Return the mark of a note in the text, as the scan has it."""
        if self.random.random() < self.noise * 0.5:
            return ""
        return self.misread_mark(self.form(self.style.anchor, label), 3.0)

    def printed_mark(self, label: str) -> str:
        """Return the mark of a note at the foot, as the scan has it."""
        if self.random.random() < self.noise * 0.3:
            return ""
        return self.misread_mark(self.form(self.style.mark, label), 2.0)

    def misread_mark(self, mark: str, rate: float) -> str:
        """Return a mark with some of its signs misread."""
        return "".join(
            self.random.choice(self.MISREAD[char])
            if char in self.MISREAD and self.random.random() < self.noise * rate
            else char
            for char in mark
        )

    def misread(self, text: str, rate: float) -> str:
        """Return a text with some letters misread."""
        pairs = {"O": "0", "I": "l", "E": "B", "S": "5", "1": "l", "0": "O", "5": "S", "3": "8"}
        return "".join(
            pairs[char] if char in pairs and self.random.random() < self.noise * rate else char
            for char in text
        )

    def spoil(self, text: str) -> str:
        """Return a line with a letter misread now and then."""
        swaps = {"rn": "m", "h": "b", "c": "e", "li": "h", "e": "c"}
        if self.random.random() < self.noise * 1.2:
            wrong = self.random.choice(sorted(swaps))
            places = [m.start() for m in re.finditer(wrong, text)]
            if places:
                at = self.random.choice(places)
                text = text[:at] + swaps[wrong] + text[at + len(wrong) :]
        return text
