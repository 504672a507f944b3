"""The whole text on one page, ``whole.html``: its sections, then all notes, ready to print.

The documents that ``reading_page_whole`` names are resolved once more, each as the page that it
is, and joined: links between them lead within the page, other links start from the page's own
place, and what several pages have (cards, say) comes once.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from fnmatch import fnmatch
from itertools import count
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_edition.core.builders import has_pages
from sphinx_edition.core.files import is_current
from sphinx_edition.core.i18n import _
from sphinx_edition.core.nodes import card, page_break
from sphinx_edition.core.reading import reading_order
from sphinx_edition.core.trees import is_editorial
from sphinx_edition.pages.theme import has_our_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

PAGE = "whole"


def whole_documents(env: BuildEnvironment) -> list[str]:
    """Return the documents that are put on one page, in the order of reading."""
    patterns = env.config.reading_page_whole
    return [
        name for name in reading_order(env) if any(fnmatch(name, pattern) for pattern in patterns)
    ]


def has_whole_page(app: Sphinx) -> bool:
    """Tell whether the site has the page."""
    return has_our_page(app.builder) and has_pages(app.builder) and bool(whole_documents(app.env))


def whole_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page, if any of its documents was written since (``html-collect-pages``)."""
    builder: Any = app.builder
    if not has_whole_page(app) or is_current(builder, PAGE, whole_documents(app.env)):
        return
    title = app.env.titles[app.config.root_doc].astext()
    builder.current_docname, imgpath = PAGE, builder.imgpath
    builder.imgpath = posixpath.relpath("_images", posixpath.dirname(PAGE) or ".")
    body = builder.render_partial(joined(app, title))["fragment"]
    builder.imgpath = imgpath
    root = builder.get_target_uri(app.config.root_doc)
    base = app.config.html_baseurl
    yield (
        PAGE,
        {
            "title": title,
            "body": body,
            "pageurl": posixpath.join(base, root) if base else None,
            "edition_whole_page": True,
        },
        "page.html",
    )


def joined(app: Sphinx, title: str) -> nodes.section:
    """Return one section of all documents: a section for each, then the notes of all."""
    whole = nodes.section("", nodes.title("", title), ids=["whole-text"])
    names = whole_documents(app.env)
    notes: list[nodes.Node] = []
    for docname in names:
        doctree = app.env.get_and_resolve_doctree(docname, app.builder)
        move_links(app.builder, doctree, docname, names)
        for note in list(doctree.findall(nodes.footnote)):
            note.parent.remove(note)
            notes.append(note)
        for section in list(doctree.findall(nodes.section)):
            drop_editorial(section)
        first = next(doctree.findall(nodes.section), None)
        if first is not None:
            first.append(own_page(app, docname))
        whole.extend(list(doctree.children))
    whole.extend(notes)
    drop_repeated(whole)
    return whole


def drop_editorial(section: nodes.Element) -> None:
    """Leave out what the build adds below a text about its page: who is named there, and so on."""
    kept = (page_break, card, nodes.Inline)
    for child in list(section.children):
        if is_editorial(child) and not isinstance(child, kept):
            section.remove(child)


def own_page(app: Sphinx, docname: str) -> nodes.paragraph:
    """Return a line that leads from a section to the page where it is cited."""
    address = app.builder.get_target_uri(docname)
    link = nodes.reference("", _("This section on its own page"), refuri=address, internal=True)
    return nodes.paragraph("", "", link, classes=["own-page", "editorial", "no-search"])


def move_links(builder: Any, doctree: nodes.document, docname: str, names: list[str]) -> None:
    """Let the links of ``docname`` start from the place of the whole page."""
    inside = {builder.get_target_uri(name) for name in names}
    folder = posixpath.dirname(builder.get_target_uri(docname))
    for node in doctree.findall(nodes.Element):
        address = node.get("refuri")
        if not address or "://" in address or address.startswith(("mailto:", "#")):
            continue
        path, hash_sign, anchor = address.partition("#")
        path = posixpath.normpath(posixpath.join(folder, path)) + ("/" if path[-1:] == "/" else "")
        within = hash_sign and path in inside
        node["refuri"] = f"#{anchor}" if within else f"{path}{hash_sign}{anchor}"


def drop_repeated(whole: nodes.Element) -> None:
    """Keep the first card and the first owner of each id."""
    seen: set[str] = set()
    for node in list(whole.findall(nodes.Element)):
        given: list[str] = node.get("ids", [])
        ids = [anchor for anchor in given if anchor not in seen]
        if isinstance(node, card) and not ids:
            node.parent.remove(node)
            continue
        if given and not ids and isinstance(node, nodes.section):  # Sphinx asks each for one
            free = (f"{given[0]}-{number}" for number in count(2))
            ids = [next(anchor for anchor in free if anchor not in seen)]
        if "ids" in node:
            node["ids"] = ids
        seen.update(ids)
