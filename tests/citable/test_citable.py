"""Paragraphs have numbers that stay; pages say what they are."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_escape_sequences
from sphinx_edition.citable.metadata import Page, describe, highwire
from sphinx_edition.citable.record import is_same
from sphinx_edition.citable.work import Work, bibtex_of_paragraph, chicago, whole, words_of

WORK = Work("A Work", (("Byron", "Ada"),), "1843", "2026", "A Press", (("Noether", "Emmy"),))


def soup_of(app: SphinxTestApp, name: str) -> BeautifulSoup:
    return BeautifulSoup((app.outdir / name).read_text("utf-8"), "html.parser")


def warnings_of(app: SphinxTestApp) -> str:
    return strip_escape_sequences(app.warning.getvalue())


@pytest.mark.sphinx("html", testroot="citable")
def test_the_texts_own_paragraphs_are_numbered(app: SphinxTestApp) -> None:
    app.build()
    assert warnings_of(app) == ""
    found = app.env.get_domain("citable").paragraphs["01-first"]
    assert [(paragraph.anchor, paragraph.words, paragraph.line) for paragraph in found] == [
        ("p1-1", "One word, and a note that is none.", 4),
        ("p1-2", "A quotation is of the text.", 6),
        ("p1-3", "As is what stands in a list.", 8),
        ("p1-4", "Last of all.", 16),
    ]
    links = soup_of(app, "01-first.html").select("p > a.paragraph-link.editorial")
    assert [link["href"] for link in links] == ["#p1-1", "#p1-2", "#p1-3", "#p1-4"]
    assert [link.parent["id"] for link in links] == ["p1-1", "p1-2", "p1-3", "p1-4"]
    assert all(link.get_text() == "" for link in links)
    assert not soup_of(app, "index.html").select(".paragraph-link")


@pytest.mark.sphinx("html", testroot="citable")
def test_pages_of_the_source(app: SphinxTestApp) -> None:
    app.build()
    links = soup_of(app, "02-second.html").select(".paragraph-link")
    assert [link["data-pages"] for link in links] == ["3", "4"]
    unknown = soup_of(app, "01-first.html").select(".paragraph-link")
    assert not any(link.has_attr("data-pages") for link in unknown)


@pytest.mark.sphinx("html", testroot="citable")
def test_head(app: SphinxTestApp) -> None:
    app.build()
    soup = soup_of(app, "02-second.html")
    tags = {tag["name"]: tag["content"] for tag in soup.select("meta[name]")}
    assert tags["description"] == "Before the page."
    assert tags["citation_title"] == "Second"
    assert (tags["citation_firstpage"], tags["citation_lastpage"]) == ("3", "4")
    assert tags["citation_fulltext_html_url"] == "https://edition.example/02-second.html"
    translators = soup.select('meta[name="z:translators"]')
    assert [tag["content"] for tag in translators] == ["Noether, Emmy", "Gödel, Kurt"]
    data = json.loads(soup.select_one('script[type="application/ld+json"]').string)
    assert (data["@type"], data["name"], data["position"]) == ("Chapter", "Second", 2)
    assert data["isPartOf"]["name"] == "A Work & its Parts"
    whole = soup_of(app, "index.html").select_one('script[type="application/ld+json"]')
    assert json.loads(whole.string)["@type"] == "Book"
    assert soup_of(app, "genindex.html").select_one('meta[name="description"]')


@pytest.mark.sphinx("html", testroot="citable")
def test_citation_directive(app: SphinxTestApp) -> None:
    app.build()
    entry = soup_of(app, "index.html").select_one(".citation-entry").get_text()
    assert entry == (
        "Byron, Ada. A Work & its Parts. 1843. Translated by Emmy Noether and Kurt Gödel. "
        "A Press, 2026. https://edition.example/."
    )
    assert "title = {A Work \\& its Parts}" in soup_of(app, "index.html").get_text()


@pytest.mark.sphinx("epub", testroot="citable", confoverrides={"version": "1"})
def test_e_book_has_the_anchors_only(app: SphinxTestApp) -> None:
    app.build()
    page = (app.outdir / "01-first.xhtml").read_text("utf-8")
    assert 'id="p1-4"' in page
    assert "paragraph-link" not in page
    assert not (app.outdir / "_static" / "citable.js").exists()


@pytest.mark.parametrize("builder", ["latex", "text", "man", "texinfo", "singlehtml"])
def test_other_formats(
    make_app: Callable[..., SphinxTestApp], rootdir: Path, tmp_path: Path, builder: str
) -> None:
    shutil.copytree(rootdir / "test-citable", tmp_path / "source")
    app = make_app(builder, srcdir=tmp_path / "source")
    app.build()
    assert warnings_of(app) == ""


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("p1-1\tOne word, and a note that is none.\n", []),
        ("p1-1\tOne word and a note which is none.\n", []),  # an emendation
        ("p1-9\tGone\n", ["the published anchor p1-9 (“Gone …”) is gone"]),
        ("p1-2\tSomething else it was\n", ["the published anchor p1-2 means another paragraph"]),
        (None, ["no published anchors are recorded"]),
    ],
)
def test_record(
    make_app: Callable[..., SphinxTestApp],
    rootdir: Path,
    tmp_path: Path,
    lines: str | None,
    expected: list[str],
) -> None:
    shutil.copytree(rootdir / "test-citable", tmp_path / "source")
    if lines is not None:
        (tmp_path / "source" / "anchors.txt").write_text(lines, "utf-8")
    app = make_app(
        "dummy", srcdir=tmp_path / "source", confoverrides={"citable_record": "anchors.txt"}
    )
    app.build()
    said = warnings_of(app).splitlines()
    assert len(said) == len(expected)
    assert all(part in line for part, line in zip(expected, said, strict=True))
    assert all(re.search(r"\[citable\.(lost|changed|record)\]", line) for line in said)
    assert all("anchors.txt:" in line for line in said if "citable.lost" in line)


def test_new_anchors_are_recorded(
    make_app: Callable[..., SphinxTestApp], rootdir: Path, tmp_path: Path
) -> None:
    shutil.copytree(rootdir / "test-citable", tmp_path / "source")
    record = tmp_path / "source" / "anchors.txt"
    record.write_text("p1-1\tOne word, and a note that is none.\n", "utf-8")
    options = {"citable_record": "anchors.txt", "citable_record_new": "1"}
    make_app("dummy", srcdir=tmp_path / "source", confoverrides=options).build()
    anchors = [line.split("\t")[0] for line in record.read_text("utf-8").splitlines()]
    assert anchors == ["p1-1", "p1-2", "p1-3", "p1-4", "p2-1", "p2-2"]


def test_citations() -> None:
    assert chicago(WORK, "Second", "2") == (
        "Ada Byron, “Second,” in A Work, trans. Emmy Noether (1843; A Press, 2026), "
        "sec. 2, par. {paragraph}, {pages}{url}."
    )
    record = bibtex_of_paragraph(WORK, "Second", "2")
    assert record.startswith("@incollection{byron-2-{paragraph},\n")
    assert "  translator = {Noether, Emmy},\n" in record
    assert "  pages = {{pages}},\n" in record
    assert "  url = {{url}},\n" in record
    assert words_of(whole(WORK, "")) == (
        "Byron, Ada. A Work. 1843. Translated by Emmy Noether. A Press, 2026."
    )


def test_what_is_inferred_stands_in_brackets() -> None:
    work = replace(WORK, inferred=("translators",))
    assert " in A Work [translated by Emmy Noether] (1843; " in chicago(work, "Second", "2")
    assert "1843. [Translated by Emmy Noether]. A Press" in words_of(whole(work, ""))
    assert "  translator = {{[Emmy Noether]}},\n" in bibtex_of_paragraph(work, "Second", "2")
    tags = "".join(highwire(work, Page("", "", "", "2")))
    assert '"z:translators" content="[Emmy Noether]"' in tags


def test_pages_of_another_are_not_the_books() -> None:
    work = replace(WORK, pages_of="of the manuscript")
    assert chicago(work, "Second", "2").endswith("sec. 2, par. {paragraph}{place}, {url}.")
    record = bibtex_of_paragraph(work, "Second", "2")
    assert "  note = {par. {paragraph}{place}},\n" in record
    assert "pages = " not in record


def test_description_ends_with_a_whole_word() -> None:
    words = "word " * 60
    assert describe(None, words.strip()).endswith("word …")
    assert len(describe(None, words)) <= 160


def test_same() -> None:
    assert is_same(
        "The crushing of the Paris Commune in 1871", "The crushing of the Paris Commun in 1871"
    )
    assert not is_same(
        "The crushing of the Paris Commune", "People have not finished talking about"
    )


def test_a_record_without_a_file_is_told(
    make_app: Callable[..., SphinxTestApp], rootdir: Path, tmp_path: Path
) -> None:
    shutil.copytree(rootdir / "test-citable", tmp_path / "source")
    app = make_app("dummy", srcdir=tmp_path / "source", confoverrides={"citable_record_new": "1"})
    app.build()
    assert "conf.py:1: WARNING: nothing is recorded: name a file" in warnings_of(app)
