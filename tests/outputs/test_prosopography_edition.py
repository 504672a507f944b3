"""The register of the edition: every mention leads to its entry and back, in all three forms."""

import json
import posixpath
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Page, expect
from pyld import jsonld

Opener = Callable[..., Page]
NARROW = {"width": 390, "height": 844}
KINDS = {
    "person": "people",
    "faction": "factions",
    "event": "chronology",
    "concept": "concepts",
}
CHAPTERS = 9


@pytest.fixture(scope="module")
def site_pages(build: Path) -> dict[str, BeautifulSoup]:
    return {
        path.stem: BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for path in sorted((build / "html" / "chapters").glob("*.html"))
    }


@pytest.fixture(scope="module")
def book_pages(build: Path) -> dict[str, BeautifulSoup]:
    (book,) = (build / "epub").glob("*.epub")
    with zipfile.ZipFile(book) as archive:
        return {
            name: BeautifulSoup(archive.read(name), "xml")
            for name in archive.namelist()
            if name.endswith(".xhtml")
        }


@pytest.fixture(scope="module")
def print_pages(build: Path) -> dict[str, str]:
    """The book's pages by the number that stands on them."""
    (book,) = (build / "latex").glob("*.pdf")
    plain, laid_out = (
        subprocess.run(
            ["pdftotext", *options, str(book), "-"], check=True, capture_output=True, text=True
        ).stdout.split("\f")
        for options in ([], ["-layout"])
    )
    numbers = [(page.split() or [""])[-1] for page in laid_out]
    return {
        n: " ".join(page.split()) for n, page in zip(numbers, plain, strict=True) if n.isalnum()
    }


def test_every_mention_on_the_site_leads_to_its_entry(site_pages: dict[str, BeautifulSoup]) -> None:
    mentions = 0
    for name, page in site_pages.items():
        for link in page.select("a.mention"):
            path, _, anchor = str(link["href"]).partition("#")
            target = site_pages[Path(path).stem if path else name].find(id=anchor)
            assert isinstance(target, Tag), link
            assert f"mention-{anchor.partition('-')[0]}" in link["class"]
            mentions += re.match(r"\d", name) is not None
    assert mentions >= 300


def test_every_entry_leads_back_to_every_mention(site_pages: dict[str, BeautifulSoup]) -> None:
    back = set()
    for register in KINDS.values():
        for link in site_pages[register].select("article.entry details a"):
            path, _, anchor = str(link["href"]).partition("#")
            name = Path(path).stem if path else register
            target = site_pages[name].find(id=anchor)
            assert isinstance(target, Tag), link
            back.add((name, anchor))
    there = {
        (name, str(link["id"]))
        for name, page in site_pages.items()
        for link in page.select("a.mention")
    }
    assert back == there


def test_the_description_is_the_first_paragraph(site_pages: dict[str, BeautifulSoup]) -> None:
    for register in KINDS.values():
        entries = site_pages[register].select("article.entry")
        assert len(entries) > 10
        for entry in entries:
            (first, *_) = entry.select("p")
            assert first.parent == entry
            assert len(first.get_text()) > 60


def test_a_chapter_ends_with_its_cast(site_pages: dict[str, BeautifulSoup]) -> None:
    chapters = [page for name, page in site_pages.items() if re.match(r"\d", name)]
    assert len(chapters) == CHAPTERS
    for page in chapters:
        (cast,) = page.select("aside.cast.editorial")
        assert {a["href"] for a in cast.select("a")} == {
            a["href"] for a in page.select("a.mention")
        }


def test_the_register_is_linked_data(build: Path, site_pages: dict[str, BeautifulSoup]) -> None:
    graph = json.loads((build / "html" / "register.json").read_text("utf-8"))["@graph"]
    entries = {
        str(entry["id"]) for name in KINDS.values() for entry in site_pages[name].select(".entry")
    }
    assert {each["identifier"] for each in graph} == entries
    kinds = {"Person", "Organization", "Event", "DefinedTerm"}
    assert {each["@type"] for each in graph} == kinds
    known = {each["@id"] for each in graph}
    for each in graph:
        for link in each.get("memberOf", []):
            assert link.get("memberOf", link)["@id"] in known


def refuse(url: str, _options: dict[str, object]) -> None:
    raise AssertionError(f"the register needs {url}")


def test_a_processor_expands_the_register_without_a_network(build: Path) -> None:
    document = json.loads((build / "html" / "register.json").read_text("utf-8"))
    options = {"documentLoader": refuse, "base": "https://example.org/"}
    expanded = jsonld.expand(document, options)
    assert len(expanded) == len(document["@graph"])
    (kollontai,) = (each for each in expanded if each["@id"].endswith("#person-kollontai"))
    schema = "http://schema.org/"
    assert kollontai["@type"] == [f"{schema}Person"]
    assert kollontai[f"{schema}birthDate"] == [{"@value": "1872-03-31"}]
    assert {"@id": "https://www.wikidata.org/entity/Q179558"} in kollontai[f"{schema}sameAs"]
    triples = jsonld.to_rdf(document, options)["@default"]
    assert len(triples) > 1000
    predicates = {each["predicate"]["value"] for each in triples}
    assert all("://" in each for each in predicates)


def test_dates_are_iso_and_edtf_stands_beside_them(build: Path) -> None:
    graph = json.loads((build / "html" / "register.json").read_text("utf-8"))["@graph"]
    roles = [role for each in graph for role in each.get("memberOf", []) if "@type" in role]
    names = ("birthDate", "deathDate", "foundingDate", "dissolutionDate", "startDate", "endDate")
    dates = [each[name] for each in (*graph, *roles) for name in names if name in each]
    assert len(dates) > 100
    assert [date for date in dates if not re.fullmatch(r"\d{4}(-\d\d){0,2}", date)] == []
    assert any("edtf" in each for each in (*graph, *roles))


def test_the_register_leads_to_the_passages_that_name_an_entry(build: Path) -> None:
    graph = json.loads((build / "html" / "register.json").read_text("utf-8"))["@graph"]
    passages = json.loads((build / "html" / "passages.json").read_text("utf-8"))["member"]
    named = {
        (each["identifier"], passage["identifier"], passage["@id"])
        for each in graph
        for passage in each.get("subjectOf", [])
        if passage.get("identifier")
    }
    assert len(named) > 200
    assert named == {
        (mention["entry"], unit["id"], unit["url"])
        for unit in passages
        for mention in unit.get("mentions", [])
    }


def test_the_e_book_leads_to_entries_and_back(book_pages: dict[str, BeautifulSoup]) -> None:
    ids = {name: {str(e["id"]) for e in page.select("[id]")} for name, page in book_pages.items()}
    links = [(n, a) for n, page in book_pages.items() for a in page.select("a.mention")]
    links += [(n, a) for n, page in book_pages.items() for a in page.select(".entry details a")]
    assert len(links) > 600
    for name, link in links:
        path, _, anchor = str(link["href"]).partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
        assert anchor in ids[target], link


def test_print_gives_pages_on_which_the_names_stand(
    print_pages: dict[str, str], site_pages: dict[str, BeautifulSoup]
) -> None:
    index = " ".join(
        text for text in print_pages.values() if re.search(r"Index of (people|factions)", text)
    )
    assert index
    for entry in site_pages["people"].select("article.entry"):
        (head,) = entry.select(".entry-head")
        name = str(next(head.strings)).strip()
        line = re.search(rf"{re.escape(name)},((?:,? ?\d+(?:–\d+)?)+)", index)
        assert line, name
        surname = name.partition(",")[0].partition(" ")[0]
        pages = [int(page) for page in re.findall(r"\d+", line[1])]
        assert pages == sorted(set(pages))
        words = {link.get_text() for link in entry.select("details b")} | {surname}
        on = [
            page
            for page in pages
            if any(word.split()[-1].strip("’'s") in print_pages[str(page)] for word in words)
        ]
        assert on == pages, name


def test_a_card_shows_who_it_was(open_page: Opener) -> None:
    page = open_page("chapters/06-bolshevik-policy.html")
    mention = page.locator("p a.mention-person").first
    mention.focus()
    card = page.locator(f"#{mention.get_attribute('data-card')}")
    expect(card).to_be_visible()
    expect(mention).to_have_attribute("aria-describedby", str(card.get_attribute("id")))
    href = str(mention.get_attribute("href"))
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(mention).to_be_focused()
    said = card.locator("p").last.text_content()
    page.goto(page.url.rpartition("/")[0] + "/" + href)
    description = page.locator(f"#{href.partition('#')[2]} > p").first.text_content()
    assert said
    assert str(description).startswith(str(said)[:40])
    assert page.said == []


def test_a_mention_is_a_plain_link_without_script(open_page: Opener) -> None:
    page = open_page("chapters/06-bolshevik-policy.html", java_script_enabled=False)
    page.locator("p a.mention-person").first.click()
    expect(page.locator("article.entry:target")).to_be_visible()


def test_pictures_fit_a_narrow_page(open_page: Opener) -> None:
    page = open_page("chapters/chronology.html", viewport=NARROW)
    for picture in page.locator(".prosopography-svg").all():
        assert picture.bounding_box()["width"] >= 600  # else its words are too small to read
        box = picture.locator("xpath=ancestor::figure").bounding_box()  # which scrolls
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= NARROW["width"]
        assert len(str(picture.get_attribute("aria-label"))) > 40
