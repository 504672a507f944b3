"""What the environment keeps: the words of each document, its proof, and what witnesses say."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Set
from dataclasses import dataclass, field
from typing import Any

from docutils import nodes
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment

from sphinx_edition.collation.described import Problem
from sphinx_edition.collation.edition import Texts
from sphinx_edition.collation.ledger import Record
from sphinx_edition.collation.nodes import apparatus, decisions, figure_of_trust
from sphinx_edition.collation.proof import Proof
from sphinx_edition.collation.witness import LineEndHyphen, NoteMark


@dataclass
class Summary:
    """A witness, as the environment keeps it.

    ``inputs`` stands for the bytes of the files that it was read from, ``shares`` maps each of its
    documents, in order, to what stands for that share; ``prefix`` tells the anchors of a second
    witness from those of the first.  Documents are proven if it is ``usable``; ``pages`` has the
    first line of each page.
    """

    file: str
    text_file: str
    ledger: str
    inputs: str
    sha256: str
    prefix: str
    usable: bool
    pages: list[int]
    shares: dict[str, str] = field(default_factory=dict)
    begins: dict[str, int] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    hyphens: list[LineEndHyphen] = field(default_factory=list)
    note_marks: list[NoteMark] = field(default_factory=list)

    def page(self, line: int) -> int:
        """Return the number of the page on which ``line`` stands; 0 where there are no pages."""
        return bisect_right(self.pages, line)


class CollationDomain(Domain):
    """The store of the collation; it has no roles or directives of its own."""

    name = "collation"
    label = "Collation"
    data_version = 4
    initial_data = {"texts": {}, "shows": {}, "proofs": {}, "summaries": {}, "shown": {}}  # noqa: RUF012

    @property
    def texts(self) -> dict[str, tuple[str, Texts]]:
        """Documents and their words, with a digest of them."""
        found: dict[str, tuple[str, Texts]] = self.data["texts"]
        return found

    @property
    def shows(self) -> dict[str, str]:
        """Documents that show the apparatus or the figure of trust, by which page they are."""
        found: dict[str, str] = self.data["shows"]
        return found

    @property
    def proofs(self) -> dict[str, Proof]:
        """Documents and their proofs."""
        found: dict[str, Proof] = self.data["proofs"]
        return found

    @property
    def summaries(self) -> dict[str, Summary]:
        """Witnesses by the file of their description."""
        found: dict[str, Summary] = self.data["summaries"]
        return found

    @property
    def shown(self) -> dict[str, dict[str, str]]:
        """What each builder has last shown: documents with a digest, by the builder's name."""
        found: dict[str, dict[str, str]] = self.data["shown"]
        return found

    def witness_of(self, docname: str) -> Summary | None:
        """Return the witness of a document, if it has one."""
        return next((s for s in self.summaries.values() if docname in s.shares), None)

    def apparatus_page(self) -> str | None:
        """Return the document that has the apparatus, if one has."""
        pages = sorted(name for name, what in self.shows.items() if what == "apparatus")
        return pages[0] if pages else None

    def process_doc(
        self,
        env: BuildEnvironment,  # noqa: ARG002
        docname: str,
        document: nodes.document,
    ) -> None:
        """Note whether a document shows what is computed from all of them."""
        if next(document.findall(apparatus), None) is not None:
            self.shows[docname] = "apparatus"
        elif any(list(document.findall(kind)) for kind in (figure_of_trust, decisions)):
            self.shows[docname] = "figure"

    def clear_doc(self, docname: str) -> None:
        """Forget what was read from a document."""
        self.texts.pop(docname, None)
        self.shows.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process has read."""
        for store in ("texts", "shows"):
            for docname in docnames:
                if docname in otherdata[store]:
                    self.data[store][docname] = otherdata[store][docname]

    def resolve_any_xref(self, *_args: Any) -> list[Any]:
        """Find nothing: there is nothing here to refer to."""
        return []
