"""The scan beside the edition: a page for each collated document, line by line.

A row has a line of the witness and the words of the edition that stand on it.  Where the two
differ, both are tinted, and under them stands the record that says why.  Each paragraph leads to
its place in the edition, and is led to from there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_edition.collation.described import read_text
from sphinx_edition.collation.domain import CollationDomain, Summary
from sphinx_edition.collation.kinds import Kind
from sphinx_edition.collation.links import scan_page, witness_page
from sphinx_edition.collation.marks import Found, words_of
from sphinx_edition.collation.results import Collation, Mark, Stream
from sphinx_edition.collation.witness import clean
from sphinx_edition.collation.wording import statement
from sphinx_edition.core.builders import has_pages
from sphinx_edition.core.files import is_current
from sphinx_edition.core.i18n import _, ngettext
from sphinx_edition.core.trees import language_of
from sphinx_edition.core.warnings import Warn

HERE = Path(__file__).parent


@dataclass
class Note:
    """Why a line differs: the anchor, the class of its kind, the record in words."""

    anchor: str
    kind: str
    said: str  # HTML
    following: str = ""  # the anchor of the next one


@dataclass
class Row:
    """A line of the witness and what the edition has on it, as HTML."""

    number: int
    scan: str = ""
    edition: str = ""
    page: str = ""  # the page that begins here
    paragraphs: list[str] = field(default_factory=list)  # anchors of those that begin here
    notes: list[Note] = field(default_factory=list)


class Scan:
    """The rows of one document."""

    def __init__(
        self, collation: Collation, summary: Summary, kinds: dict[str, Kind], lines: list[str]
    ) -> None:
        """Take the ``lines`` of the whole witness."""
        self.collation = collation
        self.summary = summary
        self.kinds = kinds
        self.lines = lines
        self.rows: dict[int, Row] = {}

    def read(self, docname: str, doctree: nodes.document) -> list[Row]:
        """Return the rows of ``docname``, from its first line to its last."""
        for number in self.numbers(docname):
            self.rows[number] = Row(number, escape(self.lines[number - 1]))
        self.put_pages()
        found = words_of(doctree, self.collation.labels)
        for name in ("body", "notes"):
            stream: Stream = getattr(self.collation, name)
            if len(found[name]) == len(stream.words):
                self.put_words(stream, found[name])
                self.put_paragraphs(stream, found[name])
            for mark in stream.marks:
                self.put_note(mark)
        kept = [row for row in self.rows.values() if row.scan.strip() or row.edition]
        notes = [note for row in kept for note in row.notes]
        for note, following in pairwise(notes):
            note.following = following.anchor
        return kept

    def numbers(self, docname: str) -> range:
        """Return the numbers of the lines that ``docname`` edits."""
        begins = sorted(self.summary.begins.values())
        first = self.summary.begins[docname]
        after = next((line for line in begins if line > first), len(self.lines) + 1)
        return range(first, after)

    def put_pages(self) -> None:
        """Note on which lines pages begin."""
        for page, word, _cut in self.collation.pages:
            words = self.collation.body.words
            if word < len(words) and (row := self.rows.get(words[word].last)):
                row.page = page

    def put_words(self, stream: Stream, found: list[Found]) -> None:
        """Put the words of the edition on their lines, tinted where a record is about them."""
        changed = {i: mark for mark in stream.marks for i in range(mark.start, mark.end)}
        before: Found | None = None
        for index, (word, here) in enumerate(zip(stream.words, found, strict=True)):
            row = self.rows.get(word.first)
            if row is not None:
                html = self.word(stream, index, changed.get(index))
                if language := language_of(here.pieces[0].node):
                    html = f'<span lang="{escape(language)}">{html}</span>'
                glued = before is not None and follows(before, here)
                row.edition += html if glued or not row.edition else f" {html}"
            before = here

    def word(self, stream: Stream, index: int, mark: Mark | None) -> str:
        """Return a word as HTML, tinted where a record is about it."""
        text = escape(stream.words[index].text)
        if mark is None:
            return text
        kind = self.summary.records[mark.record].kind
        return f'<mark class="differs differs-{kind}">{text}</mark>'

    def put_note(self, mark: Mark) -> None:
        """Put the reason of a difference under its line, and tint what the witness has there."""
        row = self.rows.get(mark.line)
        if row is None:
            return
        record = self.summary.records[mark.record]
        said = "".join(map(html_of, statement(record, self.kinds[record.kind])))
        anchor = f"difference-{self.summary.prefix}{mark.key}"
        if anchor not in [note.anchor for note in row.notes]:
            row.notes.append(Note(anchor, record.kind, said))
        old = escape(mark.witness)
        if old and row.scan.count(old) == 1:
            tinted = f'<mark class="differs differs-{record.kind}">{old}</mark>'
            row.scan = row.scan.replace(old, tinted)

    def put_paragraphs(self, stream: Stream, found: list[Found]) -> None:
        """Note which paragraphs begin on which lines, by their anchors."""
        before = None
        for word, here in zip(stream.words, found, strict=True):
            block = here.block.node
            ids: list[str] = block.get("ids", []) if isinstance(block, nodes.paragraph) else []
            if block is not before and ids and word.first in self.rows:
                self.rows[word.first].paragraphs.append(str(ids[0]))
            before = block


def follows(before: Found, here: Found) -> bool:
    """Tell whether ``here`` stands right after the word ``before``, without white space."""
    if before.block is not here.block:
        return False
    last, first = before.pieces[-1], here.pieces[0]
    if last.node is first.node:
        return last.end == first.start
    return last.end == len(last.node.astext()) and first.start == 0


def html_of(node: nodes.Node) -> str:
    """Return a part of a statement as HTML."""
    text = escape(node.astext())
    tags: dict[type[nodes.Node], str] = {
        nodes.strong: "strong",
        nodes.emphasis: "em",
        nodes.literal: "code",
    }
    tag = tags.get(type(node))
    return f"<{tag}>{text}</{tag}>" if tag else text


def scan_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page of each collated document that was written since (``html-collect-pages``)."""
    builder: Any = app.builder
    if not has_pages(builder):
        return
    domain = CollationDomain.of(app.env)
    for summary in domain.summaries.values():
        if summary.usable:
            path = Path(app.srcdir) / summary.text_file
            stale = [
                docname
                for docname in summary.passages
                if docname in domain.collations
                and not is_current(builder, scan_page(domain, docname), [docname], [path])
            ]
            if not stale:
                continue
            lines = clean(read_text(path, summary.text_file, Warn.COLLATION_WITNESS)[1])
            for docname in stale:
                context = page_context(app, domain, summary, docname, lines)
                yield scan_page(domain, docname), context, "scan.html"


def page_context(
    app: Sphinx, domain: CollationDomain, summary: Summary, docname: str, lines: list[str]
) -> dict[str, Any]:
    """Return what the template of the page needs."""
    scan = Scan(domain.collations[docname], summary, domain.kinds, lines)
    rows = scan.read(docname, app.env.get_doctree(docname))
    number = sum(len(row.notes) for row in rows)
    title = app.env.titles[docname].astext()
    about = _("The scan of “%s” and this edition, line by line.") % title
    return {
        "title": _("%s: the scan beside the edition") % title,
        "scan_rows": rows,
        "scan_of": docname,
        "scan_about": about,
        "scan_title": title,
        "scan_witness": witness_page(summary),
        "scan_first": next((note.anchor for row in rows for note in row.notes), ""),
        "scan_count": ngettext("%d difference", "%d differences", number) % number,
        "scan_line": ngettext("Line", "Lines", 1),
        "scan_say": _,
        "metatags": f'<meta name="description" content="{escape(about)}" />',
    }


def add_templates(app: Sphinx, config: Any) -> None:
    """Let the template of the page be found (``config-inited``)."""
    try:
        folder = os.path.relpath(HERE / "templates", app.confdir)
    except ValueError:  # on another drive
        folder = str(HERE / "templates")
    config.templates_path = [*config.templates_path, folder]


def add_sheet(app: Sphinx) -> None:
    """Bring the style sheet, which only these pages load (``builder-inited``)."""
    if has_pages(app.builder):
        sheet = str(HERE / "static" / "scan.css")
        app.config.html_static_path = [*app.config.html_static_path, sheet]


def add_link(
    app: Sphinx,
    pagename: str,  # noqa: ARG001
    templatename: str,
    context: dict[str, Any],  # noqa: ARG001
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Let only these pages load the style sheet (``html-page-context``)."""
    if templatename == "scan.html":
        app.add_css_file("scan.css")
