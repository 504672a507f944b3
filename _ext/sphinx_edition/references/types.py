"""What a record of BibTeX or biblatex is called elsewhere, so that programs file it rightly."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_edition.core.records import kind_of

if TYPE_CHECKING:
    from pybtex.database import Entry


class Foreign(NamedTuple):
    """The names of a type in CSL 1.0.2 and in RIS."""

    csl: str
    ris: str


#: Zotero makes a journal article of RIS's ``GEN``, a manuscript of ``PAMP``, a book of ``SER``, and
#: files a document (what is no more than that) under ``AGGR``.
TYPES = {
    "article": Foreign("article-journal", "JOUR"),
    "suppperiodical": Foreign("article-journal", "JOUR"),
    "book": Foreign("book", "BOOK"),
    "mvbook": Foreign("book", "BOOK"),
    "collection": Foreign("book", "BOOK"),
    "mvcollection": Foreign("book", "BOOK"),
    "proceedings": Foreign("book", "BOOK"),
    "mvproceedings": Foreign("book", "BOOK"),
    "reference": Foreign("book", "BOOK"),
    "mvreference": Foreign("book", "BOOK"),
    "manual": Foreign("book", "BOOK"),
    "booklet": Foreign("pamphlet", "BOOK"),
    "inbook": Foreign("chapter", "CHAP"),
    "bookinbook": Foreign("chapter", "CHAP"),
    "suppbook": Foreign("chapter", "CHAP"),
    "incollection": Foreign("chapter", "CHAP"),
    "suppcollection": Foreign("chapter", "CHAP"),
    "inreference": Foreign("entry-encyclopedia", "ENCYC"),
    "inproceedings": Foreign("paper-conference", "CONF"),
    "dataset": Foreign("dataset", "DATA"),
    "online": Foreign("webpage", "ELEC"),
    "patent": Foreign("patent", "PAT"),
    "periodical": Foreign("periodical", "JFULL"),
    "report": Foreign("report", "RPRT"),
    "software": Foreign("software", "COMP"),
    "thesis": Foreign("thesis", "THES"),
    "unpublished": Foreign("manuscript", "MANSCPT"),
}
PAGE = Foreign("webpage", "ELEC")
DOCUMENT = Foreign("document", "AGGR")


def foreign_type(entry: Entry) -> Foreign:
    """Return what a record is elsewhere; of a ``misc`` with an address, a page of the web."""
    return TYPES.get(kind_of(entry)) or (PAGE if entry.fields.get("url") else DOCUMENT)
