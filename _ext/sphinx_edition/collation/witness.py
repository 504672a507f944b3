"""A witness: a plain-text file and its description, read into a passage for each document.

    bytes -> lines -> pages -> headings, notes -> two streams of tokens (body, notes) per document

Nothing here knows a particular witness; what is particular stands in its description, a YAML file
(schema: ``witness.schema.json``) beside a text file of the same name.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from sphinx_edition.collation import tokens
from sphinx_edition.collation.described import Described, Problem, load, read_text
from sphinx_edition.collation.hyphens import Hyphens, LineEndHyphen
from sphinx_edition.collation.layout import ANCHOR, Layout, LayoutReader, Page
from sphinx_edition.core.warnings import Warn

SENTENCE_END = re.compile(r"[.!?…][\s”’»\"')\]}\0]*$")
FIRST_LETTER = re.compile(r"\w")


class Token(NamedTuple):
    """A token of a witness.

    ``line`` is where it begins, ``end`` where it ends; ``cut`` is the number of its characters on
    the first of two lines (0 on one line); ``glued``: no white space stands before it.
    """

    text: str
    line: int
    end: int
    cut: int = 0
    glued: bool = False


class NoteMark(NamedTuple):
    """What the witness has for a note's number: ``anchor`` at its place, ``mark`` before it."""

    label: str
    anchor_line: int
    anchor: str
    line: int
    mark: str


@dataclass
class Passage:
    """The part of a witness that a document edits: its lines (first, last), body and notes."""

    document: str
    first: int
    last: int = 0
    body: list[Token] = field(default_factory=list)
    notes: list[Token] = field(default_factory=list)


@dataclass
class Witness:
    """A witness as read; with problems, ``passages`` may be empty.

    ``file`` and ``text_file`` are shown in messages; ``ledger`` is the file of its emendations.
    """

    file: str
    text_file: str
    ledger: str = ""
    sha256: str = ""
    lines: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    hyphens: list[LineEndHyphen] = field(default_factory=list)
    note_marks: list[NoteMark] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def passage_of(self, docname: str) -> Passage:
        """Return the passage that a document edits."""
        return next(passage for passage in self.passages if passage.document == docname)


def read(root: Path, file: str) -> Witness:
    """Read the witness that ``file`` (below the folder ``root``) describes."""
    path = root / file
    text_file = PurePosixPath(file).with_suffix(".txt").as_posix()
    described = load(path, file, "witness.schema.json", Warn.COLLATION_WITNESS)
    witness = Witness(file, text_file, problems=described.problems)
    raw, text, problems = read_text(root / text_file, text_file, Warn.COLLATION_WITNESS)
    witness.problems += problems
    witness.sha256 = hashlib.sha256(raw).hexdigest()
    witness.lines = clean(text)
    if not witness.problems:
        beside = described.data.get("ledger", "emendations.yaml")
        witness.ledger = (PurePosixPath(file).parent / beside).as_posix()
        check_bytes(witness, described)
        reader = LayoutReader(witness.lines, text_file, described)
        layout = reader.read()
        witness.problems += reader.problems
        if not reader.problems:
            witness.pages = layout.begun_pages()
            divide(witness, described, layout)
    return witness


def clean(text: str) -> list[str]:
    """Return the lines of ``text``: only LF ends one, and a byte order mark is no text.

    NUL becomes a visible wrong character.
    """
    lines = text.removeprefix("\ufeff").replace("\0", "\N{REPLACEMENT CHARACTER}").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def check_bytes(witness: Witness, described: Described) -> None:
    """Note a witness that is another than the one described."""
    if witness.sha256 != described.data["sha256"]:
        message = (
            f"{witness.text_file} has the SHA-256 {witness.sha256}: restore the witness, "
            "or describe the new one"
        )
        witness.problems.append(
            Problem(witness.file, described.line("sha256"), Warn.COLLATION_WITNESS, message)
        )


def divide(witness: Witness, described: Described, layout: Layout) -> None:
    """Fill ``witness.passages``, the documents in the order of the witness."""
    begin = layout.first_text()
    documents = dict(layout.document)
    if "document" in described.data:
        documents.setdefault(begin, described.data["document"])
    if not documents or min(documents) > begin:
        message = f"the text from line {begin} on belongs to no document"
        line = described.line("headings")
        witness.problems.append(Problem(witness.file, line, Warn.COLLATION_WITNESS, message))
        return
    firsts = sorted(documents)
    rule = Hyphens(layout.lines, layout.keep)
    for first, following in pairwise([*firsts, len(layout.lines) + 1]):
        passage = Passage(documents[first], first, following - 1)
        passage.body = body_tokens(passage, layout, rule)
        witness.passages.append(passage)
    by_name = {passage.document: passage for passage in witness.passages}
    notes = enumerate(described.data.get("notes", []))
    for index, item in sorted(
        notes, key=lambda note: (note[1]["anchor"]["line"], note[1]["lines"])
    ):
        at = bisect_right(firsts, item["anchor"]["line"]) - 1
        passage = by_name.get(item.get("document", ""), witness.passages[at])
        spans = [item["lines"], *item.get("continued", [])]
        passage.notes += note_tokens(layout.names[index], spans, layout.lines, rule)
        witness.note_marks.append(note_mark(item))
    witness.hyphens = [rule.found[line] for line in sorted(rule.found)]


def note_mark(item: dict[str, Any]) -> NoteMark:
    """Return what a description says of the marks of one note."""
    anchor, first = item["anchor"], item["lines"][0]
    mark = anchor.get("mark", "")
    return NoteMark(item["label"], anchor["line"], mark, first, item.get("mark", ""))


def body_tokens(passage: Passage, layout: Layout, rule: Hyphens) -> list[Token]:
    """Return the tokens of a passage's body: headings and paragraphs, without notes."""
    levels = [
        level for line, level in layout.heading.items() if passage.first <= line <= passage.last
    ]
    base = min(levels, default=1)
    found: list[Token] = []
    for block in blocks(passage, layout):
        first = block[0][0]
        level = layout.heading.get(first)
        sign = tokens.PARAGRAPH if level is None else tokens.heading(level - base + 1)
        found.append(Token(sign, first, first))
        labels = iter([label for number, _ in block for label in layout.labels.get(number, [])])
        for token in block_tokens(block, rule):
            anchored = token.text == ANCHOR
            found.append(token._replace(text=tokens.anchor(next(labels))) if anchored else token)
    return found


def blocks(passage: Passage, layout: Layout) -> Iterator[list[tuple[int, str]]]:
    """Yield the headings and paragraphs of a passage, each as its lines with their numbers."""
    block: list[tuple[int, str]] = []
    blank = noted = False
    for number in range(passage.first, passage.last + 1):
        line = layout.lines[number - 1].strip()
        if not line:
            blank = True
        elif number in layout.note:
            noted = True
        elif number not in layout.furniture:
            if block and ends(block[-1], (number, line), layout, blank=blank, noted=noted):
                yield block
                block = []
            block.append((number, line))
            blank = noted = False
    if block:
        yield block


def ends(
    last: tuple[int, str],
    following: tuple[int, str],
    layout: Layout,
    *,
    blank: bool,
    noted: bool,
) -> bool:
    """Tell whether a block ends between two lines of the body (number and text).

    Where a page turns or a note lies between them, blank lines say nothing: a paragraph ends there
    if its sentence does and a capital follows.
    """
    if following[0] in layout.heading_runs_on:
        return False
    if last[0] in layout.heading or last[0] in layout.heading_runs_on:
        return True
    if following[0] in layout.heading:
        return True
    if following[0] in layout.begins:
        return layout.begins[following[0]]
    if noted or layout.page(last[0]) != layout.page(following[0]):
        letter = FIRST_LETTER.search(following[1])
        return bool(SENTENCE_END.search(last[1]) and letter and letter[0].isupper())
    return blank


def note_tokens(
    label: str, spans: Iterable[tuple[int, int]], lines: list[str], rule: Hyphens
) -> list[Token]:
    """Return the tokens of a note, which begin with the sign of its label.

    Blank lines within one of its ``spans`` part its paragraphs; between two spans the page turns.
    """
    blocks: list[list[tuple[int, str]]] = [[]]
    for first, last in spans:
        for number in range(first, last + 1):
            line = lines[number - 1].strip()
            if line:
                blocks[-1].append((number, line))
            elif blocks[-1]:
                blocks.append([])
    blocks = [block for block in blocks if block]
    begin = blocks[0][0][0] if blocks else 1
    found = [Token(tokens.note(label), begin, begin)]
    for block in blocks:
        found.append(Token(tokens.PARAGRAPH, block[0][0], block[0][0]))
        found += block_tokens(block, rule)
    return found


def block_tokens(block: list[tuple[int, str]], rule: Hyphens) -> list[Token]:
    """Return the tokens of the lines of a block, words broken at a line's end joined."""
    text = ""
    starts: list[int] = []
    numbers: list[int] = []
    for index, (number, line) in enumerate(block):
        starts.append(len(text))
        numbers.append(number)
        following = block[index + 1][1] if index + 1 < len(block) else ""
        keep = rule.keep(number, line, following)
        text += line + "\n" if keep is None else rule.kept(line) if keep else line[:-1]
    found: list[Token] = []
    places = tokens.spans(text)
    for (start, end), close in zip(places, tokens.glued(places), strict=True):
        first = bisect_right(starts, start) - 1
        last = bisect_right(starts, end - 1) - 1
        cut = starts[last] - start if last > first else 0
        found.append(Token(text[start:end], numbers[first], numbers[last], cut, close))
    return found
