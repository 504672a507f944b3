"""The ledger of an import: brackets around headings, and proposals that are off."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_edition.importer.description import flow, occurrences
from sphinx_edition.importer.model import Decision, Reading
from sphinx_edition.importer.reader import without_marks

Words = Mapping[int, str]

LEDGER = """\
# Every difference between the edition and the scan, one record each.
# ocr: corrected; lacuna: lost, supplied between ⟨ ⟩; printer, author: a slip, left as it stands;
# layout: no word.  A record with "proposed: true" is a machine's and changes nothing: to accept it,
# correct the chapter, give the reason, and take "proposed" away (sphinx-edition review does it).
"""


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
        "witness": old,
        "reading": new,
        "kind": "layout",
        "certainty": "high",
        "reason": reason,
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
    """Return line, witness, reading and kind of a record, with neighbours where needed."""
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
