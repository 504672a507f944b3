"""TEI P5: the ledger, the pages and the lines of a witness.

The side of ``corr`` is the edition, with ``supplied``; the side of ``sic``, with ``lb`` and ``pb``,
is the witness, line by line and page by page.  What is left as the witness has it is ``sic`` alone,
and on both sides.  Certainty, kind and editor stand in attributes; ``corresp`` leads to the record
in the apparatus, and a note beside the text says the reason.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_edition.collation import tokens
from sphinx_edition.collation.domain import CollationDomain, Summary
from sphinx_edition.collation.ledger import Record
from sphinx_edition.collation.links import emended_anchor, record_anchor
from sphinx_edition.collation.nodes import emendation, line_beginning, note_mark
from sphinx_edition.collation.wording import statement
from sphinx_edition.core.i18n import _, ngettext
from sphinx_edition.core.tei_parts import TeiPart
from sphinx_edition.core.trees import is_editorial

LOST = "…"
#: Words of a ledger for a certainty that TEI has other words for.
CERTAINTIES = ("high", "medium", "low")


# -- In the text -----------------------------------------------------------------------------------


def visit_line_beginning(self: Any, node: line_beginning) -> None:
    """Write the beginning of a line."""
    write_line_beginning(self, node)
    raise nodes.SkipNode


def write_line_beginning(self: Any, node: line_beginning) -> None:
    """Write the beginning of a line; ``rend`` says that the witness has a hyphen before it."""
    within = {"break": "no"} if node.get("within_word") else {}
    hyphen = {"rend": "hyphen"} if node.get("hyphen") else {}
    self.empty("lb", n=str(node["line"]), **within, **hyphen)


def visit_note_mark(self: Any, node: note_mark) -> None:
    """Write what the witness has for the number of a note, which the edition gives as its ``n``."""
    self.start("choice")
    self.start("sic")
    self.write(node["witness"])
    self.end()
    self.empty("corr", type="note-mark")
    self.end()
    raise nodes.SkipNode


def visit_emendation(self: Any, node: emendation) -> None:
    """Write what the witness has and what the edition has."""
    if "emendation-sign" not in node["classes"]:
        domain = CollationDomain.of(self.builder.env)
        summary = next(s for s in domain.summaries.values() if s.prefix == node["prefix"])
        said = attributes(self, domain, summary, node)
        kind = domain.kinds[node["kind"]]
        if kind.stands:
            self.start("sic", node, **said)
            self.children_of(node)
            self.end()
        elif kind.supplies:
            write_supplied(self, node, said)
        else:
            write_choice(self, node, said)
    raise nodes.SkipNode


def attributes(
    self: Any, domain: CollationDomain, summary: Summary, node: emendation
) -> dict[str, str]:
    """Return what TEI says of an emendation: how sure it is, whose, and where its record is."""
    record = summary.records[node["record"]]
    said = {"resp": "#editors"}
    if record.certainty in CERTAINTIES:
        said["cert"] = record.certainty
    page = domain.apparatus_page()
    name = page and self.identifiers.target(page, record_anchor(summary, node["key"]))
    return said | ({"corresp": f"#{name}"} if name else {})


def write_choice(self: Any, node: emendation, said: dict[str, str]) -> None:
    """Write the words of the witness beside those of the edition."""
    self.start("choice", node)
    write_witness(self, node)
    self.start("corr", type=node["kind"], **said)
    self.children_of(node, line_beginning)  # which is the witness's
    self.end()
    self.end()


def write_witness(self: Any, node: emendation) -> None:
    """Write the words of the witness, with its lines."""
    words = node["witness"] or ""
    self.start("sic")
    position = 0
    for offset, line, within_word in node["line_starts"]:
        self.write(words[position:offset])
        hyphen = within_word and words[offset - 1 : offset] != "-"
        start = line_beginning(line=line, within_word=within_word, hyphen=hyphen)
        write_line_beginning(self, start)
        position = offset
    self.write(words[position:])
    self.end()


def write_supplied(self: Any, node: emendation, said: dict[str, str]) -> None:
    """Write what is supplied, without the brackets, and nothing else as supplied."""
    pieces = list(bracketed(node))
    ours = [child.astext() for lost, piece in pieces if not lost for child in piece]
    known = tokens.tokenise(" ".join(ours)) == tokens.tokenise(node["witness"] or "")
    witnessed = bool(node["witness"])
    if witnessed and not known:
        self.start("choice", node)
        write_witness(self, node)
        self.start("corr", type=node["kind"], **said)
    target: emendation | None = None if witnessed and not known else node
    for lost, piece in pieces:
        words = "".join(child.astext() for child in piece)
        if lost and words.strip() == LOST:
            self.empty("gap", target, reason="lost", **said)
        elif lost or (not witnessed and words.strip()):
            self.start("supplied", target, reason="lost", **said)
            for child in piece:
                child.walkabout(self)
            self.end()
        else:
            for child in piece:
                child.walkabout(self)
            continue
        target = None
    if witnessed and not known:
        self.end()
        self.end()


def bracketed(node: nodes.Element) -> Iterator[tuple[bool, list[nodes.Node]]]:
    """Yield the children of ``node`` in pieces: between brackets (lost) and outside."""
    piece: list[nodes.Node] = []
    inside = False
    for child in node.children:
        if is_editorial(child) and child.astext() in {"⟨", "⟩"}:
            if piece:
                yield inside, piece
            piece, inside = [], child.astext() == "⟨"
        else:
            piece.append(child)
    if piece:
        yield inside, piece


# -- Beside the text -------------------------------------------------------------------------------


def parts(app: Sphinx) -> list[TeiPart]:
    """Return what is known of the witnesses, the rules, and the reasons of the emendations."""
    domain = CollationDomain.of(app.env)
    found: list[TeiPart] = []
    for summary in domain.summaries.values():
        if summary.usable:
            found.append(TeiPart("sourceDesc", described(domain, summary)))
            found += [TeiPart("standOff", note) for note in reasons(domain, summary)]
    if found:
        found += [TeiPart("editorialDecl", rule) for rule in rules(domain)]
    return found


def described(domain: CollationDomain, summary: Summary) -> ET.Element:
    """Return a witness: its file, its pages and its checksum."""
    source = ET.Element("bibl", {"type": "witness"})
    pages = [
        page.page
        for docname in summary.passages
        if docname in domain.collations
        for page in domain.collations[docname].pages
    ]
    name = summary.text_file.rpartition("/")[2]
    add(source, "title", _("The scanned copy that this edition was made from"))
    if pages:
        counted = ngettext("%d page", "%d pages", len(pages)) % len(pages)
        add(source, "extent", f"{counted} ({pages[0]}–{pages[-1]})")
    add(source, "idno", name, type="file")
    add(source, "idno", summary.sha256, type="sha256")
    return source


def rules(domain: CollationDomain) -> Iterator[ET.Element]:
    """Yield the rules by which the text was made, and what the build has found."""
    collations = list(domain.collations.values())
    words = sum(collation.words for collation in collations)
    places = len({(id(c), mark.key) for c in collations for mark in c.marks})
    correction = ET.Element("correction", {"method": "markup"})
    add(
        correction,
        "p",
        _(
            "Each of {words} words was compared with the scanned copy by machine. The ledger has "
            "{places} places: corr has the edition there and sic the copy; supplied has what the "
            "copy has lost, gap what is lost for good; sic without corr has slips that were left "
            "as they stand."
        ).format(words=words, places=places),
    )
    yield correction
    hyphenation = ET.Element("hyphenation", {"eol": "hard"})
    add(
        hyphenation,
        "p",
        _(
            "Words that are divided at the end of a line are joined: break=“no” of lb says where, "
            "and rend=“hyphen” that the copy has a hyphen there which is no part of the word."
        ),
    )
    yield hyphenation


def reasons(domain: CollationDomain, summary: Summary) -> Iterator[ET.Element]:
    """Yield for each emendation its reason."""
    seen: set[str] = set()
    for docname in summary.passages:
        collation = domain.collations.get(docname)
        for mark in sorted(collation.marks if collation else [], key=lambda each: each.line):
            if mark.key not in seen:
                seen.add(mark.key)
                yield reason(domain, summary, summary.records[mark.record], mark.key)


def reason(domain: CollationDomain, summary: Summary, record: Record, key: str) -> ET.Element:
    """Return the reason of an emendation, and what was perhaps meant."""
    target = f"#{emended_anchor(summary, key)}"
    note = ET.Element("note", {"type": "emendation", "subtype": record.kind, "target": target})
    said = statement(record, domain.kinds[record.kind])
    note.text = "".join(node.astext() for node in said)
    return note


def add(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    """Add an element with ``text``."""
    ET.SubElement(parent, tag, attributes).text = text
