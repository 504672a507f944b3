"""The edition's side: the words of a doctree, in the order in which they are read.

A doctree is walked twice: when it has been read, to collate its words, and when it has been
resolved for a builder, to find the same words again and mark them.  Neither walk sees what is
*editorial*: a node of that class, and all below it, is no word of the edition.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinx_edition.collation import tokens
from sphinx_edition.core.trees import is_editorial, line_of

ANCHOR = "\0"
NO_TEXT = (
    nodes.Invisible,
    nodes.raw,
    nodes.label,
    nodes.image,
    nodes.system_message,
    addnodes.index,
    addnodes.toctree,
)


class Word(NamedTuple):
    """A token of the edition, and the line of the source at which it stands.

    ``glued``: no white space stands before it.
    """

    text: str
    line: int
    glued: bool = False


class Piece(NamedTuple):
    """A part of a word: characters ``start`` to ``end`` of a text node."""

    node: nodes.Text
    start: int
    end: int


@dataclass
class Texts:
    """The two streams of a document: its body, its notes by label."""

    body: list[Word] = field(default_factory=list)
    notes: dict[str, list[Word]] = field(default_factory=dict)

    def stream(self, labels: list[str]) -> list[Word]:
        """Return the notes as one stream: those of ``labels`` first, then all others."""
        order = [label for label in labels if label in self.notes]
        order += sorted(label for label in self.notes if label not in labels)
        return [word for label in order for word in self.notes[label]]


@dataclass
class Block:
    """A title, a paragraph or another node that holds text, and its tokens.

    ``pieces`` has for each token the parts of text nodes that it consists of; none for an anchor.
    """

    node: nodes.Element
    label: str | None
    level: int
    words: list[Word] = field(default_factory=list)
    pieces: list[tuple[Piece, ...]] = field(default_factory=list)


def is_hidden(node: nodes.Element) -> bool:
    """Tell whether ``node``, in a sentence, holds no words of that sentence."""
    return isinstance(node, (*NO_TEXT, nodes.Labeled)) or is_editorial(node)


def texts(document: nodes.document) -> Texts:
    """Return the streams of a doctree as it was read."""
    found = Texts()
    for block in blocks(document):
        sign = tokens.heading(block.level) if block.level else tokens.PARAGRAPH
        line = block.words[0].line if block.words else block.node.line or 0
        if block.label is None:
            stream = found.body
        else:
            stream = found.notes.setdefault(block.label, [])
            if not stream:
                stream.append(Word(tokens.note(block.label), line))
        stream += [Word(sign, line), *block.words]
    return found


def blocks(root: nodes.Element) -> Iterator[Block]:
    """Yield what holds text below ``root``, without the documents that a builder put into it."""
    labels = {id_: label_of(note) for note in root.findall(nodes.footnote) for id_ in note["ids"]}
    yield from walk(root, None, 0, labels)


def walk(
    node: nodes.Element, label: str | None, depth: int, labels: dict[str, str]
) -> Iterator[Block]:
    """Yield the blocks below ``node``, which is in the note ``label``, ``depth`` sections deep."""
    for child in node.children:
        if not isinstance(child, nodes.Element) or is_editorial(child):
            continue
        if isinstance(child, (*NO_TEXT, addnodes.start_of_file)) or is_supplied_title(child):
            continue
        if is_text(child):
            level = depth if isinstance(child, nodes.title) else 0
            block = read_block(Block(child, label, level), labels)
            if block.words:
                yield block
            # A builder may have moved a note into the sentence that it is bound to.
            for note in child.findall(nodes.Element):
                if isinstance(note, nodes.Labeled):
                    yield from walk(note, label_of(note), depth, labels)
        else:
            inner = label_of(child) if isinstance(child, nodes.Labeled) else label
            deeper = depth + isinstance(child, nodes.section)
            yield from walk(child, inner, deeper, labels)


def is_supplied_title(node: nodes.Element) -> bool:
    """Tell whether ``node`` is a title between ⟨⟩: the print has none, and a page needs one."""
    text = node.astext().strip() if isinstance(node, nodes.title) else ""
    return text.startswith("⟨") and text.endswith("⟩")


def is_text(node: nodes.Element) -> bool:
    """Tell whether ``node`` holds one text: a paragraph, a title, or verse, line by line."""
    if isinstance(node, nodes.line_block):
        return not isinstance(node.parent, nodes.line_block)
    return isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline)


def label_of(note: nodes.Element) -> str:
    """Return the label of a note as its source has it."""
    names = note["names"]
    if names:
        return str(names[0])
    label = note.next_node(nodes.label)
    return label.astext() if label is not None else ""


def read_block(block: Block, labels: dict[str, str]) -> Block:
    """Fill in the words of ``block``: one text over all its inline nodes, then its tokens."""
    text = ""
    starts: list[int] = []
    leaves: list[nodes.Text | None] = []
    anchors: list[str] = []
    for leaf in leaves_of(block.node):
        starts.append(len(text))
        if isinstance(leaf, nodes.Text):
            leaves.append(leaf)
            text += leaf.astext().replace(ANCHOR, "\N{REPLACEMENT CHARACTER}")
        else:
            leaves.append(None)
            anchors.append(labels.get(leaf.get("refid", ""), leaf.astext()))
            text += ANCHOR
    line = line_of(block.node)
    pending = iter(anchors)
    last = 0
    places = tokens.spans(text)
    for (start, end), close in zip(places, tokens.glued(places), strict=True):
        token = text[start:end]
        line += text.count("\n", last, start)
        last = start
        if token == ANCHOR:
            block.words.append(Word(tokens.anchor(next(pending)), line))
            block.pieces.append(())
        else:
            block.words.append(Word(token, line, close))
            block.pieces.append(tuple(cut_up(start, end, starts, leaves)))
    return block


def leaves_of(node: nodes.Element) -> Iterator[nodes.Text | nodes.Element]:
    """Yield the text nodes and the references to notes in ``node``, in order.

    Between two lines of verse stands white space, which no node holds.
    """
    for child in node.children:
        if isinstance(child, (nodes.Text, nodes.footnote_reference)):
            yield child
        elif isinstance(child, nodes.Element) and not is_hidden(child):
            yield from leaves_of(child)
            if isinstance(child, nodes.line):
                yield nodes.Text("\n")


def cut_up(
    start: int, end: int, starts: list[int], leaves: list[nodes.Text | None]
) -> Iterator[Piece]:
    """Yield the pieces of the characters ``start`` to ``end`` of a block's text."""
    index = bisect_right(starts, start) - 1
    while start < end:
        stop = starts[index + 1] if index + 1 < len(starts) else end
        leaf = leaves[index]
        if leaf is not None and stop > start:
            yield Piece(leaf, start - starts[index], min(end, stop) - starts[index])
        start = max(start, min(end, stop))
        index += 1
