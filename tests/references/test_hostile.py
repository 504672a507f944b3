"""What other people's bibliographies and books hold."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_escape_sequences

Build = Callable[..., SphinxTestApp]


def soup_of(app: SphinxTestApp, name: str = "index.html") -> BeautifulSoup:
    return BeautifulSoup((Path(app.outdir) / name).read_text("utf-8"), "html.parser")


def said(app: SphinxTestApp) -> str:
    return strip_escape_sequences(app.warning.getvalue())


def cited(soup: BeautifulSoup) -> dict[str, str]:
    return {a.text: a["href"].partition("#")[2] for a in soup.select("a.cited")}


def book(key: str, title: str = "") -> str:
    return f"@book{{{key}, author={{A, B}}, title={{{title or key}}}, year=2000}}\n"


KEYS = ("Троцкий1930", "Ленин1917", "列宁1917", "smith_2000", "smith-2000", "Smith2000")


@pytest.mark.parametrize("builder", ["html", "singlehtml"])
def test_keys_in_other_scripts_and_alike_lead_each_to_its_work(build: Build, builder: str) -> None:
    cites = "\n\n".join(f":cited:`words of {key} <{key}>`" for key in KEYS)
    stock = "\n\n".join(f":cite:p:`{key}`" for key in KEYS)
    text = f"Book\n====\n\n{cites}\n\n{stock}\n\n.. bibliography::\n"
    app = build(builder, {"index.rst": text, "works.bib": "".join(map(book, KEYS))})
    assert said(app) == ""
    soup = soup_of(app)
    works = {work["id"]: work.text for work in soup.select("li.work")}
    assert len(works) == len(KEYS)
    for link in soup.select("a.cited"):
        key = link.text.removeprefix("words of ").removeprefix("A, ")
        assert f"{key}. 2000" in works[link["href"].removeprefix("#")]
    assert set(Counter(e["id"] for e in soup.find_all(id=True)).values()) == {1}


@pytest.mark.parametrize("builder", ["singlehtml", "latex"])
def test_documents_whose_names_are_alike_keep_their_citations_apart(
    build: Build, builder: str
) -> None:
    names = ["x/y", "x-y", "x_y", "глава", "часть"]
    files = {
        f"{name}.rst": f"{name}\n=====\n\n:cited:`words <{k}>`\n"
        for k, name in zip(("a", "b", "c", "d", "e"), names, strict=True)
    }
    toctree = "".join(f"   {name}\n" for name in names)
    files["index.rst"] = f"Book\n====\n\n.. toctree::\n\n{toctree}   works\n"
    files["works.rst"] = "Works\n=====\n\n.. bibliography::\n"
    app = build(builder, {**files, "works.bib": "".join(book(k) for k in "abcde")})
    assert said(app) == ""
    if builder == "singlehtml":
        soup = soup_of(app)
        for work in soup.select("li.work"):
            (back,) = work.select("a.backlink")
            citation = soup.select_one(f'[id="{back["href"].removeprefix("#")}"]')
            assert citation["href"] == f"#{work['id']}"
        assert set(Counter(e["id"] for e in soup.find_all(id=re.compile("^c"))).values()) == {1}
    else:
        (source,) = Path(app.outdir).glob("*.tex")
        labels = re.findall(r"\\label\{\\detokenize\{(.*?)\}\}", source.read_text("utf-8"))
        assert len(labels) == len(set(labels))


def test_abbreviations_that_are_alike_have_anchors_of_their_own(build: Build) -> None:
    works = "".join(
        f"@book{{{key}, title={{T}}, shorthand={{{short}}}}}\n"
        for key, short in (("a", "CS 1"), ("b", "CS-1"), ("c", "СС"), ("d", "ПСС"))
    )
    text = "Book\n====\n\n.. abbreviations::\n\n.. bibliography::\n   :all:\n"
    app = build("html", {"index.rst": text, "works.bib": works})
    terms = [term["id"] for term in soup_of(app).select(".abbreviations dt")]
    assert len(set(terms)) == 4


def test_a_prefix_of_keys_leads_to_the_list_that_has_it(build: Build) -> None:
    text = (
        "Book\n====\n\n:cite:p:`a-smith`\n\n:cite:p:`b-smith{p. 5}`\n\n"
        ":cited:`words <b-smith{p. 6}>`\n\n"
        ".. bibliography::\n   :keyprefix: a-\n\nMore\n----\n\n"
        ".. bibliography::\n   :keyprefix: b-\n\nFiles\n-----\n\n.. reference-exports::\n"
    )
    app = build("html", {"index.rst": text, "works.bib": book("smith")})
    assert said(app) == ""
    assert cited(soup_of(app)) == {
        "A, smith": "work-a-smith",
        "A, smith, p. 5": "work-b-smith",
        "words": "work-b-smith",
    }
    ris = (Path(app.outdir) / "references.ris").read_text("utf-8")
    assert "N1  - Cited in Book; Book, p. 5; Book, p. 6" in ris


def test_a_work_that_two_lists_show_has_an_anchor_in_each(build: Build) -> None:
    text = "Book\n====\n\n:cite:p:`smith`\n\n.. toctree::\n\n   other\n\n.. bibliography::\n"
    other = "Other\n=====\n\n:cite:p:`smith`\n\n.. bibliography::\n"
    files = {"index.rst": text, "other.rst": other, "works.bib": book("smith")}
    app = build("singlehtml", files, suppress_warnings=["bibtex"])
    soup = soup_of(app)
    targets = [link["href"].removeprefix("#") for link in soup.select("a.cited")]
    works = [work["id"] for work in soup.select("li.work")]
    assert sorted(targets) == sorted(works)
    assert len(set(works)) == 2


IBID = """Book
====

:cited:`First <a>`

.. only:: latex

   :cited:`Second <b>`

:ibid:`Ibid.`

.. only:: (((

   :cited:`Third <c>`

.. bibliography::
   :all:
"""


def test_an_ibid_continues_what_this_builder_shows(build: Build) -> None:
    files = {"index.rst": IBID, "works.bib": "".join(map(book, "abc"))}
    html = build("html", files)
    assert cited(soup_of(html)) == {
        "First": "work-a",
        "Ibid.": "work-a",
        "Third": "work-c",
    }
    assert "backlinks" not in str(soup_of(html).select_one("#work-b"))
    latex = build("latex", files)
    (source,) = Path(latex.outdir).glob("*.tex")
    assert "{[}ed.: A, \\sphinxstyleemphasis{b}{]}" in source.read_text("utf-8")
    again = build("html", files)
    assert cited(soup_of(again))["Ibid."] == "work-a"


def test_a_citation_in_a_substitution_counts_where_it_is_used(build: Build) -> None:
    text = (
        "Book\n====\n\nUsed |twice|, and |twice|.\n\n.. |twice| replace:: :cited:`T <a>`\n\n"
        ".. |never| replace:: :cited:`N <b>`\n\n.. bibliography::\n   :all:\n"
    )
    app = build("html", {"index.rst": text, "works.bib": book("a") + book("b")})
    assert said(app) == ""
    soup = soup_of(app)
    ids = [link["id"] for link in soup.select("a.cited")]
    assert len(set(ids)) == len(ids) == 2
    assert soup.select_one("#work-b .backlinks") is None
    for link in soup.select("a.backlink"):
        assert link["href"].removeprefix("#") in ids


@pytest.mark.parametrize("builder", ["html", "singlehtml", "latex", "epub", "text", "man"])
def test_a_citation_in_a_heading(build: Build, builder: str) -> None:
    text = (
        "Book\n====\n\n.. contents::\n\nOf :cited:`Ends <a>`\n--------------------\n\n"
        ".. toctree::\n\n   one\n\n.. bibliography::\n"
    )
    one = "On :cited:`Means <a>`\n=====================\n\nText.\n"
    app = build(
        builder,
        {"index.rst": text, "one.rst": one, "works.bib": book("a")},
        version="1",
        copyright="x",
    )
    assert said(app) == ""


HEADS = """
Book
====

.. rubric:: Rubric :cited:`w <a{p. 1}>`

.. topic:: Topic :cited:`w <a{p. 2}>`

   Body.

.. list-table:: Table :cited:`w <a{p. 3}>`

   * - Cell

One :cited:`w <a{p. 4}>`
------------------------

.. toctree::

   two

.. bibliography::
"""


def test_in_print_a_citation_in_a_head_has_its_page(build: Build) -> None:
    two = "Two :cited:`w <a{p. 5}>`\n=========================\n\nText.\n"
    app = build("latex", {"index.rst": HEADS, "two.rst": two, "works.bib": book("a")})
    assert said(app) == ""
    text = next(Path(app.outdir).glob("*.tex")).read_text("utf-8")
    asked = re.findall(r"\\pageref\{\\detokenize\{(.*?)\}\}", text)
    labels = re.findall(r"\\label\{\\detokenize\{(.*?)\}\}", text)
    assert len(asked) == 5
    assert [labels.count(name) for name in asked] == [1] * 5
    assert r"{Two \citedinhead{\detokenize{index:work-a}}{w}}" in text


def test_a_citation_in_a_label_of_tei_is_a_link(build: Build, rootdir: Path) -> None:
    extensions = ["sphinx_edition.references", "sphinx_edition.tei"]
    text = f"{HEADS}\n\nterm :cited:`w <a{{p. 6}}>`\n   Words.\n"
    files = {"index.rst": text, "two.rst": "Two\n===\n", "works.bib": book("a")}
    app = build("tei", files, extensions=extensions)
    assert said(app) == ""
    tree = etree.parse(next(Path(app.outdir).glob("*.xml")))
    schema = etree.RelaxNG(etree.parse(rootdir.parent / "tei" / "data" / "tei_all.rng"))
    assert schema.validate(tree), schema.error_log
    label = tree.find(".//{*}label/{*}ref")
    assert ("".join(label.itertext()), label.get("target")) == ("w", "#work-a")


def test_tei_keeps_words_and_links(build: Build) -> None:
    text = "Book\n====\n\nSee :cited:`T <a>`; :ibid:`Ibid.`; :cite:p:`a`.\n\n.. bibliography::\n"
    extensions = ["sphinx_edition.references", "sphinx_edition.tei"]
    app = build("tei", {"index.rst": text, "works.bib": book("a")}, extensions=extensions)
    assert said(app) == ""
    (path,) = Path(app.outdir).glob("*.xml")
    soup = BeautifulSoup(path.read_text("utf-8"), "xml")
    words = " ".join(soup.body.get_text().split())
    assert "See T; Ibid.; (A, a)." in words
    assert [bibl["corresp"] for bibl in soup.body.select("p bibl")] == ["#work-a"] * 3
    assert soup.find(attrs={"xml:id": "work-a"}).name == "biblStruct"
    beside = soup.standOff.find("note", type="editorial")
    assert beside.get_text().strip() == "[ed.: A, a]"


TYPES = ("periodical", "online", "thesis", "report", "collection", "dataset", "mvbook", "zine")


@pytest.mark.parametrize("style", ["plain", "unsrt", "alpha", "chicago_bibliography"])
def test_types_that_a_style_does_not_know(build: Build, style: str) -> None:
    works = "".join(
        f"@{kind}{{{kind}, author={{A, B}}, title={{T {kind}}}, date={{1949/1965}}, "
        f"institution={{I}}, publisher={{P}}}}\n"
        for kind in TYPES
    )
    text = 'Book\n====\n\n.. bibliography::\n   :filter: type != "zine" or True\n'
    foot = "\n:footcite:p:`periodical`\n\n.. footbibliography::\n"
    app = build(
        "html",
        {"index.rst": text + foot, "works.bib": works},
        bibtex_default_style=style,
        bibtex_tooltips_style="",
    )
    assert said(app) == ""
    works_shown = " ".join(work.text for work in soup_of(app).select("li.work"))
    assert all(f"T {kind}" in works_shown for kind in TYPES)
    assert "1949" in works_shown


def test_a_filter_sees_the_type_that_was_written(build: Build) -> None:
    works = "@periodical{a, title={A}, year=1949}\n" + book("b")
    text = 'Book\n====\n\n.. bibliography::\n   :filter: type == "periodical"\n'
    app = build("html", {"index.rst": text, "works.bib": works}, bibtex_default_style="plain")
    assert [work["id"] for work in soup_of(app).select("li.work")] == ["work-a"]


def test_a_key_with_blanks_is_named(build: Build) -> None:
    works = book("a") + "@book{my key, title={T}}\n"
    text = "Book\n====\n\n.. bibliography::\n   :all:\n"
    app = build("html", {"index.rst": text, "works.bib": works})
    assert "works.bib:2: WARNING: malformed BibTeX" in said(app)
    assert "the key 'my key' holds blanks" in said(app)


def test_a_date_that_cannot_be_read_is_named(build: Build) -> None:
    works = "@book{a, title={T}, date={in spring}}\n"
    text = "Book\n====\n\n.. bibliography::\n   :all:\n"
    app = build("html", {"index.rst": text, "works.bib": works})
    assert "works.bib:1: WARNING: the record 'a': cannot read date = {in spring}" in said(app)
    assert "in spring" in soup_of(app).select_one("li.work").text


def test_a_bibliography_in_another_encoding_is_exported_in_utf8(build: Build) -> None:
    text = "Book\n====\n\n.. bibliography::\n   :all:\n\n.. reference-exports::\n"
    files = {"index.rst": text, "works.bib": "@book{a, title={AE}}\n"}
    build("html", files, bibtex_encoding="latin-1")
    app = build("html", files, bibtex_encoding="latin-1")
    path = Path(app.srcdir) / "works.bib"
    path.write_bytes("@book{a, title={é}}\n".encode("latin-1"))
    app = build("dummy", {"index.rst": text + "\nMore.\n"}, bibtex_encoding="latin-1")
    app = build("html", {"index.rst": text + "\nMore.\n"}, bibtex_encoding="latin-1")
    assert "é" in (Path(app.outdir) / "references.bib").read_text("utf-8")


def test_citations_of_a_translated_paragraph_keep_their_locators(build: Build) -> None:
    words = (
        "One :cited:`SB 1 <smith{p. 5}>`, :cited:`SB 1 <smith{p. 9}>`, "
        ":ibid:`Ib. 10 <p. 10>` and :ibid:`Ib. 11 <p. 11>`."
    )
    catalogue = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        f'msgid "{words}"\nmsgstr "{words.replace("One", "Eins")}"\n'
    )
    files = {
        "index.rst": f"Book\n====\n\n{words}\n\n.. bibliography::\n",
        "works.bib": book("smith"),
        "locale/de/LC_MESSAGES/index.po": catalogue,
    }
    app = build("html", files, language="de", locale_dirs=["locale"])
    soup = soup_of(app)
    assert "Eins" in soup.text
    assert said(app) == ""
    cards = [soup.select_one(f"#{link['data-card']}").text for link in soup.select("a.cited")]
    assert [re.findall(r"p\. (\d+)", card) for card in cards] == [["5"], ["9"], ["10"], ["11"]]
