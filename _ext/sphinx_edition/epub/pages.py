"""A page of the book as an element tree, and what is done to it after Sphinx has written it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

ET.register_namespace("", "http://www.w3.org/1999/xhtml")
ET.register_namespace("epub", "http://www.idpf.org/2007/ops")
ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")

HEADINGS = frozenset(f"{XHTML}{name}" for name in ("dt", "h1", "h2", "h3", "h4", "h5", "h6"))
#: What serves a web page, or says what the book says elsewhere.
FURNITURE = ("toctree-wrapper", "headerlink", "fn-bracket")
#: What a link may hold beside words.
PICTURES = frozenset({f"{XHTML}img", f"{SVG}svg"})
DEPRECATED_ROLES = frozenset({"doc-biblioentry", "doc-endnote"})
# DPUB-ARIA roles for which the EPUB vocabulary has no word, or another one.
TYPE_OF_ROLE = {"doc-pagelist": "page-list", "doc-example": "", "doc-tip": "", "doc-pullquote": ""}
FRONT_TYPES = frozenset({"titlepage", "copyright-page", "preface", "foreword", "dedication"})
BACK_TYPES = frozenset({"appendix", "bibliography", "glossary", "index", "colophon", "endnotes"})
TYPES_WITHOUT_ROLE = frozenset({"copyright-page"})
#: Pandoc passes over a section that is a title page, with all its words.
TYPES_OF_THE_BODY = frozenset({"titlepage"})


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
        text = ET.tostring(_unprefixed(self.root), encoding="unicode")
        return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{text}\n'.encode()


def parse(source: str) -> ET.Element:
    """Return the tree of a page; markup that is HTML but no XML is mended first.

    Raises:
        xml.etree.ElementTree.ParseError: it cannot be mended.

    """
    try:
        return ET.fromstring(source)
    except ET.ParseError:
        from bs4 import BeautifulSoup  # few pages need it

        markup = source.partition("<html")
        return ET.fromstring(str(BeautifulSoup(markup[1] + markup[2], "html.parser")))


def _unprefixed(element: ET.Element, around: str = "") -> ET.Element:
    """Return a copy whose elements have no prefix: what reads a page as HTML knows no ``svg:svg``.

    ``around`` is the namespace of the element that it stands in.
    """
    namespace, _, name = element.tag.rpartition("}")
    copy = ET.Element(name, element.attrib)
    if namespace != around:
        copy.set("xmlns", namespace[1:])
    copy.text, copy.tail = element.text, element.tail
    copy.extend(_unprefixed(child, namespace) for child in element)
    return copy


def has_class(element: ET.Element, name: str) -> bool:
    """Tell whether ``class`` contains a name."""
    return name in element.get("class", "").split()


def has_role(element: ET.Element, role: str) -> bool:
    """Tell whether ``role`` contains a name."""
    return role in element.get("role", "").split()


def with_role(page: Page, role: str) -> list[ET.Element]:
    """Return the elements of a page that have a role, in the order of the text."""
    return [element for element in page.root.iter() if has_role(element, role)]


def text_of(element: ET.Element) -> str:
    """Return the text of an element, white space as one space each."""
    return " ".join("".join(element.itertext()).split())


def prepare(page: Page) -> None:
    """Make a page that Sphinx wrote a page of a book."""
    _drop(page)
    _mark_kind(page)
    for element in page.root.iter():
        if has_role(element, "doc-pagebreak"):
            _plain_page_break(element)
        elif has_role(element, "doc-noteref"):
            _plain_note_reference(element)
        elif has_class(element, "footnote-list"):
            _group_notes(element)
        _add_types(element)
        if language := element.get("lang"):
            element.set(XML_LANG, language)


#: What stays of a link that has no words: its place, and a sign that style sheets show there.
KEPT = ("id", "data-sign")


def _drop(page: Page) -> None:
    """Drop the furniture, and links that nobody sees: what leads to them leads to their place."""
    for parent in list(page.root.iter()):
        previous = None
        for child in list(parent):
            is_empty = _is_empty_link(child)
            if is_empty and "id" in child.attrib:
                kept = {name: child.attrib[name] for name in KEPT if name in child.attrib}
                child.tag, child.attrib = f"{XHTML}span", kept
                is_empty = False
            if is_empty or child.tag == f"{XHTML}script" or _is_furniture(child):
                _append_text(parent, previous, child.tail or "")
                parent.remove(child)
            else:
                previous = child


def _is_furniture(element: ET.Element) -> bool:
    return any(has_class(element, name) for name in FURNITURE)


def _is_empty_link(element: ET.Element) -> bool:
    return (
        element.tag == f"{XHTML}a"
        and not text_of(element)
        and not any(inner.tag in PICTURES for inner in element.iter())
    )


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
    if page.kind in TYPES_OF_THE_BODY:
        place = f"{place} {page.kind}"
    page.body.set(EPUB_TYPE, place)
    section = page.body.find(f"{XHTML}section")
    if section is not None and page.kind not in TYPES_OF_THE_BODY:
        section.set(EPUB_TYPE, page.kind)
        if page.kind not in TYPES_WITHOUT_ROLE:
            section.set("role", f"doc-{page.kind}")


def _plain_page_break(element: ET.Element) -> None:
    """Leave of a page break its number as a label: it is no word of the text."""
    label = element.get("aria-label") or element.get("title") or text_of(element)
    tail, identifier = element.tail, element.get("id", "")
    element.clear()
    element.tail, element.tag = tail, f"{XHTML}span"
    element.attrib.update(id=identifier, role="doc-pagebreak")
    element.set("aria-label", label.strip("[] "))


def _plain_note_reference(element: ET.Element) -> None:
    """Keep nothing but its number in the reference to a note: iBooks stumbles over a ``sup``."""
    number = text_of(element)
    for child in list(element):
        element.remove(child)
    element.text = number


def _group_notes(element: ET.Element) -> None:
    """Turn the list of notes into a section, so that its asides lie in no other aside."""
    element.tag = f"{XHTML}section"
    element.set(EPUB_TYPE, "footnotes")
    element.attrib.pop("role", None)


def _add_types(element: ET.Element) -> None:
    """Give an element with a DPUB-ARIA role the matching ``epub:type``."""
    if "role" not in element.attrib:
        return
    roles = [role for role in element.get("role", "").split() if role not in DEPRECATED_ROLES]
    types = [TYPE_OF_ROLE.get(role, role[4:]) for role in roles if role.startswith("doc-")]
    if types := [kind for kind in types if kind]:
        element.attrib.setdefault(EPUB_TYPE, " ".join(types))
    if roles:
        element.set("role", " ".join(roles))
    else:
        del element.attrib["role"]
