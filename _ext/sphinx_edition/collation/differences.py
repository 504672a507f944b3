"""Differences that no record explains: what they are, where they stand, what to do about them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from sphinx_edition.collation import tokens
from sphinx_edition.collation.alignment import Hunk
from sphinx_edition.collation.described import Problem
from sphinx_edition.collation.edition import Word
from sphinx_edition.collation.emending import Change, Emended
from sphinx_edition.collation.results import Difference, Names
from sphinx_edition.core.warnings import Warn

#: The longest reading, in characters, of which single letters are named.
LONGEST_READING = 30


class Differences:
    """The hunks in which a stream of the edition is not the emended witness."""

    def __init__(
        self, hunks: list[Hunk], emended: Emended, edition: list[Word], names: Names
    ) -> None:
        """Take the hunks, and both streams that they lead into."""
        self.hunks = hunks
        self.emended = emended
        self.edition = edition
        self.names = names
        self.left = [token.text for token in emended.stream]
        self.right = [word.text for word in edition]

    def problems(self) -> list[Problem]:
        """Return a problem for each hunk."""
        return [
            Problem(
                self.names.source,
                self.source_line(hunk),
                Warn.COLLATION_DIFFERENCE,
                self.message(hunk),
            )
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
        lost = without_marks(self.left[hunk.start : hunk.end])
        gained = without_marks(self.right[hunk.begin : hunk.stop])
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

    def spacing(self, there: int, here: int) -> Difference:
        """Return a difference of a space before a token of the witness and of the edition."""
        near = range(-2, 1)
        witness = [(self.left[there + k], self.emended.stream[there + k].glued) for k in near]
        edition = [(self.right[here + k], self.edition[here + k].glued) for k in near]
        kept = [k for k in near if not tokens.is_sign(witness[k + 2][0])]
        return Difference(
            f"{self.names.source}:{self.edition[here].line}",
            self.line(there),
            tokens.spaced(witness[k + 2] for k in kept),
            tokens.spaced(edition[k + 2] for k in kept),
        )

    def spacing_problem(self, there: int, here: int) -> Problem:
        """Say where a space differs, and what to do."""
        found = self.spacing(there, here)
        message = (
            f"differs from {self.names.witness}:{found.line} in a space: the edition has "
            f"‘{found.reading}’; the witness has ‘{found.witness}’. Restore the space of the "
            f"witness, or record why not in {self.names.ledger}"
        )
        line = self.edition[here].line
        return Problem(self.names.source, line, Warn.COLLATION_DIFFERENCE, message)

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


def without_marks(words: Sequence[str]) -> Sequence[str]:
    """Return ``words`` without punctuation at its ends, which goes with its neighbours."""
    inside = [i for i, word in enumerate(words) if tokens.is_word(word) or tokens.is_sign(word)]
    return words[inside[0] : inside[-1] + 1] if inside else []


def contains(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Tell whether ``part``, more than a word that may be anywhere, stands in ``whole``."""
    signs = [token for token in part if tokens.is_sign(token) and token != tokens.PARAGRAPH]
    if sum(map(tokens.is_word, part)) < 2 and not signs:
        return False
    between = "\n"  # no token has one
    return between.join(["", *part, ""]) in between.join(["", *whole, ""])


def reading(words: Sequence[str]) -> str:
    """Return words as a ledger has them: paragraphs as pilcrows, no anchors of notes."""
    return tokens.join(
        word for word in words if word == tokens.PARAGRAPH or not tokens.is_sign(word)
    )
