"""The collation of a document: what is known of its words once they were compared.

Where the two agree, each word of the document has its lines in the witness.  From that come the
page breaks, the ends of lines, the marks on emended words and the lines of each paragraph; where
they do not agree, the difference is told with its place on both sides.

Positions count the words and punctuation of a stream, signs left out: these are what is found
again in a doctree that a builder has resolved.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from sphinx_edition.collation.described import Problem


class CollatedWord(NamedTuple):
    """A word or a mark of punctuation, and the lines of the witness on which it begins and ends."""

    text: str
    first: int
    last: int


class LineStart(NamedTuple):
    """In the words of a witness, ``offset`` characters on, a ``line`` begins: perhaps in a word."""

    offset: int
    line: int
    within_word: bool


class Mark(NamedTuple):
    """The words ``start`` to ``end`` of a stream that ``record`` (an index) is about.

    If the two are equal, words are left out there: before ``start`` if a block begins there
    (``opens``), else after the word before it.  ``witness`` is what the witness has for them,
    ``line_starts`` where lines begin in that.
    ``key`` tells the emendations of a witness apart: the line, ``399``, and from the second
    emendation of a line on its number, ``399-2``.
    """

    key: str
    record: int
    line: int
    start: int
    end: int
    opens: bool
    witness: str
    line_starts: tuple[LineStart, ...] = ()


class PageBreak(NamedTuple):
    """A page, as the print numbers it, begins ``cut`` characters into ``word`` of the body."""

    page: str
    word: int
    cut: int


class LineEnd(NamedTuple):
    """A line ends after ``word``, or ``cut`` characters into it if that is not 0."""

    word: int
    cut: int


@dataclass
class Stream:
    """What is known of the body of a document, or of its notes."""

    words: list[CollatedWord] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    line_ends: list[LineEnd] = field(default_factory=list)


@dataclass
class Collation:
    """The collation of a document.

    ``digest`` stands for all that went into it; ``labels`` is the order of its notes.
    """

    digest: str
    labels: list[str]
    witness_words: int = 0
    words: int = 0
    body: Stream = field(default_factory=Stream)
    notes: Stream = field(default_factory=Stream)
    pages: list[PageBreak] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unexplained: list[Difference] = field(default_factory=list)

    @property
    def marks(self) -> list[Mark]:
        """The marks of body and notes."""
        return [*self.body.marks, *self.notes.marks]


@dataclass(frozen=True)
class Difference:
    """A hunk that no record explains, with what a record for it would say.

    ``source`` is the place in the document, as ``file:line``.
    """

    source: str
    line: int
    witness: str
    reading: str


@dataclass(frozen=True)
class Names:
    """The files that a message names: the document's, the witness's, the ledger's."""

    source: str
    witness: str
    ledger: str
