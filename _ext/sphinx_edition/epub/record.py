"""What the package document says about a book: bibliography and accessibility."""

from __future__ import annotations

import os
import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from sphinx_edition.core.i18n import _
from sphinx_edition.core.warnings import Warn, warn
from sphinx_edition.epub.pages import SVG, XHTML, with_role

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Sequence

    from sphinx.config import Config

    from sphinx_edition.epub.pages import Page


@dataclass(frozen=True)
class Book:
    """The bibliographic record; an empty string is a field left out."""

    identifier: str
    title: str
    version: str
    author: str
    language: str
    modified: str
    """``YYYY-MM-DDThh:mm:ssZ``"""
    publisher: str
    description: str
    rights: str
    contributors: tuple[str, ...]
    subjects: tuple[str, ...]
    source: str

    @property
    def direction(self) -> str:
        """The direction in which the language is written: ``ltr`` or ``rtl``."""
        try:
            return str(Locale.parse(self.language.replace("_", "-"), sep="-").text_direction)
        except (ValueError, UnknownLocaleError):
            return "ltr"

    def optional_fields(self) -> list[tuple[str, str]]:
        """Return pairs of a Dublin Core element and its value, as they go into the package."""
        fields = [
            ("publisher", self.publisher),
            ("description", self.description),
            ("rights", self.rights),
            ("source", self.source),
        ]
        return [pair for pair in fields if pair[1]] + [("subject", s) for s in self.subjects]


@dataclass(frozen=True)
class Access:
    """The accessibility record, in the words of schema.org and EPUB Accessibility 1.1."""

    modes: tuple[str, ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    summary: str
    conforms_to: str
    certified_by: str
    page_source: str


def timestamp() -> time.struct_time:
    """Return the moment that stands in the book: ``SOURCE_DATE_EPOCH``, else now.

    Nothing before 1980, which a zip archive cannot say.
    """
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))
    return time.gmtime(max(seconds, 315532800))


def describe(config: Config) -> Book:
    """Read the bibliographic record from the settings."""

    def known(value: str) -> str:
        return "" if value == "unknown" else value

    title, author = config.epub_title, known(config.epub_author)
    fallback = uuid.uuid5(uuid.NAMESPACE_URL, config.html_baseurl or f"{author}/{title}")
    contributor = known(config.epub_contributor)
    return Book(
        identifier=known(config.epub_identifier) or fallback.urn,
        title=title,
        version=config.release,
        author=author,
        language=config.epub_language,
        modified=time.strftime("%Y-%m-%dT%H:%M:%SZ", timestamp()),
        publisher=known(config.epub_publisher),
        description=known(config.epub_description),
        rights=known(config.epub_copyright or ""),
        contributors=tuple(name.strip() for name in contributor.split(";") if name.strip()),
        subjects=tuple(config.accessible_epub_subjects),
        source=config.accessible_epub_page_source,
    )


def assess(config: Config, pages: Sequence[Page]) -> Access:
    """Read from the pages what a reader can count on, and the rest from the settings."""
    features = [
        "tableOfContents",
        "readingOrder",
        "structuralNavigation",
        "displayTransformability",
    ]
    has_pages = any(with_role(page, "doc-pagebreak") for page in pages)
    if has_pages:
        features += ["pageNavigation", "pageBreakMarkers"]
    images = [
        image
        for page in pages
        for image in page.root.iter()
        if image.tag in (f"{XHTML}img", f"{SVG}svg")
    ]
    if all(_is_described(image) for image in images):
        features.append("alternativeText")
    if has_pages and not config.accessible_epub_page_source:
        warn(
            Warn.EPUB_PAGE_SOURCE,
            "the book has page breaks, but accessible_epub_page_source does not say whose",
        )
    return Access(
        modes=("textual", "visual") if images else ("textual",),
        features=tuple(features),
        hazards=tuple(config.accessible_epub_hazards),
        summary=config.accessible_epub_summary or _default_summary(has_pages),
        conforms_to=config.accessible_epub_conforms_to,
        certified_by=config.accessible_epub_certified_by,
        page_source=config.accessible_epub_page_source if has_pages else "",
    )


def _is_described(image: ET.Element) -> bool:
    """Tell whether an image has a text of its own; Sphinx gives it its path where it has none."""
    if image.tag == f"{SVG}svg":
        return bool(image.get("aria-label")) or image.get("aria-hidden") == "true"
    alternative = image.get("alt")
    name = (alternative or "").rpartition("/")[2] or "/"
    return alternative is not None and not image.get("src", "").endswith(name)


def _default_summary(has_pages: bool) -> str:
    """Return what is true of every book that this builder makes."""
    if has_pages:
        return _(
            "The text is in reading order and reflows; it can be navigated by a table of contents, "
            "headings and landmarks, and the page numbers of a printed source. Notes link to the "
            "place they belong to and back."
        )
    return _(
        "The text is in reading order and reflows; it can be navigated by a table of contents, "
        "headings and landmarks. Notes link to the place they belong to and back."
    )
