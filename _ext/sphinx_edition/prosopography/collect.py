"""From the nodes of a document that has been read to the records of what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.ext.ifconfig import ifconfig

from sphinx_edition.core.ids import make_id
from sphinx_edition.core.trees import ancestors, enclosing, line_of, outermost_section
from sphinx_edition.prosopography.dates import Span, read_date
from sphinx_edition.prosopography.directives import empty_cast
from sphinx_edition.prosopography.kinds import Kind
from sphinx_edition.prosopography.model import (
    Condition,
    Entry,
    Mention,
    Relation,
    Stretch,
    View,
)
from sphinx_edition.prosopography.names import slug, uninverted
from sphinx_edition.prosopography.nodes import (
    register_chart,
    register_entry,
    register_fact,
    register_head,
    unlinked_mention,
)
from sphinx_edition.prosopography.roles import DOMAIN
from sphinx_edition.prosopography.summary import contexts, summarize, words


@dataclass
class Records:
    """What a document says: entries, mentions and charts in its order, and how long it is."""

    entries: list[Entry] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    views: list[View] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)  #: the edition's words, in order


def collect(
    document: nodes.document, docname: str, kinds: Mapping[str, Kind], with_cast: bool
) -> Records:
    """Return the records of a document, and give its nodes the ids that records speak of.

    Args:
        document: as it was read; its mentions get ids, lines, and lose links within links.
        docname: its name.
        kinds: the kinds of the project, by name.
        with_cast: whether the document, if it names anyone, is to end with its cast.

    """
    records = Records()
    for number, node in enumerate(document.findall(register_entry)):
        node["number"] = number
        records.entries.append(entry_of(node, docname, kinds[node["kind"]]))
    for number, chart in enumerate(document.findall(register_chart), 1):
        chart["name"] = f"{make_id(chart['view'], docname)}-{number}"
        options = tuple(sorted((name, str(value)) for name, value in chart["options"].items()))
        records.views.append(View(chart["view"], options))
    found = [node for node in document.findall(addnodes.pending_xref) if is_shown_mention(node)]
    if found:
        records.mentions, records.stretches = _mentions(found, document, docname)
        for mention in found:
            if enclosing(mention, (nodes.reference, addnodes.pending_xref)):
                _unlink(mention)
        if with_cast:
            _add_cast(document, docname)
    return records


def entry_of(node: register_entry, docname: str, kind: Kind) -> Entry:
    """Return the record of an entry."""
    first = next((each for each in node if isinstance(each, nodes.paragraph)), None)
    section = enclosing(node, nodes.section)
    begins, ends = (_span(edtf) for edtf in node["dates"])
    name, aliases = names_shown(node)
    is_own = (name, aliases) == (node["name"], tuple(node["aliases"]))
    return Entry(
        kind=kind,
        id=node["entry_id"],
        name=name,
        aliases=aliases,
        common=tuple(node["common"]),
        first=begins,
        last=ends,
        relations=tuple(
            Relation(kind, target, _span(edtf)) for kind, target, edtf in node["relations"]
        ),
        identifiers=tuple(node["identifiers"]),
        summary=summarize(first) if first else "",
        docname=docname,
        number=node["number"],
        source=str(Path(node.source or docname).resolve()),  # that of an include is relative
        line=line_of(node),
        section=section["ids"][0] if section is not None else "",
        conditions=conditions(node),
        written=() if is_own else written_names(node, kind),
    )


def names_shown(node: register_entry) -> tuple[str, tuple[str, ...]]:
    """Return name and aliases of an entry as readers see them: Sphinx may have translated them."""
    head = next(node.findall(register_head))
    also = next((each for each in node.findall(register_fact) if "aliases" in each), None)
    name = head.astext() if head.get("translated") else node["name"]
    return name, tuple(also["aliases"] if also is not None else ())


def written_names(node: register_entry, kind: Kind) -> tuple[str, ...]:
    """Return the names of an entry as its source has them, for roles that are not translated."""
    spoken = [uninverted(node["name"])] if kind.inverted else []
    return (node["name"], *spoken, *node["aliases"])


def _span(edtf: str) -> Span | None:
    return read_date(edtf) if edtf else None


def is_shown_mention(node: addnodes.pending_xref) -> bool:
    """Tell whether a reference names an entry of this project, where a builder may show it.

    The definition of a substitution shows nothing; where it is used stands a copy of it.
    """
    return (
        node.get("refdomain") == DOMAIN
        and "mention" in node["classes"]
        and not node.get("intersphinx")  # of {external}: it asks for another project's
        and not any(isinstance(around, nodes.Invisible) for around in ancestors(node))
    )


def conditions(node: nodes.Node) -> tuple[Condition, ...]:
    """Return on what it depends whether a builder shows a *node*."""
    found = []
    for around in ancestors(node):
        if isinstance(around, addnodes.only):
            found.append(Condition("only", around["expr"]))
        elif isinstance(around, ifconfig):
            found.append(Condition("ifconfig", around["expr"]))
    return tuple(found)


def _mentions(
    found: list[addnodes.pending_xref], document: nodes.document, docname: str
) -> tuple[list[Mention], list[Stretch]]:
    """Return the records of the mentions, to which it gives ids and lines, and all stretches."""
    offsets, stretches = _offsets(document)
    numbers: Counter[str] = Counter()
    around: dict[int, tuple[str, str, str]] = {}
    read_until: dict[int, int] = {}  # by block: characters of its source
    mentions = []
    for node in found:
        name = slug(node["reftarget"])
        numbers[name] += 1
        node["ids"] = [f"{make_id('m', docname)}_{name}-{numbers[name]}"]
        block = _block(node)
        if id(node) not in around:
            around |= contexts(block)
        read_until[id(block)] = _find_line(node, block, read_until.get(id(block), 0))
        before, text, after = around.get(id(node), ("", node.astext(), ""))
        owner = enclosing(node, register_entry)
        mentions.append(
            Mention(
                kind=node["reftype"],
                target=node["reftarget"],
                docname=docname,
                anchor=node["ids"][0],
                before=before,
                text=text,
                after=after,
                offset=offsets.get(id(node), 0),
                owner=owner["anchor"] if owner is not None else "",
                conditions=conditions(node),
                block=_block_name(node, block),
            )
        )
    return mentions, stretches


def _block_name(node: nodes.Element, block: nodes.Element) -> str:
    """Return *note 7* for a mention in a note, else the id of its ``block``, or nothing."""
    note = enclosing(node, nodes.footnote)
    if note is not None:
        return f"note {note[0].astext()}" if isinstance(note[0], nodes.label) else "note"
    ids: list[str] = block.get("ids", [])
    return ids[0] if ids else ""


def _offsets(document: nodes.document) -> tuple[dict[int, int], list[Stretch]]:
    """Return how many characters stand before each mention, by its ``id()``, and all of them."""
    offsets: dict[int, int] = {}
    found: list[Stretch] = []
    length = 0
    for node, text in words(document):
        mention = enclosing(node, addnodes.pending_xref)
        if mention is not None:
            offsets.setdefault(id(mention), length)
        length += len(text)
        found.append(Stretch(len(text), conditions(node)))
    together = groupby(found, key=lambda each: each.conditions)
    return offsets, [
        Stretch(sum(each.characters for each in stretches), on) for on, stretches in together
    ]


def _block(node: nodes.Node) -> nodes.Element:
    """Return the paragraph, title, caption or cell's text that holds a *node*."""
    return next(around for around in ancestors(node) if not isinstance(around, nodes.Inline))


def _find_line(node: addnodes.pending_xref, block: nodes.Element, start: int) -> int:
    """Give a mention the line that it stands on, if the source of its block tells.

    Parsers give everything in a paragraph the paragraph's first line; a title has but one.  Return
    where to look for the next in the source of the block, which is searched from *start*.
    """
    if not block.line or isinstance(block, nodes.Titular):
        return start
    found = _find_role(node.rawsource, block.rawsource, start)
    if found < 0:
        return start
    node.line = block.line + block.rawsource.count("\n", 0, found)
    node.source = block.source or node.source
    return found + 1


def _find_role(role: str, source: str, start: int) -> int:
    """Return where *source* has a *role*, as reStructuredText or Markdown writes it, or -1."""
    name, _tick, content = role.partition("`")
    name = name.strip(":")
    for written in (role, f"{{{name}}}`{content}"):
        if (found := source.find(written, start)) >= 0:
            return found
    name = re.escape(name)  # it may go on in another line, where parsers put a blank
    begin = rf"(?:\{{{name}\}}|:{name}:)`+\s*" if name else "`"
    words = r"\s+".join(map(re.escape, content.rstrip("`").split()))
    match = re.compile(begin + words).search(source, start)
    return match.start() if match else -1


def _unlink(node: addnodes.pending_xref) -> None:
    """Put words in the place of a mention within another link."""
    found = {"kind": node["reftype"], "target": node["reftarget"], "ids": node["ids"]}
    plain = unlinked_mention("", "", *node[0].children, **found, classes=node["classes"])
    plain.source, plain.line = node.source, node.line
    node["ids"] = []
    node.parent.replace(node, plain)


def _add_cast(document: nodes.document, docname: str) -> None:
    """Put an empty cast at the end of a document's text, before its notes."""
    home = outermost_section(document)
    at = len(home)
    while at and isinstance(home[at - 1], (nodes.footnote, nodes.transition)):
        at -= 1
    home.insert(at, empty_cast(docname))
