"""A project that is imported builds without a warning, says what the scan says, and is whole."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from sphinx_edition.importer import project
from sphinx_edition.importer.source import SeedError

from tests.bench.printing import NAMES, STYLES, Press, passage

PARTS = (
    "Makefile",
    "requirements.txt",
    ".readthedocs.yaml",
    "conf.py",
    "index.md",
    "references.bib",
    "import-report.json",
    "seeds/emendations.yaml",
    "seeds/tale.txt",
    "seeds/tale.yaml",
)


def printed(index: int, noise: float) -> str:
    pieces = [piece for name in NAMES for piece in passage(name)]
    return Press(pieces, STYLES[index], 1, noise).print()[0]


@pytest.mark.parametrize("noise", [0.0, 0.06])
@pytest.mark.parametrize("index", range(0, len(STYLES), 3))
def test_a_printed_text_builds_without_a_warning(make, index, noise):
    made = make(printed(index, noise))
    assert made.build() == ""
    assert all((made.folder / part).is_file() for part in PARTS)


def test_the_seed_of_this_edition_builds_as_site_and_book(make, project):
    raw = (project / "seeds" / "000_39ea79eae56c5405.txt").read_bytes()
    made = make(raw, "000_39ea79eae56c5405.txt")
    assert made.build("html") == ""
    assert (made.folder / "seeds" / "000_39ea79eae56c5405.txt").read_bytes() == raw
    assert len(made.chapters) == 9
    assert next(iter(made.chapters)) == "01-note-from-marxists-internet-archive"
    assert all(len(re.findall(r"(?m)^# ", text)) == 1 for text in made.chapters.values())
    report = json.loads((made.folder / "import-report.json").read_text("utf-8"))
    for name in ("pages", "headings", "notes", "hyphens", "suspicious"):
        assert report[name]
        assert all(0 <= each["confidence"] <= 1 for each in report[name])
        assert all({"line", "choice", "alternatives"} <= each.keys() for each in report[name])
    tokens = {each["token"] for each in report["suspicious"]}
    assert {"1bid", "birthin", "V"} <= tokens
    ledger = yaml.safe_load((made.folder / "seeds" / "emendations.yaml").read_text("utf-8"))
    assert any(each.get("proposed") and each["witness"] == "birthin" for each in ledger)
    assert "birthin 1918" in made.text  # nothing is changed


@pytest.mark.parametrize(
    "text",
    [
        "One word",
        "Only a sentence here.\nAnd another.\n",
        "% comment-like first line of a paragraph\n* star\n+ plus\n# hash\n> gt\n1. one\n@at\n",
        "(target)=\n\n+++\n\n---\n\n===\n\n```\n\n~~~\n\n$$ a $$\n",
        "x\n\n{role}`x` <b> &amp; [a](b) [c]: d\n",
        "[1. A [b] Title]\n\nText.\n\n[2. Other]\n\nMore.\n",
        "\ufeffCHAPTER I.\r\n\r\nThe Title\r\n\r\nText with CR-\r\nLF ends.\r\n",
        "Text.[1] More (1) text.* And†\n\n[1] A note.\n\n* Star.\n\n† Dagger.\n",
        "a\x0bb\x85c\u2028d\x1ce\n\nf\u00a0g\n",
        "\f\f\n\nA page.\n\f\nAnother page.\f\nThird.\n",
        "1\n\n2\n\n3\n\n4\n",
        "PREFACE*\n\nWords.\n\n* A note on the preface.\n",
        "Text one.1\n\n1 A note.\n\n\n\nText two.1\n\n1 Another note.\n",
        "x\n" * 50,
        "A\n\n" * 30,
        "Привет, мир. Это текст.\n\nГЛАВА ПЕРВАЯ\n\nЕщё текст.\n",
    ],
)
def test_odd_texts_build_without_a_warning(make, text):
    assert make(text).build() == ""


def test_notes_that_are_marked_with_signs_keep_them(make):
    body = "The workers of the factory took over\nits management, and the party answered here.{}\n"
    more = "Nobody had asked for decrees in that\nyear, when bread was short, we hear.{}\n"
    page = body + more + "\n{} See the decrees of the spring.\n{} See the soviets of that year.\n"
    made = make("\n\n\n".join(page.format(*signs, *signs) for signs in ("*†", "*†", "*‡")))
    assert re.findall(r"\[\^(.*?)\](?!:)", made.text) == [
        *("p1-*", "p1-†", "p2-*", "p2-†", "p3-*", "‡"),
    ]
    assert made.build() == ""


def test_headings_levels_and_documents(make):
    made = make(
        "Words before.\nThey go on.\n\n[1. First]\n\nOne.\n\n[A. Part]\n\nTwo.\n\n"
        "[2. Second]\n\nThree.\n"
    )
    assert list(made.chapters) == ["00-beginning", "01-first", "02-second"]
    assert made.chapters["00-beginning"] == "# ⟨…⟩\n\nWords before.\nThey go on.\n"
    assert made.chapters["01-first"] == "# 1. First\n\nOne.\n\n## A. Part\n\nTwo.\n"


def test_a_chapter_with_its_title_below_and_a_verse(make):
    made = make(
        "CHAPTER I.\n\nTHE SHIP\n\n"
        "A ship sailed out to sea upon a bright and windy morning of the year,\n"
        "and never came again:\n\nRoses are red,\nViolets are blue,\n\n"
        "So they said to us that day.\n"
    )
    assert made.text.startswith("# CHAPTER I. THE SHIP\n\n")
    assert "Roses are red, \\\nViolets are blue,\n" in made.text
    assert made.build() == ""


def test_a_note_runs_over_and_a_word_is_broken_across_pages(make):
    made = make(
        "The first page has a word that is bro-\n\n"
        "1 A note that is long and runs over to\n\n\n\n"
        "ken in two.1 And it ends.\n\nthe next page.\n"
    )
    made = make(
        "The first page has a mark1 and a word that is bro-\n\n"
        "1 A note that is long and runs over to\n\n\n\n"
        "ken in two. And it ends here.\n\nthe next page.\n\n2 Another note.\n"
    )
    assert "a mark[^1] and a word that is broken in two." in made.text
    assert "[^1]: A note that is long and runs over to the next page.\n" in made.text
    assert made.build() == ""


def test_the_output_does_not_depend_on_the_place_or_the_machine(make, tmp_path):
    text = printed(1, 0.06)
    made = make(text)
    seed = tmp_path / "elsewhere" / "tale.txt"
    seed.parent.mkdir()
    seed.write_text(text, "utf-8")
    env = {**os.environ, "PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    env["PYTHONPATH"] = os.pathsep.join(sys.path)
    command = [sys.executable, "-m", "sphinx_edition", "import", str(seed), str(tmp_path / "new")]
    subprocess.run(command, env=env, check=True, capture_output=True)
    assert tree(made.folder) == tree(tmp_path / "new")


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_an_empty_project_builds(tmp_path, make):
    made = make("x")
    project.write(project.empty(), tmp_path / "new")
    made.folder = tmp_path / "new"
    assert made.build() == ""


def test_a_full_folder_is_refused_and_stays(tmp_path):
    folder = tmp_path / "full"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    with pytest.raises(SeedError, match="is not empty"):
        project.write({"a": b"b"}, folder)
    assert tree(folder) == {"mine.txt": b"mine"}
    project.write({"a": b"b"}, folder, force=True)
    assert tree(folder) == {"mine.txt": b"mine", "a": b"b"}
    assert [path.name for path in tmp_path.iterdir()] == ["full"]


def test_a_failure_leaves_nothing(tmp_path, monkeypatch):
    folder = tmp_path / "deep" / "full"

    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(SeedError, match="No space left"):
        project.write({"a": b"b"}, folder)
    assert list(tmp_path.iterdir()) == []


def test_a_second_import_takes_away_what_the_first_one_wrote(tmp_path):
    seed = tmp_path / "tale.txt"
    seed.write_text("[1. One]\n\nWords.\n")
    project.write(project.imported(seed)[0], tmp_path / "out")
    (tmp_path / "out" / "mine.txt").write_text("mine")
    seed.write_text("[1. Two]\n\nWords.\n")
    project.write(project.imported(seed)[0], tmp_path / "out", force=True)
    names = tree(tmp_path / "out")
    assert "chapters/01-two.md" in names
    assert "chapters/01-one.md" not in names
    assert "mine.txt" in names
