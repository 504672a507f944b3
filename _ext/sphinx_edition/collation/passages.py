"""What the collation knows of passages: their pages and lines in the witness."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_edition.collation.domain import CollationDomain
from sphinx_edition.collation.marks import words_of
from sphinx_edition.collation.results import Collation
from sphinx_edition.core.passages import Fact


def facts(app: Sphinx, docname: str, doctree: nodes.document) -> list[Fact]:
    """Return pages, and first and last line, of each paragraph of a document."""
    domain = CollationDomain.of(app.env)
    collation = domain.collations.get(docname)
    if collation is None:
        return []
    words = words_of(doctree, collation.labels)["body"]
    if [word.text for word in words] != [word.text for word in collation.body.words]:
        return []
    bounds: dict[int, tuple[nodes.Element, int, int]] = {}
    for index, word in enumerate(words):
        node = word.block.node
        bounds[id(node)] = (node, bounds.get(id(node), (node, index, index))[1], index)
    before = page_before(domain, docname)
    return [
        fact
        for node, first, last in bounds.values()
        if node["ids"]
        for fact in (
            Fact(node["ids"][0], "lines", lines(collation, first, last)),
            Fact(node["ids"][0], "pages", pages(collation, before, first, last)),
        )
    ]


def lines(collation: Collation, first: int, last: int) -> list[object]:
    """Return the lines of the first and of the last word of a passage."""
    return [collation.body.words[first].first, collation.body.words[last].last]


def pages(collation: Collation, before: list[str], first: int, last: int) -> list[object]:
    """Return the pages, as the print numbers them, from the first to the last word of a passage."""
    starts = [(page.word + bool(page.cut), page) for page in collation.pages]
    begun = [page.page for start, page in starts if start <= first]
    within = [page.page for start, page in starts if start > first and page.word <= last]
    return [*(begun or before)[-1:], *within]


def page_before(domain: CollationDomain, docname: str) -> list[str]:
    """Return the page on which a document begins, if it began in a document before."""
    witness = domain.witness_of(docname)
    order = list(witness.passages) if witness else []
    earlier = order[: order.index(docname)] if docname in order else []
    known = [domain.collations[name].pages for name in earlier if name in domain.collations]
    return [page.page for begun in known for page in begun][-1:]
