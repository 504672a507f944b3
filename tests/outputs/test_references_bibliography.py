"""The bibliography of the finished edition: no record unused, each says where it is cited."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pybtex.database import parse_file
from pypdf import PdfReader


@pytest.fixture(scope="module")
def page(build: Path) -> BeautifulSoup:
    path = build / "html" / "chapters" / "bibliography.html"
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def test_every_record_is_listed_once_and_used(page: BeautifulSoup, project: Path) -> None:
    records = parse_file(project / "references.bib").entries
    listed = [work["id"].removeprefix("work-") for work in page.select("li.work")]
    assert sorted(listed) == sorted(records)
    assert [work["id"] for work in page.select("li.work") if not work.select("a.backlink")] == []


def test_three_sections(page: BeautifulSoup, project: Path) -> None:
    records = parse_file(project / "references.bib").entries
    for section, keyword in [
        ("works-cited-by-the-author", "author"),
        ("works-cited-by-the-translator", "translator"),
        ("sources-of-the-register", "register"),
    ]:
        works = page.select(f"section#{section} li.work")
        assert works
        keys = {work["id"].removeprefix("work-") for work in works}
        assert {records[key].fields["keywords"] for key in keys} == {keyword}


def test_a_work_names_all_its_places_with_locators(page: BeautifulSoup) -> None:
    places = page.select_one("#work-trotsky1961 .backlinks").text
    for number, locator in [(7, 168), (8, 260), (13, 172), (17, 147)]:
        assert f"note {number}, p. {locator}" in places
    assert "note 1, pp. 283–312" in page.select_one("#work-castoriadis1973 .backlinks").text


def test_titles_are_in_their_language(page: BeautifulSoup) -> None:
    assert page.select_one("#work-lefort1971 em [lang=fr], #work-lefort1971 [lang=fr] em")
    assert page.select_one("#work-trotsky1961 [lang]") is None


def test_print_gives_the_pages_of_citations(build: Path) -> None:
    (source,) = (build / "latex").glob("*.tex")
    pages = PdfReader(source.with_suffix(".pdf")).pages
    # A justified line may leave no room that a reader of PDF takes for a blank.
    words = "".join("".join(page.extract_text() for page in pages).split())
    entry = words[words.index("Trotsky,Leon.TerrorismandCommunism") :]
    entry = entry[: entry.index("note17") + 40]
    assert len(re.findall(r"note\d+,p\.\d+\(p\.\d+\)", entry)) == 11
    assert "(p.??)" not in words


def test_the_exports_hold_every_record_and_its_places(build: Path, project: Path) -> None:
    html = build / "html"
    source = project / "references.bib"
    exported = (html / "references.bib").read_text("utf-8")
    for_zotero = source.read_text("utf-8").replace("@periodical{", "@misc{")
    assert exported == for_zotero
    items = {item["id"]: item for item in json.loads((html / "references.json").read_text("utf-8"))}
    assert sorted(items) == sorted(parse_file(source).entries)
    assert "note 8, p. 260" in items["trotsky1961"]["note"]
    ris = (html / "references.ris").read_text("utf-8")
    assert ris.count("\nER  - \n") == len(items)
    assert "note 8, p. 260" in ris


def test_anchors_of_citations_are_unique_over_the_book(build: Path) -> None:
    found: list[str] = []
    for path in sorted((build / "html" / "chapters").glob("*.html")):
        soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        found += [e["id"] for e in soup.find_all(id=re.compile(r"^(cite|work|abbreviation)-"))]
    assert len(found) == len(set(found))
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", id_) for id_ in found)
