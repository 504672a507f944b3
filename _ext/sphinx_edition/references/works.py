"""The domain ``cite`` of sphinxcontrib-bibtex, with anchors that are unique over a book.

It stands in the place of that extension's own domain, keeps its records and roles, and mends what
is wrong in them: a malformed target or a type that a style does not know would end the build, and
numbers of works would not be unique over a book.
"""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, cast

import pybtex.plugin
from docutils import nodes
from pybtex.style.formatting import BaseStyle
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.domain import BibtexDomain, Citation
from sphinxcontrib.bibtex.foot_roles import FootCiteRole
from sphinxcontrib.bibtex.roles import CiteRole

from sphinx_edition.core.ids import make_id
from sphinx_edition.core.records import STANDARD
from sphinx_edition.core.warnings import Warn, warn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Node, system_message
    from pybtex.database import Entry
    from sphinxcontrib.bibtex.directives import BibliographyKey


@cache
def knows(style: str, kind: str) -> bool:
    """Tell whether a formatting style of pybtex can write a type of record."""
    found = pybtex.plugin.find_plugin("pybtex.style.formatting", style)
    has_templates = found.format_entry is BaseStyle.format_entry
    names = (f"get_{kind}_template", f"format_{kind}")
    return not has_templates or any(hasattr(found, name) for name in names)


def served(entry: Entry, *styles: str) -> Entry:
    """Return the record as BibTeX would take it, where one of the ``styles`` lacks its type."""
    if all(knows(style, entry.type) for style in styles):
        return entry
    found = copy(entry)
    near = STANDARD.get(entry.type, "misc")
    found.type = near if all(knows(style, near) for style in styles) else "misc"
    return found


class CheckedCiteRole(CiteRole):
    """The stock ``{cite:p}`` and its like, whose malformed target would end the build."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the citation, or the bare words with a warning."""
        try:
            list(parse_citation_targets(self.target))
        except ValueError:
            warn(
                Warn.REFERENCES_MALFORMED,
                "cannot read the citation %r: write {%s}`key`, or key{p. 5} for a locator",
                self.rawtext,
                self.name,
                location=self.get_location(),
            )
            return [nodes.inline("", self.title)], []
        found: tuple[list[Node], list[system_message]] = super().run()
        return found


class CheckedFootCiteRole(FootCiteRole):
    """The stock ``{footcite:p}`` and its like."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the citation, with records that the style of notes can write."""
        domain = cast(CiteDomain, self.env.get_domain("cite"))
        entries = domain.bibdata.data.entries
        for key in (key.strip() for key in self.text.split(",")):
            if key in entries:
                entries[key] = served(entries[key], self.config.bibtex_default_style)
        found: tuple[list[Node], list[system_message]] = super().run()
        return found


class CiteDomain(BibtexDomain):
    """Records, the lists that show them, and the roles that cite them."""

    roles: ClassVar[dict[str, Any]] = {name: CheckedCiteRole() for name in BibtexDomain.roles}

    def get_filtered_entries(self, bibliography_key: BibliographyKey) -> Iterable[Any]:
        """Return the records of a list with their keys, each of a type that its styles know."""
        styles = [self.bibliographies[bibliography_key].style]
        if self.env.config.bibtex_tooltips_style:
            styles.append(self.env.config.bibtex_tooltips_style)
        for key, entry in super().get_filtered_entries(bibliography_key):
            yield key, served(entry, *styles)

    def env_updated(self) -> Iterable[str]:
        """Fill the lists, and give works anchors that are made of their keys."""
        super().env_updated()
        taken: set[str] = set()
        for number, citation in enumerate(self.citations):
            if self.bibliographies[citation.bibliography_key].list_ == "citation":
                anchor = self.anchor_of(citation, taken)
                taken.add(anchor)
                self.citations[number] = citation._replace(citation_id=anchor)
        return []

    @staticmethod
    def anchor_of(citation: Citation, taken: set[str]) -> str:
        """Return an anchor that no other list of the book has ``taken``."""
        docname, list_id = citation.bibliography_key
        names = ((), (docname,), (docname, list_id))
        anchors = [make_id("work", citation.key, *more) for more in names]
        return next((anchor for anchor in anchors if anchor not in taken), anchors[-1])

    def listed(self) -> dict[tuple[str, str], Citation]:
        """Return each work that a list shows, by the document of the list and its anchor."""
        return {(c.bibliography_key.docname, c.citation_id): c for c in self.citations}

    def works(self) -> dict[str, Citation]:
        """Return for each key the work that a citation leads to, the first that a list shows."""
        found: dict[str, Citation] = {}
        for citation in self.citations:
            found.setdefault(citation.key, citation)
        return found
