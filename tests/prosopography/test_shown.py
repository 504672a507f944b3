"""What a builder does not show is not counted, and no link leads to it."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

Build = Callable[..., SphinxTestApp]

ENTRY = "\n\n.. person:: Lenin\n\n   He wrote.\n"


def page_of(app: SphinxTestApp, name: str = "index") -> BeautifulSoup:
    path = next(Path(app.outdir).glob(f"{name}.*html"))
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def backlinks(app: SphinxTestApp) -> list[str]:
    """Return the words of the mentions that the only page counts; each is there."""
    page = page_of(app)
    links = page.select(".entry-mentions a")
    assert all(page.find(id=str(link["href"]).partition("#")[2]) for link in links)
    said = page.select_one(".entry-mentions summary")
    number = {0: None, 1: "Named once"}.get(len(links), f"Named {len(links)} times")
    assert (said and said.get_text()) == number
    return [words.get_text() for words in page.select(".entry-mentions a b")]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (".. |he| replace:: the :person:`man <Lenin>`\n\nNobody.", []),
        (".. |he| replace:: the :person:`man <Lenin>`\n\nHere |he|, there |he|.", ["man", "man"]),
        (".. only:: latex\n\n   :person:`Lenin` in print.\n\nNobody.", []),
        (".. only:: html\n\n   :person:`Lenin` on screen.", ["Lenin"]),
        (".. only:: html\n\n   .. only:: latex\n\n      :person:`Lenin` nowhere.", []),
        (".. ifconfig:: language == 'xx'\n\n   :person:`Lenin` elsewhere.", []),
        (".. ifconfig:: language == 'en'\n\n   :person:`Lenin` here.", ["Lenin"]),
        (".. comment :person:`Lenin`\n\nNobody.", []),
        (".. rubric:: On :person:`Lenin`", ["Lenin"]),
        (".. topic:: On :person:`Lenin`\n\n   Text.", ["Lenin"]),
        ("Term of :person:`Lenin`\n   Text.", ["Lenin"]),
        (
            ".. |he| replace:: the man :person:`Lenin`\n\nThere was |he|_.\n\n.. _he: http://x.org",
            ["Lenin"],
        ),
    ],
)
def test_a_page_counts_what_it_shows(text: str, named: list[str], build: Build) -> None:
    app = build(text + ENTRY, settings='extensions.append("sphinx.ext.ifconfig")\n')
    assert backlinks(app) == named
    assert not page_of(app).select("a a")


def test_an_epilog_counts_where_it_shows(build: Build) -> None:
    unused = 'rst_epilog = ".. |he| replace:: :person:`Lenin`"\n'
    assert backlinks(build(ENTRY, settings=unused)) == []
    shown = 'rst_epilog = "Signed: :person:`Lenin`"\n'
    assert backlinks(build(ENTRY, settings=shown, name="shown")) == ["Lenin"]


def test_each_builder_of_a_folder_counts_what_it_shows(build: Build) -> None:
    text = ".. only:: html\n\n   :person:`Lenin`.\n\n.. only:: latex\n\n   :person:`V. I. <Lenin>`."
    text += "\n\n.. only:: latex\n\n   .. person:: Trotsky\n"
    app = build(text + ENTRY)
    assert backlinks(app) == ["Lenin"]
    assert "Trotsky" not in (app.outdir / "prosopography-person.html").read_text("utf-8")
    book = next(Path(build(text + ENTRY, "latex").outdir).glob("*.tex")).read_text("utf-8")
    assert r"\prosopographycontext{}{V. I.}{.}" in book
    assert r"\prosopographycontext{}{Lenin}" not in book
    assert backlinks(build(text + ENTRY)) == ["Lenin"]


def test_a_picture_measures_the_words_that_a_builder_shows(build: Build) -> None:
    hidden = ".. only:: latex\n\n   {}:faction:`Bolsheviks`.\n\n".format("Long ago. " * 50)
    text = f"{'x' * 60} :person:`Lenin`. {'x' * 31}.\n"
    other = ".. faction:: Bolsheviks\n\n   A party.\n"
    drawings = []
    for name, parts in (("with", [hidden, text, hidden]), ("without", [text])):
        chapter = "One\n===\n\n" + "\n\n".join(parts)
        index = "Book\n====\n\n.. toctree::\n\n   one\n   people\n\n.. dispersion::\n"
        people = f"People\n======\n{ENTRY}\n{other}"
        app = build({"index.rst": index, "one.rst": chapter, "people.rst": people}, name=name)
        drawings.append(str(page_of(app).select_one("svg")))
    assert drawings[0] == drawings[1]


def test_a_document_that_names_nobody_here_has_no_column(build: Build) -> None:
    files = BOOK | {"two.rst": "Two\n===\n\n.. only:: latex\n\n   :person:`Lenin`.\n"}
    files["index.rst"] = files["index.rst"].replace("   one\n", "   one\n   two\n")
    files["people.rst"] = f"People\n======\n{ENTRY}"
    files["index.rst"] = files["index.rst"].replace("   two\n", "   two\n   people\n")
    table = page_of(build(files)).select_one("table[id^=dispersion]")
    assert [head.text for head in table.select("thead th")][1:-1] == ["B"]


def test_a_name_that_a_builder_does_not_show_is_nobodys_fault(build: Build) -> None:
    text = ".. only:: latex\n\n   :person:`Nobody`.\n"
    assert build(text).warning.getvalue() == ""
    assert "no person “Nobody”" in build(text, "latex").warning.getvalue()


BOOK = {
    "index.rst": "Book\n====\n\n:person:`Lenin`.\n\n.. toctree::\n\n   one\n\n.. dispersion::\n",
    "one.rst": "One\n===\n\n:person:`Lenin`, :faction:`Bolsheviks`.\n\n.. faction:: Bolsheviks\n"
    "   :people: Lenin\n",
}
ORPHAN = f":orphan:\n\nPeople\n======\n\n:faction:`Bolsheviks`.{ENTRY}"


@pytest.mark.parametrize("builder", ["singlehtml", "latex"])
def test_nothing_leads_to_a_register_that_the_book_leaves_out(builder: str, build: Build) -> None:
    app = build(BOOK | {"people.rst": ORPHAN}, builder)
    if builder == "singlehtml":
        page = page_of(app)
        ids = {element["id"] for element in page.select("[id]")}
        links = [str(link["href"]) for link in page.select("div.body a")]
        assert {link[1:] for link in links} <= ids
        assert page.select("p span.mention")
        assert backlinks(app) == ["Bolsheviks"]
    else:
        book = next(Path(app.outdir).glob("*.tex")).read_text("utf-8")
        assert "person-lenin" not in book
        assert book.count(r"\prosopographycontext") == 1
        assert "people_bolsheviks" not in book


@pytest.mark.parametrize("builder", ["html", "dirhtml", "epub"])
def test_the_last_entry_of_a_kind_takes_its_index_along(builder: str, build: Build) -> None:
    app = build(f":person:`Lenin`{ENTRY}", builder)
    assert list(Path(app.outdir).rglob("prosopography-person*"))
    assert (app.outdir / "register.json").exists() == (builder != "epub")
    app = build("Nobody.\n", builder)
    left = [path.name for path in Path(app.outdir).rglob("*person*") if path.is_file()]
    assert left == []
    assert not (app.outdir / "register.json").exists()


def test_print_gives_the_page_of_a_mention_wherever_it_stands(build: Build) -> None:
    text = """
.. rubric:: On :person:`Lenin`

.. |he| replace:: the man :person:`Lenin`

There was |he|_.

.. topic:: On :person:`Lenin`

   Text.

.. _he: http://x.org
"""
    app = build(text + ENTRY, "latex")
    book = next(Path(app.outdir).glob("*.tex")).read_text("utf-8")
    asked = re.findall(r"\\prosopographypageof\{(.*?)\}", book)
    noted = re.findall(r"\\prosopography(?:mention|notedpage)\{.*?\}\}\}\{(.*?)\}\}\}?[%{]", book)
    assert len(asked) == 3
    assert len(re.findall(r"\\prosopographynotedpage\{", book)) == 3, noted


def test_an_external_mention_never_leads_to_a_local_entry(build: Build, tmp_path: Path) -> None:
    build(ENTRY, name="other")
    inventory = tmp_path / "other" / "_build" / "html" / "objects.inv"
    settings = (
        'extensions.append("sphinx.ext.intersphinx")\n'
        f'intersphinx_mapping = {{"other": ("https://example.org", {str(inventory)!r})}}\n'
    )
    app = build(f":external+other:person:`Lenin`.{ENTRY}", settings=settings)
    (link,) = page_of(app).select("a.external")
    assert link["href"] == "https://example.org/index.html#person-lenin"
    assert backlinks(app) == []


def test_sources_stand_on_their_line_without_parentheses(build: Build) -> None:
    record = (
        "@book{key, author={Orlova, Anna}, title={A Life}, year=1921}\n"
        "@book{other, author={Orlova, Anna}, title={Letters}, year=1922}\n"
    )
    settings = (
        'extensions.append("sphinx_edition.references")\nbibtex_bibfiles = ["a.bib"]\n'
        'bibtex_default_style = "chicago_bibliography"\n'
        'bibtex_reference_style = "chicago_short"\n'
    )
    sources = ":sources: key{p. 12}; other; key{p. 20}"
    entry = f".. person:: Lenin\n   {sources}\n\n.. bibliography::\n"
    files = {"index.rst": f"Book\n====\n\n{entry}", "a.bib": record}
    fact = page_of(build(files, settings=settings)).select_one(".entry-fact")
    assert (
        " ".join(fact.get_text().split())
        == "Sources: Orlova, Letters; Orlova, A Life, p. 12, p. 20"
    )
    text = build(files, "text", settings=settings).outdir / "index.txt"
    assert "Sources: Orlova, *Letters*; Orlova, *A Life*, p. 12, p. 20\n" in text.read_text("utf-8")


def test_linked_data_has_dates_of_iso_8601_and_edtf_beside(build: Build) -> None:
    text = (
        ".. faction:: A\n   :founded: 1918~\n   :dissolved: 1920\n\n.. person:: B\n   :born: 1900\n"
    )
    app = build(text)
    graph = json.loads((app.outdir / "register.json").read_text("utf-8"))["@graph"]
    person, faction = graph
    assert (faction["foundingDate"], faction["dissolutionDate"]) == ("1918", "1920")
    assert faction["edtf"]["foundingDate"] == "1918~"
    assert person["birthDate"] == "1900"
    assert "edtf" not in person
