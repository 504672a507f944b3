"""When a document has been read: anchors, records of its mentions, titles without links."""

from __future__ import annotations

from collections import Counter
from fnmatch import fnmatch

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_edition.prosopography.domain import ProsopographyDomain
from sphinx_edition.prosopography.model import Mention
from sphinx_edition.prosopography.names import document_slug, slug
from sphinx_edition.prosopography.nodes import mention, register_cast, register_entry
from sphinx_edition.prosopography.summary import contexts, words


def collect_mentions(app: Sphinx, doctree: nodes.document) -> None:
    """Give each mention of a document its anchor, and note it in the environment."""
    found = list(doctree.findall(mention))
    if not found:
        return
    env = app.env
    docname = env.docname
    domain = ProsopographyDomain.of(env)
    prefix = document_slug(docname)
    offsets, length = _offsets(doctree)
    domain.note_length(docname, length)
    numbers: Counter[str] = Counter()
    around: dict[int, tuple[str, str, str]] = {}
    for node in found:
        name = slug(node["target"])
        numbers[name] += 1
        node["ids"] = [f"m-{prefix}_{name}-{numbers[name]}"]
        if id(node) not in around:
            around |= contexts(_block(node))
        before, text, after = around.get(id(node), ("", node.astext(), ""))
        domain.note_mention(
            Mention(
                kind=node["kind"],
                target=node["target"],
                docname=docname,
                line=node.line or 0,
                anchor=node["ids"][0],
                before=before,
                text=text,
                after=after,
                offset=offsets.get(id(node), 0),
                owner=_owner(node),
            )
        )
    if any(fnmatch(docname, pattern) for pattern in env.config.prosopography_cast):
        _add_cast(doctree, docname)
    for copy in (env.titles[docname], env.longtitles[docname], env.tocs.get(docname)):
        if copy is not None:  # or anchors would be doubled, and links lie in links
            for node in list(copy.findall(mention)):
                at = node.parent.index(node)
                node.parent[at : at + 1] = node.children


def _add_cast(doctree: nodes.document, docname: str) -> None:
    """Put an empty cast at the end of a document's text, before its notes."""
    sections = [each for each in doctree.children if isinstance(each, nodes.section)]
    home = sections[-1] if sections else doctree
    at = len(home)
    while at and isinstance(home[at - 1], (nodes.footnote, nodes.transition)):
        at -= 1
    home.insert(at, register_cast(docname=docname, classes=["cast", "editorial"]))


def _offsets(doctree: nodes.document) -> tuple[dict[int, int], int]:
    """Return how many characters stand before each mention, by its ``id()``, and in all."""
    offsets: dict[int, int] = {}
    length = 0
    for node, text in words(doctree):
        if isinstance(node.parent, mention):
            offsets.setdefault(id(node.parent), length)
        length += len(text)
    return offsets, length


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
