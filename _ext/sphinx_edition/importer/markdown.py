"""The text as MyST: one sentence per line, nothing in it that MyST would take for its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from sphinx_edition.core.note_labels import label_on_page
from sphinx_edition.importer.model import Block, Note, Reading
from sphinx_edition.importer.naming import untitled
from sphinx_edition.importer.reader import note_paragraphs, without_marks

#: The title of a document whose text has none.
NO_TITLE = "⟨…⟩"
#: A hyphen that has a sign of its own, within a word.
OWN_SIGN = re.compile(r"\w\u2010\w")
SENTENCE = re.compile(r"[.!?…][”’»\"')\]\0]*\s+(?=[“‘«\"'(\[—–-]*[A-ZÀ-ÞА-ЯΑ-Ω\d])")
ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "sr",
        "jr",
        "messrs",
        "mme",
        "mlle",
        "m",
        "no",
        "nr",
        "vol",
        "vols",
        "p",
        "pp",
        "ch",
        "chap",
        "fig",
        "sec",
        "art",
        "cf",
        "vs",
        "viz",
        "i.e",
        "e.g",
        "etc",
        "al",
        "ed",
        "eds",
        "trans",
        "tr",
        "rev",
        "gen",
        "col",
        "capt",
        "lieut",
        "sgt",
        "hon",
        "jan",
        "feb",
        "mar",
        "apr",
        "aug",
        "sept",
        "oct",
        "nov",
        "dec",
        "op",
        "cit",
        "ibid",
        "inc",
        "ltd",
        "co",
        "bros",
        "s",
        "u.s",
    ]
)
LAST_WORD = re.compile(r"([\w.]+)[.!?…][”’»\"')\]\0\s]*$")
#: Signs that MyST would act on wherever they stand.
SPECIAL = re.compile(
    r"[\\`*<|]|(?<![^\W_])_|_(?![^\W_])|\[(?=\^)|\](?=[(\[:{])|\^(?=\[)|&(?=#?\w+;)"
)
RULE = re.compile(r"(?:[-=~+_*]\s*){3,}$|[-=]+\s*$")
LINE_START = re.compile(r"#{1,6}(?:\s|$)|[>%]|[-+](?:\s|$)|\+\+\+|~~~|:::|\(.*\)=\s*$|=+\s*$|---")
NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def inline(text: str) -> str:
    """Return ``text`` so that it says in MyST what it says, if it does not begin a line."""
    return SPECIAL.sub(lambda match: "\\" + match[0], text)


def escape(text: str) -> str:
    """Return ``text`` so that it begins a line of MyST and says what it says."""
    line = inline(text)
    if numbered := NUMBERED.match(line):
        return f"{numbered[1]}\\{line[numbered.end(1) :]}"
    if LINE_START.match(line) or RULE.match(line):
        return "\\" + line
    return line


def sentences(text: str) -> list[str]:
    """Divide a paragraph into its sentences."""
    found = []
    start = 0
    for match in SENTENCE.finditer(text):
        word = LAST_WORD.search(text[max(start, match.start() - 30) : match.end()])
        last = word[1] if word else ""
        small = last.lower().lstrip(".")
        if text[match.start()] == "." and (
            small in ABBREVIATIONS
            or (len(last) == 1 and last.isupper())
            or re.search(r"\.\w$", last)
        ):
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    return [*found, text[start:].strip()]


#: A line, what the scan has there, what the edition has.
Emendation = tuple[int, str, str]


class Writer:
    """Writes the documents of a reading."""

    def __init__(self, reading: Reading, accepted: Iterable[Emendation] = ()) -> None:
        """Take a reading, and what a person has accepted as (line, old words, new words)."""
        self.reading = reading
        self.words = without_marks(reading)
        for line, old, new in accepted:
            self.words[line] = self.words[line].replace(old, new, 1)
        self.hyphen = "\u2010" if any(map(OWN_SIGN.search, reading.scan.text)) else "-"
        self.labels = labels(reading)
        self.anchored: dict[int, list[int]] = {}
        for index, note in enumerate(reading.notes):
            assert note.anchor
            self.anchored.setdefault(note.anchor.line, []).append(index)

    def documents(self) -> dict[str, str]:
        """Return the text of every document by its name."""
        return {name: self.document(blocks) for name, blocks in divided(self.reading)}

    def document(self, blocks: list[Block]) -> str:
        """Return a document: its blocks, then its notes in the order of their anchors."""
        parts = [] if blocks[0].kind == "heading" else [f"# {NO_TITLE}"]
        bound: list[int] = []
        for block in blocks:
            parts.append(self.block(block))
            bound += [index for line in block.lines for index in self.anchored.get(line, [])]
        parts += [self.note(index) for index in bound]
        return "\n\n".join(parts) + "\n"

    def block(self, block: Block) -> str:
        """Return a heading, a paragraph or verse."""
        marks = iter([self.labels[i] for line in block.lines for i in self.anchored.get(line, [])])
        if block.kind == "heading":
            assert block.heading
            text = self.joined(block.lines)
            if text.startswith("[") and text.rstrip("\0").endswith("]"):
                tail = text[len(text.rstrip("\0")) :]
                text = text.rstrip("\0")[1:-1].strip() + tail
            return "#" * block.heading.level + " " + heading(anchors(text, marks, inside=True))
        if block.kind == "verse":
            lines = [anchors(self.words[line], marks) for line in block.lines]
            return " \\\n".join(lines)
        return "\n".join(anchors(line, marks) for line in sentences(self.joined(block.lines)))

    def note(self, index: int) -> str:
        """Return the definition of a note."""
        note = self.reading.notes[index]
        paragraphs = [
            "\n    ".join(anchors(line, iter(())) for line in sentences(self.joined(lines)))
            for lines in note_paragraphs(self.reading.scan, note)
        ]
        return f"[^{self.labels[index]}]: " + "\n\n    ".join(paragraphs)

    def joined(self, lines: list[int]) -> str:
        """Return lines as one text, words broken between them joined."""
        text = ""
        for line in lines:
            words = self.words[line]
            decision = self.reading.hyphens.get(line)
            if decision is None or line == lines[-1]:
                text += words + " "
            elif decision.about["keep"]:
                text += words if words[-1] == "-" else words[:-1] + self.hyphen
            else:
                text += words[:-1]
        return re.sub(r"[\s\x1c-\x1f]+", plain_space, text.strip())


def plain_space(match: re.Match[str]) -> str:
    """Return white space as MyST can have it within a line."""
    return match[0] if match[0] in {"\u00a0", "\u202f", "\u2009"} else " "


def heading(text: str) -> str:
    """Return a title that does not end in signs that MyST takes away."""
    return re.sub(r"#+$", lambda match: "\\#" * len(match[0]), text)


def anchors(text: str, marks: Iterator[str], *, inside: bool = False) -> str:
    """Return ``text`` in MyST, with the references to notes where its NUL characters are.

    ``inside`` tells that something else begins the line.
    """
    parts = text.split("\0")
    found = inline(parts[0]) if inside else escape(parts[0])
    for part in parts[1:]:
        more = inline(part)
        found += f"[^{next(marks)}]" + ("\\" if more[:1] in {":", "(", "["} else "") + more
    return found


def divided(reading: Reading) -> list[tuple[str, list[Block]]]:
    """Return the documents: name and blocks."""
    found: list[tuple[str, list[Block]]] = []
    for block in reading.blocks:
        if block.heading and block.heading.document:
            found.append((block.heading.document, []))
        elif not found:
            found.append((untitled(reading), []))
        found[-1][1].append(block)
    return found


def labels(reading: Reading) -> list[str]:
    """Return the labels of the notes in their documents.

    A label that a document has several times is told apart by the page, as in the collation.
    """
    keys = [(document_of(reading, note), note.label) for note in reading.notes]
    seen: dict[tuple[str, str], int] = {}
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
    found = []
    for note, key in zip(reading.notes, keys, strict=True):
        page = reading.pages[note.page].label or str(note.page + 1)
        found.append(label_on_page(note.label, page) if seen[key] > 1 else note.label)
    return found


def document_of(reading: Reading, note: Note) -> str:
    """Return the document in which a note is bound."""
    assert note.anchor
    chapters = [each for each in reading.headings if each.document]
    at = bisect_right(chapters, note.anchor.line, key=lambda each: each.line)
    return chapters[at - 1].document if at else untitled(reading)
