"""Every reference of the essay and its twenty notes leads to its work, in each format."""

import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from pypdf import PdfReader
from sphinx_edition.core.ids import make_id

# Note -> the works that it cites or mentions, in the order of the print.
NOTES = {
    "note-later-1": (
        "kollontai1964 soub kollontai1921dreadnought kollontai1974 brinton1970 brinton1973 "
        "brinton1970 brinton1972 cardan1967 cardan1967 castoriadis1964 kollontai1921dreadnought "
        "kollontai1962"
    ),
    "note-1": (
        "castoriadis1949a castoriadis1949b castoriadis1973 castoriadis1956 castoriadis1988rpr "
        "castoriadis1988peasantry castoriadis1988a castoriadis1988prab castoriadis1988b "
        "lefort1956 soub lefort1971 lefort1979 lefort1986"
    ),
    "note-2": "castoriadissb3 castoriadis1981",
    "note-3": "castoriadissb castoriadis1955",
    "note-4": "",
    "note-5": "",
    "note-6": (
        "lenin1971 castoriadis1988rpr castoriadis1988a lenin1971 castoriadis1988a leninselected"
    ),
    "note-later-2": "brinton1970",
    "note-later-3": "brinton1970",
    "note-7": "trotsky1961",
    **{f"note-{number}": "trotsky1961" for number in (8, 9, 10, 11, 12, 14, 15, 16, 17)},
    "note-13": "trotsky1961 trotskyfrench",
}
IBID = {
    8: "260",
    9: "162",
    10: "109",
    11: "161",
    12: "110",
    13: "172",
    14: "162",
    15: "133",
    16: "149",
    17: "147",
}
ABBREVIATIONS = re.compile(r"\b(?:Ibid|RPR|RPB|PRAB|PSW|SB|CS 1|S\. ou B)\b")


@pytest.fixture(scope="module")
def pages(build: Path) -> dict[str, BeautifulSoup]:
    return {
        path.stem: BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for path in sorted((build / "html" / "chapters").glob("*.html"))
    }


@pytest.fixture(scope="module")
def ebook(build: Path) -> dict[str, BeautifulSoup]:
    (path,) = (build / "epub").glob("*.epub")
    with zipfile.ZipFile(path) as book:
        return {
            Path(name).stem: BeautifulSoup(book.read(name), "html.parser")
            for name in sorted(book.namelist())
            if re.search(r"chapters/.*\.xhtml$", name)
        }


@pytest.fixture(scope="module")
def book(build: Path) -> PdfReader:
    (source,) = (build / "latex").glob("*.tex")
    return PdfReader(source.with_suffix(".pdf"))


@pytest.fixture(scope="module")
def words(book: PdfReader) -> str:
    """Return the words of the book without blanks: a justified line may leave none."""
    return squeezed("".join(page.extract_text() for page in book.pages))


def squeezed(text: str) -> str:
    return "".join(text.split())


def notes(pages: dict[str, BeautifulSoup]) -> dict[str, Tag]:
    return {note["id"]: note for page in pages.values() for note in page.select("[id^=note-]")}


def keys(element: Tag) -> list[str]:
    return [a["href"].partition("#work-")[2] for a in element.select("a.cited")]


@pytest.mark.parametrize("note", NOTES)
def test_each_note_leads_to_its_works(
    pages: dict[str, BeautifulSoup], ebook: dict[str, BeautifulSoup], note: str
) -> None:
    assert keys(notes(pages)[note]) == NOTES[note].split()
    assert keys(notes(ebook)[note]) == NOTES[note].split()


@pytest.mark.parametrize("number", IBID)
def test_ten_ibid_stand_for_terrorism_and_communism(
    pages: dict[str, BeautifulSoup], ebook: dict[str, BeautifulSoup], words: str, number: int
) -> None:
    page = f"p. {IBID[number]}"
    link = notes(pages)[f"note-{number}"].select_one("a.cited")
    assert link.text == f"Ibid., {page}"
    (card,) = (c for p in pages.values() for c in p.select(f"#{link['data-card']}"))
    assert card.text.strip().startswith("Ibid. stands for: Leon Trotsky, Terrorism and Communism")
    assert f"1961), {page}." in card.text
    added = notes(ebook)[f"note-{number}"].select_one(".editorial.expansion")
    assert added.text == " [ed.: Trotsky, Terrorism and Communism]"
    assert squeezed(f"{number} Ibid., {page} [ed.: Trotsky, Terrorism and Communism]") in words


@pytest.mark.parametrize("format_", ["pages", "ebook"])
def test_no_citation_is_plain_text(format_: str, request: pytest.FixtureRequest) -> None:
    for name, page in request.getfixturevalue(format_).items():
        if not re.match(r"0\d-", name):
            continue
        for text in page.find_all(string=ABBREVIATIONS):
            linked = text.find_parent("a", class_=["cited", "mention"])
            editorial = text.find_parent(class_="editorial")
            assert linked or editorial or text.find_parent(["script", "head"]), text


def test_in_print_each_citation_is_a_link_to_its_work(book: PdfReader, build: Path) -> None:
    (auxiliary,) = (build / "latex").glob("*.aux")
    places = dict(
        re.findall(
            r"\\newlabel\{chapters/bibliography:work-([a-z0-9-]+)\}\{\{.*?\}\{(.*?)\}\{\}\}",
            auxiliary.read_text("utf-8").replace("{}{", "{", 1),
        )
    )
    assert places
    names = {key: place.rpartition("{")[2] for key, place in places.items()}
    targets: Counter[str] = Counter()
    for page in book.pages:
        for reference in page.get("/Annots", []):
            action = reference.get_object().get("/A", {})
            targets[str(action.get("/D"))] += 1
    cited = Counter(key for listed in NOTES.values() for key in listed.split())
    for key, times in cited.items():
        assert targets[names[key]] >= times, key


def test_abbreviations_lead_to_the_list(
    pages: dict[str, BeautifulSoup], ebook: dict[str, BeautifulSoup], words: str
) -> None:
    listed = {term["id"] for term in pages["bibliography"].select("dl.abbreviations dt")}
    assert make_id("abbreviation", "S. ou B.") in listed
    page = pages["02-main-questions"]
    for link in notes(pages)["note-3"].select("a.cited"):
        leads = [a["href"] for a in page.select(f"#{link['data-card']} a")]
        assert leads[0] == link["href"]
        assert leads[1].partition("#")[2] in listed
    for link in notes(ebook)["note-3"].select(".expansion a"):
        assert link["href"].partition("#")[2] in listed
    assert squeezed("CS 1 [ed.: perhaps “Sur le contenu du socialisme, I”]") in words


@pytest.mark.parametrize("format_", ["pages", "ebook"])
def test_each_citation_is_one_click_from_its_work_and_back(
    format_: str, request: pytest.FixtureRequest
) -> None:
    chapters = request.getfixturevalue(format_)
    bibliography = chapters["bibliography"]
    leading_back = {a["href"].partition("#")[2] for a in bibliography.select("a.backlink")}
    anchors = {e["id"] for page in chapters.values() for e in page.select("[id^=cite-]")}
    assert leading_back <= anchors
    for name, page in chapters.items():
        for link in page.select("a.cited"):
            work = bibliography.select_one("#" + link["href"].partition("#")[2])
            assert work is not None
            back = [a["href"] for a in work.select("a.backlink")]
            assert any(Path(href.partition("#")[0]).stem == name for href in back), link
