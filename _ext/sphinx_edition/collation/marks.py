"""Marks: what is known of a document, put into its doctree when a builder resolves it.

The words that were collated are found again, and beside or around them go page breaks, ends of
lines, emendations and links to the witness.  All of it is editorial: the words stay what they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx.builders import Builder

from sphinx_edition.collation import tokens
from sphinx_edition.collation.alignment import align
from sphinx_edition.collation.domain import CollationDomain, Summary
from sphinx_edition.collation.edition import Block, Piece, blocks
from sphinx_edition.collation.edits import Editing
from sphinx_edition.collation.links import emended_anchor, record_anchor, scan_uri, witness_uri
from sphinx_edition.collation.nodes import emendation, witness_lines
from sphinx_edition.collation.own_signs import (
    on_its_line,
    put_line_beginnings,
    put_note_marks,
)
from sphinx_edition.collation.results import Collation, Mark, Stream
from sphinx_edition.core.builders import is_site, uri
from sphinx_edition.core.i18n import _
from sphinx_edition.core.ids import make_id
from sphinx_edition.core.page_breaks import make_page_break
from sphinx_edition.core.trees import EDITORIAL, enclosing

#: What stands around words that are supplied.
BRACKETS = re.compile("([⟨⟩])")


@dataclass
class Found:
    """A word of a resolved doctree: the block it stands in and its parts."""

    text: str
    block: Block
    pieces: tuple[Piece, ...]


def words_of(root: nodes.Element, labels: list[str]) -> dict[str, list[Found]]:
    """Return the words of a document, by stream, notes in the order of ``labels``."""
    found: dict[str | None, list[Found]] = defaultdict(list)
    for block in blocks(root):
        found[block.label] += [
            Found(word.text, block, pieces)
            for word, pieces in zip(block.words, block.pieces, strict=True)
            if pieces
        ]
    rest = sorted(label for label in found if label is not None and label not in labels)
    notes = [word for label in (*labels, *rest) for word in found[label]]
    return {"body": found[None], "notes": notes}


class Marker:
    """Marks one document for one builder."""

    def __init__(self, domain: CollationDomain, builder: Builder, docname: str) -> None:
        """Look up the collation of a document and its witness."""
        self.domain = domain
        self.builder = builder
        self.docname = docname
        self.collation: Collation = domain.collations[docname]
        summary = domain.witness_of(docname)
        assert summary is not None
        self.summary: Summary = summary
        self.kinds = domain.kinds
        self.on_screen = is_site(builder)
        self.as_data = builder.format == "tei"
        self.edits = Editing()
        self.marked: set[str] = set()

    def mark(self, root: nodes.Element) -> list[str]:
        """Put the marks into ``root``; return the words in which it is not what was collated."""
        found = words_of(root, self.collation.labels)
        strange: list[str] = []
        for name in ("body", "notes"):
            stream: Stream = getattr(self.collation, name)
            words = self.matched(stream, found[name], strange)
            if name == "body":
                self.put_page_breaks(words)
            if self.as_data:
                put_line_beginnings(self, stream, words)
            for mark in stream.marks:
                mark = on_its_line(mark, stream) if self.as_data else widened(mark, words)
                self.put_emendation(mark, words)
            if self.on_screen:
                self.put_links(stream, words)
        if self.as_data:
            put_note_marks(self, root)
        for wrapper in self.edits.apply():
            set_brackets_apart(wrapper)
        return strange

    def matched(self, stream: Stream, found: list[Found], strange: list[str]) -> list[Found | None]:
        """Return the words of the doctree for those that were collated."""
        texts = [word.text for word in found]
        collated = [word.text for word in stream.words]
        if texts == collated:
            return [*found]
        words: list[Found | None] = []
        position = 0
        for start, end, begin, stop in align(collated, texts):
            words += found[position : position + start - len(words)]
            words += [None] * (end - start)
            position = stop
            here, there = " ".join(texts[begin:stop]), " ".join(collated[start:end])
            strange.append(f"‘{here}’ for ‘{there}’")
        return [*words, *found[position:]]

    def put_page_breaks(self, words: list[Found | None]) -> None:
        """Put a page break before the word with which each page begins."""
        for page, word, cut in self.collation.pages:
            at = next((found for found in words[word:] if found is not None), None)
            if at is None:
                continue
            node = make_page_break(page, make_id("page", f"{self.summary.prefix}{page}"))
            if isinstance(at.block.node, nodes.title):
                self.beside_title(at.block.node, node)
                continue
            leaf, offset = offset_in(at, cut)
            node["within_word"] = bool(cut)
            self.edits.of(leaf).insertions.append((offset, node))

    def beside_title(self, title: nodes.Element, node: nodes.Element) -> None:
        """Put ``node`` before a title, or after it in LaTeX, where it would be on another page."""
        section = title.parent
        section.insert(section.index(title) + (self.builder.format == "latex"), node)

    def put_emendation(self, mark: Mark, words: list[Found | None]) -> None:
        """Wrap the words of a mark, or put a sign where words were left out."""
        inside = [found for found in words[mark.start : mark.end] if found is not None]
        if inside and self.only_beside(inside[0].block):
            self.beside_title(inside[0].block.node, self.emendation(mark, None))
        elif inside:
            self.wrap(mark, inside)
        else:
            self.put_gap(mark, words)

    def only_beside(self, block: Block) -> bool:
        """Tell whether nothing but words may stand in ``block``: LaTeX moves titles about."""
        return self.builder.format == "latex" and isinstance(block.node, nodes.title)

    def wrap(self, mark: Mark, inside: list[Found]) -> None:
        """Wrap the words of a mark, in as many parts as they have text nodes."""
        spans: dict[int, Piece] = {}  # equal texts may be two nodes
        for found in inside:
            for leaf, start, end in found.pieces:
                first = spans.get(id(leaf), Piece(leaf, start, end))
                spans[id(leaf)] = first._replace(end=end)
        for leaf, start, end in spans.values():
            self.edits.of(leaf).wraps.append((start, end, self.emendation(mark, leaf)))
            mark = mark._replace(witness="", line_starts=())  # all of it stands with the first part

    def put_gap(self, mark: Mark, words: list[Found | None]) -> None:
        """Put a sign where words were left out: before the block, or after the word before them."""
        before = mark.start - 1 if not mark.opens else mark.start
        at = words[before] if 0 <= before < len(words) else None
        if at is None:
            return
        piece = at.pieces[0] if mark.opens else at.pieces[-1]
        node = self.emendation(spaced(mark, at.text), piece.node)
        node["classes"] += ["emendation-gap", EDITORIAL]
        if self.only_beside(at.block):
            self.beside_title(at.block.node, node)
        else:
            offset = piece.start if mark.opens else piece.end
            self.edits.of(piece.node).insertions.append((offset, node))

    def emendation(self, mark: Mark, leaf: nodes.Text | None) -> emendation:
        """Return the node of a mark at ``leaf``; the first of an emendation has its anchor."""
        record = self.summary.records[mark.record]
        node = emendation(
            kind=record.kind,
            record=mark.record,
            line=mark.line,
            witness=None if self.kinds[record.kind].stands else mark.witness,
            line_starts=mark.line_starts,
            key=mark.key,
            prefix=self.summary.prefix,
            classes=["emendation", f"emendation-{record.kind}"],
        )
        if mark.key not in self.marked:
            self.marked.add(mark.key)
            node["ids"] = [emended_anchor(self.summary, mark.key)]
        page = self.domain.apparatus_page()
        anchor = record_anchor(self.summary, mark.key)
        address = page and uri(self.builder, self.docname, page, anchor)
        if address:
            self.lead_to_record(node, leaf, {"refuri": address, "reftarget": (page, anchor)})
        return node

    @staticmethod
    def lead_to_record(node: nodes.Element, leaf: nodes.Text | None, link: dict[str, Any]) -> None:
        """Make ``node`` a link; where it stands in one, a sign of its own follows that."""
        around = enclosing(leaf, nodes.reference) if leaf is not None else None
        if around is None:
            node.update_all_atts(link)
            return
        sign = emendation(**{**node.attributes, "ids": [], **link})
        sign["classes"] = [*node["classes"], "emendation-sign", EDITORIAL]
        index = around.parent.index(around) + 1
        while index < len(around.parent) and isinstance(around.parent[index], emendation):
            index += 1  # signs stand in the order of what they are for
        around.parent.insert(index, sign)

    def has_line(self, line: int) -> bool:
        """Tell whether the document stands on a ``line`` of the witness."""
        begins = sorted(self.summary.begins.items(), key=lambda item: item[1])
        held = [docname for docname, first in begins if first <= line]
        return bool(held) and held[-1] == self.docname

    def insert(self, found: Found, cut: int, node: nodes.Element) -> None:
        """Insert ``node`` before a word, or ``cut`` characters into it."""
        leaf, offset = offset_in(found, cut)
        self.edits.of(leaf).insertions.append((offset, node))

    def put_links(self, stream: Stream, words: list[Found | None]) -> None:
        """Put a link to the witness at the end of each paragraph."""
        lines: dict[int, tuple[Block, int, int]] = {}
        for index, found in enumerate(words):
            if found is not None and isinstance(found.block.node, nodes.paragraph):
                key = id(found.block.node)
                word = stream.words[index]
                first = lines[key][1] if key in lines else word.first
                lines[key] = (found.block, first, word.last)
        for block, first, last in lines.values():
            address = self.place_beside(block, first)
            if address is None:
                continue
            text = f"{first}–{last}" if last > first else str(first)
            link = witness_lines(
                "", text, refuri=address, internal=True, classes=["witness-lines", EDITORIAL]
            )
            link["reftitle"] = _("In the scan")
            block.node += link

    def place_beside(self, block: Block, line: int) -> str | None:
        """Return the address of a paragraph beside the scan, or of its ``line`` in the witness."""
        ids: list[str] = block.node.get("ids", [])
        if ids:
            return scan_uri(self.builder, self.domain, self.docname, ids[0])
        return witness_uri(self.builder, self.docname, self.summary, line)


def set_brackets_apart(mark: nodes.Element) -> None:
    """Make the angle brackets around supplied words what they are: marks of the editor."""
    for text in [child for child in mark.children if isinstance(child, nodes.Text)]:
        index = mark.index(text)
        mark[index : index + 1] = [
            nodes.inline("", part, classes=[EDITORIAL])
            if BRACKETS.fullmatch(part)
            else nodes.Text(part)
            for part in BRACKETS.split(text.astext())
            if part
        ]


def spaced(mark: Mark, beside: str) -> Mark:
    """Return the mark of a gap with the space between what is left out and the word ``beside``."""
    old = tokens.tokenise(mark.witness)
    if mark.opens:
        return mark._replace(witness=tokens.join([*old, beside]).removesuffix(beside))
    return mark._replace(witness=tokens.join([beside, *old]).removeprefix(beside))


def widened(mark: Mark, words: list[Found | None]) -> Mark:
    """Return a mark of mere punctuation with the word that it clings to, easier to touch."""
    inside = words[mark.start : mark.end]
    if not inside or any(found is None or tokens.is_word(found.text) for found in inside):
        return mark
    opens = inside[-1].text in tokens.NO_SPACE_AFTER if inside[-1] else False
    index = mark.end if opens else mark.start - 1
    beside = words[index] if 0 <= index < len(words) else None
    near = inside[-1 if opens else 0]
    if beside is None or near is None or not tokens.is_word(beside.text):
        return mark
    if beside.pieces[0].node is not near.pieces[0].node or len(beside.pieces) > 1:
        return mark
    old = tokens.tokenise(mark.witness)
    witness = tokens.join([*old, beside.text] if opens else [beside.text, *old])
    return mark._replace(
        start=min(mark.start, index), end=max(mark.end, index + 1), witness=witness
    )


def offset_in(found: Found, cut: int) -> tuple[nodes.Text, int]:
    """Return the text node and the offset ``cut`` characters into a word."""
    for leaf, start, end in found.pieces:
        if cut < end - start:
            return leaf, start + cut
        cut -= end - start
    last = found.pieces[-1]
    return last.node, last.end
