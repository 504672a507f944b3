"""Marks: what the proof knows of a document, put into its doctree when a builder resolves it.

The words that were proven are found again, and beside or around them go page breaks, ends of
lines, emendations and links to the witness.  All of it is editorial: the words stay what they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder

from sphinx_edition.collation import tokens
from sphinx_edition.collation.alignment import align
from sphinx_edition.collation.domain import CollationDomain, Summary
from sphinx_edition.collation.edition import Block, Piece, blocks
from sphinx_edition.collation.kinds import KINDS
from sphinx_edition.collation.links import (
    leads_to,
    place_anchor,
    record_anchor,
    record_uri,
    witness_uri,
)
from sphinx_edition.collation.nodes import emendation, line_end, witness_lines
from sphinx_edition.collation.proof import Mark, Proof, Stream
from sphinx_edition.core.page_breaks import make_page_break

#: What stands around words that are supplied.
BRACKETS = re.compile("([⟨⟩])")


@dataclass
class Found:
    """A word of a resolved doctree: the block it stands in and its parts."""

    text: str
    block: Block
    pieces: tuple[Piece, ...]


@dataclass
class Surgery:
    """What is to be done to a text node: parts to wrap, and nodes to put in at an offset."""

    wraps: list[tuple[int, int, emendation]] = field(default_factory=list)
    points: list[tuple[int, nodes.Element]] = field(default_factory=list)


def documents(doctree: nodes.document, docname: str) -> Iterator[tuple[str, nodes.Element]]:
    """Yield the documents that a builder has put into one doctree."""
    yield docname, doctree
    for part in doctree.findall(addnodes.start_of_file):
        yield part["docname"], part


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
        """Know the document's proof and its witness."""
        self.domain = domain
        self.builder = builder
        self.docname = docname
        self.proof: Proof = domain.proofs[docname]
        summary = domain.witness_of(docname)
        assert summary is not None
        self.summary: Summary = summary
        self.on_screen = builder.format == "html" and builder.name != "epub"
        self.surgery: dict[nodes.Text, Surgery] = defaultdict(Surgery)
        self.marked: set[str] = set()

    def mark(self, root: nodes.Element) -> list[str]:
        """Put the marks into ``root``; return the words in which it is not what was proven."""
        found = words_of(root, self.proof.labels)
        strange: list[str] = []
        for name in ("body", "notes"):
            stream: Stream = getattr(self.proof, name)
            words = self.matched(stream, found[name], strange)
            if name == "body":
                self.put_page_breaks(words)
            for mark in stream.marks:
                self.put_emendation(mark, words)
            if self.on_screen or self.builder.format == "tei":
                self.put_line_ends(stream, words)
            if self.on_screen:
                self.put_links(stream, words)
        self.operate()
        return strange

    def matched(self, stream: Stream, found: list[Found], strange: list[str]) -> list[Found | None]:
        """Return the words of the doctree for those that were proven."""
        texts = [word.text for word in found]
        if texts == stream.words:
            return [*found]
        words: list[Found | None] = []
        position = 0
        for start, end, begin, stop in align(stream.words, texts):
            words += found[position : position + start - len(words)]
            words += [None] * (end - start)
            position = stop
            here, there = " ".join(texts[begin:stop]), " ".join(stream.words[start:end])
            strange.append(f"‘{here}’ for ‘{there}’")
        return [*words, *found[position:]]

    def put_page_breaks(self, words: list[Found | None]) -> None:
        """Put a page break before the word with which each page begins."""
        for page, word, cut in self.proof.pages:
            at = next((found for found in words[word:] if found is not None), None)
            if at is None:
                continue
            id_ = f"page-{self.summary.prefix}{page}"
            node = make_page_break(str(page), id_)
            if isinstance(at.block.node, nodes.title):
                self.beside_title(at.block.node, node)
                continue
            leaf, offset = offset_in(at, cut)
            self.surgery[leaf].points.append((offset, node))

    def beside_title(self, title: nodes.Element, node: nodes.Element) -> None:
        """Put ``node`` before a title, or after it in LaTeX, where it would be on another page."""
        section = title.parent
        section.insert(section.index(title) + (self.builder.format == "latex"), node)

    def put_emendation(self, mark: Mark, words: list[Found | None]) -> None:
        """Wrap the words of a mark, or put a sign where words were left out."""
        mark = widened(mark, words)
        inside = [found for found in words[mark.start : mark.end] if found is not None]
        if inside:
            spans: dict[nodes.Text, tuple[int, int]] = {}
            for found in inside:
                for leaf, start, end in found.pieces:
                    spans[leaf] = (spans.get(leaf, (start, end))[0], end)
            for leaf, (start, end) in spans.items():
                node = self.emendation(mark, leaf)
                self.surgery[leaf].wraps.append((start, end, node))
                mark = mark._replace(witness="")  # all of it stands with the first part
            return
        before = mark.start - 1 if not mark.opens else mark.start
        at = words[before] if 0 <= before < len(words) else None
        if at is not None:
            piece = at.pieces[0] if mark.opens else at.pieces[-1]
            node = self.emendation(spaced(mark, at.text), piece.node)
            node["classes"] += ["emendation-gap", "editorial"]
            if self.builder.format == "latex" and isinstance(at.block.node, nodes.title):
                self.beside_title(at.block.node, node)
            else:
                offset = piece.start if mark.opens else piece.end
                self.surgery[piece.node].points.append((offset, node))

    def emendation(self, mark: Mark, leaf: nodes.Text) -> emendation:
        """Return the node of a mark; the first of a place has the place's anchor."""
        record = self.summary.records[mark.record]
        node = emendation(
            kind=record.kind,
            line=mark.line,
            witness=None if KINDS[record.kind].stands else mark.witness,
            gap=mark.start == mark.end,
            place=mark.place,
            prefix=self.summary.prefix,
            classes=["emendation", f"emendation-{record.kind}"],
        )
        if mark.place not in self.marked:
            self.marked.add(mark.place)
            node["ids"] = [place_anchor(self.summary, mark.place)]
        link = enclosing_link(leaf)
        page = self.domain.apparatus_page()
        if page is not None and leads_to(self.builder, self.docname, page):
            uri = record_uri(self.builder, self.docname, page, self.summary, mark.place)
            goal = (page, record_anchor(self.summary, mark.place))
            if link is None:
                node.update_all_atts({"refuri": uri, "goal": goal})
            else:  # a link cannot hold another: a sign of its own follows it
                sign = emendation(**{**node.attributes, "ids": [], "refuri": uri, "goal": goal})
                sign["classes"] = [*node["classes"], "emendation-sign", "editorial"]
                index = link.parent.index(link) + 1
                while index < len(link.parent) and isinstance(link.parent[index], emendation):
                    index += 1  # signs stand in the order of what they are for
                link.parent.insert(index, sign)
        return node

    def put_line_ends(self, stream: Stream, words: list[Found | None]) -> None:
        """Put in where the lines of the witness end, except at the end of a block."""
        for index, cut in stream.line_ends:
            at = words[index]
            following = words[index + 1] if index + 1 < len(words) else None
            if at is None or isinstance(at.block.node, nodes.title):
                continue
            if not cut and (following is None or following.block is not at.block):
                continue
            piece = at.pieces[-1]
            node = line_end(line=stream.last[index] - bool(cut), classes=["lineend", "editorial"])
            if cut:
                node["tail"] = len(at.text) - cut
                node["hyphen"] = at.text[cut - 1] != "-"
            self.surgery[piece.node].points.append((piece.end, node))

    def put_links(self, stream: Stream, words: list[Found | None]) -> None:
        """Put a link to the witness at the end of each paragraph."""
        lines: dict[int, tuple[Block, int, int]] = {}
        for index, found in enumerate(words):
            if found is not None and isinstance(found.block.node, nodes.paragraph):
                key = id(found.block.node)
                first = lines[key][1] if key in lines else stream.first[index]
                lines[key] = (found.block, first, stream.last[index])
        for block, first, last in lines.values():
            uri = witness_uri(self.builder, self.docname, self.summary, first)
            text = f"{first}–{last}" if last > first else str(first)
            link = witness_lines(
                "", text, refuri=uri, internal=True, classes=["witness-lines", "editorial"]
            )
            link["reftitle"] = (
                f"This paragraph in the witness: {'lines' if last > first else 'line'} {text}"
            )
            if uri:
                block.node += link

    def operate(self) -> None:
        """Do all that is planned for the text nodes."""
        for leaf, surgery in self.surgery.items():
            parent = leaf.parent
            index = parent.index(leaf)
            parent[index : index + 1] = cut_open(leaf.astext(), surgery)
            for _start, _end, wrapper in surgery.wraps:
                set_brackets_apart(wrapper)


def set_brackets_apart(mark: emendation) -> None:
    """Make the angle brackets around supplied words what they are: marks of the editor."""
    for text in [child for child in mark.children if isinstance(child, nodes.Text)]:
        index = mark.index(text)
        mark[index : index + 1] = [
            nodes.inline("", part, classes=["editorial"])
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


def enclosing_link(leaf: nodes.Text) -> nodes.Element | None:
    """Return the link that ``leaf`` stands in, if any."""
    at: nodes.Element | None = leaf.parent
    while at is not None and isinstance(at, nodes.Inline):
        if isinstance(at, nodes.reference):
            return at
        at = at.parent
    return None


def cut_open(text: str, surgery: Surgery, start: int = 0, end: int = -1) -> list[nodes.Node]:
    """Return ``text`` from ``start`` to ``end`` with the surgery done."""
    end = len(text) if end < 0 else end
    parts: list[nodes.Node] = []
    points = sorted(surgery.points, key=lambda point: point[0])
    position = start

    def plain(until: int) -> None:
        nonlocal position
        while points and points[0][0] <= until:
            offset, node = points.pop(0)
            if offset > position:
                parts.append(nodes.Text(text[position:offset]))
            parts.append(node)
            position = max(position, offset)
        if until > position:
            parts.append(nodes.Text(text[position:until]))
            position = until

    for first, last, wrapper in sorted(surgery.wraps, key=lambda wrap: wrap[:2]):
        first = max(first, position)
        plain(first)
        inner = [point for point in points if first < point[0] < last]
        del points[: len(inner)]
        wrapper += cut_open(text, Surgery([], inner), first, last)
        parts.append(wrapper)
        position = max(position, last)
    plain(end)
    return parts
