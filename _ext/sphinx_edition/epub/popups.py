"""Entries in short, at the end of each page that names them: a name's link leads there first."""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_edition.epub.pages import BACK_TYPES, HEADINGS, XHTML, Page, has_class, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The end of a sentence and what follows: a stop after a word of three letters or more (no initial,
#: no "St."), with a space; or a full stop of a script that needs none.
STOP = re.compile(r"(?:\w{3}[.!?…؟۔।։][”’»)\]]*(?=\s)|[。！？][”’」』）]*)\s*[“‘«(\[]*(?P<next>.)?")
#: What an editor added between the words of a description.
ADDED = ("editorial", "bibtex-citation")


@dataclass
class Popup:
    """An entry that a page links to: its element, its address, and the links in the page."""

    entry: ET.Element
    href: str
    links: list[ET.Element] = field(default_factory=list)


def add_popups(pages: list[Page], classes: frozenset[str]) -> None:
    """Point links of these classes at a short form of the entry on their own page."""
    if not classes:
        return
    entries = {
        f"{page.href}#{element.get('id')}": element
        for page in pages
        for element in page.root.iter()
        if element.get("id")
    }
    for page in pages:
        if page.kind not in BACK_TYPES:  # whoever reads a register is among its entries already
            _point(page, classes, entries)


def _point(page: Page, classes: frozenset[str], entries: dict[str, ET.Element]) -> None:
    """Add the short forms to a page; say of the first link in each section that it explains."""
    popups: dict[str, Popup] = {}
    explained: set[tuple[ET.Element, str]] = set()
    for link, section, in_heading in _links(page.body, page.body, in_heading=False):
        path, _, fragment = link.get("href", "").partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.href), path))
        entry = entries.get(f"{target}#{fragment}")
        if not classes.intersection(link.get("class", "").split()) or entry is None or not path:
            continue
        popups.setdefault(fragment, Popup(entry, link.get("href", ""))).links.append(link)
        link.set("href", f"#{fragment}")
        if not in_heading and (section, fragment) not in explained:
            explained.add((section, fragment))
            link.set("role", "doc-glossref")
    if popups:
        home = page.body.find(f"{XHTML}section")
        group = ET.SubElement(
            page.body if home is None else home, f"{XHTML}section", {"class": "popups editorial"}
        )
        parents = page.parents()
        for fragment in sorted(popups):
            _append(group, fragment, popups[fragment], parents)


def _links(
    element: ET.Element, section: ET.Element, *, in_heading: bool
) -> Iterator[tuple[ET.Element, ET.Element, bool]]:
    """Yield each link, the section that it stands in, and whether it stands in a heading."""
    for child in element:
        if child.tag == f"{XHTML}a":
            yield child, section, in_heading
        inner = child if child.tag == f"{XHTML}section" else section
        yield from _links(child, inner, in_heading=in_heading or child.tag in HEADINGS)


def _append(
    group: ET.Element, fragment: str, popup: Popup, parents: dict[ET.Element, ET.Element]
) -> None:
    """Add an entry's name, which leads to the entry, its first sentence, and the way back."""
    first = popup.links[0]
    around = parents[first]
    if "id" in first.attrib or "id" not in around.attrib or around.tag != f"{XHTML}span":
        around = first
    back = around.attrib.setdefault("id", f"named-{fragment}")
    paragraph = ET.SubElement(group, f"{XHTML}p", {"id": fragment})
    name = ET.SubElement(paragraph, f"{XHTML}a", {"href": popup.href})
    heading = next((each for each in popup.entry.iter() if each.tag in HEADINGS), first)
    name.text = text_of(heading)
    description = next(popup.entry.iter(f"{XHTML}p"), None)
    name.tail = f". {first_sentence(description)} " if description is not None else " "
    ET.SubElement(paragraph, f"{XHTML}a", {"href": f"#{back}", "role": "doc-backlink"}).text = "↩"


def first_sentence(paragraph: ET.Element) -> str:
    """Return the first sentence of a paragraph, without what an editor added between its words."""
    text = " ".join("".join(_words(paragraph)).split())
    text = re.sub(r" ([,.;:])", r"\1", text)  # a citation stood there
    for stop in STOP.finditer(text):
        follows = stop["next"] or ""
        if not follows.islower():
            return text[: stop.start("next") if follows else len(text)].rstrip(" “‘«([")
    return text


def _words(element: ET.Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not any(has_class(child, name) for name in ADDED):
            yield from _words(child)
        yield child.tail or ""
