"""What the environment keeps of a register: frozen records, by document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sphinx_edition.prosopography.dates import Span, life
from sphinx_edition.prosopography.kinds import Kind
from sphinx_edition.prosopography.names import uninverted


class Condition(NamedTuple):
    """On what a builder shows a part of a document: ``only`` or ``ifconfig``, and its words."""

    directive: str
    expression: str


@dataclass(frozen=True)
class Relation:
    """A relation of an entry to another one.

    Attributes:
        kind: name of the kind that it leads to.
        target: id, name or alias, as written.
        span: when, if given.

    """

    kind: str
    target: str
    span: Span | None


@dataclass(frozen=True)
class Entry:
    """An entry of the register.

    Attributes:
        kind: its kind.
        id: unique within the kind.
        name: as it heads the entry and the index.
        aliases: other names; roles, search and lint know them.
        common: other names that are too common for the lint.
        first: beginning (birth, foundation, an event's date).
        last: end.
        relations: in the order written.
        identifiers: (authority, number) pairs.
        summary: first sentences of the description, plain.
        docname: document that holds it.
        number: of the entry within the document, from 0.
        source: file that it was written in, which the document may include.
        line: line of that file.
        section: id of the section that it stands in, or nothing.
        written: where Sphinx has translated its name, the names in the language of the source.
        conditions: on which a builder shows it.

    """

    kind: Kind
    id: str
    name: str
    aliases: tuple[str, ...]
    common: tuple[str, ...]
    first: Span | None
    last: Span | None
    relations: tuple[Relation, ...]
    identifiers: tuple[tuple[str, str], ...]
    summary: str
    docname: str
    number: int
    source: str
    line: int
    section: str = ""
    conditions: tuple[Condition, ...] = ()
    written: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """Id of the element that holds the entry."""
        return f"{self.kind.name}-{self.id}"

    @property
    def spoken(self) -> str:
        """The name as one says it: “Leon Trotsky”."""
        return uninverted(self.name) if self.kind.inverted else self.name

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that a role may give, without repetition."""
        named = (self.name, self.spoken, *self.aliases, *self.common, *self.written)
        return tuple(dict.fromkeys(named))

    @property
    def location(self) -> str:
        """Where it was written, as warnings say it."""
        return f"{self.source}:{self.line}"

    def dates(self, language: str) -> str:
        """Return its dates in words, or nothing."""
        return life(self.first, self.last, self.kind.dates, language)


@dataclass(frozen=True)
class Mention:
    """A place where the text names an entry.

    Attributes:
        kind: name of the kind that the role asks for.
        target: id, name or alias, as written.
        docname: document that holds it.
        anchor: id of the mention, unique over the whole project.
        before: a few words before it in its paragraph; ``…`` where they were cut.
        text: its own words.
        after: a few words after it.
        offset: characters of the document before it, whether a builder shows them or not.
        owner: anchor of the entry that it stands in, or nothing.
        conditions: on which a builder shows it.
        block: id of the paragraph that it stands in, or *note 7*, or nothing.

    """

    kind: str
    target: str
    docname: str
    anchor: str
    before: str
    text: str
    after: str
    offset: int = 0
    owner: str = ""
    conditions: tuple[Condition, ...] = ()
    block: str = ""


class Stretch(NamedTuple):
    """Words of a document that a builder shows or hides together."""

    characters: int
    conditions: tuple[Condition, ...]  #: on which it shows them


@dataclass(frozen=True)
class View:
    """A chart that a document shows, by the name of its directive, with its options."""

    name: str
    options: tuple[tuple[str, str], ...]
