"""The imprint of the title page: who made the book, in which version, of what, on what terms."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from sphinx_edition.core.i18n import _, format_date, language
from sphinx_edition.epub.pages import EPUB_TYPE, XHTML

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_edition.epub.pages import Page
    from sphinx_edition.epub.record import Book


def add_imprint(pages: Sequence[Page], book: Book) -> None:
    """Let the title page, where the book has one, end with what the package says of the book."""
    page = next((page for page in pages if page.kind == "titlepage"), None)
    if page is None:
        return
    section = page.body.find(f"{XHTML}section")
    imprint = ET.SubElement(
        page.body if section is None else section,
        f"{XHTML}section",
        {"class": "imprint editorial", EPUB_TYPE: "copyright-page", "aria-label": _("Imprint")},
    )
    for line in lines_of(book):
        ET.SubElement(imprint, f"{XHTML}p").text = line


def lines_of(book: Book) -> Iterator[str]:
    """Yield the lines of the imprint, none for what is not known."""
    if book.contributors:
        yield _("Contributors: {names}").format(names=f"{_(';')} ".join(book.contributors))
    if book.publisher != book.author:  # which Sphinx takes where no publisher is named
        yield book.publisher
    year, month, day = map(int, book.modified[:10].split("-"))
    date = format_date(year, month, day, language())
    version = _("Version {version}").format(version=book.version) if book.version else ""
    yield ", ".join(filter(None, (version, date)))
    if book.source:
        yield _("Source: {source}").format(source=book.source)
    if book.rights:
        yield book.rights
