"""Notes keep the numbers that they were printed with, in every format."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp
from sphinx_edition.notes import anchor_of


@pytest.mark.parametrize(
    ("label", "anchor"), [("7", "7"), ("(1)", "later-1"), ("Note A", "note-a"), ("a.b", "a-b")]
)
def test_anchors_hold_neither_colon_nor_dot(label: str, anchor: str) -> None:
    assert anchor_of(label) == anchor


def page(app: SphinxTestApp, name: str = "index") -> BeautifulSoup:
    return BeautifulSoup((Path(app.outdir) / f"{name}.html").read_text("utf-8"), "html.parser")


@pytest.mark.sphinx("html", testroot="notes")
def test_html_prints_the_labels_of_the_source(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    references = page(app).select("a.footnote-reference")
    assert [(r["id"], r["href"], r.text) for r in references] == [
        ("noteref-1", "#note-1", "1"),
        ("noteref-later-1", "#note-later-1", "(1)"),
        ("noteref-17", "#note-17", "17"),
        ("noteref-1-2", "#note-1", "1"),
    ]


@pytest.mark.sphinx("html", testroot="notes")
def test_each_note_leads_back_to_all_its_places(app: SphinxTestApp) -> None:
    app.build()
    first = page(app).select_one("aside.footnote-list aside#note-1[role=doc-footnote]")
    assert first is not None
    links = first.select("a[role=doc-backlink]")
    assert [link["href"] for link in links] == ["#noteref-1", "#noteref-1-2"]


@pytest.mark.sphinx("epub", testroot="notes")
def test_epub_prints_the_labels_of_the_source(app: SphinxTestApp) -> None:
    app.build()
    text = (Path(app.outdir) / "index.xhtml").read_text("utf-8")
    assert re.search(r'href="#note-later-1"[^>]*>\(1\)</a>', text)


@pytest.mark.sphinx("latex", testroot="notes")
def test_latex_has_real_notes_with_printed_labels(app: SphinxTestApp) -> None:
    app.build()
    (source,) = Path(app.outdir).glob("*.tex")
    text = source.read_text("utf-8")
    assert re.findall(r"\\begin\{footnote\}\[(-?\d+)\]", text) == ["1", "-1", "17", "2", "-2"]
    assert dict(re.findall(r"\\printednotelabel\{(-\d)\}\{(.*?)\}", text)) == {
        "-1": "(1)",
        "-2": "(2)",
    }


@pytest.mark.sphinx("text", testroot="notes")
def test_plain_text_prints_the_labels_of_the_source(app: SphinxTestApp) -> None:
    app.build()
    text = (Path(app.outdir) / "index.txt").read_text("utf-8")
    assert "[(1)] The added note." in text
    assert "[17] *Ibid*." in text


@pytest.mark.sphinx("html", testroot="notes-rst")
def test_labels_that_share_an_anchor_are_reported(app: SphinxTestApp) -> None:
    app.build()
    assert (
        "index.rst:9: WARNING: two notes would have the anchor note-a-b" in app.warning.getvalue()
    )
    first, second, *_ = page(app).select("a.footnote-reference")
    assert (first["href"], first.text) == ("#note-later", "later")
    assert second.text == "2"  # an anonymous note keeps the number that docutils gave it
