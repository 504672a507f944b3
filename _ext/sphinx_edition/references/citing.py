"""The words of sphinxcontrib-bibtex's own roles, in Chicago's short form.

``{cite:p}`deutscher1954{p. 5}` `` reads "(Deutscher, *The Prophet Armed*, p. 5)"; ``{cite:t}`` and
the other roles without ``p`` have no parentheses.  Each reference becomes a ``cited`` node, so that
the register's citations are served like those of the text.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from pybtex.richtext import BaseText, Text
from pybtex.style.template import Node, join
from pybtex.style.template import node as template_node
from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle
from sphinxcontrib.bibtex.style.template import SphinxReferenceInfo, SphinxReferenceText

from sphinx_edition.core.i18n import _
from sphinx_edition.core.reference_parts import short_reference

from .nodes import cited


class CitedText(SphinxReferenceText):
    """Rich text that becomes a citation, the same one for every builder."""

    def render(self, backend: Any) -> list[nodes.Element]:
        """Return the citation; where it leads is found when the document is resolved."""
        info: SphinxReferenceInfo = self.info[0]
        words = backend.render_sequence([part.render(backend) for part in self.parts])
        node = cited("", "", *words, kind="stock", locator=info.post_text)
        node["refdoc"] = info.fromdocname
        node["target"] = (info.todocname, info.citation_id)
        return [node]


@template_node  # type: ignore[untyped-decorator]  # pybtex has no types
def citation(children: list[Any], data: dict[str, Any]) -> BaseText:  # noqa: ARG001
    """Return what introduces the reference, then the reference with its locator."""
    info: SphinxReferenceInfo = data["reference_info"]
    locator = info.post_text
    words = short_reference(data["entry"], stop="," if locator else "")
    words = Text(words, " ", locator) if locator else words
    found = CitedText(info, words)
    return Text(info.pre_text, " ", found) if info.pre_text else Text(found)


@dataclass
class ChicagoShortReferences(BaseReferenceStyle):
    """Surname, short title and locator, for every role of sphinxcontrib-bibtex."""

    def role_names(self) -> Iterable[str]:
        """Return the roles that the style is made for; it serves the others alike."""
        return ["p", "ps", "t", "ts"]

    def outer(self, role_name: str, children: list[BaseText]) -> Node:
        """Return references separated by semicolons, in parentheses for ``p`` and ``ps``."""
        inner = Text(f"{_(';')} ").join(children)
        return join["(", inner, ")"] if role_name in {"p", "ps"} else join[inner]

    def inner(self, role_name: str) -> Node:  # noqa: ARG002
        """Return the template of one reference."""
        return citation
