"""What every page of the site promises, read from its markup."""

import gzip
import json
import re
from collections import Counter
from copy import copy
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

PROJECT = Path(__file__).parent.parent.parent
SECTIONS = [
    "00-note",
    "01-significance",
    "02-main-questions",
    "03-traditional-answers",
    "04-bureaucracy-in-the-modern-world",
    "05-working-class-in-the-russian-revolution",
    "06-bolshevik-policy",
    "07-management-of-production",
    "08-ends-and-means",
]
MOST = 25_000  # bytes of a section page, its style and its scripts, compressed


@pytest.fixture(scope="module")
def soups(site: Path, pages: list[str]) -> dict[str, BeautifulSoup]:
    return {name: BeautifulSoup((site / name).read_text("utf-8"), "html.parser") for name in pages}


def is_data(script) -> bool:
    return script.get("type") == "application/ld+json"


def test_no_inline_script_handler_or_style(soups: dict[str, BeautifulSoup]) -> None:
    for name, soup in soups.items():
        assert [s for s in soup("script") if not s.get("src") and not is_data(s)] == [], name
        assert soup("style") == [], name
        assert soup.select("[style]") == [], name
        handlers = [a for tag in soup(True) for a in tag.attrs if a.lower().startswith("on")]
        assert handlers == [], name
        assert soup.select('a[href^="javascript:"]') == [], name


def test_scripts_are_deferred_but_for_the_readers_choices(
    soups: dict[str, BeautifulSoup],
) -> None:
    for name, soup in soups.items():
        blocking = [s["src"] for s in soup("script", src=True) if not s.has_attr("defer")]
        own = [src for src in blocking if not src.endswith("first.js")]
        assert name == "search.html" or own == [], name


def test_everything_loaded_is_our_own_and_there(
    site: Path, soups: dict[str, BeautifulSoup]
) -> None:
    for name, soup in soups.items():
        loaded = [tag["src"] for tag in soup.select("script[src], img[src]")]
        loaded += [tag["href"] for tag in soup.select('link[rel~="stylesheet"], link[rel="icon"]')]
        assert loaded, name
        for url in loaded:
            assert not urlsplit(url).netloc, (name, url)
            assert (site / name).parent.joinpath(urlsplit(url).path).is_file(), (name, url)


def test_ids_are_unique(soups: dict[str, BeautifulSoup]) -> None:
    for name, soup in soups.items():
        counted = Counter(tag["id"] for tag in soup.select("[id]"))
        assert [id_ for id_, number in counted.items() if number > 1] == [], name


def test_every_page_has_description_icon_language_and_one_title(
    soups: dict[str, BeautifulSoup],
) -> None:
    for name, soup in soups.items():
        assert soup.html["lang"] == "en", name
        assert len(soup.select('meta[name="description"]')) == 1, name
        assert 20 < len(soup.select_one('meta[name="description"]')["content"]) <= 160, name
        assert soup.select_one('link[rel="icon"]'), name
        assert len(soup.select("main h1")) == 1, name


def test_way_through_the_book_without_script(soups: dict[str, BeautifulSoup]) -> None:
    """Previous, next, title page and indices are plain links outside what has to be opened."""
    for number, section in enumerate(SECTIONS):
        soup = soups[f"chapters/{section}.html"]
        links = [a.get("href", "") for a in soup.select("main a, footer a")]
        assert "../index.html" in links
        assert "../prosopography-person.html" in links
        for neighbour in SECTIONS[max(number - 1, 0) : number + 2]:
            assert neighbour == section or f"{neighbour}.html" in links


def test_indices_lead_to_the_places(soups: dict[str, BeautifulSoup]) -> None:
    index = soups["prosopography-person.html"]
    entry = next(li for li in index.select(".index li") if "Deutscher" in li.get_text())
    place = entry.select("a")[1]
    assert place.get_text() == "4, note 5"
    page, _, anchor = place["href"].partition("#")
    assert soups[page].find(id=anchor) is not None


def test_the_whole_text_is_one_page_with_all_notes(soups: dict[str, BeautifulSoup]) -> None:
    whole = soups["whole.html"]
    assert len(whole.select("aside.footnote-list")) == 1
    assert len(whole.select("[role=doc-footnote]")) == 20
    assert len(whole.select("main h1")) == 1
    anchors = {tag["id"] for tag in whole.select("[id]")}
    assert {"p0-1", "p8-1", "page-2", "note-17"} <= anchors
    inside = [a["href"][1:] for a in whole.select('main a[href^="#"]')]
    assert [anchor for anchor in inside if anchor and anchor not in anchors] == []


def test_an_empty_index_is_not_there(site: Path) -> None:
    assert not (site / "genindex.html").exists()


def test_each_paragraph_and_its_place_beside_the_scan_lead_to_each_other(
    soups: dict[str, BeautifulSoup],
) -> None:
    for section in SECTIONS:
        chapter, scan = soups[f"chapters/{section}.html"], soups[f"scan/{section}.html"]
        there = {a["href"] for a in chapter.select("p[id] > .witness-lines")}
        back = {a["href"].split("#")[1] for a in scan.select("a.to-edition")}
        assert back
        assert {href.split("#")[1] for href in there} == back
        assert all(href.startswith(f"../scan/{section}.html#") for href in there)
        assert {scan.find(id=anchor) is not None for anchor in back} == {True}
        assert chapter.select(f'a[href="../scan/{section}.html"]')


def test_scan_has_every_line_and_says_why_it_differs(soups: dict[str, BeautifulSoup]) -> None:
    scan = soups["scan/06-bolshevik-policy.html"]
    row = scan.find(id="difference-399").find_parent("tr")
    cells = [cell.get_text(" ", strip=True) for cell in row("td")]
    assert cells[0] == "399"
    assert "birthin" in row.select("td")[1].select_one("mark").get_text()
    assert [mark.get_text() for mark in row.select("td")[2].select("mark")] == ["birth", "in"]
    assert "Two words run together" in cells[2]
    assert row.select_one(".reason a")["href"].startswith("#difference-")


def test_words_of_other_languages_are_marked_beside_the_scan(
    soups: dict[str, BeautifulSoup],
) -> None:
    def french(soup: BeautifulSoup, where: str) -> set[str]:
        found = soup.select(f'{where} [lang="fr"]')
        return {word for each in found for word in re.findall(r"\w{3,}", each.get_text())}

    marked = 0
    for section in SECTIONS:
        chapter = french(soups[f"chapters/{section}.html"], "section[id] > p")
        assert chapter <= french(soups[f"scan/{section}.html"], "tbody"), section
        marked += len(chapter)
    assert marked


def test_first_view_of_a_section_is_light(site: Path, soups: dict[str, BeautifulSoup]) -> None:
    for section in SECTIONS:
        name = f"chapters/{section}.html"
        soup = soups[name]
        urls = [tag["src"] for tag in soup("script", src=True)]
        urls += [tag["href"] for tag in soup.select('link[rel="stylesheet"]')]
        files = {(site / name).parent / urlsplit(url).path for url in urls} | {site / name}
        weight = sum(len(gzip.compress(path.read_bytes(), 9)) for path in files)
        assert weight < MOST, (name, weight)


DATA = {
    "passages.json": "application/ld+json",
    "references.bib": "application/x-bibtex",
    "references.json": "application/vnd.citationstyles.csl+json",
    "references.ris": "application/x-research-info-systems",
    "register.json": "application/ld+json",
}


def test_every_page_leads_to_the_data_with_version_and_licence(
    site: Path, soups: dict[str, BeautifulSoup]
) -> None:
    version = yaml.safe_load((PROJECT / "CITATION.cff").read_text("utf-8"))["version"]
    for name, soup in soups.items():
        links = soup.select('head > link[rel="alternate"]')
        found = {}
        for link in links:
            file = (site / name).parent / str(link["href"])
            assert file.is_file(), (name, file)
            found[file.name] = link["type"]
            assert f"version {version}, https://creativecommons.org/" in str(link["title"])
        (tei,) = {file for file in found if file.endswith(".xml")}
        assert found == DATA | {tei: "application/tei+xml"}, name


# -- Citations -----------------------------------------------------------------------------------


def own_words(element: Tag) -> str:
    """Return the text's own words in an element."""
    element = copy(element)
    for extra in element.select(".editorial, .headerlink, [role=doc-noteref]"):
        extra.decompose()
    return " ".join(element.get_text().split())


def recorded(project: Path) -> dict[str, str]:
    lines = (project / "anchors.txt").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def test_published_anchors_stay(project: Path, soups: dict[str, BeautifulSoup]) -> None:
    """Every paragraph of the text has the anchor that is on record, at the recorded words."""
    found = {}
    for section in SECTIONS:
        soup = soups[f"chapters/{section}.html"]
        for paragraph in soup.select("p[id]"):
            if re.fullmatch(r"p\d+-\d+", paragraph["id"]):
                found[paragraph["id"]] = own_words(paragraph)
    record = recorded(project)
    assert list(found) == list(record)
    for anchor, words in record.items():
        same = [old == new for old, new in zip(words.split(), found[anchor].split(), strict=False)]
        assert sum(same) >= len(same) / 2, (anchor, words, found[anchor][:80])


def test_paragraphs_are_counted_without_gap(project: Path) -> None:
    numbers: dict[int, list[int]] = {}
    for anchor in recorded(project):
        section, number = map(int, re.fullmatch(r"p(\d+)-(\d+)", anchor).groups())
        numbers.setdefault(section, []).append(number)
    assert list(numbers) == list(range(9))
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())


def test_every_paragraph_knows_its_page(soups: dict[str, BeautifulSoup]) -> None:
    before = 1
    for section in SECTIONS:
        for link in soups[f"chapters/{section}.html"].select(".paragraph-link"):
            first, *last = map(int, link["data-pages"].split("–"))
            assert before in (first, first - 1), link
            before = (last or [first])[-1]
    assert before == 15


@pytest.mark.parametrize("section", SECTIONS)
def test_section_is_a_book_section_for_zotero(
    soups: dict[str, BeautifulSoup], section: str
) -> None:
    soup = soups[f"chapters/{section}.html"]
    tags = {tag["name"]: tag["content"] for tag in soup.select("head > meta[name]")}
    book = "The Role of Bolshevik Ideology in the Birth of the Bureaucracy"
    title = re.sub(r"^\d+\. ", "", own_words(soup.select_one("h1")))
    assert tags["citation_title"] == title
    assert tags["citation_inbook_title"] == tags["citation_book_title"] == book
    assert tags["citation_publication_date"] == "2026"
    assert tags["citation_language"] == "en"
    assert tags["z:itemType"] == "bookSection"
    assert tags["dc:creator"] == "Castoriadis, Cornelius"
    assert tags["z:translators"] == "[David Ames Curtis]"
    assert "citation_firstpage" not in tags  # the pages of the scan are not a book's
    authors = soup.select('noscript > meta[name="citation_author"]')
    assert [author["content"] for author in authors] == ["Castoriadis, Cornelius"]


@pytest.mark.parametrize("section", SECTIONS)
def test_section_is_a_chapter_for_search_engines(
    soups: dict[str, BeautifulSoup], section: str
) -> None:
    soup = soups[f"chapters/{section}.html"]
    data = json.loads(soup.select_one('script[type="application/ld+json"]').string)
    assert data["@context"] == "https://schema.org"
    assert data["@type"] == "Chapter"
    assert data["position"] == int(section[:2])
    assert data["isPartOf"]["@type"] == "Book"
    assert data["author"][0]["name"] == "Cornelius Castoriadis"
    graph = {tag["property"]: tag["content"] for tag in soup.select("meta[property]")}
    assert graph["og:title"] == data["name"]
    assert graph["og:type"] == "article"
