"""The builder: Sphinx writes the pages, this makes a book of them."""

from __future__ import annotations

import html
import posixpath
import xml.etree.ElementTree as ET
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader
from sphinx.builders.epub3 import Epub3Builder
from sphinx.util import logging

from sphinx_edition.core.i18n import _
from sphinx_edition.core.warnings import Warn, warn
from sphinx_edition.epub import archive, cover, navigation, record
from sphinx_edition.epub.archive import Item
from sphinx_edition.epub.imprint import add_imprint
from sphinx_edition.epub.names import plain_path
from sphinx_edition.epub.pages import MATHML, SVG, XHTML, Page, parse, prepare
from sphinx_edition.epub.pictures import draw_into_page
from sphinx_edition.epub.popups import add_popups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Node

logger = logging.getLogger(__name__)

TEMPLATES = Path(__file__).parent / "templates"
STYLE_SHEET = Path(__file__).parent / "theme" / "book.css"


class AccessibleEpubBuilder(Epub3Builder):
    """Writes one ``.epub`` that holds the documents of the table of contents and what they use."""

    def init(self) -> None:
        """Leave out the general index: a book's indexes are pages of the book."""
        super().init()
        self.use_index = False

    def get_theme_config(self) -> tuple[str, dict[str, str | int | bool]]:
        """Use the pages' own bare theme, whatever the site looks like."""
        return "accessible_epub", {}

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the path of a document in the book, which needs no quoting."""
        return plain_path(docname) + self.link_suffix

    def get_output_path(self, page_name: str, /) -> Path:
        """Return where a page is written: where its address leads."""
        return Path(self.outdir, plain_path(page_name) + self.out_suffix)

    def get_outfilename(self, pagename: str) -> str:  # type: ignore[override]  # what 8.1 asks
        """Return the same as words."""
        return str(self.get_output_path(pagename))

    def post_process_images(self, doctree: Node) -> None:
        """Give pictures names that need no quoting."""
        super().post_process_images(doctree)
        for source, name in self.images.items():
            self.images[source] = plain_path(name)

    def copy_static_files(self) -> None:
        """Copy nothing: the only asset is the style sheet, which goes straight into the archive."""

    def copy_extra_files(self) -> None:
        """Copy nothing: what serves a web site is no part of the book."""

    def gen_pages_from_extensions(self) -> None:
        """Write no page that is not a document."""

    def gen_additional_pages(self) -> None:
        """Write no page that is not a document."""

    def get_toc(self) -> None:
        """List the indices of domains, which are no documents, after the documents."""
        super().get_toc()
        for node in self.refnodes:  # relative to the root document, which may lie in a folder
            node["refuri"] = posixpath.normpath(html.unescape(node["refuri"]))
            node["text"] = html.unescape(node["text"])
        self.refnodes += [
            {"level": 1, "refuri": self.get_target_uri(name), "text": index.localname}
            for name, index, _content, _collapse in self.domain_indices
        ]

    def handle_finish(self) -> None:
        """Put the book together."""
        self.get_toc()
        pages = self._read_pages()
        add_popups(pages, frozenset(self.config.accessible_epub_popups))
        book = record.describe(self.config)
        add_imprint(pages, book)
        for page in pages:
            draw_into_page(page, Path(self.outdir))
            prepare(page)
            page.root.set("dir", book.direction)
        files = self._package(pages, book)
        path = Path(self.outdir) / f"{self.config.epub_basename}.epub"
        logger.info("writing %s file...", path.name)
        archive.write(path, files, record.timestamp())

    def _read_pages(self) -> list[Page]:
        """Return the pages of the contents in reading order, then those that they link to."""
        names = dict.fromkeys(node["refuri"].partition("#")[0] for node in self.refnodes)
        pages = [page for name in names if (page := self._read(name))]
        read = {page.href for page in pages}
        for page in pages:
            for href in _links(page):
                if href.endswith(self.out_suffix) and href not in read:
                    read.add(href)
                    if linked := self._read(href, linear=False):
                        pages.append(linked)
        return pages

    def _read(self, href: str, linear: bool = True) -> Page | None:
        path = Path(self.outdir) / href
        if not path.is_file():
            return None
        try:
            root = parse(path.read_text(encoding="utf-8"))
        except ET.ParseError as error:
            warn(
                Warn.EPUB_NOT_WELL_FORMED,
                "%s is no XML and is left out of the book (%s): mend its raw HTML",
                href,
                error,
            )
            return None
        return Page(href, self._kind(href), root, linear)

    def _kind(self, href: str) -> str:
        """Return the ``epub:type`` of a page."""
        documents = {self.get_target_uri(name): name for name in self.env.found_docs}
        name = documents.get(href, href.removesuffix(self.out_suffix))
        for pattern, kind in self.config.accessible_epub_types.items():
            if fnmatchcase(name, pattern):
                return str(kind)
        return "titlepage" if name == self.config.root_doc else "chapter"

    def _package(self, pages: list[Page], book: record.Book) -> dict[str, bytes]:
        """Return every file of the book by its path."""
        points = navigation.contents(
            self.refnodes, {page.href for page in pages}, self.config.epub_tocdepth
        )
        picture = cover.draw(
            book, self.config.accessible_epub_cover_line or book.publisher, self._cover_font()
        )
        texts = [Item(page.href, _properties(page.root), page.linear) for page in pages]
        cover_page, nav_page = Item("cover.xhtml"), Item("nav.xhtml", "nav")
        resources = self._resources(pages)
        images = [Item("cover.png", "cover-image"), *map(Item, resources)]
        page_marks = navigation.page_list(pages)
        titles = {
            "cover": _("Cover"),
            "colon": _(":"),
            "toc": _("Table of Contents"),
            "pages": _("Pages"),
            "landmarks": _("Landmarks"),
        }
        context: dict[str, Any] = {
            "book": book,
            "access": record.assess(self.config, pages),
            "points": points,
            "depth": navigation.depth_of(points),
            "page_list": page_marks,
            "landmarks": navigation.landmarks(pages, points),
            "titles": titles,
            "items": [nav_page, cover_page, *texts, Item("book.css"), *images],
            "cover_id": images[0].id,
            "spine": _spine(cover_page, nav_page, texts, pages),
        }
        return {
            "META-INF/container.xml": (TEMPLATES / "container.xml").read_bytes(),
            "content.opf": _render("content.opf.jinja", context),
            "nav.xhtml": _render("nav.xhtml.jinja", context),
            "toc.ncx": _render("toc.ncx.jinja", context),
            "book.css": STYLE_SHEET.read_bytes(),
            "cover.xhtml": _render("cover.xhtml.jinja", context),
            "cover.png": picture,
            **{page.href: page.serialize() for page in pages},
            **resources,
        }

    def _resources(self, pages: list[Page]) -> dict[str, bytes]:
        """Return the images that the pages show, by their paths."""
        found = {
            source: Path(self.outdir) / source
            for page in pages
            for source in _sources(page)
            if posixpath.splitext(source)[1].lower() in archive.MEDIA_TYPES
        }
        return {href: path.read_bytes() for href, path in found.items() if path.is_file()}

    def _cover_font(self) -> Path | None:
        name = self.config.accessible_epub_cover_font
        return Path(self.confdir) / name if name else None


def _spine(cover_page: Item, nav_page: Item, texts: list[Item], pages: list[Page]) -> list[Item]:
    """Return the reading order: cover, title page, contents, text."""
    front = 1 if pages and pages[0].kind == "titlepage" else 0
    return [cover_page, *texts[:front], nav_page, *texts[front:]]


def _render(template: str, context: dict[str, Any]) -> bytes:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    return (environment.get_template(template).render(context).strip() + "\n").encode()


def _properties(root: ET.Element) -> str:
    """Return what the manifest must say about the content of a page."""
    tags = {element.tag for element in root.iter()}
    names = {"svg": f"{SVG}svg", "mathml": f"{MATHML}math"}
    return " ".join(name for name, tag in names.items() if tag in tags)


def _links(page: Page) -> Iterator[str]:
    for element in page.root.iter(f"{XHTML}a"):
        yield from _resolve(page, element.get("href", ""))


def _sources(page: Page) -> Iterator[str]:
    for element in page.root.iter(f"{XHTML}img"):
        yield from _resolve(page, element.get("src", ""))


def _resolve(page: Page, reference: str) -> Iterator[str]:
    """Yield the path inside the book that a reference in a page leads to, if it does."""
    parts = urlsplit(reference)
    if parts.path and not parts.scheme and not parts.netloc:
        yield posixpath.normpath(posixpath.join(posixpath.dirname(page.href), parts.path))
