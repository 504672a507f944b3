"""The register as a whole: every entry, every name, every mention, and what leads where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sphinx_edition.prosopography.kinds import Kind
from sphinx_edition.prosopography.model import Entry, Mention, Relation
from sphinx_edition.prosopography.names import Spellings, fold, sorting_key


@dataclass(frozen=True)
class Lookup:
    """What a name leads to.

    Attributes:
        entry: the entry, if there is exactly one.
        candidates: several entries that have the name, or none.

    """

    entry: Entry | None
    candidates: tuple[Entry, ...] = ()


def in_order_of_index(entry: Entry) -> tuple[str, str]:
    """Return by what an index sorts the entries of a kind."""
    return sorting_key(entry.name), entry.id


class Register:
    """All entries and mentions that a builder shows, read-only."""

    def __init__(
        self, kinds: dict[str, Kind], entries: Iterable[Entry], mentions: Iterable[Mention]
    ) -> None:
        """Keep the first of entries with the same id; the others are ``duplicates``.

        Args:
            kinds: by their names.
            entries: in the order of their documents' names.
            mentions: in the order of reading.

        """
        self.kinds = kinds
        self.mentions = tuple(mentions)
        self.entries: dict[str, Entry] = {}  # by anchor
        self.duplicates: list[Entry] = []
        for each in entries:
            if each.anchor in self.entries:
                self.duplicates.append(each)
            else:
                self.entries[each.anchor] = each
        self._lookups: dict[tuple[str, str], Lookup] = {}
        self._spellings: dict[str, tuple[Spellings, dict[str, Entry]]] = {}

    @cached_property
    def _names(self) -> dict[tuple[str, str], list[Entry]]:
        """Entries by kind and folded name."""
        found: dict[tuple[str, str], list[Entry]] = {}
        for each in self.entries.values():
            for folded in dict.fromkeys(fold(name) for name in each.names):
                found.setdefault((each.kind.name, folded), []).append(each)
        return found

    def find(self, kind: str, target: str) -> Lookup:
        """Find the entry of a *kind* that the *target* names, by id, else by name or alias."""
        key = (kind, target)
        if key not in self._lookups:
            self._lookups[key] = self._find(kind, target)
        return self._lookups[key]

    def _find(self, kind: str, target: str) -> Lookup:
        if by_id := self.entries.get(f"{kind}-{target}"):
            return Lookup(by_id)
        found = self._names.get((kind, fold(target)), [])
        return Lookup(found[0]) if len(found) == 1 else Lookup(None, tuple(found))

    def other_kinds(self, kind: str, target: str) -> list[Entry]:
        """Return the entries of other kinds that the *target* names."""
        found = (self.find(other, target).entry for other in self.kinds if other != kind)
        return [each for each in found if each]

    def suggestions(self, kind: str, target: str) -> list[Entry]:
        """Return entries of a *kind* whose id or name is spelt like the *target*."""
        if kind not in self._spellings:
            entries: dict[str, Entry] = {}
            for each in self.of_kind(kind):
                for spelling in (*each.names, each.id):
                    entries.setdefault(spelling, each)
            self._spellings[kind] = (Spellings(entries), entries)
        spellings, entries = self._spellings[kind]
        return list(dict.fromkeys(entries[name] for name in spellings.near(target)))

    @cached_property
    def _by_kind(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {kind: [] for kind in self.kinds}
        for each in sorted(self.entries.values(), key=in_order_of_index):
            found[each.kind.name].append(each)
        return found

    def of_kind(self, kind: str) -> list[Entry]:
        """Return the entries of a *kind*, sorted as an index sorts them."""
        return self._by_kind[kind]

    def named_by(self, mention: Mention) -> Entry | None:
        """Return the entry that a *mention* names."""
        return self.find(mention.kind, mention.target).entry

    @cached_property
    def _mentions(self) -> dict[str, list[Mention]]:
        found: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            named = self.named_by(mention)
            if named and named.anchor != mention.owner:
                found.setdefault(named.anchor, []).append(mention)
        return found

    def mentions_of(self, entry: Entry) -> list[Mention]:
        """Return the mentions of an *entry*, those in itself left out."""
        return self._mentions.get(entry.anchor, [])

    @cached_property
    def _by_document(self) -> dict[str, list[tuple[Mention, Entry]]]:
        found: dict[str, list[tuple[Mention, Entry]]] = {}
        for mention in self.mentions:
            if named := self.named_by(mention):
                found.setdefault(mention.docname, []).append((mention, named))
        return found

    def mentions_in(self, docname: str) -> list[tuple[Mention, Entry]]:
        """Return the mentions of a document that name an entry, with it, as they are read."""
        return self._by_document.get(docname, [])

    def named_in(self, docname: str) -> list[Entry]:
        """Return the entries that a document names, in the order of their first mention."""
        return list({named.anchor: named for _, named in self.mentions_in(docname)}.values())

    def cast_of(self, docname: str) -> list[tuple[Kind, list[Entry]]]:
        """Return the entries that a document names, by kind, in the order of the index."""
        named = sorted(self.named_in(docname), key=in_order_of_index)
        found = (
            (kind, [each for each in named if each.kind == kind]) for kind in self.kinds.values()
        )
        return [(kind, entries) for kind, entries in found if entries]

    @cached_property
    def _held(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for each in self.entries.values():
            found.setdefault(each.docname, []).append(each)
        return found

    def held_by(self, docname: str) -> list[Entry]:
        """Return the entries that a document holds."""
        return self._held.get(docname, [])

    def relations_of(self, entry: Entry) -> list[tuple[Entry, Relation]]:
        """Return the entries to which an *entry* relates, or which relate to it, each once."""
        found = {}
        for relation in entry.relations:
            if target := self.find(relation.kind, relation.target).entry:
                found[target.anchor] = (target, relation)
        for other, relation in self._relations_to.get(entry.anchor, []):
            found.setdefault(other.anchor, (other, relation))
        return list(found.values())

    @cached_property
    def _relations_to(self) -> dict[str, list[tuple[Entry, Relation]]]:
        found: dict[str, list[tuple[Entry, Relation]]] = {}
        for kind in self.kinds:
            for each in self.of_kind(kind):
                for relation in each.relations:
                    if target := self.find(relation.kind, relation.target).entry:
                        found.setdefault(target.anchor, []).append((each, relation))
        return found
