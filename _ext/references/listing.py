"""The lists of the bibliography page: works and where they are cited, abbreviations, exports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri
from sphinxcontrib.bibtex.directives import BibliographyKey
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.nodes import bibliography

from .domain import Citing, ReferencesDomain
from .exports import FORMATS
from .nodes import abbreviations, crossref, exports, work, works
from .resolution import abbreviation_id, is_site, link
from .richtext import full_reference, rendered

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinxcontrib.bibtex.domain import Citation


class BibliographyTransform(SphinxPostTransform):
    """Takes over the bibliographies of sphinxcontrib-bibtex that are lists of citations.

    Sphinx's own citation nodes would lose the sections in LaTeX, where it gathers them at the end,
    and sphinxcontrib-bibtex fills the nodes of its environment itself, so that a document resolved
    twice would show everything twice.
    """

    default_priority = 4  # before sphinxcontrib-bibtex's transform (5)

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Replace each bibliography by the works that it lists, still without text."""
        domain = cast(BibtexDomain, self.env.get_domain("cite"))
        for node in list(self.document.findall(bibliography)):
            key = BibliographyKey(docname=node["docname"], id_=node["ids"][0])
            if domain.bibliographies[key].list_ != "citation":
                continue
            listed = [c for c in domain.citations if c.bibliography_key == key]
            found = [work("", key=c.key, ids=[c.citation_id], refdoc=key.docname) for c in listed]
            node["ids"] = []  # numbers, which are not unique over the book
            node.replace_self(works("", *found) if found else nodes.comment())


class AbbreviationsDirective(SphinxDirective):
    """The list of abbreviations: every ``shorthand`` of a work that the book cites."""

    def run(self) -> list[nodes.Node]:
        """Return the place of the list."""
        return [abbreviations("", refdoc=self.env.docname)]


class ExportsDirective(SphinxDirective):
    """Links to the files for reference managers (on a site; an e-book and print have none)."""

    def run(self) -> list[nodes.Node]:
        """Return the place of the links."""
        return [exports("", refdoc=self.env.docname)]


class ListResolver:
    """Fills the lists of one document."""

    def __init__(self, app: Sphinx, document: nodes.document) -> None:
        """Look up what the whole book knows."""
        self.builder = app.builder
        self.document = document
        self.domain = cast(ReferencesDomain, app.env.get_domain("references"))
        self.records = self.domain.records()
        self.places = self.domain.cited_at()

    def run(self) -> None:
        """Fill every list."""
        for node in list(self.document.findall(work)):
            self.fill(node, self.records[node["key"]])
        for place in list(self.document.findall(abbreviations)):
            place.replace_self(self.list_of_abbreviations(place["refdoc"]))
        for links in list(self.document.findall(exports)):
            links.replace_self(self.links_to_exports(links["refdoc"]))

    def fill(self, node: work, citation: Citation) -> None:
        """Give a work its reference, its abbreviations, and the places where it is cited."""
        node += nodes.paragraph("", "", *rendered(citation.formatted_entry.text))
        if places := self.places.get(citation.key, []):
            node += self.backlinks(node["refdoc"], places)

    def backlinks(self, refdoc: str, places: list[tuple[str, Citing]]) -> nodes.paragraph:
        """Return where a work is cited, each place a link back to it."""
        paragraph = nodes.paragraph("", "Cited in ", classes=["backlinks", "editorial"])
        first: dict[tuple[str, str], str] = {}
        for docname, citing in places:
            first.setdefault((docname, citing.where), citing.id)
        for number, ((docname, words), id_) in enumerate(first.items()):
            target = link(self.builder, refdoc, docname, id_)
            paragraph += nodes.Text("; ") if number else nodes.Text("")
            paragraph += crossref("", words, **target, classes=["backlink"])
        paragraph += nodes.Text(".")
        return paragraph

    def list_of_abbreviations(self, refdoc: str) -> nodes.Element:
        """Return each abbreviation, in alphabetical order, with the work it leads to."""
        found = nodes.definition_list(classes=["abbreviations"])
        for shorthand, key in sorted(self.domain.shorthands().items()):
            record = self.records[key]
            target = link(self.builder, refdoc, record.bibliography_key.docname, record.citation_id)
            term = nodes.term("", shorthand, ids=[abbreviation_id(shorthand)])
            to_work = crossref("", "", *rendered(full_reference(record)), **target)
            explained = nodes.definition("", nodes.paragraph("", "", to_work))
            found += nodes.definition_list_item("", term, explained)
        return found if found.children else nodes.comment()

    def links_to_exports(self, refdoc: str) -> nodes.Element:
        """Return the links to the exported files, on a site."""
        if not is_site(self.builder):
            return nodes.comment()
        here = self.builder.get_target_uri(refdoc).partition("#")[0]
        found = nodes.bullet_list(classes=["exports"])
        for filename, format_ in FORMATS.items():
            uri = relative_uri(here, filename)
            to_file = nodes.reference("", filename, refuri=uri, internal=True)
            found += nodes.list_item(
                "", nodes.paragraph("", "", to_file, nodes.Text(f" ({format_})"))
            )
        return found
