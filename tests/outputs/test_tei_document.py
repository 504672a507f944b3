"""The edition as TEI: its text, its witness, its names."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture(scope="module")
def tei(build: Path) -> ET.Element:
    (path,) = (build / "tei").glob("*.xml")
    return ET.parse(path).getroot()


def test_the_pages_of_the_witness_are_marked_in_order(tei: ET.Element) -> None:
    assert [pb.get("n") for pb in tei.iter(f"{TEI}pb")] == [str(n) for n in range(1, 16)]


def test_each_note_stands_at_its_place(tei: ET.Element) -> None:
    notes = [note for note in tei.iter(f"{TEI}note") if note.get("type") != "editorial"]
    labels = [note.get("n") for note in notes]
    printed = [*map(str, range(1, 18)), "(1)", "(2)", "(3)"]
    assert sorted(labels) == sorted(printed)
    assert labels.index("(1)") == 0


def test_what_the_editors_add_to_the_notes_is_theirs(tei: ET.Element) -> None:
    added = ["".join(n.itertext()) for n in tei.iter(f"{TEI}note") if n.get("type") == "editorial"]
    assert " [ed.: Trotsky, Terrorism and Communism]" in added
    assert sum(text.startswith(" [ed.: perhaps ") for text in added) == 4
    assert not any("⟨" in text for text in added)


def test_the_translator_is_inferred_and_the_rights_are_said(tei: ET.Element) -> None:
    (translated, edited) = tei.iter(f"{TEI}respStmt")
    assert "".join(translated.itertext()) == "[translated by]David Ames Curtis"
    assert (translated.get("cert"), edited.get("cert")) == ("medium", None)
    (published,) = tei.iter(f"{TEI}publicationStmt")
    assert "claims no right" in "".join(published.itertext())


def test_emendations_give_the_witness_and_the_reading(tei: ET.Element) -> None:
    pairs = {
        (
            "".join(choice.find(f"{TEI}sic").itertext()),
            "".join(choice.find(f"{TEI}corr").itertext()),
        )
        for choice in tei.iter(f"{TEI}choice")
    }
    assert ("1bid", "Ibid") in pairs or ("1bid.", "Ibid.") in pairs
    assert any("be" in "".join(supplied.itertext()) for supplied in tei.iter(f"{TEI}supplied"))


def test_names_refer_to_entries(tei: ET.Element) -> None:
    entries = {f"#{div.get(XML_ID)}" for div in tei.iter(f"{TEI}div") if div.get("type") == "entry"}
    for tag, kind in (("persName", "person"), ("orgName", "faction"), ("name", "event")):
        named = {name.get("ref") for name in tei.find(f"{TEI}text").iter(f"{TEI}{tag}")}
        assert named
        assert named <= entries
        assert all(ref.startswith(f"#{kind}-") for ref in named)


def test_every_internal_link_leads_somewhere(tei: ET.Element) -> None:
    anchors = {f"#{element.get(XML_ID)}" for element in tei.iter() if element.get(XML_ID)}
    targets = {
        target for ref in tei.iter(f"{TEI}ref") if (target := ref.get("target", "")).startswith("#")
    }
    assert targets
    assert targets <= anchors
