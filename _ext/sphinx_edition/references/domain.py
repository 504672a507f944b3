"""Every citation of the book, in the order in which a reader meets it, and what it stands for.

The domain follows the roles of sphinxcontrib-bibtex (``cite:p`` and the others) and ``cited``,
``mentioned`` and ``ibid``, which need no prefix.  Keys and records stay in the domain ``cite``.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinxcontrib.bibtex.citation_target import CitationTarget, parse_citation_targets
from sphinxcontrib.bibtex.roles import CitationRef

from sphinx_edition.core.builders import keeps
from sphinx_edition.core.documents import DocumentDomain
from sphinx_edition.core.i18n import _
from sphinx_edition.core.ids import make_id
from sphinx_edition.core.note_labels import printed_label
from sphinx_edition.core.reading import all_documents
from sphinx_edition.core.records import plain
from sphinx_edition.core.trees import conditions_of, enclosing, heading_of, kinds_in, line_of
from sphinx_edition.core.warnings import Warn, warn

from .nodes import abbreviations, cited
from .works import CiteDomain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import Citation


class Citing(NamedTuple):
    """One work cited at one place."""

    id: str  #: anchor of the citation, unique over the book
    line: int  #: line of the source
    note: str  #: label of the note in which the citation stands, or empty
    heading: str  #: the heading under which it stands, or empty
    conditions: tuple[str, ...]  #: of the ``only`` directives around it
    kind: str  #: the role: "cited", "mentioned", "ibid", or "stock" (sphinxcontrib-bibtex's)
    key: str  #: key of the record; empty for an Ibid. until it is resolved
    locator: str  #: "p. 168", or empty

    @property
    def where(self) -> str:
        """Return in words where a work is cited: "note 7, p. 168"."""
        note = _("note {label}").format(label=printed_label(self.note))
        words = note if self.note else self.heading or str(_("text"))
        return f"{words}, {self.locator}" if self.locator else words


class Place(NamedTuple):
    """A citation and the document that it stands in."""

    docname: str
    citing: Citing


class ReferencesDomain(DocumentDomain):
    """Citations by document."""

    name = "references"
    label = "References"
    data_version = 2
    stores = ("citings", "abbreviations")
    initial_data: ClassVar[dict[str, Any]] = {
        "citings": {},  # document -> its citations, as read
        "abbreviations": {},  # document -> whether it has the list of abbreviations
        "resolved": {},  # document -> citations that the builder shows, each Ibid. with its key
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
    def cite(self) -> CiteDomain:
        """Return the domain that has the records."""
        return cast(CiteDomain, self.env.get_domain("cite"))

    def process_doc(
        self,
        env: BuildEnvironment,  # noqa: ARG002
        docname: str,
        document: nodes.document,
    ) -> None:
        """Note the citations of a document that was read, and give each an anchor of its own."""
        found = list(citations_in_reading_order(document))
        for number, node in enumerate(found, start=1):
            node["ids"] = [make_id("cite", docname, str(number))]
        self.citings[docname] = [citing for node in found for citing in citings_of(node)]
        self.tell_sphinxcontrib_bibtex(docname)
        self.data["abbreviations"][docname] = abbreviations in kinds_in(document)

    def tell_sphinxcontrib_bibtex(self, docname: str) -> None:
        """Note there, too, what a document cites: its bibliographies list what is cited."""
        others = [ref for ref in self.cite.citation_refs if ref.docname != docname]
        self.cite.data["citation_refs"] = others + [
            CitationRef(c.id, docname, c.line, [CitationTarget(c.key, "", c.locator)])
            for c in self.citings[docname]
            if c.key
        ]

    def resolve_xref(
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,  # noqa: ARG002
        builder: Builder,  # noqa: ARG002
        typ: str,
        target: str,  # noqa: ARG002
        node: pending_xref,
        contnode: nodes.Element,  # noqa: ARG002
    ) -> cited:
        """Return the node of a citation; what it leads to is found when all are together."""
        return cited("", "", *node.children, ids=node["ids"], kind=typ, refdoc=node["refdoc"])

    def resolve_any_xref(self, *_args: Any) -> list[Any]:
        """Return nothing: a citation names its role."""
        return []

    def cited_at(self) -> dict[str, list[Place]]:
        """Return for each key where it is cited, in the order of the book."""
        found: dict[str, list[Place]] = {}
        for docname, citings in self.resolved.items():
            for citing in citings:
                found.setdefault(citing.key, []).append(Place(docname, citing))
        return found

    def resolve(self, builder: Builder) -> None:
        """Give each Ibid. the work of the citation before it that ``builder`` shows, too.

        The order of citations is that of the book, across documents.  Errors are warned of.
        """
        works = self.cite.works()
        self.resolved.clear()
        previous: Citing | None = None
        for docname in all_documents(self.env):
            for read in self.citings.get(docname, []):
                if not keeps(builder, read.conditions):
                    continue
                citing = continued(read, previous) if read.kind == "ibid" else read
                if citing is None:
                    warn_ibid(docname, read)
                    continue
                if read.kind != "mentioned":
                    previous = citing
                if citing.key in works:
                    self.resolved.setdefault(docname, []).append(citing)
                elif read.kind != "ibid" and read.kind != "stock":  # sphinxcontrib-bibtex warns
                    self.warn_key(docname, citing)

    def warn_key(self, docname: str, citing: Citing) -> None:
        """Warn of a key that leads nowhere."""
        keys = [*self.cite.bibdata.data.entries, *self.cite.works()]
        close = ", ".join(difflib.get_close_matches(citing.key, dict.fromkeys(keys)))
        if citing.key in keys:
            kind, why = Warn.REFERENCES_UNLISTED, "no bibliography of the book lists this record"
        else:
            meant = f" (did you mean {close}?)" if close else ""
            kind, why = Warn.REFERENCES_UNKNOWN, f"no bibliography file has this key{meant}"
        warn(kind, "citation of %r: %s", citing.key, why, location=(docname, citing.line))

    def shown_on_pages(self) -> dict[str, list[object]]:
        """Return for each document with references all that they show."""
        shown: dict[str, list[object]] = {}
        works, places = self.cite.works(), self.cited_at()
        for docname, citings in self.resolved.items():
            shown[docname] = [(citing, described(works[citing.key])) for citing in citings]
        for citation in self.cite.citations:
            entry = (described(citation), places.get(citation.key, []))
            shown.setdefault(citation.bibliography_key.docname, []).append(entry)
        abbreviated = [described(works[key]) for key in self.shorthands().values()]
        for docname in self.lists_of_abbreviations():
            shown.setdefault(docname, []).append(abbreviated)
        return shown

    def lists_of_abbreviations(self) -> list[str]:
        """Return the documents that have a list of abbreviations."""
        return sorted(name for name, has_list in self.data["abbreviations"].items() if has_list)

    def shorthands(self) -> dict[str, str]:
        """Return the key of the work for each abbreviation (``shorthand``, several joined by ;)."""
        found: dict[str, str] = {}
        for key, citation in self.cite.works().items():
            for shorthand in citation.entry.fields.get("shorthand", "").split(";"):
                if shorthand.strip():
                    found.setdefault(shorthand.strip(), key)
        return found


def by_verb(places: list[Place]) -> list[tuple[str, list[Place]]]:
    """Sort places into those that cite and those that mention, each with the words for it.

    Of places that a document has in the same words, the first is kept.
    """
    first: dict[tuple[bool, str, str], Place] = {}
    for place in places:
        is_mention = place.citing.kind == "mentioned"
        first.setdefault((is_mention, place.docname, place.citing.where), place)
    sorts = ((False, _("Cited in {places}")), (True, _("Mentioned in {places}")))
    found = [
        (str(words), [place for key, place in first.items() if key[0] == is_mention])
        for is_mention, words in sorts
    ]
    return [(words, listed) for words, listed in found if listed]


def citations_in_reading_order(document: nodes.document) -> Iterator[nodes.Element]:
    """Yield the citations of ``document``; a note is read where the mark of it stands.

    The definition of a substitution is not read: where it is used, a copy stands.
    """
    marks: dict[str, int] = {}
    found: list[tuple[int, nodes.Element]] = []
    for position, node in enumerate(document.findall(nodes.Element)):
        if isinstance(node, nodes.footnote_reference):
            marks.setdefault(node.get("refid", ""), position)
        elif is_citation(node) and enclosing(node, nodes.substitution_definition) is None:
            found.append((position, node))

    def order(item: tuple[int, nodes.Element]) -> tuple[int, int]:
        position, node = item
        note = enclosing(node, nodes.footnote)
        anchors = note["ids"] if note is not None else []
        at = next((marks[anchor] for anchor in anchors if anchor in marks), position)
        return at, position

    for _position, node in sorted(found, key=order):
        yield node


def is_citation(node: nodes.Element) -> bool:
    """Tell whether ``node`` is a citation of ours or of sphinxcontrib-bibtex."""
    return isinstance(node, pending_xref) and node.get("refdomain") in {"references", "cite"}


def citings_of(node: nodes.Element) -> list[Citing]:
    """Return what a node cites: one work, or as many as a stock role names."""
    note = enclosing(node, nodes.footnote)
    told = (node["ids"][0], line_of(node), label_of(note), heading_of(node), conditions_of(node))
    if node["reftype"] == "ibid" and node["refdomain"] == "references":
        return [Citing(*told, "ibid", "", node["reftarget"])]
    kind = node["reftype"] if node["refdomain"] == "references" else "stock"
    targets = parse_citation_targets(node["reftarget"])
    return [Citing(*told, kind, target.key, target.post) for target in targets]


def label_of(note: nodes.footnote | None) -> str:
    """Return the label of a note, empty where there is no note."""
    if note is None:
        return ""
    label = note.next_node(nodes.label)
    return str(label.astext() if label is not None else note["names"][0])


def continued(ibid: Citing, previous: Citing | None) -> Citing | None:
    """Return an Ibid. with the key, and without a locator of its own also that, of the last one."""
    if previous is None:
        return None
    return ibid._replace(key=previous.key, locator=ibid.locator or previous.locator)


def warn_ibid(docname: str, citing: Citing) -> None:
    """Warn of an Ibid. that no citation precedes."""
    warn(
        Warn.REFERENCES_IBID,
        "this Ibid. has no citation before it in the book: cite the work with {cited}",
        location=(docname, citing.line),
    )


def described(citation: Citation) -> tuple[str, ...]:
    """Return all that is shown of a record, in plain words, and where it stands."""
    short = citation.tooltip_entry or citation.formatted_entry
    shorthand = citation.entry.fields.get("shorthand", "")
    where = (citation.bibliography_key.docname, citation.citation_id)
    return plain(citation.formatted_entry.text), plain(short.text), shorthand, *where
