"""The index of a kind, as a Sphinx domain index."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx.domains import Index, IndexEntry

from sphinx_edition.core.i18n import _, ngettext
from sphinx_edition.prosopography.kinds import Kind
from sphinx_edition.prosopography.model import Entry
from sphinx_edition.prosopography.names import sorting_key

if TYPE_CHECKING:
    from sphinx_edition.prosopography.register import Register


class KindIndex(Index):
    """An index of one kind; LaTeX gives page numbers of all mentions (see ``latex``)."""

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Return the entries in *docnames* under their first letters."""
        register: Register = self.domain.register  # type: ignore[attr-defined]
        wanted = None if docnames is None else set(docnames)
        entries = [
            each for each in register.of_kind(self.name) if wanted is None or each.docname in wanted
        ]
        letters = groupby(entries, key=lambda each: letter_of(each.name))
        return [
            (letter, [self._line(each, register) for each in group]) for letter, group in letters
        ], False

    @staticmethod
    def _line(entry: Entry, register: Register) -> IndexEntry:
        times = len(register.mentions_of(entry))
        named = times and ngettext("named once", "named {number} times", times)
        named = named.format(number=times) if named else ""
        return IndexEntry(entry.name, 0, entry.docname, entry.anchor, "", "", named)


def letter_of(name: str) -> str:
    """Return the letter or digit under which an index lists a *name*, fit for an id."""
    letter = sorting_key(name)[:1].upper()
    return letter if letter.isalnum() else str(_("Symbols"))


def index_of(kind: Kind) -> type[Index]:
    """Return the index class of a *kind*."""
    return type(
        f"IndexOf{kind.heading.title().replace(' ', '')}",
        (KindIndex,),
        {"name": kind.name, "localname": kind.index_title, "shortname": _(kind.plural)},
    )
