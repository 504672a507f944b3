"""Fits what was written into the places of TEI: what may stand where.

A doctree is freer than TEI: a picture or a link may stand between paragraphs, a paragraph after
the last subsection, a heading in the middle of a page.  Nothing is lost: what does not fit where it
stands gets an element around it, or another name.

Source: the content models of TEI P5 4.12 for ``div``, ``p``, ``list`` and ``macro.specialPara``.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from sphinx_edition.core.tei_parts import XML_ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Item = ET.Element | str

#: What may stand between and beside paragraphs.
BLOCKS = frozenset(
    [
        "p",
        "ab",
        "list",
        "table",
        "quote",
        "cit",
        "lg",
        "label",
        "eg",
        "div",
        "head",
        "listBibl",
        "listPerson",
        "listOrg",
        "listEvent",
    ]
)
#: What may stand nearly everywhere.
GLOBALS = frozenset(
    [
        "anchor",
        "pb",
        "lb",
        "milestone",
        "note",
        "figure",
        "gap",
    ]
)
FIGURE = frozenset(
    [
        "graphic",
        "figDesc",
    ]
)
#: What holds no words of its own, only blocks.
DIVISIONS = frozenset(
    [
        "body",
        "front",
        "back",
        "div",
    ]
)
#: What holds words, but no paragraphs.
PHRASES = frozenset(
    [
        "p",
        "ab",
        "head",
        "l",
        "hi",
        "ref",
        "foreign",
        "term",
        "title",
        "seg",
        "label",
        "bibl",
        "code",
        "abbr",
        "persName",
        "orgName",
        "name",
        "rs",
        "corr",
        "sic",
        "supplied",
    ]
)
#: What of these holds no bibliographic reference.
WORDS = frozenset(
    [
        "label",
        "term",
    ]
)
#: What holds words and paragraphs, but no heads.
MIXED = frozenset(
    [
        "note",
        "item",
        "cell",
        "quote",
    ]
)
#: What is nothing if it is empty.
NEVER_EMPTY = frozenset(
    [
        "p",
        "ab",
        "list",
        "lg",
        "table",
        "row",
        "cit",
        "hi",
        "seg",
    ]
)


def items(element: ET.Element) -> Iterator[Item]:
    """Yield text and elements of ``element``, in order."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def refill(element: ET.Element, content: Iterable[Item]) -> None:
    """Make ``content`` the text and elements of ``element``."""
    content = list(content)
    element.text = None
    element[:] = [each for each in content if not isinstance(each, str)]
    last = None
    for each in content:
        if not isinstance(each, str):
            each.tail = None
            last = each
        elif last is None:
            element.text = (element.text or "") + each
        else:
            last.tail = (last.tail or "") + each


def fit(element: ET.Element) -> None:
    """Fit what is in ``element``, from the inside out."""
    for child in list(element):
        fit(child)
    prune(element)
    if element.tag in DIVISIONS:
        gather_phrases(element, BLOCKS)
        put_in_order(element)
    elif element.tag == "figure":
        gather_phrases(element, BLOCKS | FIGURE)
    elif element.tag in PHRASES:
        for child in element:
            if child.tag in {"p", "ab", "head", "div"}:
                child.tag = "seg"
                child.attrib.pop("type", None)
    elif element.tag in MIXED:
        for child in element:
            if child.tag == "head":
                child.tag = "label"
    elif element.tag == "list" and element.get("type") == "gloss":
        pair_up(element)


def fit_labels(root: ET.Element) -> None:
    """Let references in labels be links, or words; some labels were heads until now."""
    for label in root.iter():
        if label.tag in WORDS:
            for bibl in label.findall("bibl"):
                work = bibl.attrib.pop("corresp", None)
                bibl.tag = "ref" if work else "seg"
                bibl.attrib.update({"target": work} if work else {})
                for scope in bibl.iter("biblScope"):
                    scope.tag = "seg"
                    scope.attrib.clear()


def prune(element: ET.Element) -> None:
    """Drop what is empty and would say nothing."""
    kept: list[Item] = []
    for item in items(element):
        if isinstance(item, str) or item.tag not in NEVER_EMPTY or len(item) or item.text:
            kept.append(item)
        elif name := item.get(XML_ID):
            kept.append(ET.Element("anchor", {XML_ID: name}))
    refill(element, kept)


def gather_phrases(element: ET.Element, blocks: frozenset[str]) -> None:
    """Put each run of words between the blocks of ``element`` into a paragraph."""
    found: list[Item] = []
    run: list[Item] = []

    def close() -> None:
        if run:
            paragraph = ET.Element("p")
            refill(paragraph, run)
            found.append(paragraph)
            run.clear()

    for item in items(element):
        if not isinstance(item, str) and item.tag in blocks:
            close()
            found.append(item)
        elif run or not is_light(item):
            run.append(item)
        elif not isinstance(item, str):
            found.append(item)
    close()
    refill(element, found)


def is_light(item: Item) -> bool:
    """Tell whether ``item`` may stand between blocks without being one."""
    return not item.strip() if isinstance(item, str) else item.tag in GLOBALS


def put_in_order(element: ET.Element) -> None:
    """Let heads come first in a division, and divisions last."""
    found: list[Item] = []
    late: ET.Element | None = None
    begun = divided = False
    for item in items(element):
        assert not isinstance(item, str)
        if item.tag == "head" and begun:
            item.tag = "label"
        if item.tag == "div":
            late, divided = None, True
        elif divided and item.tag not in GLOBALS:
            if late is None:
                late = ET.Element("div")
                found.append(late)
            late.append(item)
            continue
        begun = begun or item.tag not in {"head", *GLOBALS}
        (late.append if late is not None else found.append)(item)
    for each in found:
        if not isinstance(each, str):
            each.tail = None
    element.text = None
    element[:] = [each for each in found if not isinstance(each, str)]


def pair_up(element: ET.Element) -> None:
    """Let each label of a list have its item, and each item its label."""
    found: list[Item] = []
    waiting = False
    for item in list(element):
        if waiting and item.tag == "label":
            found.append(ET.Element("item"))
        if item.tag == "item" and not waiting:
            found.append(ET.Element("label"))
        if item.tag in {"label", "item"}:
            waiting = item.tag == "label"
        found.append(item)
    if waiting:
        found.append(ET.Element("item"))
    refill(element, found)


def drop(root: ET.Element, unwanted: set[ET.Element]) -> None:
    """Drop elements without words; the words after them stay."""
    for parent in root.iter():
        if any(child in unwanted for child in parent):
            refill(parent, [each for each in items(parent) if each not in unwanted])
