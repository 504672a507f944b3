"""Comparison of a stream of the emended witness with a stream of the edition, and the collation.

One alignment says which words differ, and on which lines of the witness all others stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from sphinx_edition.collation import tokens
from sphinx_edition.collation.alignment import Hunk, align
from sphinx_edition.collation.described import Problem
from sphinx_edition.collation.differences import Differences
from sphinx_edition.collation.edition import Texts, Word
from sphinx_edition.collation.emending import Change, Emended
from sphinx_edition.collation.layout import Page
from sphinx_edition.collation.results import (
    CollatedWord,
    Collation,
    LineEnd,
    Mark,
    Names,
    PageBreak,
    Stream,
)
from sphinx_edition.collation.witness import Passage
from sphinx_edition.core.warnings import Warn


class Lines(NamedTuple):
    """The lines on which a word begins and ends; ``cut`` of its characters stand on the first."""

    first: int
    last: int
    cut: int = 0


class Comparison:
    """One stream of the emended witness beside one stream of the edition."""

    def __init__(self, emended: Emended, edition: list[Word]) -> None:
        """Align the two."""
        self.emended = emended
        self.edition = edition
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

    def stream(self, records: dict[int, int]) -> Stream:
        """Return the words of the edition with their lines, the marks and the ends of lines."""
        lines: list[Lines] = []
        known = Lines(0, 0)
        at = dict.fromkeys(range(len(self.right)), -1)
        for index in range(len(self.left)):
            at[min(self.places[index], len(self.right) - 1)] = index
        for index in range(len(self.right)):
            if at[index] >= 0:
                token = self.emended.stream[at[index]]
                same = token.text == self.right[index]
                known = Lines(token.line, token.end, token.cut if same else 0)
            else:
                known = Lines(known.last, known.last)
            lines.append(known)
        kept = [i for i, token in enumerate(self.right) if not tokens.is_sign(token)]
        found = Stream([CollatedWord(self.right[i], *lines[i][:2]) for i in kept])
        found.marks = [self.mark(change, records) for change in self.emended.changes]
        found.line_ends = list(line_ends([lines[i] for i in kept]))
        return found

    def mark(self, change: Change, records: dict[int, int]) -> Mark:
        """Return the mark of a change."""
        start, end = self.word(change.start), self.word(change.end)
        opens = tokens.is_sign(["", *self.left][change.start])
        witness = change.record.witness if change.spacing else tokens.join(change.old)
        mark = Mark(change.key, records[change.record.at], change.line, start, end, opens, witness)
        return mark if change.spacing else mark._replace(line_starts=change.line_starts)

    def respaced(self) -> Iterator[tuple[int, int]]:
        """Yield where the same two tokens stand together on one side and apart on the other.

        Each place is the index of the second token, in the witness and in the edition.  Beside
        what the ledger changes, spaces follow from the change.
        """
        loose = {
            index
            for change in self.emended.changes
            if change.old != change.reading
            for index in range(change.start, change.end + 1)
        }
        i = j = 0
        for hunk in [*self.hunks, Hunk(len(self.left), len(self.left), len(self.right), -1)]:
            for k in range(1, hunk.start - i):
                pair = self.left[i + k - 1 : i + k + 1]
                differ = self.emended.stream[i + k].glued != self.edition[j + k].glued
                if differ and i + k not in loose and not any(map(tokens.is_sign, pair)):
                    yield i + k, j + k
            i, j = hunk.end, hunk.stop

    def page_breaks(self, passage: Passage, pages: Sequence[Page]) -> list[PageBreak]:
        """Return the pages that begin within a passage, each with the word before which it does."""
        found = []
        for page in pages:
            if not passage.first <= page.begin <= passage.last:
                continue
            for index, token in enumerate(self.emended.stream):
                if token.end >= page.begin and not tokens.is_sign(token.text):
                    broken = token.line < page.begin and self.same(index)
                    found.append(
                        PageBreak(page.label, self.word(index), token.cut if broken else 0)
                    )
                    break
        return found

    def same(self, index: int) -> bool:
        """Tell whether the edition has the token of the witness."""
        place = self.places[index]
        return place < len(self.right) and self.right[place] == self.left[index]


def line_ends(lines: Sequence[Lines]) -> list[LineEnd]:
    """Return where lines end, from the lines of each word."""
    found = []
    for index, (first, last, cut) in enumerate(lines):
        if last > first and cut:
            found.append(LineEnd(index, cut))
        following = lines[index + 1][0] if index + 1 < len(lines) else 0
        if following > last:
            found.append(LineEnd(index, 0))
    return found


def labels_of(passage: Passage) -> list[str]:
    """Return the labels of a passage's notes, in the order of their anchors."""
    prefix = tokens.note("")
    return [token.text[len(prefix) :] for token in passage.notes if token.text.startswith(prefix)]


def collate(
    passage: Passage,
    emended: dict[str, Emended],
    texts: Texts,
    pages: Sequence[Page],
    records: dict[int, int],
    names: Names,
    digest: str,
) -> Collation:
    """Compare a document with its passage of the witness, whose pages are ``pages``.

    ``emended`` has the streams ``body`` and ``notes``, ``records`` the index of each record by its
    line in the ledger.
    """
    found = Collation(digest, labels_of(passage))
    found.witness_words = sum(tokens.is_word(t.text) for t in (*passage.body, *passage.notes))
    for name, edition in (("body", texts.body), ("notes", texts.stream(found.labels))):
        side = Comparison(emended[name], edition)
        differences = Differences(side.hunks, emended[name], edition, names)
        found.problems += differences.problems()
        found.unexplained += differences.unexplained()
        for place in side.respaced():
            found.problems.append(differences.spacing_problem(*place))
            found.unexplained.append(differences.spacing(*place))
        stream = side.stream(records)
        setattr(found, name, stream)
        found.words += sum(tokens.is_word(word.text) for word in stream.words)
        if name == "body":
            found.pages = side.page_breaks(passage, pages)
    if not texts.body:
        message = (
            f"the document has no words: {names.witness} has lines {passage.first} to "
            f"{passage.last} for it"
        )
        found.problems = [Problem(names.source, 1, Warn.COLLATION_DIFFERENCE, message)]
    return found
