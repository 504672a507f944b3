"""TEI P5: names in the text, entries with their heads and facts, and the register as data.

The translator is any that can ``start`` and ``end`` elements, ``write`` words, and say where a
``pointer`` leads to.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_edition.core.i18n import _
from sphinx_edition.core.tei_parts import XML_ID, TeiPart
from sphinx_edition.prosopography.dates import Span
from sphinx_edition.prosopography.domain import ProsopographyDomain
from sphinx_edition.prosopography.model import Entry
from sphinx_edition.prosopography.register import Register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

#: The element for a name of a kind, by its type in schema.org; any other is a name with its type.
NAMES = {"Person": "persName", "Organization": "orgName", "DefinedTerm": "term"}
#: A date that TEI can say in one attribute.
DAY = re.compile(r"-?\d{4}(-\d\d){0,2}")


# -- In the text -----------------------------------------------------------------------------------


def visit_mention(self: Any, node: nodes.Element) -> None:
    """Open a name, which refers to its entry."""
    pointer = self.pointer(node)
    attributes = {"ref": pointer} if pointer else {}
    kind = node["kind"]
    known = ProsopographyDomain.of(self.builder.env).kinds
    name = NAMES.get(known[kind].schema, "name") if kind in known else "name"
    if name in {"name", "term"}:
        attributes["type"] = kind
    self.start(name, node, **attributes)


def visit_entry(self: Any, node: nodes.Element) -> None:
    """Open an entry."""
    self.start("div", node, type="entry")


def visit_head(self: Any, _node: nodes.Element) -> None:
    """Open the name of an entry."""
    self.start("head")


def depart_head(self: Any, node: nodes.Element) -> None:
    """Give the dates, and close the head."""
    if node.get("dates"):
        self.write(f" ({node['dates']})")
    self.end()


def visit_fact(self: Any, node: nodes.Element) -> None:
    """Open a line of facts."""
    self.start("p")
    self.write(f"{node['label']}{_(':')} ")


def close(self: Any, _node: nodes.Element) -> None:
    """Close what was opened."""
    self.end()


# -- Beside the text -------------------------------------------------------------------------------


def parts(app: Sphinx) -> list[TeiPart]:
    """Return the register as lists, one for each kind, and the relations of its entries."""
    register = ProsopographyDomain.of(app.env).register
    found = [
        listing(register, kind, entries)
        for kind in register.kinds
        if (entries := list(register.of_kind(kind)))
    ]
    related = ET.Element("listRelation")
    related.extend(relations(register))
    if len(related):
        found.append(related)
    return [TeiPart("standOff", element) for element in found]


def listing(register: Register, kind: str, entries: list[Entry]) -> ET.Element:
    """Return the entries of a kind."""
    schema = register.kinds[kind].schema
    if schema == "Person":
        found, make = ET.Element("listPerson"), person
    elif schema == "Organization":
        found, make = ET.Element("listOrg"), organisation
    elif schema == "Event":
        found, make = ET.Element("listEvent"), event
    else:
        found, make = ET.Element("list", {"type": "gloss", "subtype": kind}), concept
    for entry in entries:
        found.extend(make(entry))
    return found


def person(entry: Entry) -> Iterator[ET.Element]:
    """Yield a person."""
    found = ET.Element("person", {XML_ID: entry.anchor})
    add(found, "persName", entry.spoken)
    for alias in entry.aliases:
        add(found, "persName", alias, type="alias")
    for tag, span in (("birth", entry.first), ("death", entry.last)):
        if span is not None:
            ET.SubElement(found, tag, dated(span))
    found.extend(identifiers(entry))
    add(found, "note", entry.summary)
    yield found


def organisation(entry: Entry) -> Iterator[ET.Element]:
    """Yield a group of people; its name has the time of its existence."""
    found = ET.Element("org", {XML_ID: entry.anchor})
    add(found, "orgName", entry.spoken, **existence(entry))
    for alias in entry.aliases:
        add(found, "orgName", alias, type="alias")
    found.extend(identifiers(entry))
    add(found, "note", entry.summary)
    yield found


def event(entry: Entry) -> Iterator[ET.Element]:
    """Yield an event."""
    found = ET.Element("event", {XML_ID: entry.anchor, **existence(entry)})
    found.extend(identifiers(entry))
    add(found, "label", entry.spoken)
    for alias in entry.aliases:
        add(found, "label", alias, type="alias")
    add(found, "note", entry.summary)
    yield found


def concept(entry: Entry) -> Iterator[ET.Element]:
    """Yield a term and what it means."""
    label = ET.Element("label", {XML_ID: entry.anchor})
    add(label, "term", entry.spoken)
    yield label
    item = ET.Element("item")
    item.text = entry.summary
    for alias in entry.aliases:
        add(item, "term", alias, type="alias")
    item.extend(identifiers(entry))
    yield item


def identifiers(entry: Entry) -> Iterator[ET.Element]:
    """Yield the numbers that authorities have given to an entry."""
    for authority, number in entry.identifiers:
        found = ET.Element("idno", {"type": authority})
        found.text = number
        yield found


def relations(register: Register) -> Iterator[ET.Element]:
    """Yield what each entry has to do with others, as it says itself."""
    for kind in register.kinds:
        for entry in register.of_kind(kind):
            for relation in entry.relations:
                target = register.find(relation.kind, relation.target).entry
                if target is None:
                    continue
                name = "member" if is_member(entry, target) else "related"
                ends = {"active": f"#{entry.anchor}", "passive": f"#{target.anchor}"}
                when = dated(relation.span) if relation.span else {}
                yield ET.Element("relation", {"name": name, **ends, **when})


def is_member(entry: Entry, target: Entry) -> bool:
    """Tell whether a relation is that of a person to a group."""
    return (entry.kind.schema, target.kind.schema) == ("Person", "Organization")


def existence(entry: Entry) -> dict[str, str]:
    """Return the attributes for beginning and end of an entry."""
    if len(entry.kind.dates) == 1:
        return dated(entry.first) if entry.first else {}
    found: dict[str, str] = {}
    if entry.first:
        found |= side(entry.first, entry.first.first, "from", "notBefore")
    if entry.last:
        found |= side(entry.last, entry.last.last, "to", "notAfter")
    return found


def side(span: Span, day: tuple[int, int, int] | None, exact: str, bound: str) -> dict[str, str]:
    """Return one side of an entry's time: exactly, or the ``day`` that bounds it."""
    if DAY.fullmatch(span.edtf):
        return {exact: span.edtf}
    return {bound: iso(day)} if day else {}


def dated(span: Span) -> dict[str, str]:
    """Return a date or an interval as attributes of TEI; bounds where it is not exact."""
    if DAY.fullmatch(span.edtf):
        return {"when": span.edtf}
    first, _slash, last = span.edtf.partition("/")
    if last and DAY.fullmatch(first) and (DAY.fullmatch(last) or last == ".."):
        return {"from": first} | ({"to": last} if last != ".." else {})
    found: dict[str, str] = {}
    if span.first:
        found["notBefore"] = iso(span.first)
    if span.last:
        found["notAfter"] = iso(span.last)
    return found


def iso(day: tuple[int, int, int]) -> str:
    """Return a day as ISO 8601 has it."""
    year, month, number = day
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{number:02d}"


def add(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    """Add an element with ``text``, if there is any."""
    if text:
        ET.SubElement(parent, tag, attributes).text = text
