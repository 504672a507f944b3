"""How a reader finds the way in a book: contents, page list, landmarks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinx_edition.core.i18n import _
from sphinx_edition.epub.pages import with_role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_edition.epub.pages import Page

# The kinds of page that a reading system offers to jump to, and their older names.
GUIDE_TYPES = {"cover": "cover", "toc": "toc", "titlepage": "title-page", "bodymatter": "text"}
LANDMARK_TYPES = ("titlepage", "glossary", "bibliography", "index", "appendix", "colophon")


@dataclass
class Point:
    """A line of the table of contents."""

    id: str
    title: str
    href: str
    children: list[Point] = field(default_factory=list)


@dataclass(frozen=True)
class PageMark:
    """Where a page of the printed source begins."""

    label: str
    href: str


@dataclass(frozen=True)
class Landmark:
    """A part of the book by its ``epub:type``, and by its name in EPUB 2 where it had one."""

    type: str
    title: str
    href: str

    @property
    def guide(self) -> str:
        """The name of this part in the guide of EPUB 2."""
        return GUIDE_TYPES.get(self.type, "")


def contents(refnodes: Iterable[dict[str, Any]], files: set[str], depth: int) -> list[Point]:
    """Nest Sphinx's flat list of ``level``, ``refuri`` and ``text``."""
    roots: list[Point] = []
    open_points: list[tuple[int, list[Point]]] = [(0, roots)]
    number = 0
    for node in refnodes:
        level, href = node["level"], node["refuri"]
        if level > depth or href.partition("#")[0] not in files:
            continue
        number += 1
        point = Point(f"point-{number}", node["text"], href)
        while open_points[-1][0] >= level:
            open_points.pop()
        open_points[-1][1].append(point)
        open_points.append((level, point.children))
    return roots


def page_list(pages: Iterable[Page]) -> list[PageMark]:
    """Collect the page breaks in the order of the text."""
    return [
        PageMark(element.get("aria-label", ""), f"{page.href}#{element.get('id')}")
        for page in pages
        for element in with_role(page, "doc-pagebreak")
    ]


def landmarks(pages: Sequence[Page], points: Iterable[Point]) -> list[Landmark]:
    """Name the parts of the book: for each kind the first page of that kind."""
    titles = {point.href: point.title for point in points}
    found = [Landmark("cover", _("Cover"), "cover.xhtml")]
    first = {page.kind: page for page in reversed(pages)}
    if page := first.get("titlepage"):
        found.append(Landmark("titlepage", titles.get(page.href, _("Title")), page.href))
    found.append(Landmark("toc", _("Table of Contents"), "nav.xhtml#toc"))
    if page := first.get("chapter"):
        found.append(Landmark("bodymatter", titles.get(page.href, page.href), page.href))
    for kind in LANDMARK_TYPES[1:]:
        if page := first.get(kind):
            found.append(Landmark(kind, titles.get(page.href, page.href), page.href))
    return found


def depth_of(points: Iterable[Point]) -> int:
    """Return how deep the contents are nested."""
    return max((1 + depth_of(point.children) for point in points), default=0)
