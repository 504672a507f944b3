"""Every builder that Sphinx has writes a register; print gives the pages of all mentions."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

BUILDERS = [
    *("html", "dirhtml", "singlehtml", "htmlhelp", "qthelp", "devhelp", "epub", "json", "pickle"),
    *("latex", "text", "man", "texinfo", "xml", "pseudoxml", "gettext", "dummy", "linkcheck"),
]
EPUB = {"epub_identifier": "x", "epub_scheme": "URN", "version": "1", "copyright": "C"}


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder(
    builder: str, make_app: Callable[..., SphinxTestApp], rootdir: Path, tmp_path: Path
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for path in (rootdir / "test-prosopography-basic").iterdir():
        text = path.read_text("utf-8").replace(":wikidata: Q33391", "")  # no link to be fetched
        (source / path.name).write_text(text, "utf-8")
    app = make_app(builder, srcdir=source, confoverrides=EPUB if builder == "epub" else {})
    app.build()
    assert app.warning.getvalue() == ""
    assert app.statuscode == 0


@pytest.mark.sphinx("text", testroot="prosopography-basic")
def test_text_has_the_words(app: SphinxTestApp) -> None:
    app.build()
    page = (app.outdir / "one.txt").read_text("utf-8").replace("’", "'")
    assert "In March 1921 Leon Trotsky's troops crossed the ice" in page
    people = (app.outdir / "people.txt").read_text("utf-8")
    assert "Trotsky, Leon (7 November 1879 – 21 August 1940)" in people
    assert "Factions: Bolsheviks (1917–1927)" in people
    assert "Named" not in people


@pytest.mark.sphinx("singlehtml", testroot="prosopography-basic")
def test_one_page_has_links_within_itself(app: SphinxTestApp) -> None:
    app.build()
    page = BeautifulSoup((app.outdir / "index.html").read_text("utf-8"), "html.parser")
    ids = {str(element["id"]) for element in page.select("[id]")}
    links = page.select("a.mention, .entry-mentions a, .card-popup a, .entry-fact a[href^='#']")
    assert len(links) > 20
    assert [a["href"] for a in links if str(a["href"]).removeprefix("#") not in ids] == []
    cards = [str(card["id"]) for card in page.select(".card-popup")]
    assert len(cards) == len(set(cards)) == 6


@pytest.mark.sphinx("epub", testroot="prosopography-basic", confoverrides=EPUB)
def test_an_e_book_has_pictures_as_files_and_no_cards(app: SphinxTestApp) -> None:
    app.build()
    page = BeautifulSoup((app.outdir / "people.xhtml").read_text("utf-8"), "html.parser")
    images = page.select("figure img")
    assert len(images) == 6
    assert all(len(str(image["alt"])) > 40 for image in images)
    assert all((app.outdir / str(image["src"])).exists() for image in images)
    assert not page.select("[popover], [data-card], svg")


@pytest.mark.sphinx("latex", testroot="prosopography-print")
def test_print_gives_the_pages_of_all_mentions(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    subprocess.run(
        ["latexmk", "-pdf", "-halt-on-error", "-interaction=nonstopmode", "-quiet", "book.tex"],
        cwd=app.outdir,
        check=True,
        capture_output=True,
    )
    text = subprocess.run(
        ["pdftotext", "-layout", "book.pdf", "-"],
        cwd=app.outdir,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    index = " ".join(text[text.rindex("INDEX OF PEOPLE") :].split())
    # A chapter is a page; those of a title, a table, a note and the text count alike.
    assert re.search(r"Alpha ?, 1–3, 5 B", index), index
    assert re.search(r"Beta ?, 1, 2|Beta ?, 1–2", index), index
    assert re.search(r"Gamma & Co_ ?, 1, 3, 5", index), index
    log = (app.outdir / "book.log").read_text("utf-8", "replace")
    assert "LaTeX Warning: There were undefined" not in log
    assert "multiply" not in log


@pytest.mark.sphinx("latex", testroot="prosopography-print")
def test_a_heading_lends_its_words_to_running_head_and_contents(app: SphinxTestApp) -> None:
    app.build()
    book = (app.outdir / "book.tex").read_text("utf-8")
    assert re.search(r"\\chapter\{One: \\prosopographylink\{.*?\}\{Alpha\}\}", book)
    assert re.search(r"\\prosopographynotedpage\{.*person-alpha.*\}\{.*m-one_alpha-1.*\}", book)


@pytest.mark.sphinx("text", testroot="prosopography-basic")
def test_a_column_of_the_dispersion_holds_its_head(app: SphinxTestApp) -> None:
    app.build()
    lines = (app.outdir / "people.txt").read_text("utf-8").splitlines()
    assert ["Name", "O", "T", "All"] in [line.replace("|", " ").split() for line in lines]
