"""The printed book: what TeX and the PDF say of it, and its text against the chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from booklet import compose
from pypdf import PdfReader
from pypdf.generic import Destination
from tagged import descriptions

A5 = (148, 210)
LARGEST_OVERFULL = 3.0  # points
MOST_PAGES = 68
NOTES = [*(str(number) for number in range(1, 18)), "(1)", "(2)", "(3)"]


@pytest.fixture(scope="module")
def path(build: Path) -> Path:
    return build / "latex" / "bolshevik-ideology.pdf"


@pytest.fixture(scope="module")
def log(path: Path) -> str:
    return path.with_suffix(".log").read_text("utf-8", errors="replace")


@pytest.fixture(scope="module")
def book(path: Path) -> PdfReader:
    return PdfReader(path)


@pytest.fixture(scope="module")
def texts(book: PdfReader) -> list[str]:
    return [page.extract_text() for page in book.pages]


def titles(outline: list[Any]) -> Iterator[tuple[int, str]]:
    """Yield the depth and the title of every bookmark."""
    for item in outline:
        if isinstance(item, Destination):
            yield 0, str(item.title)
        else:
            yield from ((depth + 1, title) for depth, title in titles(item))


def letters(text: str) -> str:
    """Return letters and digits only: lines, hyphens and ligatures differ in print."""
    for ligature, plain in {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}.items():
        text = text.replace(ligature, plain)
    return re.sub(r"[\W_]+", "", text).casefold()


def test_no_line_is_too_long(log: str) -> None:
    widths = [float(width) for width in re.findall(r"Overfull \\[hv]box \((\d+\.\d+)pt", log)]
    assert [width for width in widths if width > LARGEST_OVERFULL] == []


def test_nothing_is_missing(log: str) -> None:
    signs = re.findall(
        r"^(?:!.*|Missing character.*|.*undefined references.*|.*undefined on input line.*"
        r"|.*multiply[- ]defined.*|.*may have changed.*)$",
        log,
        re.MULTILINE,
    )
    assert signs == []


def test_every_page_is_a5(book: PdfReader) -> None:
    sizes = {
        (
            round(float(page.mediabox.width) / 72 * 25.4),
            round(float(page.mediabox.height) / 72 * 25.4),
        )
        for page in book.pages
    }
    assert sizes == {A5}


def test_the_book_is_short_and_prints_in_black(book: PdfReader) -> None:
    assert len(book.pages) <= MOST_PAGES
    colours = set()
    for page in book.pages:
        content = page.get_contents()
        assert content is not None
        for operands, operator in content.operations:
            if operator in (b"rg", b"RG") and len(set(operands)) > 1:
                colours.add(tuple(map(float, operands)))
    assert colours == set()


def test_every_font_is_embedded(book: PdfReader) -> None:
    fonts = {}
    for page in book.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            face = font.get_object()
            face = face.get("/DescendantFonts", [face])[0].get_object()
            descriptor = face.get("/FontDescriptor", {})
            fonts[face["/BaseFont"]] = any(key.startswith("/FontFile") for key in descriptor)
    assert fonts
    assert [name for name, embedded in fonts.items() if not embedded] == []
    assert {name.partition("+")[2].partition("-")[0][:10] for name in fonts} == {"EBGaramond"}


def test_no_page_is_blank(texts: list[str]) -> None:
    assert [number for number, text in enumerate(texts, 1) if len(text.strip()) < 20] == []


def test_page_labels_are_the_folios(book: PdfReader, texts: list[str]) -> None:
    for number, (label, text) in enumerate(zip(book.page_labels, texts, strict=True), 1):
        assert label == str(number)
        if number > 2:  # the title and its back bear no number
            assert text.split()[-1] == label


def test_contents_on_one_page(texts: list[str]) -> None:
    assert "contents" in texts[2].casefold()
    for words in (
        "8. On “Ends” and “Means”",
        "Bibliography",
        "Index of people",
        "Index of factions",
    ):
        assert letters(words) in letters(texts[2])
    assert "Marxists Internet Archive" in texts[3]


def test_metadata(book: PdfReader) -> None:
    found = book.metadata
    assert found is not None
    assert found.title == "The Role of Bolshevik Ideology in the Birth of the Bureaucracy"
    assert found.author == "Cornelius Castoriadis"
    assert "bureaucracy" in str(found.subject)
    assert "Bolshevism" in found["/Keywords"]
    assert book.root_object["/Lang"] == "en"
    assert book.viewer_preferences is not None
    assert book.viewer_preferences.display_doctitle


def test_pictures_carry_their_descriptions(book: PdfReader) -> None:
    """The picture of the chronology is drawn between marks that hold its alternative text."""
    found = descriptions(book)
    assert [text for text in found if text.startswith("People, 1871 to 1964")]
    # Two views, each of people, factions and events; concepts have no dates.
    assert len(found) == 7


def test_bookmarks(book: PdfReader) -> None:
    found = list(titles(book.outline))
    assert (0, "6. Bolshevik Policy") in found
    assert (1, "C. Russia") in found
    assert (0, "Index of people") in found
    assert (0, "Index of factions") in found


def test_heads_name_the_chapter_and_are_absent_where_one_opens(
    book: PdfReader, texts: list[str]
) -> None:
    """A left-hand page bears the title of the book, a right-hand one the chapter that runs on."""
    chapters = [item for item in book.outline if isinstance(item, Destination)]
    opened: dict[int, list[str]] = {}
    for item in chapters:
        page = book.get_destination_page_number(item) + 1
        opened.setdefault(page, []).append(letters(str(item.title)))
    title = letters(str(book.metadata and book.metadata.title))
    current = ""
    for number, text in enumerate(texts[3:], 4):
        lines = [letters(line) for line in text.splitlines()]
        head = current if number % 2 else title
        if number in opened:
            assert lines[0] != head, number
            current = opened[number][-1]
        else:
            assert lines[0] == head, number


def test_notes_stand_at_the_foot_with_their_printed_numbers(texts: list[str]) -> None:
    found = set()
    for text in texts[3:35]:
        for label in NOTES:
            if re.search(rf"^{re.escape(label)}\s+\S", text, re.MULTILINE):
                found.add(label)
    assert sorted(found) == sorted(NOTES)


def test_pages_of_the_source_stand_in_the_margin(texts: list[str]) -> None:
    essay = "\n".join(texts[3:35])
    assert [number for number in range(2, 16) if f"[{number}]" not in essay] == []


def chapters(project: Path) -> list[Path]:
    return sorted((project / "chapters").glob("0*.md"))


def test_every_word_of_the_chapters_is_printed(project: Path, texts: list[str]) -> None:
    """Look for each stretch of words between the places where the print may add something."""
    printed = letters("".join(re.sub(r"\n?\S+\s*$", "", text) for text in texts[3:36]))
    missing = []
    for path in chapters(project):
        source = re.sub(
            r"\[\^[^\]]*\]:?|^[#>%].*$|`+|\{[a-z:]+\}|<[^>]*>",
            "\x00",
            path.read_text("utf-8"),
            flags=re.M,
        )
        for stretch in re.split(r"[\x00\n*]", source):
            words = stretch.split()
            for start in range(0, len(words) - 3, 4):
                sample = letters("".join(words[start : start + 4]))
                if sample not in printed:
                    missing.append((path.name, " ".join(words[start : start + 4])))
    # A running head, a folio or a mark in the margin may stand between two of four words.
    assert len(missing) < 60, missing


def test_the_index_names_pages_where_the_name_stands(texts: list[str]) -> None:
    index = "".join(text for text in texts[-4:])
    entry = re.search(r"Taylor, Frederick Winslow,([\d\s,–]+)", index)
    assert entry is not None
    pages = [int(number) for number in re.findall(r"\d+", entry[1])]
    assert pages
    assert [page for page in pages if "Taylor" not in texts[page - 1]] == []


def test_the_booklet_holds_the_book(book: PdfReader) -> None:
    booklet = compose(book, "a4")
    assert len(booklet.pages) == -(-len(book.pages) // 4) * 2
    first = booklet.pages[0].extract_text()
    assert "Cornelius Castoriadis".casefold() in first.casefold()
    assert (round(booklet.pages[0].mediabox.width), round(booklet.pages[0].mediabox.height)) == (
        842,
        595,
    )
