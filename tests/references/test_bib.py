"""The records of the edition are complete, and agree with a list of facts that is kept apart."""

import re
from pathlib import Path

import pytest
import yaml
from pybtex.database import BibliographyData, Entry
from pybtex.database.input.bibtex import Parser

REQUIRED = {
    "article": {"title", "journal", "year"},
    "book": {"title"},
    "booklet": {"title", "year"},
    "incollection": {"title", "booktitle", "publisher", "year"},
    "misc": {"title", "howpublished"},
    "periodical": {"title", "year"},
}
# What the prints of a work are known by; a book without them says in its note or medium why.
IMPRINT = {"address", "publisher", "year"}
SECTIONS = {"author", "translator", "register"}
LANGUAGES = {"english", "french", "german", "russian", "spanish"}


@pytest.fixture(scope="module")
def records(project: Path) -> BibliographyData:
    return Parser("utf-8").parse_file(project / "references.bib")  # strict: any error is raised


def entries(records: BibliographyData) -> list[Entry]:
    return list(records.entries.values())


def test_every_record_has_the_fields_of_its_type(records: BibliographyData) -> None:
    for entry in entries(records):
        missing = {name for name in REQUIRED[entry.type] if not entry.fields.get(name)}
        assert not missing, entry.key
        if entry.type in {"book", "booklet"} and not entry.fields.get("note"):
            assert set(entry.fields) >= IMPRINT, entry.key


def test_an_article_says_in_which_issue_it_stands(records: BibliographyData) -> None:
    for entry in entries(records):
        if entry.type == "article":
            assert {"volume", "number", "month"} & set(entry.fields), entry.key


def test_a_title_of_ours_stands_in_brackets(records: BibliographyData) -> None:
    """Where a print gives no title, or none in that language, the record invents none."""
    for key in ("brinton1973", "trotskyfrench", "notes1964", "kollontai1974", "trotsky1921"):
        assert re.fullmatch(r"\[.*\]", records.entries[key].fields["title"]), key


def test_keys_are_unique_whatever_the_case(project: Path) -> None:
    text = (project / "references.bib").read_text("utf-8")
    keys = [key.lower() for key in re.findall(r"^@\w+\{([^,\s]+),", text, re.MULTILINE)]
    assert len(keys) == len(set(keys)) > 40


def test_every_record_stands_in_one_section(records: BibliographyData) -> None:
    for entry in entries(records):
        assert entry.fields["keywords"] in SECTIONS, entry.key


def test_languages_are_known(records: BibliographyData) -> None:
    for entry in entries(records):
        assert entry.fields.get("langid", "english") in LANGUAGES, entry.key


def test_an_abbreviation_stands_for_one_work(records: BibliographyData) -> None:
    found = [
        shorthand.strip()
        for entry in entries(records)
        for shorthand in entry.fields.get("shorthand", "").split(";")
        if shorthand
    ]
    assert len(found) == len(set(found))
    notes = ["S. ou B.", "SB", "SB 1", "SB 3", "CS 1", "PSW 1", "PSW 2", "RPR", "RPB", "PRAB"]
    assert set(notes) <= set(found)


def test_what_is_not_verified_is_marked(records: BibliographyData) -> None:
    """The works of which public sources did not confirm every fact say so."""
    doubtful = {
        "castoriadis1949a",
        "castoriadis1949b",
        "castoriadis1956",
        "castoriadis1964",
        "castoriadis1973",
        "castoriadis1988b",
        "castoriadis1988prab",
        "castoriadis1993",
        "castoriadissb",
    }
    marked = {e.key for e in entries(records) if "Unverified:" in e.fields.get("note", "")}
    assert doubtful <= marked
    conjectures = {e.key for e in entries(records) if "conjecture" in e.fields.get("note", "")}
    assert {"castoriadissb", "castoriadis1955"} <= conjectures


def test_records_agree_with_the_facts(records: BibliographyData) -> None:
    facts = yaml.safe_load((Path(__file__).parent / "facts.yaml").read_text("utf-8"))
    for key, expected in facts.items():
        entry = records.entries[key]
        for name, value in expected.items():
            people = " and ".join(str(person) for person in entry.persons.get(name, []))
            found = people or entry.fields.get(name, "").replace("{", "").replace("}", "")
            assert found == str(value), (key, name)
