"""The proof of a document: its words against the emended witness, and what follows from it.

Where the two agree, each word of the document has its line in the witness.  From that come the
page breaks, the ends of lines, the marks on emended words and the lines of each paragraph; where
they do not agree, the difference is told with its place on both sides.

Positions count the words and punctuation of a stream, signs left out: these are what is found
again in a doctree that a builder has resolved.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from collation import tokens
from collation.alignment import Hunk, align
from collation.described import Problem
from collation.edition import Texts, Word
from collation.ledger import Change, Emended
from collation.witness import Share

STREAMS = ("body", "notes")
LONGEST_READING = 30


class Mark(NamedTuple):
    """The words ``start`` to ``end`` of a stream that ``record`` (an index) is about.

    If the two are equal, words are left out there: before ``start`` if a block begins there
    (``opens``), else after the word before it.  ``witness`` is what the witness has for them.
    """

    place: str
    record: int
    line: int
    start: int
    end: int
    opens: bool
    witness: str


class PageBreak(NamedTuple):
    """A page begins before ``word`` of the body, ``cut`` characters into it."""

    page: int
    word: int
    cut: int


class LineEnd(NamedTuple):
    """A line ends after ``word``, or ``cut`` characters into it if that is not 0."""

    word: int
    cut: int


@dataclass
class Stream:
    """What is known of a stream of a document: for each word the lines where it begins and ends."""

    words: list[str] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    line_ends: list[LineEnd] = field(default_factory=list)


@dataclass
class Proof:
    """The proof of a document.

    ``digest`` stands for all that went into it; ``labels`` is the order of its notes;
    ``unexplained`` has the differences as (stream, witness, edition) tokens with their line.
    """

    digest: str
    labels: list[str]
    seed_words: int = 0
    words: int = 0
    body: Stream = field(default_factory=Stream)
    notes: Stream = field(default_factory=Stream)
    pages: list[PageBreak] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unexplained: list[Difference] = field(default_factory=list)


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


def labels_of(share: Share) -> list[str]:
    """Return the labels of a share's notes, in the order of their anchors."""
    prefix = tokens.note("")
    return [token.text[len(prefix) :] for token in share.notes if token.text.startswith(prefix)]


def prove(
    share: Share,
    emended: dict[str, Emended],
    texts: Texts,
    pages: Sequence[int],
    records: dict[int, int],
    names: Names,
    digest: str,
) -> Proof:
    """Compare a document with what it owes.

    ``emended`` has the streams ``body`` and ``notes``; ``pages`` the first line of every page of
    the witness; ``records`` the index of each record by its line in the ledger.
    """
    proof = Proof(digest, labels_of(share))
    proof.seed_words = sum(tokens.is_word(t.text) for t in (*share.body, *share.notes))
    for name, edition in (("body", texts.body), ("notes", texts.stream(proof.labels))):
        side = Comparison(emended[name], edition, names)
        proof.problems += side.problems()
        proof.unexplained += side.unexplained()
        stream = side.stream(records)
        setattr(proof, name, stream)
        proof.words += sum(map(tokens.is_word, stream.words))
        if name == "body":
            proof.pages = side.page_breaks(share, pages)
    if not texts.body:
        message = (
            f"the document has no words: {names.witness} has lines {share.first} to "
            f"{share.last} for it"
        )
        proof.problems = [Problem(names.source, 1, "difference", message)]
    return proof


class Comparison:
    """One stream of the emended witness beside one stream of the edition."""

    def __init__(self, emended: Emended, edition: list[Word], names: Names) -> None:
        """Align the two."""
        self.emended = emended
        self.edition = edition
        self.names = names
        self.left = [token.text for token in emended.stream]
        self.right = [word.text for word in edition]
        self.hunks = [] if self.left == self.right else align(self.left, self.right)
        self.ordinal = [0, *accumulate(int(not tokens.is_sign(token)) for token in self.right)]
        self.places = list(self.positions())

    def positions(self) -> list[int]:
        """Return for each token of the witness (and its end) where it stands in the edition."""
        found: list[int] = []
        i = j = 0
        for hunk in [*self.hunks, Hunk(len(self.left), len(self.left), len(self.right), -1)]:
            found += range(j, j + hunk.start - i)
            inside = range(hunk.end - hunk.start)
            found += [min(hunk.begin + k, hunk.stop) for k in inside]
            i, j = hunk.end, hunk.stop
        return [*found, len(self.right)]

    def word(self, index: int) -> int:
        """Return the position, in words of the edition, of a token of the witness."""
        return self.ordinal[self.places[index]]

    # What differs

    def problems(self) -> list[Problem]:
        """Return a problem for each hunk."""
        return [
            Problem(self.names.source, self.source_line(hunk), "difference", self.message(hunk))
            for hunk in self.hunks
        ]

    def source_line(self, hunk: Hunk) -> int:
        """Return the line of the source at which a hunk stands."""
        if not self.edition:
            return 1
        return self.edition[min(hunk.begin, len(self.edition) - 1)].line

    def line(self, index: int) -> int:
        """Return the line of a token of the witness; of the last one at its end."""
        stream = self.emended.stream
        return stream[min(index, len(stream) - 1)].line if stream else 1

    def message(self, hunk: Hunk) -> str:
        """Say what a hunk is, where it stands in the witness, and what to do."""
        here = tokens.context(self.right, hunk.begin, hunk.stop)
        there = tokens.context(self.left, hunk.start, hunk.end)
        where = f"{self.names.witness}:{self.line(hunk.start)}"
        parts = [f"differs from {where}: the edition has ‘{here}’"]
        records = [change.record for change in self.changes(hunk)]
        if records:
            at = ", ".join(sorted({f"{record.file}:{record.at}" for record in records}))
            parts.append(f"the witness with the reading of {at} has ‘{there}’")
        else:
            parts.append(f"the witness has ‘{there}’")
        parts += filter(None, (self.characters(hunk), self.moved(hunk)))
        return "; ".join(parts) + f". {self.advice(hunk)}"

    def changes(self, hunk: Hunk) -> list[Change]:
        """Return the changes of the ledger that a hunk meets."""
        return [
            change
            for change in self.emended.changes
            if change.start <= hunk.end
            and hunk.start <= change.end
            and (change.start < hunk.end or change.end > hunk.start or hunk.start == hunk.end)
        ]

    def characters(self, hunk: Hunk) -> str:
        """Name the characters that a hunk brings in, where the eye could take them for others."""
        old = "".join(self.left[hunk.start : hunk.end])
        new = "".join(self.right[hunk.begin : hunk.stop])
        if not old or len(new) > LONGEST_READING or tokens.SIGN in new:
            return ""
        strange = sorted({char for char in new if char not in old and not char.isascii()})
        return ", ".join(
            f"‘{char}’ is U+{ord(char):04X} {unicodedata.name(char, 'without a name')}"
            for char in strange
        )

    def moved(self, hunk: Hunk) -> str:
        """Say where the words of a hunk stand instead, if they do."""
        lost = self.left[hunk.start : hunk.end]
        gained = self.right[hunk.begin : hunk.stop]
        for other in self.hunks:
            if other == hunk:
                continue
            if lost and contains(self.right[other.begin : other.stop], lost):
                return f"the words stand at {self.names.source}:{self.source_line(other)}"
            if gained and contains(self.left[other.start : other.end], gained):
                return f"the words belong to {self.names.witness}:{self.line(other.start)}"
        return ""

    def advice(self, hunk: Hunk) -> str:
        """Say what to do about a hunk."""
        for token in self.emended.stream[hunk.start : hunk.end]:
            if token.cut and "".join(self.right[hunk.begin : hunk.stop]).replace("-", "") == (
                token.text.replace("-", "")
            ):
                keep = "false" if "-" in token.text else "true"
                return (
                    "Decide on the hyphen in the witness's description: "
                    f"hyphens: {{line: {token.line}, keep: {keep}}}"
                )
        if self.changes(hunk):
            return "Correct the document, or the record"
        return f"Restore the words of the witness, or record why not in {self.names.ledger}"

    def unexplained(self) -> list[Difference]:
        """Return the hunks that have words of the witness, or stand beside some, as readings."""
        return [self.difference(hunk) for hunk in self.hunks]

    def difference(self, hunk: Hunk) -> Difference:
        """Return a hunk with as many neighbours as name one place in its line."""
        start, end, begin, stop = hunk
        if start == end:  # a word must show where the insertion is
            while start and tokens.is_sign(self.left[start - 1]):
                start, begin = start - 1, begin - 1
            if start and begin and self.left[start - 1] == self.right[begin - 1]:
                start, begin = start - 1, begin - 1
            elif end < len(self.left) and stop < len(self.right):
                end, stop = end + 1, stop + 1
        line = self.line(start)
        while self.count(start, end, line) > 1 and start and begin:
            if self.left[start - 1] != self.right[begin - 1]:
                break
            start, begin = start - 1, begin - 1
        return Difference(
            f"{self.names.source}:{self.source_line(hunk)}",
            self.line(start),
            reading(self.left[start:end]),
            reading(self.right[begin:stop]),
        )

    def count(self, start: int, end: int, line: int) -> int:
        """Tell how often the words ``start`` to ``end`` begin on ``line``."""
        wanted = self.left[start:end]
        near = [i for i, token in enumerate(self.emended.stream) if token.line == line]
        return sum(self.left[i : i + len(wanted)] == wanted for i in near)

    # What follows

    def stream(self, records: dict[int, int]) -> Stream:
        """Return the words of the edition with their lines, the marks and the ends of lines."""
        lines: list[tuple[int, int, int]] = [(0, 0, 0)] * len(self.right)
        known = (0, 0, 0)
        at = dict.fromkeys(range(len(self.right)), -1)
        for index in range(len(self.left)):
            at[min(self.places[index], len(self.right) - 1)] = index
        for index in range(len(self.right)):
            if at[index] >= 0:
                token = self.emended.stream[at[index]]
                same = token.text == self.right[index]
                known = (token.line, token.end, token.cut if same else 0)
            else:
                known = (known[1], known[1], 0)
            lines[index] = known
        kept = [i for i, token in enumerate(self.right) if not tokens.is_sign(token)]
        found = Stream(
            [self.right[i] for i in kept], [lines[i][0] for i in kept], [lines[i][1] for i in kept]
        )
        found.marks = [self.mark(change, records) for change in self.emended.changes]
        found.line_ends = list(line_ends([lines[i] for i in kept]))
        return found

    def mark(self, change: Change, records: dict[int, int]) -> Mark:
        """Return the mark of a change."""
        start, end = self.word(change.start), self.word(change.end)
        opens = tokens.is_sign(["", *self.left][change.start])
        witness = tokens.join(change.old)
        return Mark(
            change.place, records[change.record.at], change.line, start, end, opens, witness
        )

    def page_breaks(self, share: Share, pages: Sequence[int]) -> list[PageBreak]:
        """Return the pages that begin within a share, each with the word before which it does."""
        found = []
        for number, first in enumerate(pages, start=1):
            if not share.first <= first <= share.last:
                continue
            for index, token in enumerate(self.emended.stream):
                if token.end >= first and not tokens.is_sign(token.text):
                    broken = token.line < first and self.same(index)
                    found.append(PageBreak(number, self.word(index), token.cut if broken else 0))
                    break
        return found

    def same(self, index: int) -> bool:
        """Tell whether the edition has the token of the witness."""
        place = self.places[index]
        return place < len(self.right) and self.right[place] == self.left[index]


def line_ends(lines: Sequence[tuple[int, int, int]]) -> list[LineEnd]:
    """Return where lines end, from the first line, last line and cut of each word."""
    found = []
    for index, (first, last, cut) in enumerate(lines):
        if last > first and cut:
            found.append(LineEnd(index, cut))
        following = lines[index + 1][0] if index + 1 < len(lines) else 0
        if following > last:
            found.append(LineEnd(index, 0))
    return found


def contains(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Tell whether ``part``, more than a word that may be anywhere, stands in ``whole``."""
    if sum(map(tokens.is_word, part)) < 2 and not any(map(tokens.is_sign, part)):
        return False
    between = "\n"  # no token has one
    return between.join(["", *part, ""]) in between.join(["", *whole, ""])


def reading(words: Sequence[str]) -> str:
    """Return words as a ledger has them: paragraphs as pilcrows, no anchors of notes."""
    return tokens.join(
        word for word in words if word == tokens.PARAGRAPH or not tokens.is_sign(word)
    )
