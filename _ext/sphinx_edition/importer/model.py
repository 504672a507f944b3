"""What the reader of a scan finds.  Lines count from 1; confidence goes from 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Decision:
    """A choice at a ``line``, and what else it could have been."""

    line: int
    choice: str
    confidence: float
    alternatives: list[str] = field(default_factory=list)
    about: dict[str, object] = field(default_factory=dict)


@dataclass
class Page:
    """A page: its first and last line with text, and the number printed on it, if known."""

    first: int
    last: int
    confidence: float = 1.0
    label: str = ""
    sign: str = ""


@dataclass
class Heading:
    """A heading of one or several lines; ``document`` is where it begins a document."""

    line: int
    last: int
    level: int
    style: str
    confidence: float
    document: str = ""


@dataclass
class Anchor:
    """Where a note is bound: the mark at a column of a line; a lost one has no mark."""

    line: int
    column: int
    mark: str
    confidence: float
    alternatives: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass
class Note:
    """A note: its lines as spans (first, last), the mark before it, the number it should have.

    ``page`` and ``ends`` are the indexes of the pages on which it begins and ends.
    """

    spans: list[tuple[int, int]]
    mark: str
    number: str
    confidence: float
    page: int
    ends: int = -1
    anchor: Anchor | None = None
    label: str = ""


@dataclass
class Block:
    """A heading, a paragraph or verse: the numbers of its lines."""

    lines: list[int]
    kind: str = "paragraph"
    heading: Heading | None = None


@dataclass
class Scan:
    """The lines of a text: as they are, and without the white space around them.

    Index 0 is no line, so that a line's number is its index.
    """

    raw: list[str]
    text: list[str] = field(default_factory=list)
    indent: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Strip the lines once."""
        self.text = [line.strip() for line in self.raw]
        self.indent = [indent_of(line) for line in self.raw]

    @property
    def count(self) -> int:
        """Return the number of lines."""
        return len(self.raw) - 1

    def full(self, first: int = 1, last: int = 0) -> list[int]:
        """Return the lines with text from ``first`` to ``last`` (to the end by default)."""
        return [n for n in range(first, (last or self.count) + 1) if self.text[n]]


def indent_of(line: str) -> int:
    """Return how far a line is indented; a tab counts as four."""
    plain = line.replace("\f", "").replace("\ufeff", "")
    return len(plain.expandtabs(4)) - len(plain.expandtabs(4).lstrip())


@dataclass
class Reading:
    """All that was found in a scan."""

    scan: Scan
    pages: list[Page] = field(default_factory=list)
    furniture: dict[int, Decision] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    hyphens: dict[int, Decision] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    paragraphs: dict[int, bool] = field(default_factory=dict)
    doubts: list[Decision] = field(default_factory=list)
    decided: dict[int, bool] = field(default_factory=dict)  # a person's: a paragraph begins
    language: str = "en"

    def of_notes(self) -> dict[int, int]:
        """Return the lines that belong to notes, each with the index of its note."""
        return {
            line: index
            for index, note in enumerate(self.notes)
            for first, last in note.spans
            for line in range(first, last + 1)
        }
