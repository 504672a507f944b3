"""What the environment keeps: the words of each document, its collation, what witnesses say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_edition.collation.described import Problem
from sphinx_edition.collation.edition import Texts
from sphinx_edition.collation.hyphens import LineEndHyphen
from sphinx_edition.collation.kinds import Kind, read_kinds
from sphinx_edition.collation.ledger import Record
from sphinx_edition.collation.nodes import apparatus, decisions, figure_of_trust
from sphinx_edition.collation.results import Collation
from sphinx_edition.collation.witness import NoteMark
from sphinx_edition.core.documents import DocumentDomain
from sphinx_edition.core.trees import kinds_in


@dataclass
class Summary:
    """A witness, as the environment keeps it.

    ``inputs`` stands for the bytes of the files that it was read from, ``passages`` maps each of
    its documents, in order, to what stands for that passage, ``begins`` to its first line;
    ``prefix`` tells the anchors of a second witness from those of the first.  Documents are
    collated if it is ``usable``.
    """

    file: str
    text_file: str
    ledger: str
    inputs: str
    sha256: str
    prefix: str
    usable: bool
    passages: dict[str, str] = field(default_factory=dict)
    begins: dict[str, int] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    hyphens: list[LineEndHyphen] = field(default_factory=list)
    note_marks: list[NoteMark] = field(default_factory=list)


class CollationDomain(DocumentDomain):
    """The store of the collation; it has no roles or directives of its own.

    ``texts`` has the words of each document with a digest of them, ``displays`` the documents that
    show the apparatus or the figure of trust, by which of the two they show.
    """

    name = "collation"
    label = "Collation"
    data_version = 5
    initial_data = {"texts": {}, "displays": {}, "collations": {}, "summaries": {}}  # noqa: RUF012
    stores = ("texts", "displays")

    @classmethod
    def of(cls, env: BuildEnvironment) -> CollationDomain:
        """Return the domain of an environment."""
        return cast("CollationDomain", env.get_domain(cls.name))

    @property
    def texts(self) -> dict[str, tuple[str, Texts]]:
        """Documents and their words, with a digest of them."""
        return cast("dict[str, tuple[str, Texts]]", self.data["texts"])

    @property
    def displays(self) -> dict[str, str]:
        """Documents that show all collations together, and as what."""
        return cast("dict[str, str]", self.data["displays"])

    @property
    def collations(self) -> dict[str, Collation]:
        """Documents and their collations."""
        return cast("dict[str, Collation]", self.data["collations"])

    @property
    def summaries(self) -> dict[str, Summary]:
        """Witnesses by the file of their description."""
        return cast("dict[str, Summary]", self.data["summaries"])

    @property
    def kinds(self) -> dict[str, Kind]:
        """The kinds of emendations of the project."""
        return read_kinds(self.env.config.collation_kinds)

    def witness_of(self, docname: str) -> Summary | None:
        """Return the witness of a document, if it has one."""
        return next((s for s in self.summaries.values() if docname in s.passages), None)

    def apparatus_page(self) -> str | None:
        """Return the document that has the apparatus, if one has."""
        pages = sorted(name for name, what in self.displays.items() if what == "apparatus")
        return pages[0] if pages else None

    def process_doc(
        self,
        env: BuildEnvironment,  # noqa: ARG002
        docname: str,
        document: nodes.document,
    ) -> None:
        """Note whether a document shows what is computed from all of them."""
        kinds = kinds_in(document)
        if apparatus in kinds:
            self.displays[docname] = "apparatus"
        elif kinds & {figure_of_trust, decisions}:
            self.displays[docname] = "figure"

    def resolve_any_xref(self, *_args: Any) -> list[Any]:
        """Find nothing: there is nothing here to refer to."""
        return []
