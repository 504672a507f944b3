"""Short forms of entries, at the end of each page that mentions them, for readers to pop up."""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .pages import BACK_TYPES, EPUB_TYPE, XHTML, Page, has_class, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADINGS = frozenset(f"{XHTML}{name}" for name in ("dt", "h1", "h2", "h3", "h4", "h5", "h6"))
# Up to a stop after a word of three letters or more (no initial, no "St.") and before a capital.
SENTENCE = re.compile(r".*?\w{3}[.!?…][”’)\]]*(?=\s+[“‘(\[]*[A-ZÀ-ÖØ-Þ])")


@dataclass
class Popup:
    """An entry that one page links to, and the links, in the order of the text."""

    entry: ET.Element
    href: str
    links: list[ET.Element] = field(default_factory=list)


def add_popups(pages: list[Page], classes: frozenset[str]) -> None:
    """Point links of these classes at a note on their own page, which leads on to the entry."""
    if not classes:
        return
    entries = {
        f"{page.href}#{element.get('id')}": element
        for page in pages
        for element in page.root.iter()
        if element.get("id")
    }
    for page in pages:
        if page.kind in BACK_TYPES:
            continue  # whoever reads a register is among its entries already
        popups = _collect(page, classes, entries)
        if popups:
            _append(page, popups)


def _collect(
    page: Page, classes: frozenset[str], entries: dict[str, ET.Element]
) -> dict[str, Popup]:
    """Return the pop-ups of a page by the id of the entry."""
    popups: dict[str, Popup] = {}
    for link in page.root.iter(f"{XHTML}a"):
        if not classes.intersection(link.get("class", "").split()):
            continue
        path, _, fragment = link.get("href", "").partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.href), path))
        entry = entries.get(f"{target}#{fragment}")
        if path and entry is not None and target != page.href:
            popups.setdefault(fragment, Popup(entry, link.get("href", ""))).links.append(link)
    return popups


def _append(page: Page, popups: dict[str, Popup]) -> None:
    section = page.body.find(f"{XHTML}section")
    home = page.body if section is None else section
    parents = page.parents()
    group = ET.SubElement(home, f"{XHTML}section", {"class": "popups editorial"})
    group.set(EPUB_TYPE, "footnotes")
    for identifier in sorted(popups):
        popup = popups[identifier]
        anchors = [
            _anchor(link, parents, f"popup-{identifier}-{number}")
            for number, link in enumerate(popup.links, 1)
        ]
        group.append(_aside(identifier, popup, anchors))
        for link in popup.links:
            link.set("href", f"#{identifier}")
            link.set("role", "doc-noteref")
            link.set("class", f"{link.get('class', '')} popup-link".strip())


def _anchor(link: ET.Element, parents: dict[ET.Element, ET.Element], fresh: str) -> str:
    """Return the id to come back to: the link's, that of the span around it, or a fresh one."""
    around = parents[link]
    if "id" not in link.attrib and around.tag == f"{XHTML}span" and "id" in around.attrib:
        return around.attrib["id"]
    return link.attrib.setdefault("id", fresh)


def _aside(identifier: str, popup: Popup, anchors: list[str]) -> ET.Element:
    """Return a note: the entry's name, which leads to the entry, its first sentence, ways back."""
    aside = ET.Element(f"{XHTML}aside", {"id": identifier, "role": "doc-footnote"})
    paragraph = ET.SubElement(aside, f"{XHTML}p")
    name = ET.SubElement(paragraph, f"{XHTML}a", {"href": popup.href})
    name.text = _name(popup)
    name.tail = ". "
    description = next(popup.entry.iter(f"{XHTML}p"), None)
    if description is not None:
        name.tail += _first_sentence(description) + " "
    for number, anchor in enumerate(anchors, 1):
        back = ET.SubElement(paragraph, f"{XHTML}a", {"href": f"#{anchor}", "role": "doc-backlink"})
        back.text = f"↩{number}" if len(anchors) > 1 else "↩"
        back.tail = " "
    return aside


def _name(popup: Popup) -> str:
    """Return the heading of an entry, or the words of the first link to it."""
    for element in popup.entry.iter():
        if element.tag in HEADINGS:
            return text_of(element)
    return text_of(popup.links[0])


def _first_sentence(paragraph: ET.Element) -> str:
    """Return the first sentence of a paragraph, without what an editor added between its words."""
    text = " ".join("".join(_words(paragraph)).split())
    text = re.sub(r" ([,.;:])", r"\1", text)  # a citation stood there
    match = SENTENCE.match(text)
    return match[0] if match else text


def _words(element: ET.Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not has_class(child, "editorial") and not has_class(child, "bibtex-citation"):
            yield from _words(child)
        yield child.tail or ""
