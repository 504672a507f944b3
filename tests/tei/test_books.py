"""What books have: every kind of it is valid TEI, and nothing of it is lost."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp
from sphinx_edition.core.tei_parts import XML_ID, XML_LANG

TEI = "{http://www.tei-c.org/ns/1.0}"

pytestmark = pytest.mark.sphinx("tei", testroot="tei-books")


def words(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def pointers(tei: ET.Element) -> list[str]:
    """Return all that leads to elements."""
    names = ("target", "corresp", "ref", "who", "resp", "active", "passive", "mutual")
    return [
        each for element in tei.iter() for name in names for each in element.get(name, "").split()
    ]


def book(app: SphinxTestApp) -> ET.Element:
    (path,) = Path(app.outdir).glob("*.xml")
    return ET.parse(path).getroot()


@pytest.fixture
def tei(app: SphinxTestApp) -> ET.Element:
    app.build()
    return book(app)


def test_a_book_of_everything_is_valid(app: SphinxTestApp, faults) -> None:
    app.build()
    (path,) = Path(app.outdir).glob("*.xml")
    assert faults(path) == []


def test_the_file_of_a_project_in_another_script_has_a_name(app: SphinxTestApp) -> None:
    app.build()
    (path,) = Path(app.outdir).glob("*.xml")
    assert len(path.stem) > 4


def test_no_id_stands_twice_and_every_link_leads_somewhere(tei: ET.Element) -> None:
    ids = [each.get(XML_ID) for each in tei.iter() if each.get(XML_ID)]
    assert len(ids) == len(set(ids))
    targets = {each.get("target", "") for each in tei.iter(f"{TEI}ref")}
    assert {target[1:] for target in targets if target[:1] == "#"} <= set(ids)


def test_equal_titles_and_labels_of_two_documents_are_told_apart(tei: ET.Element) -> None:
    notes = {each.get(XML_ID): each for each in tei.iter(f"{TEI}note") if each.get("n") == "1"}
    assert list(notes) == ["note-1", "note-1-in-part_one"]
    assert "another document" in words(notes["note-1-in-part_one"])
    titles = [words(each) for each in tei.iter(f"{TEI}head")]
    assert titles.count("Introduction") == titles.count("Part") == 2


def test_every_id_of_a_place_is_there(tei: ET.Element) -> None:
    ids = {each.get(XML_ID) for each in tei.iter()}
    assert {"place", "second-place", "genitive", "fig-dot", "term-alpha", "term-beta"} <= ids


def test_verse_is_lines_in_stanzas(tei: ET.Element) -> None:
    verse = next(tei.iter(f"{TEI}lg"))
    assert [stanza.get("type") for stanza in verse] == ["stanza", "stanza"]
    lines = [words(line) for line in verse[1].iter(f"{TEI}l")]
    assert lines == ["and gather honey all the day", "from every opening flower?"]


def test_a_break_between_paragraphs_is_a_milestone(tei: ET.Element) -> None:
    assert len(list(tei.iter(f"{TEI}milestone"))) == 1


def test_pictures_come_along_and_are_described(app: SphinxTestApp) -> None:
    app.build()
    tei = book(app)
    addresses = {each.get("url") for each in tei.iter(f"{TEI}graphic")}
    assert addresses == {"images/dot.png"}
    assert (Path(app.outdir) / "images" / "dot.png").is_file()
    described = {words(each) for tag in ("desc", "figDesc") for each in tei.iter(f"{TEI}{tag}")}
    assert described == {"A dot", "Another dot", "an inline dot"}


def test_other_languages_are_named(tei: ET.Element) -> None:
    foreign = {each.get(XML_LANG): words(each) for each in tei.iter(f"{TEI}foreign")}
    assert foreign == {"fr": "bureau ouvrier", "la": "sic"}
    assert {each.get("ident") for each in tei.iter(f"{TEI}language")} == {"en", "fr", "la"}


def test_quotations_verse_tables_and_lists_have_their_elements(tei: ET.Element) -> None:
    (cited,) = tei.iter(f"{TEI}cit")
    assert words(cited) == "A motto.Somebody, Works"
    assert [each.get("role") for each in next(tei.iter(f"{TEI}table"))][1:] == ["label", None, None]
    assert next(tei.iter(f"{TEI}table")).find(f".//{TEI}cell[@cols='2']") is not None
    glosses = [each for each in tei.iter(f"{TEI}list") if each.get("type") == "gloss"]
    labels = [words(label) for each in glosses for label in each.iter(f"{TEI}label")]
    assert labels == ["term one classifier", "Field", "Empty", "-a, --all FILE", "alpha beta"]


def test_a_link_to_what_the_book_has_not_is_words_with_a_warning(app: SphinxTestApp) -> None:
    app.build()
    said = app.warning.getvalue()
    assert "one.md:12: WARNING: a link leads to what the TEI document does not have" in said
    assert said.count("[tei.link]") == 3  # two links to an orphan, one to an index
    assert "an orphan" in words(book(app))


def test_a_file_that_the_text_offers_comes_along(app: SphinxTestApp) -> None:
    app.build()
    (link,) = (each for each in book(app).iter(f"{TEI}ref") if words(each) == "a file")
    copy = Path(app.outdir) / link.get("target", "")
    assert copy.read_bytes() == (Path(app.srcdir) / "pictures" / "dot.png").read_bytes()


@pytest.mark.sphinx("tei", testroot="tei-plain")
def test_all_of_restructuredtext_without_another_extension(app: SphinxTestApp, faults) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    (path,) = Path(app.outdir).glob("*.xml")
    assert faults(path) == []
    tei = book(app)
    ids = [each.get(XML_ID) for each in tei.iter() if each.get(XML_ID)]
    assert len(ids) == len(set(ids))
    assert {p[1:] for p in pointers(tei) if p.startswith("#")} <= {*ids}
    (cited,) = (each for each in tei.iter(f"{TEI}note") if each.get("type") == "citation")
    assert (cited.get("n"), words(cited)) == ("CIT2002", "A citation.")
    for said in ("漢字 عربى", "Old style", "legend list", "New thing", "CENTRED", "Nested note"):
        assert said in words(tei)


def test_notes_without_a_place_stand_where_they_are_defined(tei: ET.Element) -> None:
    notes = [words(each) for each in tei.iter(f"{TEI}note")]
    assert notes.count("Nobody refers to this.") == 1


def test_what_nobody_has_said_is_not_said(tei: ET.Element) -> None:
    header = words(tei.find(f"{TEI}teiHeader"))
    assert "Nobody has said who publishes" in header
    assert "Born digital" not in header
    assert "Unpublished" not in header


class strange_node(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A node that no format knows."""


@pytest.mark.sphinx("tei", testroot="tei-books", srcdir="strange")
def test_a_node_without_a_place_is_words_with_one_warning(app: SphinxTestApp) -> None:
    app.add_role("strange", lambda _n, raw, text, *_rest, **_kw: ([strange_node(raw, text)], []))
    one = Path(app.srcdir) / "one.md"
    one.write_text("# One\n\n{strange}`the words` and {strange}`more words`.\n", "utf-8")
    (Path(app.srcdir) / "part" / "one.md").write_text("# Other\n", "utf-8")
    app.build()
    assert "the words and more words." in words(book(app))
    assert app.warning.getvalue().count("'strange_node' has no place in TEI") == 1
