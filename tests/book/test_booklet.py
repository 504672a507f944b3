"""The order of the pages of a booklet."""

from __future__ import annotations

from pathlib import Path

import pytest
from booklet import Side, impose, main
from pypdf import PdfReader, PdfWriter


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Ten pages of A5, each with a width of its own to be known by."""
    writer = PdfWriter()
    for number in range(10):
        writer.add_blank_page(width=400 + number, height=595)
    writer.add_metadata({"/Title": "Ten pages"})
    path = tmp_path / "book.pdf"
    writer.write(path)
    return path


def folded(signature: list[Side]) -> list[int | None]:
    """Return the pages of a folded signature as they are leafed through."""
    fronts, backs = signature[::2], signature[1::2]
    opening = [
        page for front, back in zip(fronts, backs, strict=True) for page in (front[1], back[0])
    ]
    closing = [
        page for front, back in zip(fronts, backs, strict=True) for page in (front[0], back[1])
    ]
    return opening + closing[::-1]


def test_one_sheet() -> None:
    assert impose(4) == [[Side(3, 0), Side(1, 2)]]


def test_blank_pages_are_the_last() -> None:
    assert impose(6) == [[Side(None, 0), Side(1, None), Side(5, 2), Side(3, 4)]]


@pytest.mark.parametrize("pages", [1, 4, 32, 33, 82, 131])
def test_folded_and_stacked_the_pages_follow_each_other(pages: int) -> None:
    read = [page for signature in impose(pages) for page in folded(signature)]
    assert len(read) % 4 == 0
    assert read[:pages] == list(range(pages))
    assert set(read[pages:]) <= {None}


def test_signatures_are_even_and_thin_enough_to_staple() -> None:
    assert [len(signature) // 2 for signature in impose(82)] == [7, 7, 7]
    assert [len(signature) // 2 for signature in impose(33)] == [5, 4]


@pytest.mark.parametrize(("paper", "size"), [("a4", (842, 595)), ("letter", (792, 612))])
def test_paper(book: Path, tmp_path: Path, paper: str, size: tuple[int, int]) -> None:
    target = tmp_path / "out" / "booklet.pdf"
    assert main([str(book), str(target), paper.upper()]) == 0
    made = PdfReader(target)
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in made.pages} == {
        size
    }
    assert len(made.pages) == 6
    assert made.metadata is not None
    assert made.metadata.title == "Ten pages"


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="make latexpdf"):
        main([str(tmp_path / "none.pdf"), str(tmp_path / "x.pdf")])


def test_an_unknown_paper_is_named(book: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="a4, letter"):
        main([str(book), str(tmp_path / "x.pdf"), "foolscap"])
