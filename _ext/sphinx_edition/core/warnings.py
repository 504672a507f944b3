"""Every warning of the library: its type, which ``suppress_warnings`` can name, and its meaning."""

from __future__ import annotations

from enum import Enum
from typing import Any

from sphinx.util import logging

logger = logging.getLogger("sphinx_edition")


class Warn(Enum):
    """What can be wrong; the value is the type and subtype, and what it means."""

    COLLATION_WITNESS = "collation.witness", "a witness or its description cannot be read"
    COLLATION_LEDGER = "collation.ledger", "a record of the ledger is wrong, or fits nothing"
    COLLATION_DIFFERENCE = "collation.difference", "words differ and no record explains it"
    COLLATION_DOCUMENT = "collation.document", "a document is missing or misplaced"
    COLLATION_RESOLVED = "collation.resolved", "a builder shows other words than were collated"
    PROSOPOGRAPHY_UNKNOWN = "prosopography.unknown", "a role names nothing in the register"
    PROSOPOGRAPHY_AMBIGUOUS = "prosopography.ambiguous", "a role names several entries"
    PROSOPOGRAPHY_KIND = "prosopography.kind", "a role names an entry of another kind"
    PROSOPOGRAPHY_DUPLICATE = "prosopography.duplicate", "two entries have the same id"
    PROSOPOGRAPHY_UNUSED = "prosopography.unused", "nothing names an entry"
    PROSOPOGRAPHY_DATE = "prosopography.date", "a date is no EDTF"
    PROSOPOGRAPHY_RELATION = "prosopography.relation", "a relation leads nowhere"
    PROSOPOGRAPHY_IDENTIFIER = "prosopography.identifier", "an identifier is malformed"
    PROSOPOGRAPHY_UNMARKED = "prosopography.unmarked", "a name stands in the text without a role"
    PROSOPOGRAPHY_ID = "prosopography.id", "an entry's id has other signs than a-z, 0-9 and -"
    PROSOPOGRAPHY_OPTION = "prosopography.option", "an entry has no such option"
    PROSOPOGRAPHY_ORDER = "prosopography.order", "an entry is out of alphabetical order"
    REFERENCES_BIBFILE = "references.bibfile", "a bibliography file or a record in it is wrong"
    REFERENCES_IBID = "references.ibid", "an Ibid. has no citation before it"
    REFERENCES_MALFORMED = "references.malformed", "a citation cannot be read"
    REFERENCES_UNKNOWN = "references.unknown", "no bibliography file has a key"
    REFERENCES_UNLISTED = "references.unlisted", "no bibliography lists a cited record"
    CITABLE_WORK = "citable.work", "citable_work is no description of a book"
    CITABLE_SECTION = "citable.section", "two documents are the same section of the work"
    CITABLE_RECORD = "citable.record", "no published anchors are recorded"
    CITABLE_LOST = "citable.lost", "a published anchor is gone"
    CITABLE_CHANGED = "citable.changed", "a published anchor means another paragraph"
    CITABLE_MOVED = "citable.moved", "a published document has another name"
    PAGES_THEME = "pages.theme", "the theme is none whose page we write"
    PAGES_OPTION = "pages.option", "our page has no place for an option of the theme"
    EPUB_NOT_WELL_FORMED = "epub.not_well_formed", "a page is no XML and is left out"
    EPUB_PAGE_SOURCE = "epub.page_source", "nobody says whose pages the book marks"
    EPUB_COVER = "epub.cover", "the face of the cover lacks a character"
    BOOK_CHARACTER = "book.character", "the face of the book lacks a character"
    BOOK_TITLESEC = "book.titlesec", "what is said to titlesec changes no heading of the book"
    TEI_UNKNOWN = "tei.unknown", "a node has no place in TEI, and only its words are written"
    TEI_LINK = "tei.link", "a link leads to what the TEI document does not have"
    TEI_SETTING = "tei.setting", "a setting of the TEI document is wrong"
    EDITION_SETTING = "edition.setting", "a setting is misspelt, or of a wrong type"
    EDITION_LANGUAGE = "edition.language", "there are no words in the language of the project"

    def __init__(self, name: str, meaning: str) -> None:
        """Take type and subtype apart."""
        self.type, _, self.subtype = name.partition(".")
        self.meaning = meaning


def warn(kind: Warn, message: str, *args: object, location: Any = None, once: bool = False) -> None:
    """Warn with a ``message``: what is wrong, where, what to do.

    Args:
        kind: the type of the warning.
        message: a format for ``args``; a bare message may hold any sign.
        args: values for the format.
        location: a node, a document's name, (document, line), or ``"file:line"``.
        once: whether the same message is told once in a build.

    """
    logger.warning(
        message if args else message.replace("%", "%%"),
        *args,
        location=location,
        type=kind.type,
        subtype=kind.subtype,
        once=once,
    )
