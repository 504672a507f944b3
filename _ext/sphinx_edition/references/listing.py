"""The lists of the bibliography page: works and where they are cited, abbreviations, exports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri
from sphinxcontrib.bibtex.directives import BibliographyKey
from sphinxcontrib.bibtex.nodes import bibliography

from sphinx_edition.core.builders import is_in_output, is_site, uri
from sphinx_edition.core.i18n import _
from sphinx_edition.core.phases import Step
from sphinx_edition.core.sorting import sorting_key

from .domain import ReferencesDomain, by_verb
from .exports import FORMATS
from .nodes import abbreviations, crossref, exports, work, works
from .resolution import abbreviation_id
from .richtext import full_reference, rendered
from .works import CiteDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinxcontrib.bibtex.domain import Citation

    from .domain import Place


class BibliographyTransform(SphinxPostTransform):
    """Takes over the bibliographies of sphinxcontrib-bibtex that are lists of citations.

    Sphinx's own citation nodes would lose the sections in LaTeX, where it gathers them at the end,
    and sphinxcontrib-bibtex fills the nodes of its environment itself, so that a document resolved
    twice would show everything twice.
    """

    default_priority = Step.BIBLIOGRAPHY

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Replace each bibliography by the works that it lists, still without text."""
        domain = cast(CiteDomain, self.env.get_domain("cite"))
        for node in list(self.document.findall(bibliography)):
            key = BibliographyKey(docname=node["docname"], id_=node["ids"][0])
            if domain.bibliographies[key].list_ != "citation":
                continue
            listed = [c for c in domain.citations if c.bibliography_key == key]
            found = [work("", ids=[c.citation_id], refdoc=key.docname) for c in listed]
            node["ids"] = []  # numbers, which are not unique over the book
            node.replace_self(works("", *found) if found else nodes.comment())


class AbbreviationsDirective(SphinxDirective):
    """The list of abbreviations: every ``shorthand`` of a work that the book cites."""

    def run(self) -> list[nodes.Node]:
        """Return the node that the list will replace."""
        return [abbreviations("", refdoc=self.env.docname)]


class ExportsDirective(SphinxDirective):
    """Links to the files for reference managers, which stand beside the pages of a site."""

    def run(self) -> list[nodes.Node]:
        """Return the node that the links will replace."""
        return [exports("", refdoc=self.env.docname)]


class ListResolver:
    """Fills the lists of one document."""

    def __init__(self, app: Sphinx, document: nodes.document) -> None:
        """Look up what the whole book knows."""
        self.builder = app.builder
        self.document = document
        self.domain = cast(ReferencesDomain, app.env.get_domain("references"))
        self.works = self.domain.cite.works()
        self.listed = self.domain.cite.listed()
        self.places = self.domain.cited_at()

    def run(self) -> None:
        """Fill every list."""
        for node in list(self.document.findall(work)):
            self.fill(node, self.listed[node["refdoc"], node["ids"][0]])
        for here in list(self.document.findall(abbreviations)):
            here.replace_self(self.list_of_abbreviations(here["refdoc"]))
        for links in list(self.document.findall(exports)):
            links.replace_self(self.links_to_exports(links["refdoc"]))

    def fill(self, node: work, citation: Citation) -> None:
        """Give a work its reference, its abbreviations, and the places where it is cited."""
        reference = nodes.paragraph("", "", *rendered(citation.formatted_entry.text))
        node += reference
        places = [
            place
            for place in self.places.get(citation.key, [])
            if is_in_output(self.builder, place.docname)
        ]
        backlinks = nodes.paragraph("", classes=["backlinks", "editorial"])
        for words, found in by_verb(places):
            backlinks += nodes.Text(" " if backlinks.children else "")
            backlinks += self.backlinks(node["refdoc"], words, found)
        if backlinks.children and self.builder.format == "latex":
            # A command of the design puts them where it likes.
            begin, end = (
                nodes.raw("", command, format="latex") for command in (r"\citedworkplaces{", "}")
            )
            reference.extend([begin, *backlinks.children, end])
        elif backlinks.children:
            node += backlinks

    def backlinks(self, refdoc: str, words: str, places: list[Place]) -> list[nodes.Node]:
        """Return a sentence that says where a work is cited, each place a link back to it."""
        before, after = words.split("{places}")
        found: list[nodes.Node] = [nodes.Text(before)]
        for place in places:
            target = uri(self.builder, refdoc, place.docname, place.citing.id)
            link = crossref("", place.citing.where, refuri=target, internal=True)
            link["classes"].append("backlink")
            found += [link, nodes.Text(f"{_(';')} ")]
        return [*found[:-1], nodes.Text(f"{after}.")]

    def list_of_abbreviations(self, refdoc: str) -> nodes.Element:
        """Return each abbreviation, in alphabetical order, with the work it leads to."""
        found = nodes.definition_list(classes=["abbreviations"])
        for shorthand, key in sorted(
            self.domain.shorthands().items(), key=lambda item: (sorting_key(item[0]), item[0])
        ):
            record, words = self.works[key], rendered(full_reference(self.works[key]))
            todoc = record.bibliography_key.docname
            target = uri(self.builder, refdoc, todoc, record.citation_id)
            if key in self.builder.config.references_conjectural:
                words = [nodes.Text(_("Perhaps") + " "), *words]
            if target is not None:
                words = [crossref("", "", *words, refuri=target, internal=True)]
            term = nodes.term("", shorthand, ids=[abbreviation_id(shorthand)])
            explained = nodes.definition("", nodes.paragraph("", "", *words))
            found += nodes.definition_list_item("", term, explained)
        return found if found.children else nodes.comment()

    def links_to_exports(self, refdoc: str) -> nodes.Element:
        """Return the links to the exported files: beside the pages, or where the site stands."""
        site = self.builder.config.html_baseurl.rstrip("/")
        if not is_site(self.builder) and not site:
            return nodes.comment()
        here = self.builder.get_target_uri(refdoc).partition("#")[0]
        found = nodes.bullet_list(classes=["exports"])
        for filename, format_ in FORMATS.items():
            if is_site(self.builder):
                target = {"refuri": relative_uri(here, filename), "internal": True}
            else:
                target = {"refuri": f"{site}/{filename}", "internal": False}
            to_file = nodes.reference("", filename, **target)
            found += nodes.list_item(
                "", nodes.paragraph("", "", to_file, nodes.Text(f" ({format_})"))
            )
        return found
