"""What the pictures and their tables show, as plain values: no drawing, no documents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import accumulate

from sphinx_edition.prosopography.kinds import Kind
from sphinx_edition.prosopography.model import Entry
from sphinx_edition.prosopography.register import Register

LABEL = 36  # characters of a name in a picture


@dataclass(frozen=True)
class Bar:
    """A row of the chronology: a name, and years with fractions; None for what is not known."""

    label: str
    begins: float | None
    ends: float | None

    @property
    def years(self) -> list[float]:
        """What is known."""
        return [year for year in (self.begins, self.ends) if year is not None]


@dataclass(frozen=True)
class Dispersion:
    """Who is named where.

    Attributes:
        documents: names of the documents, in the order of the book.
        heads: the number of each, or its first letter.
        starts: where each begins, as a fraction of the whole; one more for the end.
        counts: for each entry's anchor, its mentions by document.
        offsets: for each entry's anchor, its mentions as fractions of the whole.

    """

    documents: tuple[str, ...]
    heads: tuple[str, ...]
    starts: tuple[float, ...]
    counts: Mapping[str, tuple[int, ...]]
    offsets: Mapping[str, tuple[float, ...]]


def label(entry: Entry) -> str:
    """Return an entry's name, cut to fit beside a picture."""
    return entry.name if len(entry.name) <= LABEL else entry.name[: LABEL - 1].rstrip() + "…"


def wanted_kinds(register: Register, option: str | None) -> list[Kind]:
    """Return the kinds that an option names, or all."""
    names = (option or "").replace(",", " ").split()
    return [kind for kind in register.kinds.values() if not names or kind.name in names]


def dated(register: Register, kind: Kind, start: int | None, end: int | None) -> list[Entry]:
    """Return the entries of a kind that lie within the years, by date."""
    found = []
    for each in register.of_kind(kind.name):
        known = bar(each).years
        if not known or (end and min(known) >= end + 1) or (start and max(known) < start):
            continue
        found.append((min(known), max(known), each))
    return [each for *_, each in sorted(found, key=lambda row: row[:2])]


def bar(entry: Entry) -> Bar:
    """Return the row of an entry."""
    begins = entry.first.begins if entry.first else None
    ends = entry.last.ends if entry.last else None
    return Bar(label(entry), begins, ends)


def dispersion(
    register: Register,
    order: Sequence[str],
    characters: Callable[..., int],
    titles: Mapping[str, str],
    patterns: str | None,
) -> Dispersion:
    """Count the mentions and say where they are in the documents that match the *patterns*.

    Args:
        register: all mentions.
        order: names of the documents that are shown, in the order of the book.
        characters: tells how many a document has, before an offset or in all.
        titles: of the documents.
        patterns: of document names, separated by spaces; none: all documents without entries.

    """
    wanted = (patterns or "").split()
    documents = tuple(
        docname
        for docname in order
        if register.named_in(docname)
        and (
            any(fnmatch(docname, pattern) for pattern in wanted)
            if wanted
            else not register.held_by(docname)
        )
    )
    lengths = [characters(docname) for docname in documents]
    total = sum(lengths) or 1
    starts = tuple(accumulate(lengths, initial=0))
    begin = dict(zip(documents, starts, strict=False))
    counts: dict[str, tuple[int, ...]] = {}
    offsets: dict[str, tuple[float, ...]] = {}
    for entry in register.entries.values():
        mentions = [each for each in register.mentions_of(entry) if each.docname in begin]
        if mentions:
            by_document = Counter(each.docname for each in mentions)
            counts[entry.anchor] = tuple(by_document[docname] for docname in documents)
            offsets[entry.anchor] = tuple(
                round((begin[each.docname] + characters(each.docname, each.offset)) / total, 5)
                for each in mentions
            )
    return Dispersion(
        documents,
        tuple(_head(titles[docname]) for docname in documents),
        tuple(round(start / total, 5) for start in starts),
        counts,
        offsets,
    )


def _head(title: str) -> str:
    """Return the number that a title begins with, or its first letter."""
    numbered = re.match(r"\d+|[IVXLC]+\b", title)
    return numbered[0] if numbered else title[:1]
