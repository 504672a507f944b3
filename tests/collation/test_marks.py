"""What the reader sees, in MyST and reStructuredText, in themes and formats."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

ROOTS = ("test-collation", "test-collation-rst")


@pytest.fixture(scope="module", params=ROOTS)
def site(request, new_book):
    """The site of each tiny book; the second one has another theme."""
    book = new_book(request.param)
    assert book.build("html") == []
    return book


def soup(book, name):
    return BeautifulSoup(book.page(name), "html.parser")


def words(element):
    """Return the words of an element without what is editorial."""
    for added in element.select(".editorial, .headerlink, .footnote-reference"):
        added.decompose()
    return " ".join(element.get_text().split())


def test_the_words_stay_what_they_are(site):
    body = soup(site, "two.html").select("section p")
    assert [words(p) for p in body if "editorial" not in p.get("class", [])][:2] == [
        "Bob said nothing. He was “quiet” all day and all night. Carol laughed loudly at him.",
        "Dave had there hat. Nobody could say café without a smile; everybody tried.",
    ]


def test_a_page_begins_before_its_first_word(site):
    page = soup(site, "one.html")
    first, second = page.select("[role=doc-pagebreak]")
    assert (first["id"], first["title"], second["id"], second["title"]) == (
        "page-1",
        "1",
        "page-2",
        "2",
    )
    assert first.find_next_sibling().name == "h1"
    assert second.next_sibling.startswith("home with them")
    assert second.find_parent("p").get_text().startswith("Alice")
    assert "editorial" in second["class"]


def test_a_mark_leads_to_its_record_and_back(site):
    page, apparatus = soup(site, "two.html"), soup(site, "apparatus.html")
    marks = page.select("a.emendation")
    assert len(marks) == 5
    for mark in marks:
        file, _, anchor = mark["href"].partition("#")
        assert file == "apparatus.html"
        record = apparatus.find(id=anchor)
        target = record["href"].partition("#")
        assert target[0] == "two.html"
        assert page.find(id=target[2]) is not None


@pytest.mark.parametrize(
    ("place", "kind", "text"),
    [
        ("emended-16", "layout", ""),
        ("emended-18", "ocr", ""),
        ("emended-19", "lacuna", "⟨loudly⟩"),
        ("emended-21", "printer", "there"),
    ],
)
def test_kinds(site, place, kind, text):
    mark = soup(site, "two.html").find(id=place)
    assert {"emendation", f"emendation-{kind}"} <= set(mark["class"])
    assert mark.get_text() == text
    assert not mark.has_attr("data-witness")
    assert ("editorial" in mark["class"]) == (not text)
    assert mark.get_text() or mark["aria-label"]


def test_a_card_has_the_record(site):
    page = soup(site, "two.html")
    card = page.find(id=page.find(id="emended-21")["data-card"])
    assert card["popover"] == "manual"
    assert "Line 21 of the seed: there] perhaps their" in card.get_text()
    assert "The printer was tired." in card.get_text()


def test_a_paragraph_leads_to_its_lines(site):
    link = soup(site, "two.html").select_one("p .witness-lines")
    assert link.get_text() == "18–19"
    assert link["href"] == "witness/tale.html#line-18"
    line = soup(site, "witness/tale.html").find(id="line-18")
    assert line.get_text() == "Bob said nothing. He was “quiet” all day V and"


def test_the_scan_stands_beside_the_edition_line_by_line(site):
    rows = soup(site, "scan/one.html").select("tbody tr:not(.scan-page)")
    cells = [[cell.get_text() for cell in row("td")] for row in rows]
    assert [cell[0] for cell in cells] == sorted((c[0] for c in cells), key=int)
    _number, scan, edition = cells[1]
    assert scan.endswith("early in the morn-")
    assert edition.startswith("Alice went to the market-place")
    assert edition.endswith("early in the morning")


def test_the_scan_says_why_it_differs(site):
    page = soup(site, "scan/two.html")
    reason = page.find(id="difference-21")
    assert "The printer was tired." in reason.get_text()
    assert reason.find_parent("tr").select("td")[2].mark.get_text() == "there"
    links = [a["href"] for a in page.select(".reason a")]
    assert links == [f"#{reason['id']}" for reason in page.select(".reason")][1:]


def test_the_apparatus_is_grouped_by_chapter(site):
    page = soup(site, "apparatus.html")
    assert [h.get_text() for h in page.select("h2.rubric")] == [
        "A Tale of Apples",
        "Part the Second",
    ]
    first = page.select_one("dl.apparatus")
    assert " ".join(first.get_text(" ", strip=True).split()) == (
        "Line 4 five ] flve — misread by the scan, certainty high . A letter misread."
    )


def test_the_figure_of_trust_is_computed(site):
    figures = soup(site, "apparatus.html").select_one("dl.figure-of-trust")
    shown = {t.get_text(): t.find_next("dd").get_text().strip() for t in figures.select("dt")}
    assert shown["Words in the seed"] == "80"
    assert shown["Words in the edition"] == "80"  # one left out, one supplied
    assert shown["Differences that no record explains"] == "0"
    assert shown["Misread by the scan, corrected"] == (
        "2 (1 of high certainty, 1 of medium certainty)"
    )
    assert re.fullmatch("[0-9a-f]{64}", shown["SHA-256 of the seed"])


def test_nothing_is_inline(site):
    page = soup(site, "two.html").select_one("section")
    assert not page.select("[style], script, [onclick]")


def test_there_is_a_link_without_script(site):
    note = soup(site, "two.html").select_one(".collation-note")
    assert note.get_text() == (
        "4 emendations on this page: see the apparatus. The scan beside the edition."
    )
    assert note.a["href"] == "apparatus.html"


@pytest.mark.parametrize(
    "builder", ["singlehtml", "latex", "text", "man", "texinfo", "dirhtml", "xml"]
)
def test_every_format(new_book, builder):
    book = new_book("test-collation")
    said = [w for w in book.build("html") + book.build(builder) if w.type.startswith("collation")]
    assert said == []


def test_a_heading_shows_what_the_print_has_around_it(new_book):
    book = new_book("test-collation")
    book.build("html")
    page = BeautifulSoup(book.page("two.html"), "html.parser")
    beside = [mark["data-sign"] for mark in page.select("h1 > .emendation-gap")]
    assert beside == ["[", "]"]
    assert page.h1.get_text().startswith("Part the Second")
    assert page.select("p [data-sign]") == []


def test_text_has_the_words_only(book):
    book.build("text")
    text = (book.folder / "_build" / "text" / "two.txt").read_text("utf-8")
    assert "all day and all night. Carol laughed ⟨loudly⟩ at him." in " ".join(text.split())


def test_latex(book):
    book.build("latex")
    text = next((book.folder / "_build" / "latex").glob("*.tex")).read_text("utf-8")
    assert r"slowly \witnesspage{2}home" in text
    assert (
        r"\phantomsection\label{\detokenize{one:emended-4}}"
        r"\emended{ocr}{\detokenize{apparatus:emendation-4}}{five}"
    ) in text
    assert r"\emendationplace{\detokenize{one:emended-4}}{4}" in text
    assert r"\label{\detokenize{two:emended-16}}" in text


def test_anchors_are_unique_on_one_page(book):
    book.build("singlehtml")
    text = (book.folder / "_build" / "singlehtml" / "index.html").read_text("utf-8")
    page = BeautifulSoup(text, "html.parser")
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids))
    for mark in page.select("a.emendation, dl.apparatus a"):
        assert mark["href"].startswith("#")
        assert mark["href"][1:] in ids


def test_words_that_a_builder_adds_are_told(book):
    book.edit(
        "conf.py",
        "project =",
        "def setup(app):\n"
        "    from docutils import nodes\n"
        "    def add(app, doctree, name):\n"
        "        for p in list(doctree.findall(nodes.paragraph))[:1]:\n"
        "            p += nodes.Text(' more words')\n"
        "    app.connect('doctree-resolved', add)\n"
        "project =",
    )
    from io import StringIO

    from sphinx.testing.util import SphinxTestApp

    said = StringIO()
    app = SphinxTestApp("html", srcdir=book.folder, warning=said)
    app.build()
    app.cleanup()
    assert "shows other words than were collated: ‘more words’ for ‘’" in said.getvalue()
    assert "[collation.resolved]" in said.getvalue()
