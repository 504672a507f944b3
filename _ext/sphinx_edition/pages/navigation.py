"""The navigation of a page: its neighbourhood in the book.

A short book is shown whole, part by part.  Of a long one a page shows the way from the root to
itself, and at each step some entries before and after, so that what a page costs and weighs does
not grow with the book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

WHOLE = 40  #: entries of one level that are all shown
NEAR = 8  #: entries shown before and after the current one, where there are more
SMALL = 12  #: entries of a part that is shown whole beside a long one

TAGS: dict[type[nodes.Node], str] = {
    nodes.emphasis: "em",
    nodes.strong: "strong",
    nodes.literal: "code",
}


class Entry(NamedTuple):
    """A line of a table of contents: a document of the book, or an address elsewhere."""

    title: str  # HTML
    docname: str
    address: str = ""


class Part(NamedTuple):
    """A table of contents: its caption, which may be empty, and its lines."""

    caption: str
    entries: list[Entry]


@dataclass
class Item:
    """A line of the navigation of a page."""

    title: str  # HTML
    address: str
    current: bool = False
    parts: list[Level] = field(default_factory=list)
    sections: list[Item] = field(default_factory=list)


@dataclass
class Level:
    """The lines of a part that a page shows, and whether there are more before or after them."""

    caption: str
    items: list[Item]
    more_before: bool = False
    more_after: bool = False


def title_html(node: nodes.Element) -> str:
    """Return a title as HTML, with its emphasis and without links."""
    html = []
    for child in node.children:
        if isinstance(child, nodes.Text):
            html.append(escape(str(child), quote=False))
        elif isinstance(child, nodes.Element) and not isinstance(child, nodes.footnote_reference):
            tag = TAGS.get(type(child))
            inner = title_html(child)
            html.append(f"<{tag}>{inner}</{tag}>" if tag and inner else inner)
    return "".join(html)


class Book:
    """The tables of contents of a book, read once for a builder."""

    def __init__(self, env: BuildEnvironment) -> None:
        """Find the document in whose contents each document stands; the first one counts."""
        self.env = env
        self.parents: dict[str, str] = {}
        for docname, children in sorted(env.toctree_includes.items()):
            for child in children:
                self.parents.setdefault(child, docname)
        self.parents.pop(env.config.root_doc, None)
        self.known: dict[str, list[Part]] = {}

    def way(self, docname: str) -> list[str]:
        """Return the documents from the root's contents down to ``docname``."""
        way = [docname]
        while (parent := self.parents.get(way[-1])) is not None and parent not in way:
            way.append(parent)
        return way[::-1]

    def parts(self, docname: str) -> list[Part]:
        """Return the tables of contents in a document; what is hidden in the text counts too."""
        if docname not in self.known:
            toc = self.env.tocs.get(docname)
            found = toc.findall(addnodes.toctree) if toc is not None else ()
            parts = [Part(each.get("caption") or "", list(self.entries(each))) for each in found]
            self.known[docname] = [part for part in parts if part.entries]
        return self.known[docname]

    def entries(self, toctree: addnodes.toctree) -> Iterator[Entry]:
        """Yield the lines of a table of contents."""
        for title, target in toctree["entries"]:
            if target in self.env.titles:
                given = escape(title, quote=False) if title else self.title(target)
                yield Entry(given, target)
            elif "://" in target or target.startswith("mailto:"):
                yield Entry(escape(title or target, quote=False), "", target)

    def title(self, docname: str) -> str:
        """Return the title of a document, after its number where contents are numbered."""
        number = self.env.toc_secnumbers.get(docname, {}).get("")
        label = ".".join(map(str, number)) + ". " if number else ""
        return label + title_html(self.env.titles[docname])

    def sections(self, docname: str, levels: int) -> list[Item]:
        """Return the headings below the title of a document."""
        toc = self.env.tocs.get(docname)
        outer = (
            next((c for c in toc.children if isinstance(c, nodes.list_item)), None) if toc else None
        )
        return list(_headings(outer, levels)) if outer is not None else []


def _headings(item: nodes.Element, levels: int) -> Iterator[Item]:
    for inner in item.children:
        if not isinstance(inner, nodes.bullet_list) or levels < 1:
            continue
        for line in inner.children:
            link = next(iter(line.findall(nodes.reference)), None)
            if isinstance(line, nodes.list_item) and link is not None:
                below = list(_headings(line, levels - 1))
                yield Item(title_html(link), link.get("anchorname", ""), sections=below)


_BOOKS: WeakKeyDictionary[Builder, Book] = WeakKeyDictionary()


def book_of(builder: Builder) -> Book:
    """Return the tables of contents of the book that ``builder`` writes."""
    if builder not in _BOOKS:
        _BOOKS[builder] = Book(builder.env)
    return _BOOKS[builder]


class Depth(NamedTuple):
    """How much of the navigation is shown, from the theme's options."""

    opened: int = 1  # levels that are open on every page
    deepest: int = 4
    headings: int = 1  # levels of the page's own headings


def neighbourhood(
    book: Book, docname: str, address: Callable[[str], str], depth: Depth
) -> list[Level]:
    """Return what a page shows of the book around ``docname``."""
    way = book.way(docname)
    return _levels(book, book.env.config.root_doc, way, address, depth, 1)


def _levels(
    book: Book,
    docname: str,
    way: list[str],
    address: Callable[[str], str],
    depth: Depth,
    level: int,
) -> list[Level]:
    parts = book.parts(docname)
    long = sum(len(part.entries) for part in parts) > WHOLE
    levels = []
    for part in parts:
        at = next((n for n, entry in enumerate(part.entries) if entry.docname in way), None)
        first, last = window(len(part.entries), at, long=long)
        items = []
        for entry in part.entries[first:last]:
            item = Item(entry.title, entry.address or address(entry.docname))
            item.current = entry.docname == way[-1]
            on_way = entry.docname in way
            if level < depth.deepest and entry.docname and (on_way or level < depth.opened):
                item.parts = _levels(book, entry.docname, way, address, depth, level + 1)
            if item.current:
                item.sections = book.sections(entry.docname, depth.headings)
            items.append(item)
        levels.append(Level(escape(part.caption), items, first > 0, last < len(part.entries)))
    return levels


def window(number: int, at: int | None, *, long: bool) -> tuple[int, int]:
    """Return which of ``number`` entries are shown, where the entry ``at`` is on the way."""
    if not long or number <= SMALL:
        return 0, number
    if at is None:
        return 0, SMALL
    first = max(0, min(at - NEAR, number - 2 * NEAR - 1))
    return first, min(number, first + 2 * NEAR + 1)


def depth_of(context: dict[str, Any]) -> Depth:
    """Return how much is shown, by the options of either theme."""

    def option(*names: str, default: int) -> int:
        given = next((context[f"theme_{n}"] for n in names if f"theme_{n}" in context), default)
        return int(given or default)

    return Depth(
        option("show_navbar_depth", "show_nav_level", default=1),
        option("max_navbar_depth", "navigation_depth", default=4),
        option("show_toc_level", default=1),
    )
