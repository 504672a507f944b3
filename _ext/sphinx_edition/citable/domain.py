"""The numbered paragraphs of each document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from docutils import nodes

from sphinx_edition.core.documents import DocumentDomain
from sphinx_edition.core.reading import all_documents
from sphinx_edition.core.trees import kinds_in, line_of

from .paragraphs import anchor_of, first_words, number_paragraphs, section_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class Paragraph(NamedTuple):
    """A numbered paragraph: its anchor (``p6-12``), its first words, and where it begins."""

    anchor: str
    words: str
    line: int
    #: whether its words are not those of the source: something in it could not be read, or Sphinx
    #: has translated it
    is_damaged: bool = False


class CitableDomain(DocumentDomain):
    """Paragraphs by document."""

    name = "citable"
    label = "Citable passages"
    stores = ("paragraphs",)
    initial_data: ClassVar[dict[str, Any]] = {"paragraphs": {}}

    @property
    def paragraphs(self) -> dict[str, list[Paragraph]]:
        """Return the numbered paragraphs of each document."""
        return cast("dict[str, list[Paragraph]]", self.data["paragraphs"])

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Number the paragraphs of a document that is a section, and note them."""
        section = section_of(docname, env.config.citable_documents)
        if section is not None:
            self.paragraphs[docname] = [
                Paragraph(
                    str(anchor_of(paragraph)),
                    first_words(paragraph),
                    line_of(paragraph),
                    bool(kinds_in(paragraph) & {nodes.problematic, nodes.system_message})
                    or bool(paragraph.get("translated")),
                )
                for paragraph in number_paragraphs(document, section)
            ]

    def documents(self) -> list[str]:
        """Return the documents that are sections, in the order of reading."""
        return [docname for docname in all_documents(self.env) if docname in self.paragraphs]

    def by_section(self) -> dict[str, list[str]]:
        """Return the documents of each section by its name; there should be one."""
        found: dict[str, list[str]] = {}
        for docname in self.documents():
            section = section_of(docname, self.env.config.citable_documents)
            if section is not None:
                found.setdefault(section.name, []).append(docname)
        return found

    def by_anchor(self) -> dict[str, tuple[str, Paragraph]]:
        """Return each paragraph with its document, the first that has the anchor."""
        found: dict[str, tuple[str, Paragraph]] = {}
        for docname in self.documents():
            for paragraph in self.paragraphs[docname]:
                found.setdefault(paragraph.anchor, (docname, paragraph))
        return found
