"""When a document has been read: anchors, records of its mentions, titles without links."""

from __future__ import annotations

import re
from collections import Counter
from zlib import crc32

from docutils import nodes
from sphinx.application import Sphinx

from prosopography.domain import ProsopographyDomain
from prosopography.model import Mention
from prosopography.names import slug
from prosopography.nodes import mention, register_entry
from prosopography.summary import contexts


def collect_mentions(app: Sphinx, doctree: nodes.document) -> None:
    """Give each mention of a document its anchor, and note it in the environment."""
    found = list(doctree.findall(mention))
    if not found:
        return
    env = app.env
    docname = env.current_document.docname
    prefix = document_slug(docname)
    numbers: Counter[str] = Counter()
    known: dict[int, tuple[str, str, str]] = {}
    for node in found:
        name = slug(node["target"])
        numbers[name] += 1
        node["ids"] = [f"m-{prefix}_{name}-{numbers[name]}"]
        if id(node) not in known:
            known |= contexts(_block(node))
        before, text, after = known.get(id(node), ("", node.astext(), ""))
        owner = _owner(node)
        ProsopographyDomain.of(env).note_mention(
            Mention(
                node["kind"],
                node["target"],
                docname,
                node.line or 0,
                node["ids"][0],
                before,
                text,
                after,
                owner,
            )
        )
    for copy in (env.titles[docname], env.longtitles[docname], env.tocs.get(docname)):
        if copy is not None:  # or anchors would be doubled, and links lie in links
            for node in list(copy.findall(mention)):
                at = node.parent.index(node)
                node.parent[at : at + 1] = node.children


def document_slug(docname: str) -> str:
    """Return a part of an id that no other document has."""
    if re.fullmatch(r"[A-Za-z0-9/-]+", docname):
        return docname.replace("/", "_")
    return f"{slug(docname)}_{crc32(docname.encode()):08x}"


def _block(node: nodes.Node) -> nodes.Element:
    """Return the paragraph, title, caption or cell's text that holds a *node*."""
    block: nodes.Element = node.parent
    while isinstance(block, nodes.Inline):
        block = block.parent
    return block


def _owner(node: nodes.Node) -> str:
    holder = node.parent
    while holder is not None and not isinstance(holder, register_entry):
        holder = holder.parent
    return holder["anchor"] if holder is not None else ""
