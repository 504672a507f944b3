"""The directive of a kind: an entry of the register."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from sphinx_edition.prosopography.dates import DateError, Span, read_date
from sphinx_edition.prosopography.kinds import Kind
from sphinx_edition.prosopography.model import Entry, Relation
from sphinx_edition.prosopography.names import slug
from sphinx_edition.prosopography.nodes import register_entry, register_fact, register_head
from sphinx_edition.prosopography.summary import summarize
from sphinx_edition.prosopography.warn import warn

if TYPE_CHECKING:
    from sphinx_edition.prosopography.domain import ProsopographyDomain

# option -> (name, form of the number, address)
AUTHORITIES = {
    "wikidata": ("Wikidata", r"Q[1-9]\d*", "https://www.wikidata.org/entity/{}"),
    "viaf": ("VIAF", r"[1-9]\d*", "https://viaf.org/viaf/{}"),
    "isni": ("ISNI", r"\d{15}[\dX]", "https://isni.org/isni/{}"),
    "gnd": ("GND", r"[1-9]\d*(-?[\dX])?", "https://d-nb.info/gnd/{}"),
}
EDTF_LIKE = re.compile(r"[\dX.%~?/-]*\d[\dX.%~?/-]*")


def split_list(value: str | None) -> tuple[str, ...]:
    """Split an option's value at semicolons."""
    parts = (" ".join(part.split()) for part in (value or "").split(";"))
    return tuple(part for part in parts if part)


class EntryDirective(SphinxDirective):
    """An entry: its name, facts as options, a description as content."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    kind: ClassVar[Kind]
    kinds: ClassVar[dict[str, Kind]]

    def run(self) -> list[Node]:
        """Return the entry, and note its record in the environment."""
        name = " ".join(self.arguments[0].split())
        docname = self.env.docname
        identity = self.options.get("id") or slug(name)
        anchor = f"{self.kind.name}-{identity}"
        node = register_entry(
            kind=self.kind.name,
            anchor=anchor,
            docname=docname,
            classes=["entry", f"entry-{self.kind.name}"],
        )
        self.set_source_info(node)
        body = self.parse_content_to_nodes()
        first = next((each for each in body if isinstance(each, nodes.paragraph)), None)
        spans = [self._date(option, self.options.get(option)) for option in self.kind.dates]
        record = Entry(
            kind=self.kind,
            id=identity,
            name=name,
            aliases=split_list(self.options.get("aliases")),
            common=split_list(self.options.get("common-aliases")),
            first=spans[0],
            last=spans[-1],
            relations=tuple(self._relations()),
            identifiers=tuple(self._identifiers()),
            summary=summarize(first) if first else "",
            docname=docname,
            line=self._place()[1],
        )
        node["line"] = record.line
        node += register_head("", name, dates=record.dates, classes=["entry-head"])
        node += body
        if record.aliases:
            node += fact("Also", nodes.Text(", ".join(record.aliases)))
        node += self._sources()
        domain: ProsopographyDomain = self.env.get_domain("prosopography")  # type: ignore[assignment]
        domain.note_entry(record)
        return [node]

    def _place(self) -> tuple[str, int]:
        return self.env.docname, self.get_source_info()[1]

    def _date(self, option: str, edtf: str | None) -> Span | None:
        if not edtf:
            return None
        try:
            return read_date(edtf.strip())
        except DateError as error:
            warn("date", f":{option}: “{edtf}” is no EDTF date: {error}", self._place())
            return None

    def _relations(self) -> list[Relation]:
        found = []
        for kind in self.kinds.values():
            for item in split_list(self.options.get(kind.plural)):
                target, _, date = item.rpartition(" ")
                if target and EDTF_LIKE.fullmatch(date):
                    found.append(Relation(kind.name, target, self._date(kind.plural, date)))
                else:
                    found.append(Relation(kind.name, item, None))
        return found

    def _identifiers(self) -> list[tuple[str, str]]:
        found = []
        for option, (authority, form, _) in AUTHORITIES.items():
            if number := self.options.get(option, "").strip():
                if re.fullmatch(form, number):
                    found.append((option, number))
                else:
                    warn(
                        "identifier",
                        f":{option}: “{number}” has not the form of {authority} ({form})",
                        self._place(),
                    )
        return found

    def _sources(self) -> list[Node]:
        """Return the sources as citations, in plain words where the project has no such role."""
        keys = ",".join(split_list(self.options.get("sources")))
        if not keys:
            return []
        role = "cite" in self.env.domains and self.env.domains["cite"].role("p")
        if not role:
            return [fact("Sources", nodes.Text(keys.replace(",", ", ")))]
        inliner = self.state.inliner if hasattr(self.state, "inliner") else self.state.memo.inliner
        cited, messages = role("cite:p", keys, keys, self.lineno, inliner, {}, [])
        return [fact("Sources", *cited), *messages]


def fact(label: str, *content: Node) -> register_fact:
    """Return a line of an entry under a *label*."""
    return register_fact("", "", *content, label=label, classes=["entry-fact"])


def entry_directive(kind: Kind, kinds: dict[str, Kind]) -> type[EntryDirective]:
    """Return the directive class of a *kind*; the plurals of all *kinds* are options."""
    options = [
        "id",
        "aliases",
        "common-aliases",
        *kind.dates,
        *(each.plural for each in kinds.values()),
        *AUTHORITIES,
        "sources",
    ]
    spec: OptionSpec = dict.fromkeys(options, directives.unchanged)
    spec["id"] = identity
    return type(
        f"{kind.name.title()}Directive",
        (EntryDirective,),
        {"kind": kind, "kinds": kinds, "option_spec": spec},
    )


def identity(value: str | None) -> str:
    """Return an id as written.

    Raises:
        ValueError: it has other signs than a-z, 0-9 and hyphens.

    """
    text = (value or "").strip()
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise ValueError(f"“{text}” is no id; write a-z, 0-9 and single hyphens, as {slug(text)}")
    return text
