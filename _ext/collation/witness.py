"""A witness: a plain-text file and its description, read into the texts that documents owe.

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
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from collation import tokens
from collation.described import Described, Problem, load, read_text

#: Stands in a line for the mark of a note's anchor; no text file has it (see :func:`clean`).
ANCHOR = "\0"
SENTENCE_END = re.compile(r"[.!?…][\s”’»\"')\]}\0]*$")
FIRST_LETTER = re.compile(r"\w")
BROKEN = re.compile(rf"({tokens.WORD})-$")
FIRST_WORD = re.compile(tokens.WORD)


class Token(NamedTuple):
    """A token of a witness.

    ``line`` is where it begins, ``end`` where it ends; ``cut`` is the number of its characters on
    the first of two lines (0 on one line).
    """

    text: str
    line: int
    end: int
    cut: int = 0


@dataclass
class Share:
    """What a document owes to a witness: its lines (first, last), its body and its notes."""

    document: str
    first: int
    last: int = 0
    body: list[Token] = field(default_factory=list)
    notes: list[Token] = field(default_factory=list)


@dataclass
class Witness:
    """A witness as read; with problems, ``shares`` may be empty.

    ``file`` and ``text_file`` are shown in messages; ``ledger`` is the file of its emendations;
    ``pages`` holds the first line of each page.
    """

    file: str
    text_file: str
    ledger: str = ""
    sha256: str = ""
    lines: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass
class Layout:
    """What the description says of each line, in a form that is quick to ask."""

    heading: dict[int, int] = field(default_factory=dict)  # line -> level
    document: dict[int, str] = field(default_factory=dict)  # line -> document that begins there
    note: dict[int, int] = field(default_factory=dict)  # line -> index of the note it belongs to
    furniture: set[int] = field(default_factory=set)
    keep: dict[int, bool] = field(default_factory=dict)  # line -> whether its last hyphen is kept
    pages: list[int] = field(default_factory=list)
    labels: dict[int, list[str]] = field(default_factory=dict)  # line -> labels of its anchors

    def page(self, line: int) -> int:
        """Return the index of the page of ``line``."""
        return bisect_right(self.pages, line)

    def role(self, line: int) -> str:
        """Return what ``line`` is, as a message says it; empty for a line of the body."""
        if line in self.heading:
            return "a heading"
        if line in self.note:
            return "a note"
        return "furniture" if line in self.furniture else ""


def read(root: Path, file: str) -> Witness:
    """Read the witness that ``file`` (below the folder ``root``) describes."""
    path = root / file
    text_file = PurePosixPath(file).with_suffix(".txt").as_posix()
    described = load(path, file, "witness.schema.json", "witness")
    witness = Witness(file, text_file, problems=described.problems)
    raw, text, problems = read_text(root / text_file, text_file, "witness")
    witness.problems += problems
    witness.sha256 = hashlib.sha256(raw).hexdigest()
    witness.lines = clean(text)
    if not witness.problems:
        beside = described.data.get("ledger", "emendations.yaml")
        witness.ledger = (PurePosixPath(file).parent / beside).as_posix()
        check_bytes(witness, described)
        layout = lay_out(witness, described)
        if layout is not None:
            witness.pages = layout.pages
            share_out(witness, described, layout)
    return witness


def clean(text: str) -> list[str]:
    """Return the lines of ``text``; only LF ends one, and NUL becomes a visible wrong character."""
    lines = text.replace("\0", "\N{REPLACEMENT CHARACTER}").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def check_bytes(witness: Witness, described: Described) -> None:
    """Note a witness that is another than the one described."""
    if witness.sha256 != described.data["sha256"]:
        message = (
            f"{witness.text_file} has the SHA-256 {witness.sha256}: restore the witness, "
            "or describe the new one"
        )
        witness.problems.append(Problem(witness.file, described.line("sha256"), "witness", message))


def lay_out(witness: Witness, described: Described) -> Layout | None:
    """Turn the description into a layout; None if it speaks of lines that are not there."""
    data = described.data
    layout = Layout()
    count = len(witness.lines)
    before = len(witness.problems)

    def problem(message: str, *path: str | int) -> None:
        witness.problems.append(Problem(witness.file, described.line(*path), "witness", message))

    def within(line: int, *path: str | int) -> bool:
        if line > count:
            problem(f"there is no line {line}: {witness.text_file} has {count} lines", *path)
        return line <= count

    def claim(line: int, *path: str | int) -> None:
        if role := layout.role(line):
            problem(f"line {line} is {role} already", *path)

    last = 0
    for index, page in enumerate(data.get("pages", [])):
        first, end = page["lines"]
        path = ("pages", index, "lines")
        if not (within(first, *path) and within(end, *path)):
            continue
        if first > end or first <= last:
            problem(f"page {index + 1} does not come after the one before it", *path)
        elif not witness.lines[first - 1].strip():
            problem(f"page {index + 1} begins with line {first}, which is blank", *path)
        for line in range(last + 1, first):
            if witness.lines[line - 1].strip():
                problem(f"line {line} is on no page", *path)
                break
        layout.pages.append(first)
        last = end
    if layout.pages:
        for line in range(last + 1, count + 1):
            if witness.lines[line - 1].strip():
                problem(f"line {line} is on no page", "pages")
                break
    for index, item in enumerate(data.get("furniture", [])):
        if within(item["line"], "furniture", index):
            layout.furniture.add(item["line"])
    for index, item in enumerate(data.get("notes", [])):
        first, end = item["lines"]
        if not within(end, "notes", index) or not within(first, "notes", index):
            continue
        if first > end:
            problem(f"the lines {first} and {end} are in the wrong order", "notes", index)
        for line in range(first, end + 1):
            claim(line, "notes", index, "lines")
            layout.note[line] = index
    for index, item in enumerate(data.get("headings", [])):
        line = item["line"]
        if within(line, "headings", index):
            claim(line, "headings", index, "line")
            if not witness.lines[line - 1].strip():
                problem(f"line {line} is blank, and no heading", "headings", index, "line")
            layout.heading[line] = item["level"]
            if "document" in item:
                layout.document[line] = item["document"]
    for index, item in enumerate(data.get("hyphens", [])):
        if not within(item["line"], "hyphens", index):
            continue
        if not BROKEN.search(witness.lines[item["line"] - 1].rstrip()):
            problem(f"line {item['line']} does not end with a hyphen", "hyphens", index)
        layout.keep[item["line"]] = item["keep"]
    for index, item in enumerate(data.get("notes", [])):
        within(item["anchor"]["line"], "notes", index, "anchor")
    return layout if len(witness.problems) == before else None


def share_out(witness: Witness, described: Described, layout: Layout) -> None:
    """Fill ``witness.shares``, the documents in the order of the witness."""
    lines = [*witness.lines]
    begin = first_text(lines, layout)
    if "document" in described.data and begin not in layout.document:
        layout.document = {begin: described.data["document"], **layout.document}
    shares = [Share(name, line) for line, name in sorted(layout.document.items())]
    if len({share.document for share in shares}) < len(shares):
        message = "a document begins twice: name each document once"
        witness.problems.append(
            Problem(witness.file, described.line("headings"), "witness", message)
        )
        return
    if not shares or shares[0].first > begin:
        message = f"the text from line {begin} on belongs to no document"
        witness.problems.append(
            Problem(witness.file, described.line("headings"), "witness", message)
        )
        return
    for share, following in zip(shares, [*shares[1:], None], strict=True):
        share.last = following.first - 1 if following else len(lines)
    strip_marks(lines, witness, described, layout)
    rule = Hyphens(lines, layout.keep)
    for share in shares:
        share.body = body_tokens(share, lines, layout, rule)
    owners = [share.first for share in shares]
    notes = described.data.get("notes", [])
    for item in sorted(notes, key=lambda item: (item["anchor"]["line"], item["lines"])):
        share = shares[bisect_right(owners, item["anchor"]["line"]) - 1]
        share.notes += note_tokens(item["label"], item["lines"], lines, rule)
    witness.shares = shares


def first_text(lines: list[str], layout: Layout) -> int:
    """Return the first line of the body that is not blank (1 in an empty file)."""
    for number, line in enumerate(lines, start=1):
        if line.strip() and number not in layout.furniture and number not in layout.note:
            return number
    return 1


def strip_marks(lines: list[str], witness: Witness, described: Described, layout: Layout) -> None:
    """Take the marks of notes out of ``lines``, and put a sign where each is anchored."""

    def problem(message: str, *path: str | int) -> None:
        witness.problems.append(Problem(witness.file, described.line(*path), "witness", message))

    places: list[tuple[int, int, int, str]] = []  # line, column, width, label
    seen: set[str] = set()
    for index, item in enumerate(described.data.get("notes", [])):
        label, mark, anchor = item["label"], item.get("mark", ""), item["anchor"]
        if label in seen:
            problem(f"there is a note {label!r} already", "notes", index, "label")
        seen.add(label)
        first = item["lines"][0]
        text = lines[first - 1].lstrip()
        if not text.startswith(mark):
            problem(f"line {first} does not begin with the mark {mark!r}", "notes", index, "mark")
        else:
            lines[first - 1] = text[len(mark) :]
        path = ("notes", index, "anchor", "mark")
        line = anchor["line"]
        found = [match.start() for match in re.finditer(re.escape(anchor["mark"]), lines[line - 1])]
        which = anchor.get("occurrence", 1)
        if layout.role(line):
            problem(f"line {line} is {layout.role(line)}, and cannot hold an anchor", *path)
        elif len(found) < which:
            problem(f"line {line} has no mark {anchor['mark']!r}", *path)
        elif len(found) > 1 and "occurrence" not in anchor:
            problem(
                f"line {line} has the mark {anchor['mark']!r} {len(found)} times: "
                "say which with occurrence",
                *path,
            )
        else:
            places.append((line, found[which - 1], len(anchor["mark"]), label))
    for line, column, width, label in sorted(places, reverse=True):
        text = lines[line - 1]
        lines[line - 1] = text[:column] + ANCHOR + text[column + width :]
        layout.labels.setdefault(line, []).insert(0, label)


class Hyphens:
    """Decides which hyphens at a line's end belong to their word.

    By the general rule a word is joined without its hyphen, unless its second part begins with a
    capital or a digit, or the witness has the word elsewhere within a line, with the hyphen and
    never without.  ``decisions`` (line -> keep) go before the rule.
    """

    def __init__(self, lines: Iterable[str], decisions: dict[int, bool]) -> None:
        """Learn the words that stand within ``lines``."""
        self.decisions = decisions
        self.words = {
            word.lower() for line in lines for word in tokens.TOKEN.findall(BROKEN.sub("", line))
        }

    def keep(self, number: int, line: str, following: str) -> bool | None:
        """Tell whether the hyphen that ends ``line`` is kept; None if no word is broken there."""
        broken = BROKEN.search(line)
        rest = FIRST_WORD.match(following)
        if not broken or not rest:
            return None
        if number in self.decisions:
            return self.decisions[number]
        if rest[0][0].isupper() or rest[0][0].isdigit():
            return True
        first, second = broken[1].lower(), rest[0].lower()
        return f"{first}-{second}" in self.words and first + second not in self.words


def body_tokens(share: Share, lines: list[str], layout: Layout, rule: Hyphens) -> list[Token]:
    """Return the tokens of a share's body: headings and paragraphs, without notes."""
    levels = [level for line, level in layout.heading.items() if share.first <= line <= share.last]
    base = min(levels, default=1)
    found: list[Token] = []
    for block in blocks(share, lines, layout):
        first = block[0][0]
        level = layout.heading.get(first)
        sign = tokens.PARAGRAPH if level is None else tokens.heading(level - base + 1)
        found.append(Token(sign, first, first))
        labels = iter([label for number, _ in block for label in layout.labels.get(number, [])])
        for token in block_tokens(block, rule):
            anchored = token.text == ANCHOR
            found.append(token._replace(text=tokens.anchor(next(labels))) if anchored else token)
    return found


def blocks(share: Share, lines: list[str], layout: Layout) -> Iterator[list[tuple[int, str]]]:
    """Yield the headings and paragraphs of a share, each as its lines with their numbers."""
    block: list[tuple[int, str]] = []
    blank = noted = False
    for number in range(share.first, share.last + 1):
        line = lines[number - 1].strip()
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
    if last[0] in layout.heading or following[0] in layout.heading:
        return True
    if noted or layout.page(last[0]) != layout.page(following[0]):
        letter = FIRST_LETTER.search(following[1])
        return bool(SENTENCE_END.search(last[1]) and letter and letter[0].isupper())
    return blank


def note_tokens(label: str, span: tuple[int, int], lines: list[str], rule: Hyphens) -> list[Token]:
    """Return the tokens of a note, which begin with the sign of its label."""
    first, last = span
    found = [Token(tokens.note(label), first, first)]
    block: list[tuple[int, str]] = []
    for number in range(first, last + 1):
        line = lines[number - 1].strip()
        if line:
            block.append((number, line))
        if block and (not line or number == last):
            found.append(Token(tokens.PARAGRAPH, block[0][0], block[0][0]))
            found += block_tokens(block, rule)
            block = []
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
        text += line + "\n" if keep is None else line if keep else line[:-1]
    found: list[Token] = []
    for start, end in tokens.spans(text):
        first = bisect_right(starts, start) - 1
        last = bisect_right(starts, end - 1) - 1
        cut = starts[last] - start if last > first else 0
        found.append(Token(text[start:end], numbers[first], numbers[last], cut))
    return found
