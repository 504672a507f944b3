"""Emending: what the records of a ledger make of the streams of a witness.

To apply a ledger is to put its readings into the streams; what then still differs from the edition
is unexplained.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from sphinx_edition.collation import tokens
from sphinx_edition.collation.described import Problem
from sphinx_edition.collation.ledger import Ledger, Record, respaces
from sphinx_edition.collation.results import LineStart
from sphinx_edition.collation.witness import Token, Witness
from sphinx_edition.core.warnings import Warn


@dataclass
class Change:
    """Tokens ``start`` to ``end`` of a stream become ``reading``, because of ``record``.

    ``key`` names the emendation: the line, with a number where a line has several.  A record that
    changes its place in two spots has two changes of one key.  ``stands`` tells that the words
    stay; ``old`` is what the witness has there, known when the change has been made; ``spacing``
    is how the reading is spaced, where that is all that changes.
    """

    record: Record
    line: int
    start: int
    end: int
    reading: list[str]
    key: str = ""
    stands: bool = False
    old: list[str] = field(default_factory=list)
    line_starts: tuple[LineStart, ...] = ()
    spacing: list[bool] = field(default_factory=list)

    def meets(self, other: Change) -> bool:
        """Tell whether two changes want the same tokens, or the same gap between tokens."""
        if self.start == self.end == other.start == other.end:
            return True
        return (
            max(self.start, other.start) < min(self.end, other.end)
            or other.start < self.start == self.end < other.end
            or self.start < other.start == other.end < self.end
        )


@dataclass
class Emended:
    """A stream with the readings in it; ``spans`` are the changes with their new positions."""

    stream: list[Token] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def apply(witness: Witness, ledger: Ledger) -> tuple[dict[tuple[str, str], Emended], list[Problem]]:
    """Return each stream of ``witness``, emended, by document and ``body`` or ``notes``.

    The second value says which records match nothing or too much, or want the same words.
    """
    found: dict[tuple[str, str], Emended] = {}
    problems: list[Problem] = []
    streams = {
        (passage.document, name): stream
        for passage in witness.passages
        for name, stream in (("body", passage.body), ("notes", passage.notes))
    }
    index = {key: by_line(stream) for key, stream in streams.items()}
    changes: dict[tuple[str, str], list[Change]] = {key: [] for key in streams}
    several: dict[int, int] = {}
    for record in ledger.records:
        pattern = tokens.tokenise(record.witness)
        stands = ledger.kinds[record.kind].stands
        for line in record.lines:
            places = [
                (key, matched)
                for key, stream in streams.items()
                if line in index[key]
                for matched in find(pattern, stream, index[key][line], line)
                if not respaces(record) or is_spaced_so(record, stream, matched)
            ]
            if len(places) != 1:
                problems.append(no_place(record, line, len(places), witness))
                continue
            several[line] = several.get(line, 0) + 1
            suffix = f"-{several[line]}" if several[line] > 1 else ""
            key, matched = places[0]
            changes[key] += changes_of(record, pattern, matched, line, f"{line}{suffix}", stands)
    for key, stream in streams.items():
        kept, clashes = without_clashes(changes[key])
        problems += clashes
        found[key] = emend(stream, kept)
    return found, problems


def is_spaced_so(record: Record, stream: list[Token], matched: list[int]) -> bool:
    """Tell whether the tokens ``matched`` are spaced as the record says that the witness is."""
    return [stream[i].glued for i in matched[1:]] == tokens.spacing(record.witness)[1:]


def by_line(stream: list[Token]) -> dict[int, list[int]]:
    """Return the indexes of the tokens that stand, even in part, on each line."""
    found: dict[int, list[int]] = {}
    for index, token in enumerate(stream):
        for line in {token.line, token.end}:
            found.setdefault(line, []).append(index)
    return found


def find(pattern: list[str], stream: list[Token], on_line: list[int], line: int) -> list[list[int]]:
    """Return where ``pattern`` stands in ``stream`` with a token on ``line``, as token indexes."""
    found = []
    first = max(0, on_line[0] - 2 * len(pattern))  # twice: signs may lie between
    for start in range(first, on_line[-1] + 1):
        matched = match(pattern, stream, start)
        if any(stream[index].line <= line <= stream[index].end for index in matched):
            found.append(matched)
    return found


def match(pattern: list[str], stream: list[Token], start: int) -> list[int]:
    """Return the indexes of ``pattern`` in ``stream`` from ``start``, or none.

    A sign in the stream (of a note, of a paragraph) is passed over unless the pattern has it.
    """
    matched: list[int] = []
    for index in range(start, len(stream)):
        token = stream[index].text
        if token == pattern[len(matched)]:
            matched.append(index)
            if len(matched) == len(pattern):
                return matched
        elif not matched or not tokens.is_sign(token):
            return []
    return []


def no_place(record: Record, line: int, count: int, witness: Witness) -> Problem:
    """Say that a record does not have exactly one place at ``line``."""
    where = f"{witness.text_file}:{line}"
    if line > len(witness.lines):
        message = f"there is no line {line} in {witness.text_file}, which has {len(witness.lines)}"
    elif count:
        message = (
            f"matches {count} times: {where} has ‘{record.witness}’ so often; "
            "add neighbouring words to witness and reading"
        )
    else:
        message = (
            f"matches nothing: {where} reads ‘{witness.lines[line - 1].strip()}’ and has no "
            f"‘{record.witness}’ (marks of notes are no part of it); correct line or witness"
        )
    return Problem(record.file, record.at, Warn.COLLATION_LEDGER, message)


def changes_of(
    record: Record, pattern: list[str], matched: list[int], line: int, key: str, stands: bool
) -> list[Change]:
    """Return what ``record`` changes: the tokens in which its witness and its reading differ."""
    if stands:
        return [Change(record, line, matched[0], matched[-1] + 1, pattern, key, stands)]
    reading = tokens.tokenise(record.reading)
    if respaces(record):
        spacing = tokens.spacing(record.reading)
        start, end = matched[0], matched[-1] + 1
        return [Change(record, line, start, end, reading, key, spacing=spacing)]
    found = []
    for tag, i, j, k, m in SequenceMatcher(None, pattern, reading, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if i < j:
            start, end = matched[i], matched[j - 1] + 1
        else:  # an insertion clings to the word before it
            start = end = matched[i - 1] + 1 if i else matched[0]
        found.append(Change(record, line, start, end, reading[k:m], key))
    return found


def without_clashes(changes: list[Change]) -> tuple[list[Change], list[Problem]]:
    """Return the changes in order, without those that meet an earlier one, which are problems."""
    kept: list[Change] = []
    problems: list[Problem] = []
    for change in sorted(changes, key=lambda change: (change.start, change.end)):
        rivals = [other for other in kept[-3:] if other.key != change.key and change.meets(other)]
        if rivals:
            other = rivals[0].record
            message = (
                f"‘{change.record.witness}’ at line {change.line} is emended already by the "
                f"record at line {other.at} (‘{other.witness}’ to ‘{other.reading}’): keep one"
            )
            problems.append(
                Problem(change.record.file, change.record.at, Warn.COLLATION_LEDGER, message)
            )
        else:
            kept.append(change)
    return kept, problems


def emend(stream: list[Token], changes: Iterable[Change]) -> Emended:
    """Return ``stream`` with the readings of ``changes``, which are in order and do not meet."""
    found = Emended()
    position = 0
    for change in changes:
        found.stream += stream[position : change.start]
        start = len(found.stream)
        old = stream[change.start : change.end]
        if change.stands:
            found.stream += old
            end = len(found.stream)
        else:
            found.stream += reworded(stream, change)
            end = len(found.stream)
            # Signs among the replaced words stay: a note is still bound to the place.
            named = tokens.tokenise(change.record.witness)
            found.stream += [t for t in old if tokens.is_sign(t.text) and t.text not in named]
        words = [token for token in old if not tokens.is_sign(token.text)]
        made = dataclasses.replace(change, start=start, end=end, line_starts=line_starts(words))
        made.old = [token.text for token in words]
        found.changes.append(made)
        position = change.end
    found.stream += stream[position:]
    return found


def line_starts(words: list[Token]) -> tuple[LineStart, ...]:
    """Return where lines begin in ``words``, joined as a line of text; before the first none."""
    found = []
    for index, token in enumerate(words):
        joined = tokens.join([each.text for each in words[: index + 1]])
        offset = len(joined) - len(token.text)
        if index and token.line > words[index - 1].end:
            found.append(LineStart(offset, token.line, within_word=False))
        if token.cut:
            found.append(LineStart(offset + token.cut, token.end, within_word=True))
    return tuple(found)


def reworded(stream: list[Token], change: Change) -> list[Token]:
    """Return the tokens of a change's reading, on the lines of the words they stand for."""
    old = [token for token in stream[change.start : change.end] if not tokens.is_sign(token.text)]
    if not old:
        beside = stream[min(max(change.start - 1, 0), len(stream) - 1)]
        return [Token(text, beside.end, beside.end) for text in change.reading]
    found = []
    for index, text in enumerate(change.reading):
        token = old[index * len(old) // len(change.reading)]
        glued = change.spacing[index] if change.spacing and index else token.glued
        found.append(Token(text, token.line, token.end, glued=glued))
    return found
