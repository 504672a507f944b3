"""Every citation of the book, in the order in which a reader meets it, and what it stands for.

The domain has no roles: it follows those of sphinxcontrib-bibtex (``cite:p`` and the others) and
``cited``, ``mentioned`` and ``ibid``.  Keys and records stay in the domain ``cite``.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator, Set
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.domains import Domain
from sphinx.util import logging
from sphinxcontrib.bibtex.citation_target import CitationTarget, parse_citation_targets
from sphinxcontrib.bibtex.domain import BibtexDomain, Citation, get_docnames
from sphinxcontrib.bibtex.roles import CitationRef

from .chicago import plain
from .nodes import abbreviations, cited

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


class Citing(NamedTuple):
    """One work cited at one place."""

    id: str  #: anchor of the citation, unique over the book
    line: int  #: line of the source
    place: str  #: "note 7", or the heading under which the citation stands
    kind: str  #: the role: "cited", "mentioned", "ibid", or "stock" (sphinxcontrib-bibtex's)
    key: str  #: key of the record; empty for an Ibid. until it is resolved
    locator: str  #: "p. 168", or empty

    @property
    def where(self) -> str:
        """Return place and locator in words: "note 7, p. 168"."""
        return f"{self.place}, {self.locator}" if self.locator else self.place


class ReferencesDomain(Domain):
    """Citations by document."""

    name = "references"
    label = "References"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {
        "citings": {},  # document -> its citations, as read
        "resolved": {},  # document -> the same, each Ibid. with its key; made anew by every build
        "abbreviations": {},  # document -> whether it has the list of abbreviations
        "shown": {},  # builder -> document -> digest of what the builder last showed there
    }

    @property
    def citings(self) -> dict[str, list[Citing]]:
        """Return the citations of each document, as read."""
        return cast("dict[str, list[Citing]]", self.data["citings"])

    @property
    def resolved(self) -> dict[str, list[Citing]]:
        """Return the citations of each document in the order of the book, each with a key."""
        return cast("dict[str, list[Citing]]", self.data["resolved"])

    @property
    def cite(self) -> BibtexDomain:
        """Return the domain of sphinxcontrib-bibtex."""
        return cast(BibtexDomain, self.env.get_domain("cite"))

    def documents(self) -> list[str]:
        """Return all documents in the order of the book."""
        return list(get_docnames(self.env))  # type: ignore[no-untyped-call]

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        for name in ("citings", "resolved", "abbreviations"):
            self.data[name].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process has read."""
        for name in ("citings", "abbreviations"):
            for docname in sorted(docnames & otherdata[name].keys()):
                self.data[name][docname] = otherdata[name][docname]

    def process_doc(
        self,
        env: BuildEnvironment,  # noqa: ARG002
        docname: str,
        document: nodes.document,
    ) -> None:
        """Note the citations of a document that was read, and give each an anchor of its own."""
        found = list(citations_in_reading_order(document))
        for number, node in enumerate(found, start=1):
            node["ids"] = [f"cite-{nodes.make_id(docname)}-{number}"]
        citings = [citing for node in found for citing in citings_of(node)]
        self.citings[docname] = citings
        self.tell_sphinxcontrib_bibtex(docname, citings)
        self.data["abbreviations"][docname] = (
            next(document.findall(abbreviations), None) is not None
        )

    def tell_sphinxcontrib_bibtex(self, docname: str, citings: list[Citing]) -> None:
        """Note there, too, what a document cites: its bibliographies list what is cited."""
        others = [ref for ref in self.cite.citation_refs if ref.docname != docname]
        self.cite.data["citation_refs"] = others + [
            CitationRef(c.id, docname, c.line, [CitationTarget(c.key, "", c.locator)])
            for c in citings
            if c.key
        ]

    def name_works(self) -> None:
        """Give works anchors made of their keys: numbers would not be unique over the book."""
        lists = self.cite.bibliographies
        self.cite.citations[:] = [
            c._replace(citation_id=f"work-{nodes.make_id(c.key)}")
            if lists[c.bibliography_key].list_ == "citation"
            else c
            for c in self.cite.citations
        ]

    def records(self) -> dict[str, Citation]:
        """Return each record that a bibliography lists, by its key."""
        found: dict[str, Citation] = {}
        for citation in self.cite.citations:
            found.setdefault(citation.key, citation)
        return found

    def cited_at(self) -> dict[str, list[tuple[str, Citing]]]:
        """Return for each key where it is cited: documents and citations, in the book's order."""
        found: dict[str, list[tuple[str, Citing]]] = {}
        for docname, citings in self.resolved.items():
            for citing in citings:
                found.setdefault(citing.key, []).append((docname, citing))
        return found

    def resolve(self) -> None:
        """Give each Ibid. the work of the citation before it, across documents; warn of errors."""
        records = self.records()
        self.resolved.clear()
        previous: Citing | None = None
        for docname in self.documents():
            for read in self.citings.get(docname, []):
                citing = continued(read, previous) if read.kind == "ibid" else read
                if citing is None:
                    warn_ibid(docname, read)
                    continue
                if read.kind != "mentioned":
                    previous = citing
                if citing.key in records:
                    self.resolved.setdefault(docname, []).append(citing)
                elif read.kind in {
                    "cited",
                    "mentioned",
                }:  # sphinxcontrib-bibtex warns of its own roles
                    self.warn_key(docname, citing)

    def warn_key(self, docname: str, citing: Citing) -> None:
        """Warn of a key that leads nowhere."""
        keys = list(self.cite.bibdata.data.entries)
        close = ", ".join(difflib.get_close_matches(citing.key, keys))
        if citing.key in keys:
            subtype, why = "unlisted", "no bibliography of the book lists this record"
        else:
            subtype = "unknown"
            why = "no bibliography file has this key" + (
                f" (did you mean {close}?)" if close else ""
            )
        logger.warning(
            "citation of %r: %s",
            citing.key,
            why,
            location=(docname, citing.line),
            type="references",
            subtype=subtype,
        )

    def changed_documents(self, builder: str) -> list[str]:
        """Return the documents that ``builder`` last wrote with other references than now."""
        now = self.digests()
        before = self.data["shown"].get(builder, now)
        self.data["shown"][builder] = now
        return sorted(docname for docname, digest in now.items() if before.get(docname) != digest)

    def digests(self) -> dict[str, str]:
        """Return for each document with references a digest of all that they show."""
        shown: dict[str, list[object]] = {}
        records, places = self.records(), self.cited_at()
        for docname, citings in self.resolved.items():
            shown[docname] = [(c, described(records[c.key])) for c in citings]
        for key, citation in records.items():
            entry = (described(citation), places.get(key, []))
            shown.setdefault(citation.bibliography_key.docname, []).append(entry)
        abbreviated = [described(records[key]) for key in self.shorthands().values()]
        for docname in self.list_of_abbreviations():
            shown.setdefault(docname, []).append(abbreviated)
        return {
            docname: hashlib.sha256(repr(what).encode()).hexdigest()
            for docname, what in shown.items()
        }

    def list_of_abbreviations(self) -> list[str]:
        """Return the documents that have a list of abbreviations."""
        return sorted(name for name, has_list in self.data["abbreviations"].items() if has_list)

    def shorthands(self) -> dict[str, str]:
        """Return the key of the work for each abbreviation (``shorthand``, several joined by ;)."""
        return {
            shorthand.strip(): key
            for key, citation in self.records().items()
            for shorthand in citation.entry.fields.get("shorthand", "").split(";")
            if shorthand.strip()
        }


def by_verb(places: list[tuple[str, Citing]]) -> dict[str, list[tuple[str, Citing]]]:
    """Sort places into "Cited" and "Mentioned"; of like places in a document keep the first."""
    first: dict[tuple[bool, str, str], tuple[str, Citing]] = {}
    for docname, citing in places:
        first.setdefault((citing.kind == "mentioned", docname, citing.where), (docname, citing))
    found: dict[str, list[tuple[str, Citing]]] = {"Cited": [], "Mentioned": []}
    for (mentioned, _docname, _where), place in first.items():
        found["Mentioned" if mentioned else "Cited"].append(place)
    return {verb: listed for verb, listed in found.items() if listed}


def citations_in_reading_order(document: nodes.document) -> Iterator[nodes.Element]:
    """Yield the citations of ``document``; a note is read where the mark of it stands."""
    marks: dict[str, int] = {}
    found: list[tuple[int, nodes.Element]] = []
    for position, node in enumerate(document.findall(nodes.Element)):
        if isinstance(node, nodes.footnote_reference):
            marks.setdefault(node.get("refid", ""), position)
        elif isinstance(node, cited) or (
            isinstance(node, pending_xref) and node.get("refdomain") == "cite"
        ):
            found.append((position, node))

    def place(item: tuple[int, nodes.Element]) -> tuple[int, int]:
        position, node = item
        note = enclosing(node, nodes.footnote)
        at = [marks[id_] for id_ in note["ids"] if id_ in marks] if note is not None else []
        return (at[0] if at else position), position

    for _position, node in sorted(found, key=place):
        yield node


def enclosing(node: nodes.Node, kind: type[nodes.Element]) -> nodes.Element | None:
    """Return the nearest ancestor of that kind."""
    parent = node.parent
    while parent is not None and not isinstance(parent, kind):
        parent = parent.parent
    return parent


def citings_of(node: nodes.Element) -> list[Citing]:
    """Return what a node cites: one work, or as many as a stock role names."""
    id_, line, place = node["ids"][0], line_of(node), place_of(node)
    if isinstance(node, cited):
        return [Citing(id_, line, place, node["kind"], node["key"], node["locator"])]
    targets = parse_citation_targets(node["reftarget"])
    return [Citing(id_, line, place, "stock", target.key, target.post) for target in targets]


def line_of(node: nodes.Node) -> int:
    """Return the line of the source on which a node, or what it stands in, begins."""
    while not node.line and node.parent is not None:
        node = node.parent
    return node.line or 1


def place_of(node: nodes.Node) -> str:
    """Return what a reader calls the place of a citation: its note, else the heading over it."""
    note = enclosing(node, nodes.footnote)
    if note is not None:
        label = note.next_node(nodes.label)
        return f"note {label.astext() if label is not None else note['names'][0]}"
    parent = node.parent
    while parent is not None:
        for child in parent.children:
            if is_heading(child):
                return child.astext()
        parent = parent.parent
    return "text"


def is_heading(node: nodes.Node) -> bool:
    """Whether ``node`` heads what it stands in: a title, or the head of a register's entry."""
    if isinstance(node, nodes.title):
        return True
    return isinstance(node, nodes.Element) and "entry-head" in node["classes"]


def continued(ibid: Citing, previous: Citing | None) -> Citing | None:
    """Return an Ibid. with the key, and without a locator of its own also that, of the last one."""
    if previous is None:
        return None
    return ibid._replace(key=previous.key, locator=ibid.locator or previous.locator)


def warn_ibid(docname: str, citing: Citing) -> None:
    """Warn of an Ibid. that no citation precedes."""
    logger.warning(
        "this Ibid. has no citation before it in the book: cite the work with {cited}",
        location=(docname, citing.line),
        type="references",
        subtype="ibid",
    )


def described(citation: Citation) -> tuple[str, ...]:
    """Return all that is shown of a record, in plain words, and where it stands."""
    short = citation.tooltip_entry or citation.formatted_entry
    shorthand = citation.entry.fields.get("shorthand", "")
    where = (citation.bibliography_key.docname, citation.citation_id)
    return plain(citation.formatted_entry.text), plain(short.text), shorthand, *where
