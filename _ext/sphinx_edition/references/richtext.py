"""Rich text of pybtex as docutils nodes."""

from typing import cast

import pybtex_docutils
from docutils import nodes
from pybtex.richtext import BaseText
from sphinxcontrib.bibtex.domain import Citation

from sphinx_edition.core.records import plain
from sphinx_edition.core.reference_parts import sentence


class Backend(pybtex_docutils.Backend):
    """The backend of pybtex-docutils, with the language of titles."""

    def format_tag(self, tag_name: str, text: list[nodes.Node]) -> list[nodes.Node]:
        """Return ``text`` in the node that the tag stands for."""
        if tag_name.startswith("language-"):
            return [nodes.inline("", "", *text, classes=[tag_name])]
        return super().format_tag(tag_name, text)


def rendered(text: BaseText) -> list[nodes.Node]:
    """Return rich text as nodes."""
    return cast("list[nodes.Node]", text.render(Backend()))


def full_reference(citation: Citation, locator: str = "") -> BaseText:
    """Return the full reference and the locator as a sentence, in the style of the tooltips."""
    text = (citation.tooltip_entry or citation.formatted_entry).text
    if locator:
        unended = text[:-1] if plain(text).endswith(".") else text
        text = unended + f", {locator}"
    return sentence(text)
