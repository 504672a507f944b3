"""Cards: the record of an emendation, shown beside the words by the ``cards`` extension."""

from __future__ import annotations

from docutils import nodes
from sphinx.builders import Builder

from sphinx_edition.collation.domain import Summary
from sphinx_edition.collation.nodes import emendation, emendation_card
from sphinx_edition.collation.wording import statement


def card_anchor(node: emendation) -> str:
    """Return the anchor of the card of an emendation."""
    return f"card-emendation-{node['prefix']}{node['place']}"


def add_cards(root: nodes.Element, summary: Summary, records: dict[str, int]) -> None:
    """Add to ``root`` a card for each place marked in it, and bind its links to the card."""
    cards: dict[str, emendation_card] = {}
    for node in root.findall(emendation):
        if "refuri" not in node or node["prefix"] != summary.prefix:
            continue
        anchor = card_anchor(node)
        node["card"] = anchor
        if anchor not in cards:
            record = summary.records[records[node["place"]]]
            intro = nodes.inline("", f"Line {node['line']} of the seed: ")
            link = nodes.reference("", "Apparatus", refuri=node["refuri"], internal=True)
            paragraph = nodes.paragraph("", "", intro, *statement(record), nodes.Text(" "), link)
            classes = ["card-popup", "card-emendation", "editorial", "no-search"]
            cards[anchor] = emendation_card("", paragraph, anchor=anchor, classes=classes)
    last_section(root).extend(cards.values())


def add_note(root: nodes.Element, builder: Builder, docname: str, page: str) -> None:
    """Say under the title how often the text is emended, with a link to the apparatus ``page``."""
    title = next(root.findall(nodes.title), None)
    if title is None:
        return
    places = {node["place"] for node in root.findall(emendation)}
    count = f"{len(places)} emendations" if len(places) != 1 else "1 emendation"
    link = nodes.reference("", "apparatus", internal=True)
    link["refuri"] = builder.get_relative_uri(docname, page)
    classes = ["collation-note", "editorial", "no-search"]
    text = f"{count} on this page: see the "
    note = nodes.paragraph("", text, link, nodes.Text("."), classes=classes)
    title.parent.insert(title.parent.index(title) + 1, note)


def last_section(root: nodes.Element) -> nodes.Element:
    """Return where a page's content ends: its outermost section, or ``root`` itself."""
    sections = [child for child in root.children if isinstance(child, nodes.section)]
    return sections[-1] if sections else root
