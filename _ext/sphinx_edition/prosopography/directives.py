"""The directives of the register: an entry of a kind, a cast, charts.

They leave plain nodes; ``collect`` makes records of these when the document has been read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from sphinx_edition.core.i18n import _
from sphinx_edition.core.trees import EDITORIAL
from sphinx_edition.core.warnings import Warn, warn
from sphinx_edition.prosopography.dates import DateError, read_date
from sphinx_edition.prosopography.kinds import Kind
from sphinx_edition.prosopography.names import default_id
from sphinx_edition.prosopography.nodes import (
    register_cast,
    register_chart,
    register_entry,
    register_fact,
    register_head,
)

# option -> (name, form of the number, address)
AUTHORITIES = {
    "wikidata": ("Wikidata", r"Q[1-9]\d*", "https://www.wikidata.org/entity/{}"),
    "viaf": ("VIAF", r"[1-9]\d*", "https://viaf.org/viaf/{}"),
    "isni": ("ISNI", r"\d{15}[\dX]", "https://isni.org/isni/{}"),
    "gnd": ("GND", r"[1-9]\d*(-?[\dX])?", "https://d-nb.info/gnd/{}"),
}
EDTF_LIKE = re.compile(r"[\dX.%~?/-]*\d[\dX.%~?/-]*")
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def split_list(value: str | None) -> list[str]:
    """Split an option's value at semicolons."""
    parts = (" ".join(part.split()) for part in (value or "").split(";"))
    return [part for part in parts if part]


def joined_locators(citations: list[str]) -> str:
    """Return ``citations`` in the syntax of ``{cite:p}``, each record once with all its locators.

    sphinxcontrib-bibtex keeps the last locator only of a record that is cited twice.
    """
    locators: dict[str, list[str]] = {}
    for citation in citations:
        record, brace, locator = citation[:-1].rpartition("{")
        has_locator = brace and citation.endswith("}")
        locators.setdefault(record if has_locator else citation, [])
        if has_locator:
            locators[record].append(locator)
    return ",".join(
        f"{record}{{{', '.join(found)}}}" if found else record for record, found in locators.items()
    )


class Options(dict[str, Callable[[str], Any]]):
    """Options of an entry; of one that it does not know, the entry itself says what was meant."""

    def __missing__(self, name: str) -> Callable[[str], Any]:
        """Take any value."""
        return directives.unchanged


class EntryDirective(SphinxDirective):
    """An entry: its name, facts as options, a description as content."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    kind: ClassVar[Kind]
    kinds: ClassVar[dict[str, Kind]]

    def run(self) -> list[Node]:
        """Return the entry."""
        name = " ".join(self.arguments[0].split())
        self.node = register_entry(kind=self.kind.name, name=name)
        self.set_source_info(self.node)
        self._check_options()
        node, options = self.node, self.options
        node["entry_id"] = self._id(name)
        node["anchor"] = f"{self.kind.name}-{node['entry_id']}"
        node["classes"] = ["entry", f"entry-{self.kind.name}"]
        node["aliases"] = split_list(options.get("aliases"))
        node["common"] = split_list(options.get("common-aliases"))
        dates = [self._date(option, options.get(option)) for option in self.kind.dates]
        node["dates"] = [dates[0], dates[-1]]
        node["relations"] = list(self._relations())
        node["identifiers"] = list(self._identifiers())
        head = register_head(name, name, classes=["entry-head"])
        self.set_source_info(head)
        node += head
        node += self.parse_content_to_nodes()
        if node["aliases"]:
            also = fact(_("Also"), nodes.Text(", ".join(node["aliases"])))
            also["aliases"] = node["aliases"]
            self.set_source_info(also)
            node += also
        node += self._sources()
        return [node]

    def _check_options(self) -> None:
        known = sorted(self.option_spec or ())
        for option in self.options.keys() - set(known):
            near = get_close_matches(option, known, 1)
            meant = f"; did you mean :{near[0]}:?" if near else f"; there are {', '.join(known)}"
            warn(
                Warn.PROSOPOGRAPHY_OPTION,
                f"a {self.kind.name} has no option :{option}:{meant}",
                location=self.node,
            )

    def _id(self, name: str) -> str:
        if "id" not in self.options:
            return default_id(self.kind.name, name)
        text = (self.options["id"] or "").strip()
        if ID.fullmatch(text):
            return str(text)
        meant = default_id(self.kind.name, text or name)
        message = f":id: “{text}” is no id; write a-z, 0-9 and single hyphens, as {meant}"
        warn(Warn.PROSOPOGRAPHY_ID, message, location=self.node)
        return meant

    def _date(self, option: str, edtf: str | None) -> str:
        edtf = (edtf or "").strip()
        if edtf:
            try:
                read_date(edtf)
            except DateError as error:
                message = f":{option}: “{edtf}” is no EDTF date: {error}"
                warn(Warn.PROSOPOGRAPHY_DATE, message, location=self.node)
                return ""
        return edtf

    def _relations(self) -> Iterable[tuple[str, str, str]]:
        """Yield (kind, target, EDTF or nothing)."""
        for kind in self.kinds.values():
            for item in split_list(self.options.get(kind.plural)):
                target, _space, date = item.rpartition(" ")
                if target and EDTF_LIKE.fullmatch(date):
                    yield kind.name, target, self._date(kind.plural, date)
                else:
                    yield kind.name, item, ""

    def _identifiers(self) -> Iterable[tuple[str, str]]:
        for option, (authority, form, _address) in AUTHORITIES.items():
            number = (self.options.get(option) or "").strip()
            if re.fullmatch(form, number):
                yield option, number
            elif number:
                message = f":{option}: “{number}” has not the form of {authority} ({form})"
                warn(Warn.PROSOPOGRAPHY_IDENTIFIER, message, location=self.node)

    def _sources(self) -> list[Node]:
        """Return the sources as citations, in plain words where the project has no such role."""
        keys = joined_locators(split_list(self.options.get("sources")))
        if not keys:
            return []
        role = "cite" in self.env.domains and self.env.domains["cite"].role("p")
        if not role:
            return [fact(_("Sources"), nodes.Text(keys.replace(",", ", ")))]
        inliner = self.state.inliner if hasattr(self.state, "inliner") else self.state.memo.inliner
        cited, messages = role("cite:p", keys, keys, self.lineno, inliner, {}, [])
        return [fact(_("Sources"), *cited, has_citations=True), *messages]


def fact(label: str, *content: Node, **attributes: bool) -> register_fact:
    """Return a line of an entry under a *label*."""
    return register_fact("", "", *content, label=str(label), classes=["entry-fact"], **attributes)


def entry_directive(kind: Kind, kinds: dict[str, Kind]) -> type[EntryDirective]:
    """Return the directive class of a *kind*; the plurals of all *kinds* are options."""
    names = [
        "id",
        "aliases",
        "common-aliases",
        *kind.dates,
        *(each.plural for each in kinds.values()),
        *AUTHORITIES,
        "sources",
    ]
    return type(
        f"{kind.name.title()}Directive",
        (EntryDirective,),
        {
            "kind": kind,
            "kinds": kinds,
            "option_spec": Options.fromkeys(names, directives.unchanged),
        },
    )


class CastDirective(SphinxDirective):
    """Who and what this document names."""

    def run(self) -> list[Node]:
        """Return an empty cast, filled when the document is resolved."""
        return [empty_cast(self.env.docname)]


def empty_cast(docname: str) -> register_cast:
    """Return the cast of a document, to be filled when the document is resolved."""
    return register_cast(docname=docname, classes=["cast", EDITORIAL])


class ChartDirective(SphinxDirective):
    """A picture of the register with its table."""

    view: ClassVar[str]

    def run(self) -> list[Node]:
        """Return an empty chart, drawn when the document is resolved."""
        classes = ["prosopography-chart", self.view]
        node = register_chart(view=self.view, options=dict(self.options), classes=classes)
        self.set_source_info(node)
        return [node]


class ChronologyDirective(ChartDirective):
    """Lives of people, spans of factions, events, on one scale of years."""

    view = "chronology"
    option_spec: ClassVar[OptionSpec] = {
        "from": directives.nonnegative_int,
        "to": directives.nonnegative_int,
        "kinds": directives.unchanged,
    }


class DispersionDirective(ChartDirective):
    """Who is named where."""

    view = "dispersion"
    option_spec: ClassVar[OptionSpec] = {
        "documents": directives.unchanged,
        "kinds": directives.unchanged,
    }


VIEWS: dict[str, type[SphinxDirective]] = {
    "cast": CastDirective,
    "chronology": ChronologyDirective,
    "dispersion": DispersionDirective,
}
