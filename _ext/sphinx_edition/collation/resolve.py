"""What happens when a builder resolves a doctree: marks go in, and what directives announced."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_edition.collation.apparatus import Apparatus, figures_of_trust
from sphinx_edition.collation.decisions import Decisions
from sphinx_edition.collation.domain import CollationDomain, Summary
from sphinx_edition.collation.links import scan_page
from sphinx_edition.collation.marks import Marker
from sphinx_edition.collation.nodes import apparatus, decisions, emendation, figure_of_trust
from sphinx_edition.collation.wording import statement
from sphinx_edition.core.builders import has_pages, is_site
from sphinx_edition.core.cards import make_card
from sphinx_edition.core.i18n import _, ngettext
from sphinx_edition.core.trees import EDITORIAL, document_of, documents_in, outermost_section
from sphinx_edition.core.warnings import Warn, warn

#: Formats in which marks say something; in others there are only the words.
FORMATS = ("html", "latex", "tei")


def resolve(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Mark the documents in ``doctree`` and fill in the apparatus (``doctree-resolved``)."""
    domain = CollationDomain.of(app.env)
    for name, root in list(documents_in(doctree, docname)):
        if name in domain.collations and app.builder.format in FORMATS:
            mark(app, domain, name, root)
    for place in list(doctree.findall(apparatus)):
        here = document_of(place, docname)
        place.replace_self(Apparatus(domain, app.builder, here).content())
    for figure in list(doctree.findall(figure_of_trust)):
        figure.replace_self(figures_of_trust(domain))
    for listing in list(doctree.findall(decisions)):
        lists = Decisions(domain, app.builder, document_of(listing, docname))
        listing.replace_self(lists.content(listing["what"]))


def mark(app: Sphinx, domain: CollationDomain, docname: str, root: nodes.Element) -> None:
    """Mark one document, and on a site add the cards and how often it is emended."""
    marker = Marker(domain, app.builder, docname)
    for strange in marker.mark(root):
        warn(
            Warn.COLLATION_RESOLVED,
            "the builder %s shows other words than were collated: %s; give what is added to the "
            "text the class editorial",
            app.builder.name,
            strange,
            location=docname,
        )
    if is_site(app.builder):
        add_cards(root, domain, marker.summary)
        page = domain.apparatus_page()
        if page is not None:
            scan = None
            if has_pages(app.builder):
                scan = app.builder.get_relative_uri(docname, scan_page(domain, docname))
            add_note(root, app.builder.get_relative_uri(docname, page), scan)


def add_cards(root: nodes.Element, domain: CollationDomain, summary: Summary) -> None:
    """Add to ``root`` a card for each emendation marked in it, and bind its links to the card."""
    kinds = domain.kinds
    cards: dict[str, nodes.Element] = {}
    for node in root.findall(emendation):
        if "refuri" not in node or node["prefix"] != summary.prefix:
            continue
        node["card"] = anchor = f"card-emendation-{node['prefix']}{node['key']}"
        if anchor not in cards:
            record = summary.records[node["record"]]
            intro = nodes.inline("", _("Line %s of the seed: ") % node["line"])
            link = nodes.reference("", _("Apparatus"), refuri=node["refuri"], internal=True)
            said = statement(record, kinds[record.kind])
            paragraph = nodes.paragraph("", "", intro, *said, nodes.Text(" "), link)
            cards[anchor] = make_card(anchor, "emendation", paragraph)
    root.extend(cards.values())


def add_note(root: nodes.Element, apparatus_uri: str, scan: str | None) -> None:
    """Say at the end of the text how often it is emended; lead to the apparatus and the scan."""
    count = len({node["key"] for node in root.findall(emendation)})
    said = ngettext(
        "%d emendation on this page: see the ", "%d emendations on this page: see the ", count
    )
    link = nodes.reference("", _("apparatus"), internal=True, refuri=apparatus_uri)
    note = nodes.paragraph("", said % count, link, nodes.Text("."))
    if scan is not None:
        said = _("The scan beside the edition")
        note += [nodes.Text(" "), nodes.reference("", said, internal=True, refuri=scan)]
        note += nodes.Text(".")
    note["classes"] = ["collation-note", EDITORIAL, "no-search"]
    section = outermost_section(root)
    notes = (at for at, each in enumerate(section) if isinstance(each, nodes.footnote))
    section.insert(next(notes, len(section)), note)
