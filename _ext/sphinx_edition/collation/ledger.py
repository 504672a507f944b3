"""The ledger of emendations, as it is written: its records, and what is wrong with one by itself.

A record says what the witness has at a line, what the edition has instead, of which kind the
change is, how certain, and why (schema: ``emendations.schema.json``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from sphinx_edition.collation import tokens
from sphinx_edition.collation.described import Described, Problem, load
from sphinx_edition.collation.kinds import Kind
from sphinx_edition.core.warnings import Warn


@dataclass(frozen=True)
class Record:
    """A record of the ledger; ``at`` is its own line in the ledger's ``file``."""

    file: str
    at: int
    lines: tuple[int, ...]
    witness: str
    reading: str
    kind: str
    certainty: str
    reason: str
    conjecture: str = ""


@dataclass
class Ledger:
    """The records of a ledger, and what is wrong with the file or with a record by itself."""

    file: str
    kinds: Mapping[str, Kind]
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    readable: bool = True


def read(root: Path, file: str, kinds: Mapping[str, Kind]) -> Ledger:
    """Read the ledger ``file`` below ``root``; a ledger that is not there is an empty one."""
    if not (root / file).exists():
        return Ledger(file, kinds)
    described = load(root / file, file, "emendations.schema.json", Warn.COLLATION_LEDGER)
    ledger = Ledger(file, kinds, problems=described.problems)
    ledger.readable = not described.problems
    for index, item in enumerate(described.data or []):
        if item.get("proposed"):
            continue
        record = make_record(described, index, item)
        message = objection(record, kinds)
        at = record.at
        if record.kind in kinds:
            ledger.records.append(record)
        else:
            at = described.line(index, "kind")
        if message:
            ledger.problems.append(Problem(file, at, Warn.COLLATION_LEDGER, message))
    return ledger


def make_record(described: Described, index: int, item: dict[str, object]) -> Record:
    """Return the record that ``item``, number ``index`` of the file, describes."""
    given = {key: value for key, value in item.items() if key not in {"line", "lines", "proposed"}}
    lines = item.get("lines", [item.get("line")])
    assert isinstance(lines, list)
    return Record(
        described.file, described.line(index), tuple(lines), **{k: str(v) for k, v in given.items()}
    )


def objection(record: Record, kinds: Mapping[str, Kind]) -> str:
    """Return what is wrong with a record whatever the witness says; empty if nothing is."""
    kind = kinds.get(record.kind)
    if kind is None:
        near = get_close_matches(record.kind, kinds, 1)
        meant = f"; did you mean {near[0]}?" if near else ""
        return f"there is no kind {record.kind!r} (there are {', '.join(kinds)}){meant}"
    same = tokens.tokenise(record.witness) == tokens.tokenise(record.reading)
    same = same and not respaces(record)
    if kind.stands and not same:
        return f"a slip ({kind.name}) is left as it stands: make reading equal to witness"
    if not kind.stands and same:
        return "changes nothing: correct the reading, or remove the record"
    supplies = "⟨" in record.reading and "⟨" not in record.witness
    if kind.supplies != supplies:
        able = " or ".join(each.name for each in kinds.values() if each.supplies)
        return f"supplied words stand in ⟨⟩, and are of the kind {able}: correct reading or kind"
    if not kind.words and words_of(record.witness) != words_of(record.reading):
        return f"changes words, which {kind.name} does not: correct the kind"
    if not kind.stands and record.conjecture:
        return "has a conjecture, which only a slip left standing can have"
    return ""


def respaces(record: Record) -> bool:
    """Tell whether a record changes spaces between tokens and nothing else."""
    return tokens.tokenise(record.witness) == tokens.tokenise(record.reading) and (
        tokens.spacing(record.witness) != tokens.spacing(record.reading)
    )


def words_of(text: str) -> list[str]:
    """Return the words of a reading, without punctuation and whatever their capitals."""
    return [token.casefold() for token in tokens.tokenise(text) if tokens.is_word(token)]
