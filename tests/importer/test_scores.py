"""What the import gets right without help: these figures may only rise."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest
import yaml
from sphinx_edition.importer import reader, source

from tests.bench import importing
from tests.bench.printing import STYLES


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_a_clean_text(style):
    score = importing.measure_style(style, 0.0, seeds=(1,))
    print(style.name, asdict(score))
    assert score.notes >= 0.99
    assert score.hyphens >= 0.96
    assert score.pages == 1
    assert score.chapters == 1
    assert score.wrong <= 0.001
    assert score.neither == 0


def test_noisy_texts():
    score = importing.mean(
        [importing.measure_style(s, importing.NOISE, seeds=(1,)) for s in STYLES]
    )
    print(asdict(score))
    assert score.notes >= 0.92
    assert score.hyphens >= 0.975
    assert score.pages >= 0.99
    assert score.chapters >= 0.99
    assert score.neither == 0


@pytest.mark.parametrize(
    ("name", "seed"),
    [
        ("ruled off", 3),  # a heading above the rule begins like a misread mark
        ("chapter heads", 2),  # a page without a head opens a chapter after the notes of another
    ],
)
def test_no_text_is_lost_among_notes(name, seed):
    (style,) = (each for each in STYLES if each.name == name)
    score = importing.measure_style(style, importing.NOISE, seeds=(seed,))
    assert score.wrong < 0.01
    assert score.pages == 1
    assert score.chapters == 1
    assert score.notes >= 0.94


def test_the_seed_of_this_edition(project: Path):
    """Everything is read as a person described it."""
    seed = project / "seeds" / "000_39ea79eae56c5405.txt"
    described = yaml.safe_load(seed.with_suffix(".yaml").read_text("utf-8"))
    reading = reader.read(source.scan(source.decode(seed.read_bytes(), "seed")))
    pages = {tuple(page["lines"]) for page in described["pages"]}
    headings = {(each["line"], each["level"]) for each in described["headings"]}
    notes = {
        (*each["lines"], each["anchor"]["line"], each["anchor"]["mark"])
        for each in described["notes"]
    }
    kept = {each["line"] for each in described["hyphens"] if each["keep"]}
    found = {
        "pages": pages & {(page.first, page.last) for page in reading.pages},
        "headings": headings & {(each.line, each.level) for each in reading.headings},
        "notes": notes
        & {
            (*note.spans[0], note.anchor.line, note.anchor.mark)
            for note in reading.notes
            if note.anchor
        },
    }
    wrong = kept ^ {line for line, item in reading.hyphens.items() if item.about["keep"]}
    print({name: len(right) for name, right in found.items()}, f"wrong hyphens: {sorted(wrong)}")
    assert found == {"pages": pages, "headings": headings, "notes": notes}
    assert not wrong
    assert len(reading.notes) == len(notes)
