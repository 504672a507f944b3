"""The header: what the document is, who made it of what, and what was done to it.

Everything comes from the configuration and from extensions; what nobody has said is not said.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError

from sphinx_edition.core.i18n import N_, _
from sphinx_edition.core.settings import place_of
from sphinx_edition.core.tei_parts import XML_ID, TeiPart
from sphinx_edition.core.warnings import Warn, warn
from sphinx_edition.tei.ids import EDITORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.config import Config

#: The first line of a version in a list of changes: ``## 1.0.0 (2026-11-23)``.
VERSION = re.compile(
    r"##\s+\[?(?P<name>v?\d[^\s\]()]*)\]?\s*[-–—(]*\s*(?P<date>\d{4}-\d\d-\d\d)?\)?"
)
BULLET = re.compile(r"[-*]\s+(?P<text>.*)")
DATE = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d)?)?")
#: The elements of an editorial declaration, in an order of sense.
RULES = (
    "correction",
    "normalization",
    "hyphenation",
    "quotation",
    "punctuation",
    "segmentation",
    "interpretation",
)


@dataclass(frozen=True)
class Header:
    """The setting ``tei_header``; each key may be left out.

    ``title``, ``authors`` and ``language`` are those of the project if they are not given;
    ``editor``, ``publisher``, ``date`` (of this version) and ``licence`` with ``licence_target``
    are of the edition; ``work_date`` and ``work_note`` of what is edited.  ``rules`` maps elements
    of an editorial declaration to sentences, ``changes`` names a Markdown file of changes.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    editor: str = ""
    publisher: str = ""
    date: str = ""
    licence: str = ""
    licence_target: str = ""
    work_date: str = ""
    work_note: str = ""
    rules: dict[str, str] | None = None
    changes: str = ""


def read_setting(setting: dict[str, Any], conf: Path) -> Header:
    """Return the setting of ``conf``, without what is unknown or no date, of which it warns."""
    place = place_of("tei_header", conf)
    known = {field.name for field in fields(Header)}
    given = {key: value for key, value in setting.items() if key in known}
    for key in sorted(set(setting) - known):
        message = f"tei_header has no key {key!r}; there are {', '.join(sorted(known))}"
        warn(Warn.TEI_SETTING, message, location=place)
    for key in ("date", "work_date"):
        if given.get(key) and not DATE.fullmatch(str(given[key])):
            message = f"tei_header: {key} is no date such as 1964, 1964-01 or 1964-01-31"
            warn(Warn.TEI_SETTING, message, location=place)
            del given[key]
    for rule in sorted(set(given.get("rules") or {}) - set(RULES)):
        message = f"tei_header: rules has no key {rule!r}; there are {', '.join(RULES)}"
        warn(Warn.TEI_SETTING, message, location=place)
    return Header(**given)


class HeaderMaker:
    """Makes the ``teiHeader`` of a project, with the ``parts`` of extensions."""

    def __init__(self, config: Config, confdir: Path, parts: list[TeiPart]) -> None:
        """Read the settings."""
        self.config = config
        self.confdir = confdir
        self.parts = parts
        self.given = read_setting(config.tei_header, confdir / "conf.py")

    def header(self, languages: Iterable[str]) -> ET.Element:
        """Return the header of a text in ``languages``, the first of which is its own."""
        header = ET.Element("teiHeader")
        file = ET.SubElement(header, "fileDesc")
        file.append(self.title())
        edition = ET.SubElement(ET.SubElement(file, "editionStmt"), "edition")
        edition.set("n", self.config.release)
        edition.text = _("Version %s") % self.config.release if self.config.release else ""
        file.append(self.publication())
        file.append(self.source())
        header.append(self.encoding())
        header.append(self.profile(list(languages)))
        revision = self.revision()
        if len(revision):
            header.append(revision)
        return header

    def placed(self, place: str) -> Iterator[ET.Element]:
        """Yield what extensions have for a place."""
        return (part.element for part in self.parts if part.place == place)

    def title(self) -> ET.Element:
        """Return title, authors, and who else has a share in the text."""
        statement = ET.Element("titleStmt")
        add(statement, "title", self.given.title or self.config.project)
        authors = self.given.authors or (self.config.author,)
        for author in authors:
            if author and author != "unknown":  # what Sphinx says where nobody is named
                add(statement, "author", author)
        if self.given.editor:
            add(statement, "editor", self.given.editor).set(XML_ID, EDITORS)
        for what, who, certainty in self.config.tei_responsibility:
            share = ET.SubElement(statement, "respStmt", {"cert": certainty} if certainty else {})
            add(share, "resp", what)
            add(share, "name", who)
        statement.extend(self.placed("titleStmt"))
        return statement

    def publication(self) -> ET.Element:
        """Return who publishes the document, when, and under which terms."""
        statement = ET.Element("publicationStmt")
        if not self.given.publisher:
            said = self.config.tei_publication
            said = said or _("Nobody has said who publishes this document, or on which terms.")
            add(statement, "p", said)
            if self.given.licence:
                add(statement, "p", self.given.licence)
            return statement
        add(statement, "publisher", self.given.publisher)
        if self.given.date:
            add(statement, "date", self.given.date).set("when", self.given.date)
        if self.config.html_baseurl:
            add(statement, "idno", self.config.html_baseurl).set("type", "URL")
        if self.given.licence or self.config.tei_publication:
            terms = ET.SubElement(statement, "availability")
            if self.given.licence:
                licence = add(terms, "licence", self.given.licence)
                if self.given.licence_target:
                    licence.set("target", self.given.licence_target)
            if self.config.tei_publication:
                add(terms, "p", self.config.tei_publication)
        return statement

    def source(self) -> ET.Element:
        """Return what the text was made from: in words, or as extensions know it."""
        source = ET.Element("sourceDesc")
        described = list(self.placed("sourceDesc"))
        said = self.config.tei_source
        if said and described:  # a source is described in words or in elements, not in both
            described[0].insert(0, note_of(said))
        elif said or not described:
            add(source, "p", said or _("Nobody has said what this text was made from."))
        source.extend(described)
        return source

    def encoding(self) -> ET.Element:
        """Return how the text was edited, and how it came to be in TEI."""
        encoding = ET.Element("encodingDesc")
        add(ET.SubElement(encoding, "projectDesc"), "p", _(MADE_BY))
        declared = ET.Element("editorialDecl")
        rules = self.given.rules or {}
        by_machine = list(self.placed("editorialDecl"))
        for rule in RULES:
            if rules.get(rule):
                add(ET.SubElement(declared, rule), "p", rules[rule])
            declared.extend(each for each in by_machine if each.tag == rule)
        if len(declared):
            encoding.append(declared)
        return encoding

    def profile(self, languages: list[str]) -> ET.Element:
        """Return when the work was made, and the languages of the text."""
        profile = ET.Element("profileDesc")
        if self.given.work_date:
            date = add(ET.SubElement(profile, "creation"), "date", self.given.work_date)
            date.set("when", self.given.work_date)
            date.tail = f" {self.given.work_note}" if self.given.work_note else None
        usage = ET.SubElement(profile, "langUsage")
        for language in languages:
            add(usage, "language", language_name(language, self.config.language)).set(
                "ident", language
            )
        return profile

    def revision(self) -> ET.Element:
        """Return the versions, the newest first, as the file of changes has them."""
        revision = ET.Element("revisionDesc")
        path = self.confdir / self.given.changes
        if not self.given.changes:
            return revision
        if not path.is_file():
            message = f"tei_header: there is no file {self.given.changes} of changes"
            place = place_of("tei_header", self.confdir / "conf.py")
            warn(Warn.TEI_SETTING, message, location=place)
            return revision
        change = points = None
        for line in path.read_text("utf-8").splitlines():
            if version := VERSION.match(line):
                change = ET.SubElement(revision, "change", {"n": version["name"]})
                if version["date"]:
                    change.set("when", version["date"])
                points = None
            elif line.startswith("## "):  # what is not yet released
                change = None
            elif change is not None and (bullet := BULLET.match(line)):
                points = points if points is not None else ET.SubElement(change, "list")
                add(points, "item", plain(bullet["text"]))
            elif change is not None and points is None and line.strip() and line[0] != "#":
                add(change, "p", plain(line))
        return revision


MADE_BY = N_(
    "This document was written by the builder sphinx_edition.tei from the source of the edition, "
    "which is kept in Markdown or reStructuredText."
)


def add(parent: ET.Element, tag: str, text: str) -> ET.Element:
    """Add an element with ``text``."""
    element = ET.SubElement(parent, tag)
    element.text = text
    return element


def note_of(text: str) -> ET.Element:
    """Return a note."""
    note = ET.Element("note")
    note.text = text
    return note


def plain(markdown: str) -> str:
    """Return a line of Markdown without its simple marks."""
    return re.sub(r"\*\*|`|\*(?=\w)|(?<=\w)\*", "", markdown).strip()


def language_name(language: str, own: str) -> str:
    """Return what a language is called in the language of the project, if Babel knows it."""
    try:
        return Locale.parse(language, sep="-").get_display_name(own.replace("-", "_")) or language
    except (UnknownLocaleError, ValueError):
        return language
