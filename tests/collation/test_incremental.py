"""Only what changed is collated again; processes make no difference; proposals can be used."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from sphinx_edition.collation import collator
from sphinx_edition.collation.domain import CollationDomain

EXTENSIONS = Path(__file__).parent.parent.parent / "_ext"


def collations(book):
    """Return the collations of the last build by document."""
    return dict(CollationDomain.of(book.app.env).collations)


@pytest.fixture
def built(book):
    """The tiny book, built."""
    book.build("html")
    return book


def pages_written(book):
    """Return which pages a build writes again."""
    folder = book.folder / "_build" / "html"
    old = {path: path.stat().st_mtime_ns for path in folder.glob("*.html")}
    assert book.build("html") == []
    return {path.stem for path, time in old.items() if path.stat().st_mtime_ns != time}


def edit_reason(book):
    book.edit("seeds/emendations.yaml", "A letter misread.", "A letter of the scan misread.")


def edit_chapter(book):
    book.edit("two.md", "Bob said nothing.\n", "Bob said\nnothing.\n")


def edit_description(book):
    book.edit("seeds/tale.yaml", "hyphens:", "# a remark\nhyphens:")


@pytest.mark.parametrize(
    ("edit", "documents"),
    [
        (lambda _: None, set()),
        (edit_reason, {"one"}),
        (edit_chapter, {"two"}),
        (edit_description, set()),
    ],
    ids=["nothing", "a record", "a chapter", "a remark"],
)
def test_what_is_collated_again(built, edit, documents, monkeypatch):
    collated = []

    def collate(passage, *arguments):
        collated.append(passage.document)
        return original(passage, *arguments)

    original = collator.collate
    monkeypatch.setattr(collator, "collate", collate)
    edit(built)
    assert built.build("html") == []
    assert set(collated) == documents


def test_pages_that_show_a_record_are_written_again(built):
    edit_reason(built)
    assert {"one", "apparatus"} <= pages_written(built)
    assert "A letter of the scan misread." in built.page("one.html")
    assert "A letter of the scan misread." in built.page("apparatus.html")


def test_builders_do_not_take_changes_from_each_other(built):
    built.build("text")
    edit_reason(built)
    built.build("text")
    assert built.build("html") == []
    assert "A letter of the scan misread." in built.page("one.html")
    assert "A letter of the scan misread." in built.page("apparatus.html")
    assert pages_written(built) <= {"genindex", "search"}  # these are written every time


def test_a_chapter_that_a_witness_claims_later(book):
    description = book.read("seeds/tale.yaml")
    book.edit("conf.py", "collation_witnesses", "unused")
    assert book.build("html") == []
    assert "emendation" not in book.page("one.html")
    book.edit("conf.py", "unused", "collation_witnesses")
    book.write("seeds/tale.yaml", description)
    assert book.build("html") == []
    assert "emendation" in book.page("one.html")


def test_a_chapter_mended(built):
    built.edit("one.md", "morning", "evening")
    assert [w.type for w in built.build("html")] == ["collation.difference"]
    built.edit("one.md", "evening", "morning")
    assert built.build("html") == []


def test_two_processes_find_the_same(new_book):
    one, two = new_book("test-collation"), new_book("test-collation")
    for book in (one, two):
        book.edit("one.md", "morning", "evening")
        for number in range(8):  # enough documents to be read by more than one process
            book.write(f"more{number}.md", "---\norphan: true\n---\n\n# More\n")
    assert one.build("html") == two.build("html", parallel=2)
    assert collations(one) == collations(two)
    for name in ("one.html", "two.html", "apparatus.html"):
        assert one.page(name) == two.page(name)


def test_two_witnesses_in_one_book(book):
    book.write("seeds/other.txt", "A Third Part\n\nErin sang¹ a sonq.\n\n¹ Loudly.\n")
    book.write(
        "seeds/other.yaml",
        "sha256: ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff\n"
        "ledger: other.emendations.yaml\npages: [{lines: [1, 5]}]\n"
        "headings: [{line: 1, level: 1, document: three}]\n"
        'notes: [{label: "1", lines: [5, 5], mark: "¹", anchor: {line: 3, mark: "¹"}}]\n',
    )
    book.write(
        "seeds/other.emendations.yaml",
        "- {line: 3, witness: sonq, reading: song, kind: ocr, certainty: high, reason: plain}\n",
    )
    book.write("three.md", "# A Third Part\n\nErin sang[^1] a song.\n\n[^1]: Loudly.\n")
    book.edit("index.md", "two\n", "two\nthree\n")
    book.edit("conf.py", '"seeds/tale.yaml"', '"seeds/tale.yaml", "seeds/other.yaml"')
    (wrong,) = book.build("html")
    book.edit("seeds/other.yaml", "f" * 64, re.search("[0-9a-f]{64}", wrong.text)[0])
    assert book.build("html") == []
    assert 'id="page-w2-1"' in book.page("three.html")
    assert 'id="emended-w2-3"' in book.page("three.html")
    assert 'id="emendation-w2-3"' in book.page("apparatus.html")


def propose(book):
    """Return what ``make ledger`` prints."""
    command = [sys.executable, "-m", "sphinx_edition.collation.propose", str(book.folder)]
    return subprocess.run(
        command, env={"PYTHONPATH": str(EXTENSIONS)}, capture_output=True, text=True, check=True
    ).stdout


def test_proposals_explain_what_they_are_completed_for(book):
    ledger = book.folder / "seeds" / "emendations.yaml"
    ledger.unlink()
    book.edit("two.md", "Carol laughed", "Carol then laughed")
    book.edit("one.md", "early", "late")
    found = propose(book)
    ledger.write_text(found, "utf-8")
    assert {w.type for w in book.build()} == {"collation.ledger"}  # no reasons yet
    ledger.write_text(found.replace('reason: ""', 'reason: "So it is."'), "utf-8")
    assert book.build() == []


def test_nothing_to_propose(book):
    assert propose(book) == "# Every difference is explained.\n"


def times(book):
    """Return when each page beside the documents' own was written."""
    html = book.folder / "_build" / "html"
    pages = [*html.glob("scan/*.html"), *html.glob("witness/*.html")]
    assert len(pages) == 3
    return {page.stem: page.stat().st_mtime_ns for page in pages}


def test_pages_beside_the_edition_are_written_when_what_they_show_changes(book):
    book.build("html")
    first = times(book)
    book.build("html")
    assert times(book) == first
    book.edit("seeds/emendations.yaml", "Dirt on the page.", "Dust on the page.")
    book.build("html")
    second = times(book)
    assert {name for name in first if first[name] != second[name]} >= {"two"}
    assert first["one"] == second["one"]
    assert "Dust on the page." in book.page("scan/two.html")
