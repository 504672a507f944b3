"""What only data show of a witness: where its lines begin, and what it has for notes' numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_edition.collation.edition import label_of
from sphinx_edition.collation.nodes import line_beginning, note_mark

if TYPE_CHECKING:
    from sphinx_edition.collation.marks import Found, Marker
    from sphinx_edition.collation.results import Mark, Stream


def put_line_beginnings(marker: Marker, stream: Stream, words: list[Found | None]) -> None:
    """Put in where each line of the witness begins, those of each note apart."""
    cuts = {word: cut for word, cut in stream.line_ends if cut}
    line, label = 0, None
    for index, (word, found) in enumerate(zip(stream.words, words, strict=True)):
        if found is None:
            continue
        if word.first != line or found.block.label != label:
            marker.insert(found, 0, line_beginning(line=word.first))
        if found.block.label not in {None, label}:
            put_mark_before(marker, found)
        line, label = word.first, found.block.label
        if cut := cuts.get(index):
            hyphen = found.text[cut - 1] != "-"
            node = line_beginning(line=word.last, within_word=True, hyphen=hyphen)
            marker.insert(found, cut, node)
            line = word.last


def put_mark_before(marker: Marker, found: Found) -> None:
    """Put what the witness has for the number of a note before its first word."""
    for mark in marker.summary.note_marks:
        if mark.label == found.block.label and mark.mark and marker.has_line(mark.anchor_line):
            marker.insert(found, 0, note_mark(witness=f"{mark.mark} "))


def put_note_marks(marker: Marker, root: nodes.Element) -> None:
    """Put what the witness has for the number of a note before each place of a note."""
    labels = {id_: label_of(note) for note in root.findall(nodes.footnote) for id_ in note["ids"]}
    placed: set[str] = set()
    for reference in list(root.findall(nodes.footnote_reference)):
        label = labels.get(reference.get("refid", ""), "")
        if label in placed:
            continue
        placed.add(label)
        for mark in marker.summary.note_marks:
            if mark.label == label and mark.anchor and marker.has_line(mark.anchor_line):
                index = reference.parent.index(reference)
                reference.parent.insert(index, note_mark(witness=mark.anchor))


def on_its_line(mark: Mark, stream: Stream) -> Mark:
    """Return a gap that stands after the beginning of its line, if words were left out there."""
    if not 0 < mark.start == mark.end < len(stream.words):
        return mark
    begins = stream.words[mark.start - 1].last < mark.line == stream.words[mark.start].first
    return mark._replace(opens=True) if begins else mark
