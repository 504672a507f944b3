"""What happens when a builder resolves a doctree: marks go in, and what directives announced."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from sphinx_edition.collation.apparatus import Apparatus, FigureOfTrust
from sphinx_edition.collation.cards import add_cards, add_note
from sphinx_edition.collation.collator import domain_of
from sphinx_edition.collation.decisions import Decisions
from sphinx_edition.collation.marks import Marker, documents
from sphinx_edition.collation.nodes import apparatus, decisions, figure_of_trust

logger = logging.getLogger(__name__)
#: Formats in which marks say something; in others there are only the words.
FORMATS = ("html", "latex", "tei")


def resolve(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Mark the documents in ``doctree`` and fill in the apparatus (``doctree-resolved``)."""
    domain = domain_of(app.env)
    for name, root in list(documents(doctree, docname)):
        if name in domain.proofs and app.builder.format in FORMATS:
            marker = Marker(domain, app.builder, name)
            for strange in marker.mark(root):
                logger.warning(
                    "the builder %s shows other words than were proven: %s; give what is added to "
                    "the text the class editorial",
                    app.builder.name,
                    strange,
                    location=name,
                    type="collation",
                    subtype="resolved",
                )
            if marker.on_screen:
                proof = marker.proof
                records = {m.place: m.record for m in (*proof.body.marks, *proof.notes.marks)}
                add_cards(root, marker.summary, records)
                page = domain.apparatus_page()
                if page is not None:
                    add_note(root, app.builder, name, page)
    for place in list(doctree.findall(apparatus)):
        place.replace_self(Apparatus(domain, app.builder, home(place, docname)).content())
    for figure in list(doctree.findall(figure_of_trust)):
        figure.replace_self(FigureOfTrust(domain, app.builder, home(figure, docname)).content())
    for listing in list(doctree.findall(decisions)):
        lists = Decisions(domain, app.builder, home(listing, docname))
        listing.replace_self(lists.content(listing["what"]))


def home(node: nodes.Element, docname: str) -> str:
    """Return the document that ``node`` was written in."""
    at: nodes.Element | None = node
    while at is not None:
        if at.tagname == "start_of_file":
            return str(at["docname"])
        at = at.parent
    return docname
