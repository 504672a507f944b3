"""Comparison of a stream of the emended witness with a stream of the edition, and the proof.

One alignment says which words differ, and on which lines of the witness all others stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from sphinx_edition.collation import tokens
from sphinx_edition.collation.alignment import Hunk, align
from sphinx_edition.collation.described import Problem
from sphinx_edition.collation.differences import Differences
from sphinx_edition.collation.edition import Texts, Word
from sphinx_edition.collation.ledger import Change, Emended
from sphinx_edition.collation.proof import LineEnd, Mark, Names, PageBreak, Proof, Stream
from sphinx_edition.collation.witness import Share


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
        witness = change.record.witness if change.spacing else tokens.join(change.old)
        return Mark(
            change.place, records[change.record.at], change.line, start, end, opens, witness
        )

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
        side = Comparison(emended[name], edition)
        differences = Differences(side.hunks, emended[name], edition, names)
        proof.problems += differences.problems()
        proof.unexplained += differences.unexplained()
        for place in side.respaced():
            proof.problems.append(differences.spacing_problem(*place))
            proof.unexplained.append(differences.spacing(*place))
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
