"""The edition as TEI: its text, its witness, its names."""

import hashlib
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml
from lxml import etree
from sphinx_edition.core.tei_parts import XML_ID, XML_LANG
from sphinx_edition.tei.reading import WORD, differing_lines, edition, witness

PROJECT = Path(__file__).parent.parent.parent
TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture(scope="module")
def tei(build: Path) -> ET.Element:
    (path,) = (build / "tei").glob("*.xml")
    return ET.parse(path).getroot()


def test_the_pages_of_the_witness_are_marked_in_order(tei: ET.Element) -> None:
    assert [pb.get("n") for pb in tei.iter(f"{TEI}pb")] == [str(n) for n in range(1, 16)]


def test_each_note_stands_at_its_place(tei: ET.Element) -> None:
    body = tei.find(f"{TEI}text/{TEI}body")
    labels = [note.get("n") for note in body.iter(f"{TEI}note")]
    printed = [*map(str, range(1, 18)), "(1)", "(2)", "(3)"]
    assert sorted(labels) == sorted(printed)
    assert labels.index("(1)") == 0


def test_what_the_editors_add_to_the_notes_stands_beside_the_text(tei: ET.Element) -> None:
    added = {
        "".join(note.itertext()): note.get("target", "")
        for note in tei.find(f"{TEI}standOff").iter(f"{TEI}note")
        if note.get("type") == "editorial"
    }
    assert " [ed.: Trotsky, Terrorism and Communism]" in added
    assert sum(text.startswith(" [ed.: perhaps ") for text in added) == 4
    cited = {f"#{bibl.get(XML_ID)}" for bibl in tei.iter(f"{TEI}bibl") if bibl.get("corresp")}
    assert set(added.values()) <= cited
    assert "[ed.:" not in "".join(tei.find(f"{TEI}text/{TEI}body").itertext())


def test_the_header_says_who_made_what_of_what(tei: ET.Element) -> None:
    header = tei.find(f"{TEI}teiHeader")
    said = {
        tag: " ".join("".join(e.itertext()) for e in header.iter(f"{TEI}{tag}"))
        for tag in ("title", "author", "editor", "respStmt", "publicationStmt", "sourceDesc")
    }
    assert "Role of Bolshevik Ideology" in said["title"]
    assert said["author"] == "Cornelius Castoriadis"
    assert said["respStmt"] == "[translated by]David Ames Curtis"
    assert next(header.iter(f"{TEI}respStmt")).get("cert") == "medium"
    assert "claims no right" in said["publicationStmt"]
    assert next(header.iter(f"{TEI}licence")).get("target").startswith("https://creativecommons")
    seed = next((PROJECT / "seeds").glob("*.txt"))
    assert hashlib.sha256(seed.read_bytes()).hexdigest() in said["sourceDesc"]
    assert next(header.iter(f"{TEI}change")).get("n") == next(header.iter(f"{TEI}edition")).get("n")


def test_the_document_is_valid(build: Path) -> None:
    (path,) = (build / "tei").glob("*.xml")
    schema = etree.RelaxNG(etree.parse(PROJECT / "tests" / "tei" / "data" / "tei_all.rng"))
    schema.validate(etree.parse(path))
    assert [str(error) for error in schema.error_log] == []


# -- There and back --------------------------------------------------------------------------------

ROLE = re.compile(r"\{[\w:]+\}`((?:[^`])*?)(?: <[^<>`]*>)?`", re.DOTALL)


def words_of_source(path: Path) -> list[str]:
    """Read the words of a chapter from its Markdown, with each note at its first place."""
    text, *notes = re.split(r"^\[\^([^\]]+)\]: ", path.read_text("utf-8"), flags=re.MULTILINE)
    note_of = dict(zip(notes[::2], notes[1::2], strict=True))
    for label, note in note_of.items():
        text = text.replace(f"[^{label}]", f" {note} ", 1)
    return WORD.findall(re.sub(r"[*⟨⟩]", "", ROLE.sub(r"\1", text)))


def test_the_side_of_corr_is_the_edition_word_by_word(build: Path) -> None:
    (path,) = (build / "tei").glob("*.xml")
    chapters = sorted((PROJECT / "chapters").glob("0*.md"))
    expected = [word for chapter in chapters for word in words_of_source(chapter)]
    assert edition(path).words == expected
    assert len(expected) > 8900


def test_the_side_of_sic_is_the_seed_line_by_line_and_page_by_page(build: Path) -> None:
    (path,) = (build / "tei").glob("*.xml")
    seed = next((PROJECT / "seeds").glob("*.txt")).read_text("utf-8").split("\n")
    found = witness(path)
    assert list(differing_lines(found, seed)) == []
    assert sorted(found.lines) == [n for n, line in enumerate(seed, start=1) if line.strip()]
    described = yaml.safe_load(next((PROJECT / "seeds").glob("0*.yaml")).read_text("utf-8"))
    bounds = [tuple(page["lines"]) for page in described["pages"]]
    for (first, last), lines in zip(bounds, found.pages.values(), strict=True):
        assert {line for line in lines if not first <= line <= last} == set()


# -- Parts -----------------------------------------------------------------------------------------


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


def test_only_what_was_lost_is_supplied(tei: ET.Element) -> None:
    supplied = ["".join(each.itertext()) for each in tei.iter(f"{TEI}supplied")]
    assert "be" in supplied
    assert "and" in supplied
    assert not any("⟨" in text or "…" in text for text in supplied)
    assert [gap.get("reason") for gap in tei.iter(f"{TEI}gap")] == ["lost"]


def test_names_refer_to_entries_beside_the_text(tei: ET.Element) -> None:
    entries = {f"#{each.get(XML_ID)}" for each in tei.find(f"{TEI}standOff").iter()}
    body = tei.find(f"{TEI}text/{TEI}body")
    kinds = {"persName": "person", "orgName": "faction", "name": "event", "term": "concept"}
    for tag, kind in kinds.items():
        named = {name.get("ref") for name in body.iter(f"{TEI}{tag}")}
        assert named
        assert named <= entries
        assert all(ref.startswith(f"#{kind}-") for ref in named)


def test_the_register_and_the_works_stand_beside_the_text(tei: ET.Element) -> None:
    beside = tei.find(f"{TEI}standOff")
    for listing, entry in (
        ("listPerson", "person"),
        ("listOrg", "org"),
        ("listEvent", "event"),
        ("listRelation", "relation"),
        ("listBibl", "biblStruct"),
        ("list[@type='gloss']", "item"),
    ):
        assert len(beside.find(f"{TEI}{listing}")) > 10
        assert beside.find(f"{TEI}{listing}/{TEI}{entry}") is not None
    lenin = next(p for p in beside.iter(f"{TEI}person") if p.get(XML_ID) == "person-lenin")
    assert lenin.find(f"{TEI}birth").get("when") == "1870-04-22"


def test_citations_lead_to_works(tei: ET.Element) -> None:
    works = {f"#{each.get(XML_ID)}" for each in tei.iter(f"{TEI}biblStruct")}
    cited = list(tei.find(f"{TEI}text/{TEI}body").iter(f"{TEI}bibl"))
    assert len(cited) > 50
    assert {each.get("corresp") for each in cited} <= works
    scopes = [each for bibl in cited for each in bibl.iter(f"{TEI}biblScope")]
    assert any((each.get("from"), each.get("to")) == ("168", "168") for each in scopes)


def test_other_languages_are_named(tei: ET.Element) -> None:
    foreign = {each.get(XML_LANG) for each in tei.iter(f"{TEI}foreign")}
    assert "fr" in foreign


def test_every_pointer_leads_somewhere(tei: ET.Element) -> None:
    anchors = {f"#{element.get(XML_ID)}" for element in tei.iter() if element.get(XML_ID)}
    names = ("target", "corresp", "ref", "who", "resp", "active", "passive", "mutual")
    pointers = {
        pointer
        for element in tei.iter()
        for name in names
        for pointer in element.get(name, "").split()
        if pointer.startswith("#")
    }
    assert len(pointers) > 300
    assert pointers <= anchors
