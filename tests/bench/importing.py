"""How well the import reads: passages printed in eight styles, clean and as scans spoil them.

    python -m tests.bench.importing

prints a table and writes ``_build/bench-import.json``.  What is scored:

notes     F1 of pairs: the four words before an anchor, the first six of its note
hyphens   part of the broken words that are put together rightly
pages     F1 of the lines on which pages begin
chapters  F1 of the lines on which chapters begin
wrong     part of the words that differ from those printed
neither   words that, hyphens aside, are neither the printed ones nor the scan's
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from pathlib import Path

from sphinx_edition.collation.alignment import align
from sphinx_edition.importer import markdown, reader, source
from sphinx_edition.importer.lexicon import HYPHENS

from tests.bench.printing import NAMES, STYLES, Press, Style, Truth, passage, words

PROJECT = Path(__file__).parent.parent.parent
SEEDS = (1, 2, 3)
NOISE = 0.06


@dataclass
class Score:
    """What an import got right, each from 0 to 1; ``neither`` is a count."""

    notes: float
    hyphens: float
    pages: float
    chapters: float
    wrong: float
    neither: int


def f1(found: Collection[object], true: Collection[object]) -> float:
    """Return the harmonic mean of precision and recall."""
    right = len(set(found) & set(true))
    return 2 * right / (len(set(found)) + len(set(true))) if found or true else 1.0


def same(found: set[tuple[str, str]], true: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return ``found``, with pairs as printed in place of those that differ in a misread letter."""

    def near(pair: tuple[str, str]) -> tuple[str, str]:
        return next(
            (
                each
                for each in sorted(true)
                if all(
                    SequenceMatcher(None, a, b, autojunk=False).ratio() > 0.87
                    for a, b in zip(pair, each, strict=True)
                )
            ),
            pair,
        )

    return {pair if pair in true else near(pair) for pair in found}


REFERENCE = re.compile(r"\[\^([^\]]+)\](?!:)")
DEFINITION = re.compile(r"(?ms)^\[\^([^\]]+)\]: (.*?)(?=^\[\^[^\]]+\]: |\Z)")


def unescaped(text: str) -> str:
    """Return Markdown without its escapes."""
    return re.sub(r"\\([^\w\s])", r"\1", text)


def pairs_of(document: str) -> set[tuple[str, str]]:
    """Return the notes of a document: four words before, six of the note."""
    notes = {m[1]: words(unescaped(m[2]))[:6] for m in DEFINITION.finditer(document)}
    body = re.sub(r"(?m)^#.*$", "", DEFINITION.sub("", document))
    found = set()
    for match in REFERENCE.finditer(body):
        before = words(unescaped(REFERENCE.sub("", body[: match.start()])))[-4:]
        found.add((" ".join(before), " ".join(notes.get(match[1], []))))
    return found


def body_words(document: str) -> list[str]:
    """Return the words of a document's paragraphs, without headings and notes."""
    body = re.sub(r"(?m)^#.*$", "", DEFINITION.sub("", document))
    return words(unescaped(REFERENCE.sub("", body)))


BROKEN = re.compile(f"[{HYPHENS}]\n\\s*")


def plain(text: str) -> set[str]:
    """Return the words of a text without their hyphens, those at the ends of lines too."""
    return {word.replace("-", "") for word in words(BROKEN.sub("", text))}


def score(text: str, truth: Truth) -> Score:
    """Import a text and compare it with the truth."""
    reading = reader.read(source.scan(text))
    documents = list(markdown.Writer(reading).documents().values())
    pairs = {pair for document in documents for pair in pairs_of(document)}
    hyphens = [
        line in reading.hyphens and reading.hyphens[line].about["keep"] is keep
        for line, keep in truth.hyphens.items()
    ]
    found = [word for document in documents for word in body_words(document)]
    hunks = align(truth.words, found)
    wrong = sum(max(hunk.end - hunk.start, hunk.stop - hunk.begin) for hunk in hunks)
    known = plain(text) | plain(" ".join(truth.words))
    strange = [w for h in hunks for w in found[h.begin : h.stop] if w.replace("-", "") not in known]
    return Score(
        f1(same(pairs, truth.pairs), truth.pairs),
        sum(hyphens) / len(hyphens) if hyphens else 1.0,
        f1([page.first for page in reading.pages], truth.pages),
        f1([h.line for h in reading.headings if h.document], truth.headings),
        wrong / len(truth.words),
        len(strange),
    )


def measure_style(style: Style, noise: float, seeds: tuple[int, ...] = SEEDS) -> Score:
    """Return the mean of the scores of a style."""
    scores = []
    for seed in seeds:
        pieces = [piece for name in NAMES for piece in passage(name)]
        scores.append(score(*Press(pieces, style, seed, noise).print()))
    return mean(scores)


def mean(scores: list[Score]) -> Score:
    """Return the mean of scores."""
    rows = [asdict(each) for each in scores]
    means = {key: sum(row[key] for row in rows) / len(rows) for key in rows[0]}
    return Score(**{**means, "neither": sum(row["neither"] for row in rows)})


def measure() -> dict[str, dict[str, dict[str, float]]]:
    """Return the scores of every style, clean and noisy, and their means."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    for name, noise in (("clean", 0.0), ("noisy", NOISE)):
        scores = {style.name: measure_style(style, noise) for style in STYLES}
        scores["all"] = mean(list(scores.values()))
        found[name] = {key: asdict(value) for key, value in scores.items()}
    return found


def table(found: dict[str, dict[str, dict[str, float]]]) -> str:
    """Return the scores as a table in Markdown."""
    rows = [
        "| texts | notes | hyphens | pages | chapters | wrong words | neither |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, scores in found.items():
        for style, each in scores.items():
            cells = [f"{each[key]:.3f}" for key in ("notes", "hyphens", "pages", "chapters")]
            cells += [f"{100 * each['wrong']:.2f} %", str(each["neither"])]
            rows.append(f"| {name}: {style} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def main() -> None:
    """Print the table and write the figures."""
    found = measure()
    print(table(found))
    folder = PROJECT / "_build"
    folder.mkdir(exist_ok=True)
    (folder / "bench-import.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
