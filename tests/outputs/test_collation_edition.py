"""The edition itself: every page break, every record and every word, in site, e-book and book."""

from __future__ import annotations

import re
import zipfile

import pytest
import yaml
from bs4 import BeautifulSoup

NAME = "000_39ea79eae56c5405"
TOKEN = re.compile(r"\w+|[^\w\s]")


@pytest.fixture(scope="module")
def seed(project):
    """The lines of the seed, the first one at index 1."""
    return ["", *(project / "seeds" / f"{NAME}.txt").read_text("utf-8").split("\n")]


@pytest.fixture(scope="module")
def description(project):
    return yaml.safe_load((project / "seeds" / f"{NAME}.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def ledger(project):
    return yaml.safe_load((project / "seeds" / "emendations.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def chapters(build):
    """The chapters of the site by name."""
    paths = sorted((build / "html" / "chapters").glob("0*.html"))
    assert len(paths) == 9
    return {path.stem: BeautifulSoup(path.read_text("utf-8"), "lxml") for path in paths}


@pytest.fixture(scope="module")
def apparatus(build):
    page = build / "html" / "chapters" / "apparatus.html"
    return BeautifulSoup(page.read_text("utf-8"), "lxml")


def article(page):
    return page.find("article") or page.find("section")


def text_after(element, page):
    """Return the words after ``element``, without what is editorial."""
    parts = []
    for text in element.find_all_next(string=True):
        if not text.find_parent(class_="editorial") and text.find_parent(article(page).name):
            parts.append(text)
        if sum(map(len, parts)) > 300:
            break
    return "".join(parts)


def test_every_page_begins_before_its_first_word(chapters, description, seed):
    breaks = {}
    for page in chapters.values():
        for element in page.select("[role=doc-pagebreak]"):
            breaks[element["title"]] = text_after(element, page)
            assert element["id"] == f"page-{element['title']}"
    assert list(breaks) == [str(number) for number in range(1, 16)]
    for number, page in enumerate(description["pages"], start=1):
        words = TOKEN.findall(seed[page["lines"][0]])[:2]
        assert TOKEN.findall(breaks[str(number)])[:2] == words


def lines_of(record):
    return record.get("lines", [record.get("line")])


def test_every_record_is_linked_to_its_place_and_back(chapters, apparatus, ledger):
    wanted = sorted(line for record in ledger for line in lines_of(record))
    entries = apparatus.select("dl.apparatus dt a")
    assert sorted(int(entry.get_text()) for entry in entries) == wanted
    for entry in entries:
        assert re.fullmatch(rf"emendation-{entry.get_text()}(-\d+)?", entry["id"])
        file, _, anchor = entry["href"].partition("#")
        place = chapters[file.removesuffix(".html")].find(id=anchor)
        back = [place, *place.find_all_next("a", class_="emendation-sign", limit=2)]
        assert entry["id"] in [link.get("href", "").partition("#")[2] for link in back]


def test_every_record_has_its_kind_and_reason(apparatus, ledger):
    shown = " ".join(apparatus.get_text().split())
    for record in ledger:
        assert " ".join(record["reason"].split()) in shown


def test_marks_have_the_kinds_of_the_ledger(chapters, ledger):
    wanted = sorted(record["kind"] for record in ledger for _ in lines_of(record))
    found = [
        next(name for name in mark["class"] if name.startswith("emendation-")).split("-")[1]
        for page in chapters.values()
        for mark in page.select(".emendation[id]")
    ]
    assert sorted(found) == wanted


def test_every_paragraph_leads_to_its_lines(chapters, build):
    for chapter in chapters.values():
        for paragraph in article(chapter).select("section > p:not(.editorial)"):
            link = paragraph.select_one(".witness-lines")
            page, _, anchor = link["href"].partition("#")
            scan = BeautifulSoup((build / "html" / "chapters" / page).read_text("utf-8"), "lxml")
            number, line, _edition = scan.find(id=anchor)("td")
            assert number.get_text() == link.get_text().split("–")[0]
            assert re.search(r"\w+", line.get_text())[0] in paragraph.get_text()


def test_nothing_is_unexplained(build):
    about = BeautifulSoup((build / "html" / "chapters" / "about.html").read_text("utf-8"), "lxml")
    figures = about.select_one("dl.figure-of-trust")
    shown = {t.get_text(): t.find_next("dd").get_text(strip=True) for t in figures.select("dt")}
    assert shown["Differences that no record explains"] == "0"
    assert shown["SHA-256 of the seed"].startswith("2c1857b9")
    assert int(shown["Words in the seed"].replace(",", "")) > 8_500


def test_the_e_book_has_the_pages_and_the_apparatus(build):
    (path,) = (build / "epub").glob("*.epub")
    with zipfile.ZipFile(path) as book:
        texts = [book.read(n).decode() for n in book.namelist() if n.endswith(".xhtml")]
    for number in range(1, 16):
        assert sum(f'id="page-{number}"' in text for text in texts) == 1
    assert sum('id="emendation-399"' in text for text in texts) == 1
    assert not any("data-card" in text or "witness-lines" in text for text in texts)


def test_the_book_has_the_pages_and_the_apparatus(build):
    (path,) = (build / "latex").glob("*.tex")
    text = path.read_text("utf-8")
    pages = re.findall(r"\\witnesspage\{(\d+)\}", text)
    assert pages == [str(number) for number in range(1, 16)]
    labels = set(re.findall(r"\\label\{\\detokenize\{([^}]+)\}\}", text))
    places = re.findall(r"\\emendationplace\{\\detokenize\{([^}]+)\}\}", text)
    records = re.findall(r"\\emended\{\w+\}\{\\detokenize\{([^}]+)\}\}", text)
    assert places
    assert records
    assert labels >= {*places, *records}


def test_a_heading_shows_that_the_print_has_it_in_brackets(chapters):
    essay = {name: page for name, page in chapters.items() if re.search(r"/0[1-8]-", f"/{name}")}
    assert len(essay) == 8
    for name, page in essay.items():
        beside = [each["data-sign"] for each in page.select("h1 > [data-sign].editorial")]
        assert beside == ["[", "]"], name
        assert "[" not in page.h1.get_text(), name
