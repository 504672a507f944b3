"""What other people's books hold: other hyphens, pages, notes, verse and kinds; slips of typing."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

CONF = """\
extensions = ["myst_parser", "sphinx_edition.notes", "sphinx_edition.collation"]
collation_witnesses = ["seeds/tale.yaml"]
project = "Tale"
smartquotes = False
"""


@pytest.fixture
def edition(new_book) -> Callable[..., object]:
    """A function that makes a project of one document from a witness and its description."""

    def make(
        seed: str, text: str, description: str = "", ledger: str = "", settings: str = ""
    ) -> object:
        book = new_book()
        for path in book.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        (book.folder / "seeds").mkdir()
        digest = hashlib.sha256(seed.encode()).hexdigest()
        book.write("conf.py", CONF + settings)
        book.write("index.md", text)
        book.write("seeds/tale.txt", seed)
        described = "" if "sha256" in description else f"sha256: {digest}\n"
        begins = "" if "headings" in description else "document: index\n"
        book.write("seeds/tale.yaml", described + begins + description)
        book.write("seeds/emendations.yaml", ledger or "[]\n")
        return book

    return make


HEADED = "headings: [{line: 1, level: 1, document: index}]\n"


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u00ad", "¬"])
def test_any_hyphen_ends_a_line(edition, hyphen):
    seed = f"A ta{hyphen}\nle of a market{hyphen}\nplace here.\n"
    text = "A tale of a market-place here.\n"
    assert edition(seed, text, "hyphens: [{line: 2, keep: true}]\n").build() == []


def test_a_hyphen_has_the_sign_that_words_have_within_lines(edition):
    seed = "A well\u2010known ta-\nle of a market\u2010\nplace here.\n"
    text = "A well\u2010known tale of a market\u2010place here.\n"
    assert edition(seed, text, "hyphens: [{line: 2, keep: true}]\n").build() == []


def test_a_byte_order_mark_is_no_text(edition):
    assert edition("\ufeffA tale.\n", "A tale.\n").build() == []


def test_what_cannot_be_seen_is_named(edition):
    (warned,) = edition("A\u200b tale.\n", "A tale.\n").build()
    assert "⟦[U+200B ZERO WIDTH SPACE]⟧" in warned.text


def test_pages_have_the_numbers_of_the_print(edition):
    seed = "One two.\n\n\n\nThree four.\n"
    pages = "pages: [{lines: [1, 1], label: 31}, {lines: [5, 5], label: xxxii}]\n"
    book = edition(seed, "One two.\n\nThree four.\n", pages)
    assert book.build("html") == []
    breaks = BeautifulSoup(book.page("index.html"), "html.parser").select(".pagebreak")
    assert [(each["id"], each["title"]) for each in breaks] == [
        ("page-31", "31"),
        ("page-xxxii", "xxxii"),
    ]


def test_paragraphs_shown_by_indentation(edition):
    seed = "One two.\n  Three four.\n  Five\nsix.\n"
    text = "One two.\n\nThree four.\n\nFive six.\n"
    assert edition(seed, text, "paragraphs: {indent: 2}\n").build() == []


def test_verse_needs_no_record(new_book):
    book = new_book("test-collation-rst")
    for name in ("one.rst", "two.rst", "apparatus.rst"):
        (book.folder / name).unlink()
    seed = "Roses are red,\nviolets are blue,\nnext.\n\nMore prose.\n"
    digest = hashlib.sha256(seed.encode()).hexdigest()
    book.write("index.rst", "| Roses are red,\n|   violets *are* blue,\n| next.\n\nMore prose.\n")
    book.write("seeds/tale.txt", seed)
    book.write("seeds/tale.yaml", f"sha256: {digest}\ndocument: index\n")
    book.write("seeds/emendations.yaml", "[]\n")
    assert book.build() == []
    book.edit("index.rst", "violets *are* blue", "violets *were* blue")
    (warned,) = book.build()
    assert warned.line == 2
    assert "⟦were⟧" in warned.text


NOTES_ANEW = (
    "pages: [{lines: [1, 3]}, {lines: [7, 9]}]\n"
    "notes:\n"
    "  - {label: '*', lines: [3, 3], mark: '*', anchor: {line: 1, mark: '*'}}\n"
    "  - {label: '*', lines: [9, 9], mark: '*', anchor: {line: 7, mark: '*'}}\n"
)


def test_notes_that_begin_anew_on_every_page(edition):
    seed = "One* two.\n\n* First.\n\n\n\nThree* four.\n\n* Second.\n"
    text = "One[^p1-*] two.\n\nThree[^p2-*] four.\n\n[^p1-*]: First.\n\n[^p2-*]: Second.\n"
    book = edition(seed, text, NOTES_ANEW)
    assert book.build() == []
    book.edit("index.md", "Second.", "Third.")
    (warned,) = book.build()
    assert "⟦Third⟧" in warned.text


def test_notes_that_begin_anew_in_every_document(edition):
    seed = "A\n\nOne! two.\n\n! First.\n\nB\n\nThree! four.\n\n! Second.\n"
    description = (
        "headings: [{line: 1, level: 1, document: index}, {line: 7, level: 1, document: two}]\n"
        "notes:\n"
        "  - {label: '1', lines: [5, 5], mark: '!', anchor: {line: 3, mark: '!'}}\n"
        "  - {label: '1', lines: [11, 11], mark: '!', anchor: {line: 9, mark: '!'}}\n"
    )
    one = "# A\n\nOne[^1] two.\n\n[^1]: First.\n\n```{toctree}\ntwo\n```\n"
    book = edition(seed, one, description)
    book.write("two.md", "# B\n\nThree[^1] four.\n\n[^1]: Second.\n")
    assert book.build() == []
    assert book.build("singlehtml") == []


def test_a_label_that_a_page_has_twice_is_told(edition):
    seed = "One* two* three.\n\n* First.\n* Second.\n"
    notes = (
        "notes:\n"
        "  - {label: '*', lines: [3, 3], anchor: {line: 1, mark: '*', occurrence: 1}}\n"
        "  - {label: '*', lines: [4, 4], anchor: {line: 1, mark: '*', occurrence: 2}}\n"
    )
    (warned,) = edition(seed, "One two three.\n", notes).build()
    assert warned.text.startswith("there is a note '*' already on page 1 of index")


@pytest.mark.parametrize("kind", ["layout", "normalised"])
def test_capitals_of_a_heading_are_lowered(edition, kind):
    ledger = (
        "- {line: 1, witness: THE TALE, reading: The Tale, "
        f"kind: {kind}, certainty: high, reason: Headings are set in capitals}}\n"
    )
    settings = 'collation_kinds = {"normalised": {"said_of_all": "normalised"}}\n'
    seed = "THE TALE\n\nWords.\n"
    assert edition(seed, "# The Tale\n\nWords.\n", HEADED, ledger, settings).build() == []


def test_a_heading_of_several_lines(edition):
    headings = "headings: [{line: 1, last: 3, level: 1, document: index}]\n"
    seed = "CHAPTER I.\n\nThe Old House*\n\nWords.\n\n* A note.\n"
    notes = "notes: [{label: '1', lines: [7, 7], mark: '*', anchor: {line: 3, mark: '*'}}]\n"
    text = "# CHAPTER I. The Old House[^1]\n\nWords.\n\n[^1]: A note.\n"
    assert edition(seed, text, headings + notes).build() == []


def test_a_note_that_runs_over_and_a_lost_anchor(edition):
    seed = "One two.\n\n1 A note that is\nlong\n\n\n\nThree.\n\nand longer.\n"
    description = (
        "pages: [{lines: [1, 4]}, {lines: [8, 10]}]\n"
        "notes: [{label: '1', lines: [3, 4], continued: [[10, 10]], mark: '1', "
        "anchor: {line: 1, after: One}}]\n"
    )
    text = "One[^1] two.\n\nThree.\n\n[^1]: A note that is long and longer.\n"
    book = edition(seed, text, description)
    assert book.build() == []
    book.edit("index.md", "One[^1] two.", "One two.[^1]")
    assert book.build()


def test_paragraphs_by_decision(edition):
    seed = "One.\n\nTwo.\nThree.\n"
    text = "One. Two.\n\nThree.\n"
    assert edition(seed, text, "paragraphs: {begin: [4], run_on: [3]}\n").build() == []


def test_a_title_that_the_print_has_not(edition):
    assert edition("Words.\n", "# ⟨…⟩\n\nWords.\n").build("html") == []


def test_what_is_only_proposed_changes_nothing(edition):
    ledger = (
        "- {line: 1, witness: Wrods, reading: Words, kind: ocr, certainty: low, "
        "reason: Why, proposed: true}\n"
    )
    book = edition("Wrods.\n", "Wrods.\n", "", ledger)
    assert book.build() == []
    book.edit("seeds/emendations.yaml", ", proposed: true", "")
    assert len(book.build()) == 1


def test_a_kind_that_is_misspelt(edition):
    ledger = "- {line: 1, witness: a, reading: b, kind: ocr2, certainty: low, reason: Why}\n"
    warned = edition("a\n", "b\n", "", ledger).build()
    assert [w.text for w in warned if w.type == "collation.ledger"] == [
        "there is no kind 'ocr2' (there are ocr, lacuna, printer, author, layout); "
        "did you mean ocr?"
    ]


def test_a_slip_of_the_author_stands(edition):
    ledger = (
        "- {line: 1, witness: there, reading: there, conjecture: their, kind: author, "
        "certainty: low, reason: Why}\n"
    )
    assert edition("over there\n", "over there\n", "", ledger).build() == []


@pytest.mark.parametrize(
    ("description", "message"),
    [
        ("turn: {indent: 1}\n", "there is nothing called 'turn'; did you mean 'turns'?"),
        ("sha256: 0\n", "sha256: 0 stands where a text between quotation marks should be"),
        (
            "notes: [{label: 1, lines: [1, 1], anchor: {line: 1, mark: a}}]\n",
            "notes.0.label: 1 stands where a text between quotation marks should be",
        ),
    ],
)
def test_slips_in_a_description(edition, description, message):
    warned = edition("a\n", "a\n", description).build()
    assert message in [w.text.removeprefix("the file: ") for w in warned]


def test_a_second_witness_of_a_document_says_what_can_be_done(edition):
    book = edition("a\n", "a\n", "", "", 'collation_witnesses = ["seeds/tale.yaml", "b.yaml"]\n')
    shutil.copy(book.folder / "seeds" / "tale.txt", book.folder / "b.txt")
    shutil.copy(book.folder / "seeds" / "tale.yaml", book.folder / "b.yaml")
    (warned,) = book.build()
    assert "collated with seeds/tale.txt already" in warned.text
    assert "give b.txt a document of its own" in warned.text


def test_a_paragraph_sign_belongs_nowhere(edition):
    seed = "One two three.\n\nFour five six.\n\nA note of some words.\n"
    text = "One two three.\n\nFour five six.[^1]\n\n[^1]: A note of some words.\n"
    warned = edition(seed, text).build()
    assert warned
    assert not [w for w in warned if "belong to" in w.text and "⟦¶⟧" in w.text]


@pytest.mark.needs("lualatex")
def test_an_emended_word_in_a_heading_leaves_the_book_whole(edition):
    ledger = (
        "- {line: 1, witness: Tele, reading: Tale, kind: ocr, certainty: high, reason: Misread}\n"
        "- {line: 1, witness: there, reading: there, conjecture: their, kind: printer, "
        "certainty: low, reason: Why}\n"
    )
    text = "# The Tale there\n\nWords and words.\n\n```{apparatus}\n```\n"
    settings = 'latex_engine = "lualatex"\nlatex_elements = {"fontpkg": ""}\n'
    book = edition("The Tele there\n\nWords and words.\n", text, HEADED, ledger, settings)
    assert book.build("latex") == []
    folder = Path(book.app.outdir)
    done = subprocess.run(
        ["latexmk", "-r", "latexmkrc", "-pdf", "-interaction=nonstopmode"],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    log = next(folder.glob("*.log")).read_text("utf-8", errors="replace")
    assert "undefined references" not in log
