"""How long a proof takes, as ratios to what it may take at most (below 1 is good).

``python -m tests.bench.collation`` measures a long chapter and the whole of this edition.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from pathlib import Path

from sphinx_edition.collation.alignment import align
from sphinx_edition.collation.collator import read_sources
from sphinx_edition.collation.comparison import collate, labels_of
from sphinx_edition.collation.edition import Texts, Word
from sphinx_edition.collation.results import Names

PROJECT = Path(__file__).parents[2]
DESCRIPTION = "seeds/000_39ea79eae56c5405.yaml"
CHAPTER_WORDS = 100_000
CHAPTER_SECONDS = 2.0
EDITION_SECONDS = 0.5


def seconds(work: Callable[[], object]) -> float:
    """Return the shortest of three runs of ``work``."""
    runs = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        runs.append(time.perf_counter() - start)
    return min(runs)


def chapter(words: int, vocabulary: int = 5_000) -> list[str]:
    """Return a text as a language has it: few words often, many words seldom."""
    chance = random.Random(words)
    weights = [1 / rank for rank in range(1, vocabulary + 1)]
    return chance.choices([f"word{rank}" for rank in range(vocabulary)], weights, k=words)


def damaged(words: list[str], places: int) -> list[str]:
    """Return ``words`` with as many of them lost, doubled or changed."""
    chance = random.Random(places)
    found = list(words)
    for _ in range(places):
        index = chance.randrange(len(found))
        found[index : index + 1] = chance.choice([[], [found[index]] * 2, ["other"]])
    return found


def chapter_seconds(places: int) -> float:
    """Return how long a long chapter with differences takes."""
    left = chapter(CHAPTER_WORDS)
    right = damaged(left, places)
    return seconds(lambda: align(left, right))


def edition_seconds(root: Path, description: str) -> float:
    """Return how long the proof of a whole witness takes, from bytes to marks."""

    def work() -> None:
        sources = read_sources(root, description)
        records = {record.at: index for index, record in enumerate(sources.ledger.records)}
        names = Names("", sources.witness.text_file, sources.witness.ledger)
        for passage in sources.witness.passages:
            streams = {name: sources.streams[passage.document, name] for name in ("body", "notes")}
            texts = Texts(
                [Word(token.text, token.line, token.glued) for token in streams["body"].stream]
            )
            labels = labels_of(passage)
            texts.notes = {labels[0] if labels else "": []}
            texts.notes[next(iter(texts.notes))] = [
                Word(token.text, token.line, token.glued) for token in streams["notes"].stream
            ]
            collate(passage, streams, texts, sources.witness.pages, records, names, "")

    return seconds(work)


def measure() -> dict[str, float]:
    """Return each duration as a ratio to the longest that is allowed."""
    found = {
        "100,000 words, 50 differences": chapter_seconds(50) / CHAPTER_SECONDS,
        "100,000 words, 2,000 differences": chapter_seconds(2_000) / CHAPTER_SECONDS,
        "this edition": edition_seconds(PROJECT, DESCRIPTION) / EDITION_SECONDS,
    }
    return {name: round(ratio, 3) for name, ratio in found.items()}


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
