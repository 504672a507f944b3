"""What the head of a page tells machines: Zotero, search engines, whoever shows a preview.

A section of the book is described as a section of a book three times over, the first page as the
book: with the tags of Highwire Press (Google Scholar, Zotero), with Dublin Core and Zotero's own
terms (which alone can say who translated it), and with schema.org's.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from babel import Locale, UnknownLocaleError
from babel.core import get_global, parse_locale
from docutils import nodes

from sphinx_edition.core.data_files import data_files
from sphinx_edition.core.i18n import _
from sphinx_edition.core.trees import text_of

from .pages import pages_of
from .paragraphs import body_paragraphs, section_of
from .work import bibtex_of_paragraph, chicago, inverted, spoken_names, translators

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from .work import Name, Work

#: So many characters of a description search engines show.
DESCRIPTION = 155
#: What is shorter, and no sentence, is a label: an author's name on a title page.
LABEL = 60
ISO_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class Page(NamedTuple):
    """What is described: the title of a page, its address, and what it is of the work."""

    title: str
    url: str
    description: str
    section: str = ""  #: number of the section that the page is, if it is one
    pages: tuple[str, str] = ("", "")  #: of the print, first and last
    is_whole: bool = False  #: whether it is the first page, and stands for the book


def page_of(
    app: Sphinx,
    name: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
    work: Work | None,
) -> Page:
    """Return what there is to say of a page."""
    title = app.env.titles[name].astext() if name in app.env.titles else ""
    title = title or str(context.get("title", "")) or app.config.project
    url = context.get("pageurl") or ""
    section = section_of(name, app.config.citable_documents) if work else None
    is_whole = name == app.config.root_doc
    description = work.description if work and is_whole else ""
    if not description:
        fallback = about(work) if work and is_whole else f"{title} — {app.config.project}"
        description = describe(doctree, fallback)
    if section is None:
        return Page(title, url, description, is_whole=is_whole)
    has_pages = doctree is not None and work is not None and not work.pages_of
    pages = pages_of(doctree) if doctree is not None and has_pages else ("", "")
    return Page(section_title(title), url, description, section.name, pages)


def head_of(page: Page, work: Work) -> list[str]:
    """Return all that the head of a page says of its place in the work."""
    tags = open_graph(work, page)
    if page.section or page.is_whole:
        tags += highwire(work, page)
    if page.section:
        tags += citation_templates(work, page)
    if page.section or page.is_whole:
        tags.append(linked_data(work, page))
    return tags


def meta(name: str, content: str) -> str:
    """Return a ``meta`` element."""
    key = "property" if name.startswith("og:") else "name"
    return f'<meta {key}="{escape(name)}" content="{escape(content)}" />'


def alternates(app: Sphinx, pathto: Callable[..., str], work: Work | None) -> list[str]:
    """Return the links to the data beside the pages, each with version and licence."""
    version = _("version %s") % app.config.release if app.config.release else ""
    about = [version, work.licence if work else ""]
    tags = []
    for address, media_type, name in data_files(app):
        href = escape(pathto(address, 1))
        title = escape(", ".join(filter(None, [name, *about])))
        tags.append(f'<link rel="alternate" type="{media_type}" href="{href}" title="{title}">')
    return tags


# -- Words -----------------------------------------------------------------------------------------


def describe(doctree: nodes.document | None, fallback: str) -> str:
    """Return the beginning of a page's text, whole words of it, as its description."""
    paragraphs = body_paragraphs(doctree) if doctree is not None else iter(())
    texts = (" ".join(text_of(paragraph).split()) for paragraph in paragraphs)
    text = next(filter(is_sentence, texts), fallback)
    if len(text) <= DESCRIPTION:
        return text
    return text[:DESCRIPTION].rsplit(" ", 1)[0].rstrip(",;:—– ") + " …"


def is_sentence(text: str) -> bool:
    """Tell whether a text says something, and is not a name or a label."""
    return len(text) > LABEL or text.rstrip("”’\"')]⟩").endswith((".", "!", "?", "…", "。"))


def about(work: Work) -> str:
    """Return a description of a book that has none: title, authors, publisher, year."""
    names = spoken_names(work.authors)
    by = _("by {names}").format(names=names) if names else ""
    printed = ", ".join(filter(None, (work.publisher, work.printed_year)))
    return ". ".join(filter(None, (" ".join(filter(None, (work.title, by))), printed))) + "."


def section_title(title: str) -> str:
    """Return the title of a section without its number."""
    return re.sub(r"^\d+\.\s+", "", title)


# -- Zotero, Google Scholar ------------------------------------------------------------------------


def highwire(work: Work, page: Page) -> list[str]:
    """Return the tags of Highwire Press, Dublin Core and Zotero for a section or the book.

    Zotero takes a translator from its own terms, but only while no author is named in Highwire's:
    it then reads Dublin Core.  A browser with scripts, where Zotero lives, sees no element inside
    ``noscript``; Google Scholar, which wants Highwire's authors, runs none.
    """
    book = work.title if page.section else ""
    pairs = [
        ("citation_title", page.title if page.section else work.title),
        ("citation_inbook_title", book),
        ("citation_book_title", book),
        ("citation_publication_date", work.printed_year),  # the work's own is another matter
        ("citation_online_date", work.edition_year),
        ("citation_publisher", work.publisher),
        ("citation_language", work.language),
        ("citation_firstpage", page.pages[0]),
        ("citation_lastpage", page.pages[1]),
        ("citation_fulltext_html_url", page.url),
        ("citation_public_url", page.url),
        ("citation_pdf_url", work.pdf),
        ("z:itemType", "bookSection" if page.section else "book"),
        *(("dc:creator", inverted(name)) for name in work.authors),
        *(("z:translators", name) for name in translators(work)),
    ]
    authors = "".join(meta("citation_author", inverted(name)) for name in work.authors)
    scholar = [f"<noscript>{authors}</noscript>"] if authors else []
    return [*(meta(name, content) for name, content in pairs if content), *scholar]


def citation_templates(work: Work, page: Page) -> list[str]:
    """Return the templates from which the page's script makes the citation of a paragraph."""
    return [
        meta("citable:chicago", chicago(work, page.title, page.section)),
        meta("citable:bibtex", bibtex_of_paragraph(work, page.title, page.section)),
        meta("citable:page", _("p. {pages}")),
        meta("citable:pages", _("pp. {pages}")),
        *([meta("citable:pages-of", work.pages_of)] if work.pages_of else []),
    ]


# -- Previews --------------------------------------------------------------------------------------


def open_graph(work: Work, page: Page) -> list[str]:
    """Return the tags from which a preview of the page is made."""
    pairs = {
        "og:type": "article" if page.section else "website",
        "og:title": page.title,
        "og:description": page.description,
        "og:url": page.url,
        "og:locale": locale_of(work.language),
    }
    return [meta(name, content) for name, content in pairs.items() if content]


def locale_of(tag: str) -> str:
    """Return ``en_GB`` for the BCP 47 tag ``en-GB``; for ``en``, the land where most speak it."""
    try:
        given = Locale.parse(tag.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        return ""
    likely = get_global("likely_subtags").get(given.language, "")
    territory = given.territory or parse_locale(likely or given.language)[1]
    return f"{given.language}_{territory}" if territory else ""


# -- schema.org ------------------------------------------------------------------------------------


def person_data(name: Name) -> dict[str, str]:
    """Return a person, or a body, in schema.org's terms."""
    family, given = name
    if not given:
        return {"@type": "Organization", "name": family}
    full = f"{given} {family}"
    return {"@type": "Person", "name": full, "familyName": family, "givenName": given}


def iso(date: str) -> str:
    """Return a date of ISO 8601, nothing for any other words."""
    return date if ISO_DATE.fullmatch(date) else ""


def linked_data(work: Work, page: Page) -> str:
    """Return the page in schema.org's terms: a chapter, or the whole book."""
    publisher = {"@type": "Organization", "name": work.publisher} if work.publisher else ""
    translated = [person_data(name) for name in work.translators]
    if work.infers_translators:
        translated = [{"@type": "Person", "name": name} for name in translators(work)]
    book: dict[str, Any] = {
        "@type": "Book",
        "name": work.title,
        "author": [person_data(name) for name in work.authors],
        "translator": translated,
        "inLanguage": work.language,
        "dateCreated": iso(work.year),
        "datePublished": iso(work.printed_year),
        "publisher": publisher,
    }
    described = known(book)
    if page.section:
        position = int(page.section) if page.section.isdecimal() else page.section
        shared = ("author", "translator", "inLanguage", "datePublished")  # said once
        described = {
            "@type": "Chapter",
            "name": page.title,
            "position": position,
            "pageStart": page.pages[0],
            "pageEnd": page.pages[1],
            **{name: book[name] for name in shared},
            "isPartOf": {k: value for k, value in described.items() if k not in shared},
        }
    data = known({"@context": "https://schema.org", **described, "url": page.url})
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    # A block of data, which no browser runs: a content policy has nothing to say about it.
    return f'<script type="application/ld+json">{text}</script>'


def known(data: dict[str, Any]) -> dict[str, Any]:
    """Return what is known."""
    return {key: value for key, value in data.items() if value not in ("", [])}
