"""Short forms of entries, at the end of each page that mentions them, for readers to pop up."""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from .pages import EPUB_TYPE, XHTML, Page, has_class, text_of

HEADINGS = frozenset(f"{XHTML}{name}" for name in ("dt", "h1", "h2", "h3", "h4", "h5", "h6"))
KEPT = frozenset(f"{XHTML}{name}" for name in ("em", "i", "b", "strong", "cite"))


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
    """Return a note: the entry's name, which leads to the entry, its first paragraph, ways back."""
    aside = ET.Element(f"{XHTML}aside", {"id": identifier, "role": "doc-footnote"})
    paragraph = ET.SubElement(aside, f"{XHTML}p")
    name = ET.SubElement(paragraph, f"{XHTML}a", {"href": popup.href})
    name.text = _name(popup)
    name.tail = ". "
    description = next(popup.entry.iter(f"{XHTML}p"), None)
    if description is not None:
        span = ET.SubElement(paragraph, f"{XHTML}span")
        _copy_text(description, span)
    for number, anchor in enumerate(anchors, 1):
        back = ET.SubElement(paragraph, f"{XHTML}a", {"href": f"#{anchor}", "role": "doc-backlink"})
        back.text = f"↩{number}" if len(anchors) > 1 else "↩"
        _space_before(paragraph)
    return aside


def _space_before(paragraph: ET.Element) -> None:
    """Put a space between the last child of a paragraph and the one before it."""
    before = paragraph[-2]
    before.tail = (before.tail or "").rstrip() + " "


def _name(popup: Popup) -> str:
    """Return the heading of an entry, or the words of the first link to it."""
    for element in popup.entry.iter():
        if element.tag in HEADINGS:
            return text_of(element)
    return text_of(popup.links[0])


def _copy_text(source: ET.Element, target: ET.Element) -> None:
    """Copy words and emphasis; links, ids and what an editor added between the words stay out."""
    last: ET.Element | None = None
    _add(target, last, source.text)
    for child in source:
        if child.tag in KEPT:
            last = ET.SubElement(target, child.tag)
            _copy_text(child, last)
        elif not has_class(child, "editorial"):
            for text in child.itertext():
                _add(target, last, text)
        _add(target, last, child.tail)


def _add(parent: ET.Element, last: ET.Element | None, text: str | None) -> None:
    if last is None:
        parent.text = (parent.text or "") + (text or "")
    else:
        last.tail = (last.tail or "") + (text or "")
