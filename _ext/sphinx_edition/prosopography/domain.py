"""The Sphinx domain: records by document, objects, consistency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from docutils.nodes import Element
from sphinx.addnodes import pending_xref
from sphinx.domains import Domain, ObjType
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from sphinx_edition.prosopography.checks import check_register
from sphinx_edition.prosopography.directives import entry_directive
from sphinx_edition.prosopography.indices import index_of
from sphinx_edition.prosopography.kinds import Kind
from sphinx_edition.prosopography.model import Entry, Mention
from sphinx_edition.prosopography.register import Register
from sphinx_edition.prosopography.roles import MentionRole
from sphinx_edition.prosopography.views import (
    CastDirective,
    ChronologyDirective,
    DispersionDirective,
)

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


SHELVES = ("entries", "mentions", "lengths", "views")  # data that belongs to one document


class ProsopographyDomain(Domain):
    """People, factions and further kinds: entries, and the places that name them.

    ``data``: by document, ``entries`` and ``mentions`` (lists of records in the document's order),
    ``lengths`` (characters of a document that has mentions), ``views`` (name and options of its
    charts), and by builder ``shown`` (for each document a digest of what its page shows).
    """

    name = "prosopography"
    label = "Prosopography"
    data_version = 2
    initial_data = {  # noqa: RUF012
        "entries": {},
        "mentions": {},
        "lengths": {},
        "views": {},
        "shown": {},
    }
    kinds: ClassVar[dict[str, Kind]]

    @classmethod
    def of(cls, env: BuildEnvironment) -> ProsopographyDomain:
        """Return the domain of an environment."""
        return cast("ProsopographyDomain", env.get_domain(cls.name))

    # -- records -------------------------------------------------------------------------------

    def note_entry(self, entry: Entry) -> None:
        """Keep an entry of the document that is being read."""
        self._note("entries", entry.docname, entry)

    def note_mention(self, mention: Mention) -> None:
        """Keep a mention of the document that has been read."""
        self._note("mentions", mention.docname, mention)

    def note_length(self, docname: str, length: int) -> None:
        """Keep the number of characters of a document that has mentions."""
        self.data["lengths"][docname] = length

    def note_view(self, docname: str, view: str, options: dict[str, Any]) -> int:
        """Keep that a document has a chart; return how many it has now."""
        views: list[object] = self.data["views"].setdefault(docname, [])
        views.append((view, sorted(options.items())))
        return len(views)

    def _note(self, shelf: str, docname: str, record: Entry | Mention) -> None:
        self.data[shelf].setdefault(docname, []).append(record)
        self.__dict__.pop("register", None)

    def _records(self, shelf: str) -> Iterator[Any]:
        for _docname, records in sorted(self.data[shelf].items()):
            yield from records

    @cached_property
    def register(self) -> Register:
        """The register as it is now; made anew when a record was added or dropped."""
        order = {docname: n for n, docname in enumerate(self.documents)}
        mentions = sorted(
            self._records("mentions"), key=lambda each: order.get(each.docname, len(order))
        )
        return Register(self.kinds, self._records("entries"), mentions)

    @property
    def documents(self) -> list[str]:
        """All documents in the order of the tables of contents, others after them."""
        ordered = dict.fromkeys(_toctree_order(self.env))
        return list(ordered | dict.fromkeys(sorted(self.env.found_docs)))

    def clear_doc(self, docname: str) -> None:
        """Forget the records of a document."""
        for shelf in SHELVES:
            self.data[shelf].pop(docname, None)
        self.__dict__.pop("register", None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over the records of documents that another process read."""
        for shelf in SHELVES:
            for docname in docnames & otherdata[shelf].keys():
                self.data[shelf][docname] = otherdata[shelf][docname]
        self.__dict__.pop("register", None)

    def check_consistency(self) -> None:
        """Warn of mentions, relations and entries that lead nowhere."""
        check_register(self.register, self.env)

    # -- objects -------------------------------------------------------------------------------

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Yield each entry by id, and by names so that search and other projects find it."""
        for entry in self.register.entries.values():
            place = (entry.kind.name, entry.docname, entry.anchor)
            yield (entry.id, entry.name, *place, 1)
            for name in entry.names:
                found = self.register.find(entry.kind.name, name).entry
                if name != entry.id and found is entry:
                    yield (
                        name,
                        name if name == entry.name else f"{name} ({entry.name})",
                        *place,
                        1,
                    )

    def resolve_xref(
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,  # noqa: ARG002
        contnode: Element,
    ) -> nodes.reference | None:
        """Resolve a reference that is none of our roles: MyST's ``[](#…)`` and ``{any}``."""
        entry = self.register.find(typ, target).entry
        if entry is None:
            return None
        return make_refnode(
            builder, fromdocname, entry.docname, entry.anchor, [contnode], entry.name
        )

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve a reference that does not say a kind."""
        found = (
            (kind, self.resolve_xref(env, fromdocname, builder, kind, target, node, contnode))
            for kind in self.kinds
        )
        return [(f"{self.name}:{kind}", each) for kind, each in found if each is not None]

    def get_full_qualified_name(self, node: Element) -> str | None:
        """Return the target of a reference node as written."""
        target: str | None = node.get("reftarget")
        return target


def domain_of(kinds: dict[str, Kind]) -> type[ProsopographyDomain]:
    """Return the domain with roles, directives, object types and indices of these *kinds*."""
    directives: dict[str, type[SphinxDirective]] = {
        kind.name: entry_directive(kind, kinds) for kind in kinds.values()
    }
    directives |= {
        "cast": CastDirective,
        "chronology": ChronologyDirective,
        "dispersion": DispersionDirective,
    }
    return type(
        "ProsopographyDomain",
        (ProsopographyDomain,),
        {
            "kinds": kinds,
            "object_types": {name: ObjType(name, name) for name in kinds},
            "roles": {name: MentionRole() for name in kinds},
            "directives": directives,
            "indices": [index_of(kind) for kind in kinds.values()],
        },
    )


def _toctree_order(env: BuildEnvironment) -> Iterator[str]:
    seen: set[str] = set()

    def walk(docname: str) -> Iterator[str]:
        if docname not in seen:
            seen.add(docname)
            yield docname
            for child in env.toctree_includes.get(docname, []):
                yield from walk(child)

    yield from walk(env.config.root_doc)
