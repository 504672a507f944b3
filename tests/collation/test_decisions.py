"""What was decided in reading a witness is listed: hyphens at line ends, marks of notes."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

LISTS = "\n```{line-end-hyphens}\n```\n\n```{note-marks}\n```\n"


@pytest.fixture(scope="module")
def book(new_book):
    """The tiny book, with the lists on the page of the apparatus."""
    book = new_book("test-collation")
    book.write("apparatus.md", book.read("apparatus.md") + LISTS)
    return book


@pytest.fixture(scope="module")
def page(book):
    assert book.build("html") == []
    return BeautifulSoup(book.page("apparatus.html"), "html.parser")


def test_hyphens_kept_and_words_joined(page):
    listed = page.select_one("dl.line-end-hyphens")
    shown = {t.get_text(): t.find_next("dd").get_text().strip() for t in listed.select("dt")}
    assert shown == {
        "Hyphens kept, by our decision (1)": "well-known 4",
        "Words joined (2)": "morn-ing 3; neigh-bours 13",
    }


def test_each_note_has_what_stands_for_its_number(page):
    rows = [
        [cell.get_text().strip() for cell in row.select("td")]
        for row in page.select("table.note-marks tbody tr")
    ]
    assert rows == [["1", "!", "3", "!", "7"], ["2", "?", "5", "?", "9"]]


def test_lines_lead_to_the_witness(page):
    links = page.select("dl.line-end-hyphens a, table.note-marks a")
    assert [a["href"] for a in links[:2]] == [
        "witness/tale.html#line-4",
        "witness/tale.html#line-3",
    ]


@pytest.mark.parametrize("builder", ["latex", "text", "singlehtml", "tei"])
def test_other_formats_have_the_lists(book, builder):
    if builder == "tei":
        book.edit("conf.py", "extensions = [", 'extensions = ["sphinx_edition.tei", ')
    assert book.build(builder) == []
