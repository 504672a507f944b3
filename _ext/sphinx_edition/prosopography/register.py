"""The register as a whole: every entry, every name, every mention, and what leads where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sphinx_edition.prosopography.kinds import Kind
from sphinx_edition.prosopography.model import Entry, Mention, Relation
from sphinx_edition.prosopography.names import Speller, fold


@dataclass(frozen=True)
class Lookup:
    """What a name leads to.

    Attributes:
        entry: the entry, if there is exactly one.
        candidates: several entries that have the name, or none.

    """

    entry: Entry | None
    candidates: tuple[Entry, ...] = ()


class Register:
    """All entries and mentions of a project, read-only, in the order of their documents' names."""

    def __init__(
        self, kinds: dict[str, Kind], entries: Iterable[Entry], mentions: Iterable[Mention]
    ) -> None:
        """Keep the first of entries with the same id; the others are ``duplicates``."""
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
        self._spellers: dict[str, tuple[Speller, dict[str, Entry]]] = {}

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
        if kind not in self._spellers:
            spellings: dict[str, Entry] = {}
            for each in self.of_kind(kind):
                for spelling in (*each.names, each.id):
                    spellings.setdefault(spelling, each)
            self._spellers[kind] = (Speller(spellings), spellings)
        speller, spellings = self._spellers[kind]
        return list(dict.fromkeys(spellings[name] for name in speller.close(target)))

    def of_kind(self, kind: str) -> list[Entry]:
        """Return the entries of a *kind*, sorted as an index sorts them."""
        found = [each for each in self.entries.values() if each.kind.name == kind]
        return sorted(found, key=lambda each: (fold(each.name), each.id))

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
    def _cast(self) -> dict[str, dict[str, Entry]]:
        found: dict[str, dict[str, Entry]] = {}
        for mention in self.mentions:
            if named := self.named_by(mention):
                found.setdefault(mention.docname, {}).setdefault(named.anchor, named)
        return found

    def named_in(self, docname: str) -> list[Entry]:
        """Return the entries that a document names, in the order of their first mention."""
        return list(self._cast.get(docname, {}).values())

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
