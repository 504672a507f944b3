"""The Sphinx domain: records by document, references, objects, consistency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from fnmatch import fnmatch
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from docutils.nodes import Element
from sphinx.addnodes import pending_xref

from sphinx_edition.core.builders import uri
from sphinx_edition.core.documents import DocumentDomain
from sphinx_edition.core.reading import all_documents
from sphinx_edition.core.trees import enclosing
from sphinx_edition.prosopography.checks import check_register, warn_of_mention
from sphinx_edition.prosopography.collect import collect, conditions
from sphinx_edition.prosopography.kinds import Kind
from sphinx_edition.prosopography.model import Condition, Entry, Mention, View
from sphinx_edition.prosopography.nodes import mention, register_entry
from sphinx_edition.prosopography.register import Register
from sphinx_edition.prosopography.roles import DOMAIN

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment


class ProsopographyDomain(DocumentDomain):
    """People, factions and further kinds: entries, and the places that name them.

    ``data``, by document: ``entries``, ``mentions`` and ``views`` (lists of records in the
    document's order), ``stretches`` (the words of a document that has mentions).
    """

    name = DOMAIN
    label = "Prosopography"
    data_version = 4
    initial_data: ClassVar[dict[str, Any]] = {
        "entries": {},
        "mentions": {},
        "views": {},
        "stretches": {},
    }
    stores = ("entries", "mentions", "views", "stretches")
    kinds: ClassVar[dict[str, Kind]]
    builder: Builder  #: for which the register is; set when the app has one

    @classmethod
    def of(cls, env: BuildEnvironment) -> ProsopographyDomain:
        """Return the domain of an environment."""
        return cast("ProsopographyDomain", env.get_domain(cls.name))

    # -- records -------------------------------------------------------------------------------

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep what a document says that has been read."""
        patterns: list[str] = env.config.prosopography_cast
        with_cast = any(fnmatch(docname, pattern) for pattern in patterns)
        found = collect(document, docname, self.kinds, with_cast)
        self._forget_register()
        for store, records in (
            ("entries", found.entries),
            ("mentions", found.mentions),
            ("views", found.views),
            ("stretches", found.stretches),
        ):
            if records:
                self.data[store][docname] = records

    def clear_doc(self, docname: str) -> None:
        """Forget the records of a document."""
        super().clear_doc(docname)
        self._forget_register()

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over the records of documents that another process read."""
        super().merge_domaindata(docnames, otherdata)
        self._forget_register()

    def _forget_register(self) -> None:
        self.__dict__.pop("register", None)

    @cached_property
    def register(self) -> Register:
        """The register that the builder shows; made anew when a document has been read."""
        entries = (each for name in sorted(self.data["entries"]) for each in self.entries(name))
        named = self.data["mentions"]
        mentions = (each for name in self.documents if name in named for each in named[name])
        return Register(self.kinds, filter(self._shows, entries), filter(self._shows, mentions))

    def entries(self, docname: str) -> list[Entry]:
        """Return all entries of a document, duplicates and what the builder leaves out included."""
        entries: list[Entry] = self.data["entries"].get(docname, [])
        return entries

    def views(self, docname: str) -> list[View]:
        """Return the charts of a document."""
        views: list[View] = self.data["views"].get(docname, [])
        return views

    def characters(self, docname: str, before: int | None = None) -> int:
        """Return how many characters of a document the builder shows, all or before an offset."""
        shown = read = 0
        for length, on in self.data["stretches"].get(docname, []):
            part = length if before is None else min(length, max(before - read, 0))
            shown += part if self.shows_under(on) else 0
            read += length
        return shown

    @property
    def documents(self) -> list[str]:
        """All documents in the order of reading."""
        return all_documents(self.env)

    def shows_under(self, conditions: Iterable[Condition]) -> bool:
        """Tell whether the builder shows what stands under *conditions*."""
        return all(map(self._holds, conditions))

    def _shows(self, record: Entry | Mention) -> bool:
        return self.shows_under(record.conditions)

    def _holds(self, condition: Condition) -> bool:
        """Tell whether the builder shows what stands under a condition.

        One that cannot be read hides nothing: Sphinx warns of it, and shows what stands under it.
        """
        try:
            if condition.directive == "only":
                return self.builder.tags.eval_condition(condition.expression)
            values = {option.name: option.value for option in self.builder.config}
            return bool(eval(condition.expression, values | {"builder": self.builder.name}))
        except Exception:
            return True

    def check_consistency(self) -> None:
        """Warn of entries and relations that are wrong."""
        check_register(self.register, self.env)

    # -- references ----------------------------------------------------------------------------

    def resolve_xref(  # type: ignore[override]
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.Element | None:
        """Return the link that a reference becomes: a mention, if one of our roles made it.

        Plain words stand where the builder does not show the entry, and in the entry itself.
        """
        entry = self.register.find(typ, target).entry
        if entry is None:
            return None
        address = uri(builder, fromdocname, entry.docname, entry.anchor)
        if "mention" not in node["classes"]:
            if address is None:
                return None
            title = {"reftitle": entry.name}
            return nodes.reference("", "", contnode, internal=True, refuri=address, **title)
        own = enclosing(node, register_entry)
        if address is None or (own is not None and own["anchor"] == entry.anchor):
            return contnode
        return mention(
            "",
            "",
            *contnode.children,
            internal=True,
            refuri=address,
            kind=typ,
            entry=entry.anchor,
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
        """Resolve a reference by name or anchor: ``{any}``, or Markdown's ``[](#person-lenin)``."""
        known = self.register.entries.get(target)
        asked = [(known.kind.name, known.id)] if known else [(kind, target) for kind in self.kinds]
        found = (
            (kind, self.resolve_xref(env, fromdocname, builder, kind, name, node, contnode))
            for kind, name in asked
        )
        return [
            (f"{self.name}:{kind}", each)
            for kind, each in found
            if isinstance(each, nodes.reference)
        ]

    # -- objects -------------------------------------------------------------------------------

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield each entry by id, and by names so that search and other projects find it."""
        for entry in self.register.entries.values():
            target = (entry.kind.name, entry.docname, entry.anchor)
            yield (entry.id, entry.name, *target, 1)
            for name in entry.names:
                if name != entry.id and self.register.find(entry.kind.name, name).entry is entry:
                    shown = name if name == entry.name else f"{name} ({entry.name})"
                    yield (name, shown, *target, 1)


def set_builder(app: Sphinx) -> None:
    """Tell the domain whose register it keeps (``builder-inited``)."""
    ProsopographyDomain.of(app.env).builder = app.builder


def warn_of_missing(_app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Say of a mention that nobody knows what may be meant (``warn-missing-reference``)."""
    if not isinstance(domain, ProsopographyDomain) or "mention" not in node["classes"]:
        return None
    if domain.shows_under(conditions(node)):
        warn_of_mention(domain.register, node["reftype"], node["reftarget"], node)
    return True
