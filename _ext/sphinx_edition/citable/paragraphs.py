"""The text's own paragraphs, and the links by which a page shows their numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_edition.core.i18n import _
from sphinx_edition.core.ids import make_id
from sphinx_edition.core.trees import is_editorial, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.writers.html5 import HTML5Translator

#: Elements whose paragraphs are not the text's own.
NO_BODY = (
    nodes.footnote,
    nodes.citation,
    nodes.topic,
    nodes.sidebar,
    nodes.Admonition,
    nodes.figure,
    nodes.table,
)
#: So many words of a paragraph are recorded with its anchor.
WORDS = 8


class Section(NamedTuple):
    """The section of the work that a document is: by its parts, where it has more than one."""

    numbers: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return how it is cited: ``6``, or ``2.6``."""
        return ".".join(self.numbers)

    def anchor(self, paragraph: int) -> str:
        """Return the anchor of a paragraph, which never changes: ``p6-12``."""
        if all(number.isascii() and number.isdecimal() for number in self.numbers):
            return f"p{'-'.join(self.numbers)}-{paragraph}"
        return make_id("p", *self.numbers, str(paragraph))


class paragraph_link(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801
    """A link of a paragraph to itself: its ``anchor``, ``number`` and ``pages`` (or ``""``)."""


def section_of(docname: str, pattern: str) -> Section | None:
    """Return the section that a document is, by the groups of ``citable_documents``."""
    match = re.search(pattern, docname)
    if match is None:
        return None
    found = filter(None, match.groups())
    return Section(tuple(str(int(part)) if part.isdecimal() else part for part in found))


def body_paragraphs(document: nodes.document) -> Iterator[nodes.paragraph]:
    """Yield the text's own paragraphs, quotations included, notes not."""
    for paragraph in document.findall(nodes.paragraph):
        node: nodes.Element | None = paragraph
        while node is not None and not isinstance(node, NO_BODY) and not is_editorial(node):
            node = node.parent
        if node is None:
            yield paragraph


def first_words(node: nodes.Node) -> str:
    """Return the first words of a paragraph."""
    return " ".join(text_of(node).split()[:WORDS])


def number_paragraphs(document: nodes.document, section: Section) -> list[nodes.paragraph]:
    """Give each paragraph of a section its anchor and its number, from 1; return them."""
    found = list(body_paragraphs(document))
    for number, paragraph in enumerate(found, start=1):
        anchor = section.anchor(number)
        paragraph["ids"].insert(0, anchor)
        paragraph["citable"] = anchor
        document.ids[anchor] = paragraph
    return found


def anchor_of(paragraph: nodes.paragraph) -> str | None:
    """Return the anchor of a numbered paragraph."""
    anchor: str | None = paragraph.get("citable")
    return anchor


def add_links(document: nodes.document, pages: dict[str, str]) -> None:
    """Append to each numbered paragraph the link to itself, with its ``pages`` by anchor."""
    for paragraph in document.findall(nodes.paragraph):
        anchor = anchor_of(paragraph)
        if anchor is not None:
            number = anchor.rpartition("-")[2]
            paragraph += paragraph_link(
                "", anchor=anchor, number=number, pages=pages.get(anchor, "")
            )


def visit_link(self: HTML5Translator, node: paragraph_link) -> None:
    """Write the link; its number is drawn by the style sheet and so is no text of the page."""
    attributes = {
        "href": f"#{node['anchor']}",
        "aria-label": _("Paragraph {number}").format(number=node["number"]),
        "data-number": node["number"],
        **({"data-pages": node["pages"]} if node["pages"] else {}),
    }
    link = self.starttag(node, "a", "", CLASS="paragraph-link editorial", **attributes)
    self.body.append(f"{link}</a>")
    raise nodes.SkipNode
