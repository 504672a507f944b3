"""The reader can take the references away, as BibTeX, CSL-JSON and RIS."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
from bs4 import BeautifulSoup
from pybtex.database import parse_file
from sphinx.testing.util import SphinxTestApp

NAME = {
    "type": "object",
    "properties": {
        "family": {"type": "string"},
        "given": {"type": "string"},
        "literal": {"type": "string"},
    },
    "additionalProperties": False,
    "minProperties": 1,
}
TEXT = {"type": "string", "minLength": 1}
TYPES = """article-journal book chapter document manuscript pamphlet paper-conference periodical
thesis webpage"""
VARIABLES = """id title title-short container-title medium publisher publisher-place volume
volume-title issue collection-title collection-number page edition ISBN ISSN DOI URL language
note"""
ROLES = ("author", "editor", "translator")
DATE_PARTS = {
    "type": "array",
    "items": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3},
    "minItems": 1,
    "maxItems": 2,
}
# What we write of the schema csl-data 1.0: everything else is an error.
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type", "title"],
        "additionalProperties": False,
        "properties": {
            "type": {"enum": TYPES.split()},
            **{role: {"type": "array", "items": NAME} for role in ROLES},
            **dict.fromkeys(VARIABLES.split(), TEXT),
            "issued": {
                "type": "object",
                "properties": {"date-parts": DATE_PARTS, "literal": TEXT},
                "additionalProperties": False,
                "minProperties": 1,
            },
        },
    },
}


def read_ris(text: str) -> list[dict[str, list[str]]]:
    """Read RIS strictly: a record is from TY to ER, every line a tag and a value."""
    records: list[dict[str, list[str]]] = []
    for line in filter(None, text.split("\n")):
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert match, line
        tag, value = match.groups()
        if tag == "TY":
            records.append({})
        if tag != "ER":
            assert value.strip()
            records[-1].setdefault(tag, []).append(value)
    assert text.count("\nER  - \n") == len(records)
    return records


@pytest.fixture
def out(app: SphinxTestApp) -> Path:
    app.build()
    return Path(app.outdir)


@pytest.mark.sphinx("html", testroot="references")
def test_the_bibliography_leads_to_the_files(out: Path) -> None:
    soup = BeautifulSoup((out / "works.html").read_text("utf-8"), "html.parser")
    links = [a["href"] for a in soup.select("ul.exports a")]
    assert links == ["references.bib", "references.json", "references.ris"]
    assert all((out / link).is_file() for link in links)


@pytest.mark.sphinx("html", testroot="references")
def test_bibtex_is_the_source(out: Path, app: SphinxTestApp) -> None:
    assert (out / "references.bib").read_text("utf-8") == (
        Path(app.srcdir) / "works.bib"
    ).read_text("utf-8")


@pytest.mark.sphinx("html", testroot="references")
def test_csl_json(out: Path) -> None:
    items = json.loads((out / "references.json").read_text("utf-8"))
    jsonschema.validate(items, CSL)
    assert [item["id"] for item in items] == ["trotsky", "chaulieu", "lefort"]
    trotsky, chaulieu, lefort = items
    assert trotsky["author"] == [{"family": "Trotsky", "given": "Leon"}]
    assert trotsky["note"] == (
        "Cited in note 2, p. 168; note 3, p. 260; note 4, p. 260; Register, ch. 1"
    )
    assert chaulieu["issued"] == {"date-parts": [[1949, 5]]}
    assert (chaulieu["language"], chaulieu["issue"]) == ("fr", "2")
    assert (lefort["container-title"], lefort["page"]) == (
        "The Political Forms of Modern Society",
        "52–88",
    )


@pytest.mark.sphinx("html", testroot="references")
def test_ris(out: Path) -> None:
    records = read_ris((out / "references.ris").read_text("utf-8"))
    assert [record["TY"] for record in records] == [["BOOK"], ["JOUR"], ["CHAP"]]
    trotsky, _chaulieu, lefort = records
    assert trotsky["AU"] == ["Trotsky, Leon"]
    assert trotsky["N1"] == [
        "Cited in note 2, p. 168; note 3, p. 260; note 4, p. 260; Register, ch. 1"
    ]
    assert (lefort["ED"], lefort["SP"], lefort["EP"]) == (["Thompson, John B."], ["52"], ["88"])


@pytest.mark.sphinx("latex", testroot="references")
def test_print_has_no_files(out: Path) -> None:
    assert not list(out.glob("references.*"))


@pytest.mark.sphinx(
    "epub",
    testroot="references",
    freshenv=True,
    confoverrides={"html_baseurl": "https://example.org/en/"},
)
def test_an_ebook_leads_to_the_files_of_the_site(out: Path) -> None:
    soup = BeautifulSoup((out / "works.xhtml").read_text("utf-8"), "html.parser")
    links = [a["href"] for a in soup.select("ul.exports a")]
    assert links == [f"https://example.org/en/references.{kind}" for kind in ("bib", "json", "ris")]


def test_every_record_of_the_edition_can_be_exported(project: Path) -> None:
    from sphinx_edition.references import csl, ris

    entries = list(parse_file(project / "references.bib").entries.values())
    jsonschema.validate([csl.item(entry, "") for entry in entries], CSL)
    records = read_ris("".join(ris.record(entry, "") for entry in entries))
    assert [record["ID"] for record in records] == [[entry.key] for entry in entries]
