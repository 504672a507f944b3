"""The book as one TEI document."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture
def tei(app: SphinxTestApp) -> ET.Element:
    app.build()
    assert app.warning.getvalue() == ""
    return ET.parse(Path(app.outdir) / "a-b.xml").getroot()


def words(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.sphinx("tei", testroot="tei")
def test_header_is_made_from_the_configuration(tei: ET.Element) -> None:
    header = tei.find(f"{TEI}teiHeader")
    assert words(header.find(f".//{TEI}title")) == "A & B"
    assert header.find(f".//{TEI}edition").get("n") == "2.1"
    assert words(header.find(f".//{TEI}sourceDesc")) == "One <copy>."


@pytest.mark.sphinx("tei", testroot="tei")
def test_a_note_stands_where_its_number_is_and_once(tei: ET.Element) -> None:
    paragraph = next(p for p in tei.iter(f"{TEI}p") if "emphasis" in words(p))
    note = paragraph.find(f"{TEI}note")
    assert (note.get("n"), note.get(XML_ID), words(note)) == ("1", "note-1", "The note.")
    assert paragraph.find(f"{TEI}ref").get("target") == "#note-1"
    assert len(list(tei.iter(f"{TEI}note"))) == 1


@pytest.mark.sphinx("tei", testroot="tei")
def test_structure(tei: ET.Element) -> None:
    assert [words(head) for head in tei.iter(f"{TEI}head")] == ["Title page", "One", "Two"]
    assert [words(item) for item in tei.iter(f"{TEI}item")] == ["first", "second"]
    assert [words(cell) for cell in tei.iter(f"{TEI}cell")] == ["a", "b", "c", "d"]
    assert words(next(tei.iter(f"{TEI}quote"))) == "A quotation & more."
    assert words(next(tei.iter(f"{TEI}hi"))) == "emphasis"


@pytest.mark.sphinx("tei", testroot="tei")
def test_every_internal_link_leads_somewhere(tei: ET.Element) -> None:
    targets = [ref.get("target") for ref in tei.iter(f"{TEI}ref")]
    anchors = {f"#{element.get(XML_ID)}" for element in tei.iter() if element.get(XML_ID)}
    assert "https://example.org/?a=1&b=2" in targets
    internal = {target for target in targets if not target.startswith("https:")}
    assert len(internal) == 3
    assert internal <= anchors


@pytest.mark.sphinx("tei", testroot="tei")
def test_what_xml_cannot_carry_is_replaced(app: SphinxTestApp) -> None:
    two = Path(app.srcdir) / "two.md"
    two.write_text(two.read_text("utf-8") + "\nBell \x07 \\<script>\n", "utf-8")
    app.build()
    text = words(ET.parse(Path(app.outdir) / "a-b.xml").getroot())
    assert "Bell \ufffd <script>" in text
