"""The witness description, the ledger and the report of an import, as text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sphinx_edition.importer.blocks import heading_text
from sphinx_edition.importer.model import Decision, Note, Reading
from sphinx_edition.importer.naming import untitled
from sphinx_edition.importer.reader import without_marks

Words = Mapping[int, str]

LEDGER = """\
# Every difference between the edition and the scan, one record each.
# ocr: corrected; lacuna: lost, supplied between ⟨ ⟩; printer, author: a slip, left as it stands;
# layout: no word.  A record with "proposed: true" is a machine's and changes nothing: to accept it,
# correct the chapter, give the reason, and take "proposed" away (sphinx-edition review does it).
"""


def quoted(text: str) -> str:
    """Return ``text`` between quotation marks, as YAML and JSON have it."""
    return json.dumps(text, ensure_ascii=not text.isprintable())


def flow(value: Any) -> str:
    """Return a value as YAML in one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flow, value)) + "]"
    return quoted(value) if isinstance(value, str) else str(value)


def rows(name: str, items: Iterable[dict[str, object]]) -> str:
    """Return a list of a YAML file, one item a line."""
    lines = [f"  - {flow(item)}\n" for item in items]
    return f"\n{name}:\n{''.join(lines)}" if lines else f"\n{name}: []\n"


def witness(reading: Reading, name: str, sha256: str) -> str:
    """Return the description of a scan, the file ``name``."""
    text = f"# The reading of {name}: where its pages, headings and notes are.\n"
    text += "# Lines count from 1.  Made by sphinx-edition import; to be corrected by hand.\n\n"
    text += f"sha256: {sha256}\n"
    first = reading.blocks[0].lines[0]
    if not reading.headings or reading.headings[0].line > first:
        text += f"document: {untitled(reading)}\n"
    text += rows("pages", map(page_item, *page_rows(reading)))
    text += rows("headings", map(heading_item, reading.headings))
    text += rows("notes", (note_item(reading, note) for note in reading.notes))
    text += "\n# The hyphen of a word that is broken at a line's end: kept, or dropped.\n"
    text += rows(
        "hyphens",
        ({"line": line, "keep": item.about["keep"]} for line, item in sorted(reading.hyphens.items())),
    ).lstrip("\n")
    text += paragraphs(reading)
    text += rows("furniture", ({"line": line} for line in sorted(reading.furniture)))
    return text


def page_rows(reading: Reading) -> tuple[list[tuple[int, int]], list[str]]:
    """Return the lines of the pages, and their printed numbers where these are no count."""
    counted = all(page.label in {"", str(n)} for n, page in enumerate(reading.pages, 1))
    labels = ["" if counted else page.label for page in reading.pages]
    return [(page.first, page.last) for page in reading.pages], labels


def page_item(lines: tuple[int, int], label: str) -> dict[str, object]:
    """Return a page as the description has it."""
    return {"lines": lines, "label": label} if label else {"lines": lines}


def heading_item(heading: Any) -> dict[str, object]:
    """Return a heading as the description has it."""
    item: dict[str, object] = {"line": heading.line}
    if heading.last > heading.line:
        item["last"] = heading.last
    item["level"] = heading.level
    if heading.document:
        item["document"] = heading.document
    return item


def note_item(reading: Reading, note: Note) -> dict[str, object]:
    """Return a note as the description has it."""
    item: dict[str, object] = {"label": note.label, "lines": note.spans[0]}
    if len(note.spans) > 1:
        item["continued"] = note.spans[1:]
    if note.mark:
        item["mark"] = note.mark
    assert note.anchor
    item["anchor"] = anchor_item(reading.scan.raw[note.anchor.line], note)
    return item


def anchor_item(raw: str, note: Note) -> dict[str, object]:
    """Return where a note is bound, on the line ``raw``."""
    assert note.anchor
    line, column, mark = note.anchor.line, note.anchor.column, note.anchor.mark
    key = "mark"
    start = column
    if not mark:
        key = "after"
        mark = raw[:column].lstrip()
        short = mark[-24:]
        mark = short if raw.count(short) == 1 else mark
        start = column - len(mark)
    item: dict[str, object] = {"line": line, key: mark}
    places = occurrences(raw, mark)
    if len(places) > 1:
        item["occurrence"] = places.index(start) + 1
    return item


def occurrences(raw: str, mark: str) -> list[int]:
    """Return where ``mark`` stands in ``raw``, none lapping over another."""
    found = []
    at = raw.find(mark)
    while at >= 0:
        found.append(at)
        at = raw.find(mark, at + len(mark))
    return found


def paragraphs(reading: Reading) -> str:
    """Return where paragraphs begin, or run on, against the general rule."""
    begin = sorted(line for line, begins in reading.paragraphs.items() if begins)
    run_on = sorted(line for line, begins in reading.paragraphs.items() if not begins)
    parts = [f"  {key}: {flow(lines)}\n" for key, lines in (("begin", begin), ("run_on", run_on))
             if lines]
    return "\nparagraphs:\n" + "".join(parts) if parts else ""


def ledger(reading: Reading, settled: Mapping[str, str | None] | None = None) -> str:
    """Return the ledger: brackets around headings, and proposals that are off.

    ``settled`` maps the keys of doubts to the reading that a person accepted, None for none.
    """
    records = brackets(reading)
    words = without_marks(reading)
    for doubt in reading.doubts:
        key = key_of(doubt)
        if settled and key in settled:
            if (reading_ := settled[key]) is not None:
                records.append(accepted(words, doubt, reading_))
        elif doubt.alternatives and doubt.about["kind"]:
            records.append(proposal(words, doubt))
    return LEDGER + ("".join(map(record, records)) or "\n[]\n")


def key_of(doubt: Decision) -> str:
    """Return what tells a doubt from all others."""
    return f"{doubt.line} {doubt.choice} {doubt.about['reason']}"


def record(item: dict[str, object]) -> str:
    """Return a record of the ledger."""
    lines = [f"{key}: {flow(value)}\n" for key, value in item.items()]
    return "\n- " + "  ".join(lines)


def brackets(reading: Reading) -> list[dict[str, object]]:
    """Return the records that take the brackets from around headings."""
    found: list[dict[str, object]] = []
    scan = reading.scan
    for sign, reason in (
        ("[", "The headings stand in square brackets in the scan; as headings they need none."),
        ("]", "The bracket that closes a heading goes with the one that opens it."),
    ):
        lines = []
        for heading in reading.headings:
            first, last = scan.text[heading.line], scan.text[heading.last]
            if not (first.startswith("[") and last.endswith("]")):
                continue
            text = first if sign == "[" else last
            line = heading.line if sign == "[" else heading.last
            if text.count(sign) == 1:
                lines.append(line)
            else:
                words = text.split()
                old = words[0] if sign == "[" else words[-1]
                new = old[1:] if sign == "[" else old[:-1]
                found.append(layout([line], old, new, reason))
        if lines:
            found.insert(0, layout(lines, sign, "", reason))
    return found


def layout(lines: list[int], old: str, new: str, reason: str) -> dict[str, object]:
    """Return a record that changes no word."""
    where: dict[str, object] = {"lines": lines} if len(lines) > 1 else {"line": lines[0]}
    return where | {
        "witness": old, "reading": new, "kind": "layout", "certainty": "high", "reason": reason,
    }


def proposal(words: Words, doubt: Decision) -> dict[str, object]:
    """Return a doubt that has another reading, as a record that changes nothing."""
    found = emendation(words, doubt, suggestion(doubt))
    reason = f"Proposed by the import: {doubt.about['reason']}."
    return found | {"certainty": "low", "reason": reason, "proposed": True}


def accepted(words: Words, doubt: Decision, new: str) -> dict[str, object]:
    """Return a doubt of which a person has accepted another reading, as a record."""
    reason = f"Accepted in review: {doubt.about['reason']}."
    return emendation(words, doubt, new) | {"certainty": "medium", "reason": reason}


def suggestion(doubt: Decision) -> str:
    """Return the reading that a doubt proposes."""
    first = doubt.alternatives[0]
    return f"{doubt.choice} {first}" if doubt.about["kind"] == "lacuna" else first


def emendation(words: Words, doubt: Decision, new: str) -> dict[str, object]:
    """Return line, witness, reading and kind of a record; neighbours make its place the only one."""
    text = words.get(doubt.line, "")
    old = doubt.choice
    places = occurrences(text, old)
    if len(places) > 1:
        before = text[: places[0]].split("\0")[-1].split()[-2:]
        after = text[places[0] + len(old) :].split("\0")[0].split()[:2]
        old = " ".join([*before, doubt.choice, *after])
        new = " ".join([*before, new, *after])
    kind = "lacuna" if "⟨" in new else str(doubt.about["kind"]) or "ocr"
    return {"line": doubt.line, "witness": old, "reading": new, "kind": kind}


def report(reading: Reading, files: dict[str, str]) -> str:
    """Return the report of an import; ``files`` maps what it wrote to their SHA-256."""
    scan = reading.scan
    data = {
        "pages": [
            decision(page.first, page.label or str(index), page.confidence, ["no page begins here"],
                     lines=[page.first, page.last], sign=page.sign)
            for index, page in enumerate(reading.pages, 1)
        ],
        "headings": [
            decision(each.line, heading_text(scan, each), each.confidence, ["text"],
                     level=each.level, style=each.style, document=each.document)
            for each in reading.headings
        ],
        "notes": [note_report(reading, note) for note in reading.notes],
        "hyphens": [from_decision(item) for _, item in sorted(reading.hyphens.items())],
        "suspicious": [from_decision(item) for item in reading.doubts],
        "furniture": [from_decision(item) for _, item in sorted(reading.furniture.items())],
        "paragraphs": [
            decision(line, "begins" if begins else "runs on", 0.8, ["runs on" if begins else "begins"])
            for line, begins in sorted(reading.paragraphs.items())
        ],
        "files": dict(sorted(files.items())),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def decision(
    line: int, choice: str, confidence: float, alternatives: list[Any], **more: object
) -> dict[str, object]:
    """Return a record of the report."""
    return {
        "line": line, "choice": choice, "confidence": round(confidence, 2),
        "alternatives": alternatives, **more,
    }


def from_decision(item: Decision) -> dict[str, object]:
    """Return a record of the report."""
    return decision(item.line, item.choice, item.confidence, item.alternatives, **item.about)


def note_report(reading: Reading, note: Note) -> dict[str, object]:
    """Return the record of a note: the line of its anchor, what is before it, how certain it is."""
    assert note.anchor
    raw = reading.scan.raw
    anchor = note.anchor
    others = [
        {"line": line, "column": column, "mark": mark, "before": raw[line][:column][-40:].strip()}
        for line, column, mark in anchor.alternatives
    ]
    confidence = min(note.confidence, anchor.confidence) if anchor.mark else anchor.confidence
    return decision(
        anchor.line, note.label, confidence, others, column=anchor.column, mark=anchor.mark,
        before=raw[anchor.line][: anchor.column][-40:].strip(), note=note.spans, own_mark=note.mark,
    )
