"""What the head of a page tells machines: Zotero, search engines, whoever shows a preview.

A section of the book is described as a section of a book three times over: with the tags of
Highwire Press (Google Scholar, Zotero), with Dublin Core and Zotero's own terms (which alone can
say who translated it), and with schema.org's.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from docutils import nodes

from .citation import Work, bibtex, chicago, inverted_names, translators
from .paragraphs import body_paragraphs, plain_text

DESCRIPTION = 155
"""So many characters of a description search engines show."""


def meta(name: str, content: str) -> str:
    """Return a ``meta`` element."""
    key = "property" if name.startswith("og:") else "name"
    return f'<meta {key}="{escape(name)}" content="{escape(content)}" />'


def describe(doctree: nodes.document | None, fallback: str) -> str:
    """Return the beginning of a page's text, whole words of it, as its description."""
    text = ""
    if doctree is not None:
        paragraph = next(body_paragraphs(doctree), None)
        text = " ".join(plain_text(paragraph).split()) if paragraph is not None else ""
    text = text or fallback
    if len(text) <= DESCRIPTION:
        return text
    return text[:DESCRIPTION].rsplit(" ", 1)[0].rstrip(",;:—– ") + " …"


def section_title(title: str) -> str:
    """Return the title of a section without its number."""
    return re.sub(r"^\d+\.\s+", "", title)


def highwire(work: Work, title: str, pages: tuple[str, str], url: str) -> list[str]:
    """Return the tags of Highwire Press, Dublin Core and Zotero for a section.

    Zotero takes a translator from its own terms, but only while no author is named in Highwire's:
    it then reads Dublin Core.  A browser with scripts, where Zotero lives, sees no element inside
    ``noscript``; Google Scholar, which wants Highwire's authors, runs none.
    """
    pairs = [
        ("citation_title", title),
        ("citation_inbook_title", work.title),
        ("citation_book_title", work.title),
        ("citation_publication_date", work.edition_year),  # the work's own year is another matter
        ("citation_online_date", work.edition_year),
        ("citation_publisher", work.publisher),
        ("citation_language", work.language),
        ("citation_firstpage", pages[0]),
        ("citation_lastpage", pages[1]),
        ("citation_fulltext_html_url", url),
        ("citation_public_url", url),
        ("citation_pdf_url", work.pdf),
        ("z:itemType", "bookSection"),
        *(("dc:creator", inverted_names((name,))) for name in work.authors),
        *(("z:translators", name) for name in translators(work)),
    ]
    authors = "".join(meta("citation_author", inverted_names((name,))) for name in work.authors)
    return [
        *(meta(name, content) for name, content in pairs if content),
        f"<noscript>{authors}</noscript>",
    ]


def open_graph(work: Work, title: str, description: str, url: str, kind: str) -> list[str]:
    """Return the tags from which a preview of the page is made."""
    pairs = {
        "og:type": kind,
        "og:site_name": work.title,
        "og:title": title,
        "og:description": description,
        "og:url": url,
        "og:locale": work.language,
    }
    return [meta(name, content) for name, content in pairs.items() if content]


def person(name: tuple[str, str]) -> dict[str, str]:
    """Return a person in schema.org's terms."""
    family, given = name
    return {
        "@type": "Person",
        "name": f"{given} {family}".strip(),
        "familyName": family,
        "givenName": given,
    }


def linked_data(
    work: Work, url: str, *, section: tuple[str, str] | None, pages: tuple[str, str]
) -> str:
    """Return the page in schema.org's terms: a chapter (number and title), or the whole book."""
    translated: list[dict[str, str]] = [person(name) for name in work.translators]
    if work.infers_translators:
        translated = [{"@type": "Person", "name": name} for name in translators(work)]
    book: dict[str, Any] = {
        "@type": "Book",
        "name": work.title,
        "author": [person(name) for name in work.authors],
        "translator": translated,
        "inLanguage": work.language,
        "dateCreated": work.year,
        "datePublished": work.edition_year,
        "publisher": {"@type": "Organization", "name": work.publisher},
    }
    page = dict(book)
    if section is not None:
        page = {
            "@type": "Chapter",
            "name": section[1],
            "position": int(section[0]),
            "pageStart": pages[0],
            "pageEnd": pages[1],
            **{name: book[name] for name in ("author", "translator", "inLanguage")},
            "datePublished": work.edition_year,
            "isPartOf": book,
        }
    data = {"@context": "https://schema.org", **page, "url": url}
    text = json.dumps(
        {key: value for key, value in data.items() if value not in ("", [])}, ensure_ascii=False
    )
    # A block of data, which no browser runs: a content policy has nothing to say about it.
    return f'<script type="application/ld+json">{text.replace("<", chr(92) + "u003c")}</script>'


def citation_templates(work: Work, title: str, section: str) -> list[str]:
    """Return the templates from which the page's script makes the citation of a paragraph."""
    tags = [
        meta("citable:chicago", chicago(work, title, section)),
        meta("citable:bibtex", bibtex(work, title, section)),
    ]
    return [*tags, meta("citable:pages-of", work.pages_of)] if work.pages_of else tags
