"""Directives that show what the register knows: cast, chronology, dispersion."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils.nodes import Node
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from sphinx_edition.prosopography.names import document_slug
from sphinx_edition.prosopography.nodes import register_cast, register_chart

if TYPE_CHECKING:
    from sphinx_edition.prosopography.domain import ProsopographyDomain


class CastDirective(SphinxDirective):
    """Who and what this document names."""

    def run(self) -> list[Node]:
        """Return an empty cast, filled when the document is resolved."""
        return [register_cast(docname=self.env.docname, classes=["cast", "editorial"])]


class ChartDirective(SphinxDirective):
    """A picture of the register with its table."""

    view: ClassVar[str]

    def run(self) -> list[Node]:
        """Return an empty chart, drawn when the document is resolved."""
        docname = self.env.docname
        domain: ProsopographyDomain = self.env.get_domain("prosopography")  # type: ignore[assignment]
        number = domain.note_view(docname, self.view, self.options)
        node = register_chart(
            view=self.view,
            name=f"{self.view}-{document_slug(docname)}-{number}",
            options=dict(self.options),
            classes=["prosopography-chart", self.view],
        )
        self.set_source_info(node)
        return [node]


class ChronologyDirective(ChartDirective):
    """Lives of people, spans of factions, events, on one scale of years."""

    view = "chronology"
    option_spec: ClassVar[OptionSpec] = {
        "from": directives.nonnegative_int,
        "to": directives.nonnegative_int,
        "kinds": directives.unchanged,
    }


class DispersionDirective(ChartDirective):
    """Who is named where."""

    view = "dispersion"
    option_spec: ClassVar[OptionSpec] = {
        "documents": directives.unchanged,
        "kinds": directives.unchanged,
    }
