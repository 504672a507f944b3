"""A page of the book as an element tree, and what is done to it after Sphinx has written it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Iterator

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

ET.register_namespace("", "http://www.w3.org/1999/xhtml")
ET.register_namespace("epub", "http://www.idpf.org/2007/ops")
ET.register_namespace("svg", "http://www.w3.org/2000/svg")
ET.register_namespace("m", "http://www.w3.org/1998/Math/MathML")
ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")

DEPRECATED_ROLES = frozenset({"doc-biblioentry", "doc-endnote"})
# DPUB-ARIA roles for which the EPUB vocabulary has no word, or another one.
TYPE_OF_ROLE = {"doc-pagelist": "page-list", "doc-example": "", "doc-tip": "", "doc-pullquote": ""}
FRONT_TYPES = frozenset({"titlepage", "copyright-page", "preface", "foreword", "dedication"})
BACK_TYPES = frozenset({"appendix", "bibliography", "glossary", "index", "colophon", "endnotes"})
TYPES_WITHOUT_ROLE = frozenset({"titlepage", "copyright-page"})


@dataclass
class Page:
    """One XHTML file: its path inside the book, its kind (``epub:type``) and its tree."""

    href: str
    kind: str
    root: ET.Element
    linear: bool = True

    @property
    def body(self) -> ET.Element:
        """The element that holds the text."""
        body = self.root.find(f"{XHTML}body")
        return self.root if body is None else body

    def parents(self) -> dict[ET.Element, ET.Element]:
        """Map every element to the one around it."""
        return {child: parent for parent in self.root.iter() for child in parent}

    def serialize(self) -> bytes:
        """Return the file as it goes into the archive."""
        text = ET.tostring(self.root, encoding="unicode")
        return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{text}\n'.encode()


def parse(source: str) -> ET.Element:
    """Return the tree of a page; markup that is HTML but no XML is mended first.

    Raises ``ET.ParseError`` if it cannot be.
    """
    try:
        return ET.fromstring(source)
    except ET.ParseError:
        markup = source.partition("<html")
        return ET.fromstring(str(BeautifulSoup(markup[1] + markup[2], "html.parser")))


def has_class(element: ET.Element, name: str) -> bool:
    """Tell whether ``class`` contains a name."""
    return name in element.get("class", "").split()


def with_role(page: Page, role: str) -> list[ET.Element]:
    """Return the elements of a page that have a role, in the order of the text."""
    return [element for element in page.root.iter() if role in element.get("role", "").split()]


def text_of(element: ET.Element) -> str:
    """Return the text of an element, white space as one space each."""
    return " ".join("".join(element.itertext()).split())


def prepare(page: Page) -> None:
    """Make a page that Sphinx wrote a page of a book."""
    _drop_furniture(page)
    _mark_kind(page)
    _mark_page_breaks(page)
    _plain_note_references(page)
    _group_notes(page)
    _roles_to_types(page)
    for element in page.root.iter():
        if language := element.get("lang"):
            element.set(XML_LANG, language)


def _is_furniture(element: ET.Element) -> bool:
    """Tell whether an element serves a web page, or says what the book says elsewhere."""
    return (
        element.tag == f"{XHTML}script"
        or has_class(element, "toctree-wrapper")
        or has_class(element, "headerlink")
        or has_class(element, "fn-bracket")
    )


def _drop_furniture(page: Page) -> None:
    for parent in list(page.root.iter()):
        previous = None
        for child in list(parent):
            if _is_furniture(child):
                _append_text(parent, previous, child.tail or "")
                parent.remove(child)
            else:
                previous = child


def _append_text(parent: ET.Element, previous: ET.Element | None, text: str) -> None:
    """Add text after a child, or at the beginning of its parent where there is none."""
    if previous is None:
        parent.text = (parent.text or "") + text
    else:
        previous.tail = (previous.tail or "") + text


def _mark_kind(page: Page) -> None:
    """Say on the body and the outermost section what part of the book a page is."""
    place = "bodymatter"
    if page.kind in FRONT_TYPES:
        place = "frontmatter"
    elif page.kind in BACK_TYPES:
        place = "backmatter"
    page.body.set(EPUB_TYPE, place)
    section = page.body.find(f"{XHTML}section")
    if section is not None:
        section.set(EPUB_TYPE, page.kind)
        if page.kind not in TYPES_WITHOUT_ROLE:
            section.set("role", f"doc-{page.kind}")


def _mark_page_breaks(page: Page) -> None:
    """Leave of a page break its number as a label: it is no word of the text."""
    for element in with_role(page, "doc-pagebreak"):
        label = element.get("aria-label") or element.get("title") or text_of(element)
        tail = element.tail
        identifier = element.get("id", "")
        element.clear()
        element.tail = tail
        element.tag = f"{XHTML}span"
        element.attrib.update(id=identifier, role="doc-pagebreak")
        element.set("aria-label", label.strip("[] "))


def _plain_note_references(page: Page) -> None:
    """Keep nothing but its number in the reference to a note: iBooks stumbles over a ``sup``."""
    for element in with_role(page, "doc-noteref"):
        if has_class(element, "popup-link"):
            continue
        number = text_of(element)
        for child in list(element):
            element.remove(child)
        element.text = number


def _group_notes(page: Page) -> None:
    """Turn the list of notes into a section, so that its asides lie in no other aside."""
    for element in page.root.iter(f"{XHTML}aside"):
        if has_class(element, "footnote-list"):
            element.tag = f"{XHTML}section"
            element.set(EPUB_TYPE, "footnotes")
            element.attrib.pop("role", None)


def _roles_to_types(page: Page) -> None:
    """Give every element with a DPUB-ARIA role the matching ``epub:type``."""
    for element in page.root.iter():
        roles = [role for role in element.get("role", "").split() if role not in DEPRECATED_ROLES]
        if "role" not in element.attrib:
            continue
        if not roles:
            del element.attrib["role"]
            continue
        element.set("role", " ".join(roles))
        types = list(_types(roles))
        if types and EPUB_TYPE not in element.attrib:
            element.set(EPUB_TYPE, " ".join(types))


def _types(roles: list[str]) -> Iterator[str]:
    for role in roles:
        if role.startswith("doc-") and (kind := TYPE_OF_ROLE.get(role, role[4:])):
            yield kind
