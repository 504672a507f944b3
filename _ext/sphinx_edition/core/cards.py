"""Cards: what a link leads to, shown beside it on hover, focus or first tap.

An extension appends :class:`~sphinx_edition.core.nodes.card` nodes to a doctree that it resolves
for a site, and gives the first id of a card to each link that it belongs to, which its HTML says
as ``data-card``::

    <a href="people.html#person-trotsky" data-card="card-person-trotsky">
    <div id="card-person-trotsky" class="card-popup editorial" popover="manual">

Several links of a page may share a card.  Without script a link still leads to its target.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_edition.core.assets import add_asset, add_words
from sphinx_edition.core.i18n import N_
from sphinx_edition.core.nodes import card, card_link
from sphinx_edition.core.phases import Phase
from sphinx_edition.core.trees import EDITORIAL
from sphinx_edition.core.visitors import add_node

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

STATIC = Path(__file__).parent / "static"
#: Colours and faces that the sheets of the library use, from the theme.
TOKENS = STATIC / "tokens.css"


def make_card(anchor: str, kind: str, *content: nodes.Node) -> card:
    """Return a card of a ``kind`` (a class, ``card-person``) with the id ``anchor``."""
    classes = ["card-popup", f"card-{kind}", EDITORIAL, "no-search"]
    made = card("", *content, ids=[anchor], classes=classes)
    for link in list(made.findall(nodes.reference)):
        link.replace_self(card_link("", "", *link.children, refuri=link["refuri"]))
    return made


def gather(app: Sphinx, doctree: nodes.document, docname: str) -> None:  # noqa: ARG001
    """Put the cards at the end of a page, by their ids, whichever extension added them first."""
    cards = {str(each["ids"][0]): each for each in doctree.findall(card)}
    for each in cards.values():
        each.parent.remove(each)
    doctree.extend(cards[anchor] for anchor in sorted(cards))


def visit_card(self: HTML5Translator, node: card) -> None:
    """Open a card, a popover that the script shows."""
    self.body.append(self.starttag(node, "div", popover="manual"))


def depart_card(self: HTML5Translator, node: card) -> None:  # noqa: ARG001
    """Close a card."""
    self.body.append("</div>\n")


def visit_card_link(self: HTML5Translator, node: card_link) -> None:
    """Open a link."""
    self.body.append(self.starttag(node, "a", "", href=node["refuri"]))


def depart_card_link(self: HTML5Translator, node: card_link) -> None:  # noqa: ARG001
    """Close a link."""
    self.body.append("</a>")


def setup(app: Sphinx) -> None:
    """Register the node, its script and its style sheet."""
    add_node(app, card, html=(visit_card, depart_card))
    add_node(app, card_link, html=(visit_card_link, depart_card_link))
    add_asset(app, TOKENS, rank=-1)
    add_asset(app, STATIC / "words.js", rank=-1)
    add_words(app, N_("Close"))
    add_asset(app, STATIC / "cards.css")
    add_asset(app, STATIC / "cards.js")
    app.connect("doctree-resolved", gather, priority=Phase.SHOW)
