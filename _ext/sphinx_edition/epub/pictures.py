"""Pictures that take the reader's ink: drawings in ``currentColor`` stand in the page itself."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from sphinx_edition.epub.pages import SVG, XHTML, Page

INK = "currentColor"


def draw_into_page(page: Page, folder: Path) -> None:
    """Put the drawings that a page shows, and that are in the reader's ink, into the page.

    A file beside the page knows nothing of the page's ink: it would be black by night, or white if
    it had a paper of its own.
    """
    parents = page.parents()
    for image in list(page.root.iter(f"{XHTML}img")):
        path = (folder / page.href).parent / image.get("src", "")
        if path.suffix != ".svg" or not path.is_file():
            continue
        text = path.read_text("utf-8")
        if INK not in text:
            continue
        drawing = _without_paper(ET.fromstring(text))
        drawing.attrib |= {"role": "img", "aria-label": image.get("alt", "")}
        drawing.tail = image.tail
        around = parents[image]
        around[list(around).index(image)] = drawing


def _without_paper(drawing: ET.Element) -> ET.Element:
    """Take from a drawing a ground that covers all of it."""
    if len(drawing) and drawing[0].tag == f"{SVG}rect":
        size = drawing[0].get("width"), drawing[0].get("height")
        if size == ("100%", "100%"):
            del drawing[0]
    return drawing
