"""TEI P5: citations with the works that they lead to, and the works as ``biblStruct``."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_edition.core.i18n import _
from sphinx_edition.core.tei_parts import XML_ID, TeiPart, address

from . import csl
from .nodes import cited, crossref, expansion, work, works

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

PAGES = re.compile(r"pp?\.\s*(?P<first>\w+)(?:\s*[-–]\s*(?P<last>\w+))?")
#: CSL's types of what is a part of something else, with the level of that in TEI's terms.
CONTAINERS = {
    "article-journal": "j",
    "article-magazine": "j",
    "article-newspaper": "j",
    "chapter": "m",
    "paper-conference": "m",
    "entry-encyclopedia": "m",
}


# -- In the text -----------------------------------------------------------------------------------


def visit_cited(self: Any, node: cited) -> None:
    """Open words that cite a work; where the print has it, the place in the work is marked."""
    pointer = self.pointer(node)
    self.start("bibl", node, **({"corresp": pointer} if pointer else {}))
    locator = node.get("locator", "")
    if locator and not mark_locator(node, locator):
        node += printed_nowhere(locator)


class scope(nodes.inline):  # noqa: N801
    """Where in a work, with what TEI says of it: ``unit``, ``from``, ``to``."""


def mark_locator(node: cited, locator: str) -> bool:
    """Wrap the printed words that are the ``locator``; tell whether there are any."""
    pattern = re.compile(re.escape(locator).replace("–", "[-–—]").replace(r"\ ", r"\s+"))
    for text in reversed(list(node.findall(nodes.Text))):
        for match in reversed(list(pattern.finditer(text))):
            whole = scope("", match[0], **bounds(locator))
            before, after = text[: match.start()], text[match.end() :]
            parts = [nodes.Text(before)] if before else []
            text.parent.replace(text, [*parts, whole, *([nodes.Text(after)] if after else [])])
            return True
    return False


def printed_nowhere(locator: str) -> list[scope]:
    """Return the pages of a ``locator`` that is not printed, as far as it names pages."""
    found = bounds(locator)
    return [scope("", "", **found)] if found else []


def bounds(locator: str) -> dict[str, str]:
    """Return what TEI says of the pages that a ``locator`` names."""
    pages = PAGES.fullmatch(locator)
    if pages is None:
        return {}
    return {"unit": "page", "from": pages["first"], "to": pages["last"] or pages["first"]}


def visit_scope(self: Any, node: scope) -> None:
    """Open the place in a work."""
    self.start("biblScope", **{key: node[key] for key in ("unit", "from", "to") if key in node})


def visit_expansion(self: Any, node: expansion) -> None:
    """Put what an abbreviation stands for beside the text: it is the editors' word."""
    index = node.parent.index(node)
    citations = [each for each in node.parent.children[:index] if isinstance(each, cited)]
    pointer = self.own_pointer(citations[-1]) if citations else None
    self.start_beside("note", type="editorial", **({"target": pointer} if pointer else {}))


def visit_works(self: Any, node: works) -> None:
    """Open a list of works."""
    self.start("listBibl", node)


def visit_work(self: Any, node: work) -> None:
    """Open a work, as the edition prints it."""
    self.start("bibl", node)


def close(self: Any, _node: nodes.Element) -> None:
    """Close what was opened."""
    self.end()


def visit_crossref(self: Any, node: crossref) -> None:
    """Open a link."""
    self.visit_reference(node)


# -- Beside the text -------------------------------------------------------------------------------


def parts(app: Sphinx) -> list[TeiPart]:
    """Return the works that the book lists, as data."""
    first: dict[str, Any] = {}
    for citation in app.env.get_domain("cite").citations:  # type: ignore[attr-defined]
        first.setdefault(citation.key, citation)
    if not first:
        return []
    listed = ET.Element("listBibl")
    for citation in sorted(first.values(), key=lambda each: str(each.citation_id)):
        described = structure(csl.item(citation.entry, ""))
        described.set(XML_ID, citation.citation_id)
        listed.append(described)
    return [TeiPart("standOff", listed)]


def structure(item: dict[str, Any]) -> ET.Element:
    """Return an item of CSL-JSON as a ``biblStruct``."""
    found = ET.Element("biblStruct", {"type": item["type"]})
    whole = ET.Element("monogr")
    if container := item.get("container-title"):
        part = ET.SubElement(found, "analytic")
        part.extend(people(item, "author", "author"))
        add(part, "title", item["title"], level="a")
        part.extend(people(item, "translator", "editor", role="translator"))
        add(whole, "title", container, level=CONTAINERS.get(item["type"], "m"))
        whole.extend(numbers(item))
        whole.extend(people(item, "editor", "editor"))
    else:
        whole.extend(people(item, "author", "author"))
        add(whole, "title", item["title"], level="m")
        whole.extend(numbers(item))
        whole.extend(people(item, "editor", "editor"))
        whole.extend(people(item, "translator", "editor", role="translator"))
    if "edition" in item:
        add(whole, "edition", item["edition"])
    whole.append(imprint(item))
    found.append(whole)
    if "collection-title" in item:
        series = ET.SubElement(found, "series")
        add(series, "title", item["collection-title"], level="s")
        if "collection-number" in item:
            add(series, "biblScope", item["collection-number"], unit="volume")
    if "note" in item:
        add(found, "note", item["note"])
    if "URL" in item:
        ET.SubElement(found, "ptr", {"target": address(item["URL"])})
    return found


def numbers(item: dict[str, Any]) -> Iterator[ET.Element]:
    """Yield the numbers by which a work is known."""
    for name in ("DOI", "ISBN", "ISSN"):
        if name in item:
            found = ET.Element("idno", {"type": name})
            found.text = str(item[name])
            yield found


def imprint(item: dict[str, Any]) -> ET.Element:
    """Return where, by whom and when a work was published, and which part of it is meant."""
    found = ET.Element("imprint")
    for name, tag in (("publisher-place", "pubPlace"), ("publisher", "publisher")):
        if name in item:
            add(found, tag, item[name])
    issued = item.get("issued", {})
    days = ["-".join(f"{part:02d}" for part in each) for each in issued.get("date-parts", [])]
    said = "/".join(days) or issued.get("literal", _("undated"))
    date = add(found, "date", said)
    if len(days) == 1 and re.fullmatch(r"\d{4}(-\d\d){0,2}", days[0]):
        date.set("when", days[0])
    for name, unit in (("volume", "volume"), ("issue", "issue"), ("page", "page")):
        if name in item:
            add(found, "biblScope", item[name], unit=unit)
    return found


def people(
    item: dict[str, Any], variable: str, tag: str, **attributes: str
) -> Iterator[ET.Element]:
    """Yield those whom a ``variable`` of a work names."""
    for name in item.get(variable, []):
        element = ET.Element(tag, attributes)
        if "literal" in name:
            element.text = name["literal"]
        else:
            person = ET.SubElement(element, "persName")
            for key, part in (("given", "forename"), ("family", "surname"), ("suffix", "genName")):
                if name.get(key):
                    add(person, part, name[key])
        yield element


def add(parent: ET.Element, tag: str, text: object, **attributes: str) -> ET.Element:
    """Add an element with ``text``."""
    element = ET.SubElement(parent, tag, attributes)
    element.text = str(text)
    return element
