"""The reader can take the references away, as BibTeX, CSL-JSON and RIS."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
from bs4 import BeautifulSoup
from pybtex.database import Entry, parse_file, parse_string
from sphinx.testing.util import SphinxTestApp
from sphinx_edition.core.records import complete
from sphinx_edition.references import csl, ris
from sphinx_edition.references.exports import importable

# The schema "csl-data" of the Citation Style Language, commit e3ce254, under the MIT licence.
CSL = json.loads((Path(__file__).parent / "csl-data.json").read_text("utf-8"))
# What Zotero makes of each type of RIS (its translator RIS.js); GEN would be a journal article.
ZOTERO = {
    "AGGR": "document",
    "BOOK": "book",
    "CHAP": "bookSection",
    "CONF": "conferencePaper",
    "ELEC": "webpage",
    "JFULL": "journalArticle",
    "JOUR": "journalArticle",
    "MANSCPT": "manuscript",
    "RPRT": "report",
    "THES": "thesis",
}
RECORDS = r"""
@misc{page, title={A page}, url={https://example.org/}, urldate={2026-11-20}}
@misc{leaflet, title={A leaflet}, year=1920}
@booklet{pamphlet, title={A pamphlet}, year=1921}
@thesis{thesis, author={King, Jr., Martin Luther}, title={A thesis}, type={phdthesis},
  institution={Boston University}, date={1955}}
@phdthesis{older, title={A thesis}, school={Boston University}, year=1955}
@report{report, author={{Rand Corporation}}, title={A report}, number={R-5}, institution={Rand},
  date={1990-05/1990-06}, location={Santa Monica}, isbn={9780833000000}}
@online{online, title={A site}, date={1918~}, url={https://example.org/b}}
@manual{manual, title={A manual}, organization={GNU}, year=2001, langid={polish}}
@periodical{review, title={A review}, issn={2019-8116}, year={1949--1965}}
@article{article, author={M{\"u}ller, J{\'e}r{\^o}me and others}, title={An “article”},
  journaltitle={A review}, year=1973, month={September--December}, doi={10.1000/1},
  issn={2019-8116}, isbn={9780833000000}}
@article{nodate, title={An article}, journal={A review}, month=jan}
@article{spring, title={An article}, journal={A review}, year=1964, month={Spring}}
@book{forthcoming, title={A book}, year={forthcoming}, issn={2019-8116}}
"""


@pytest.fixture(scope="module")
def records() -> dict[str, Entry]:
    entries = dict(parse_string(RECORDS, "bibtex").entries)
    assert [complete(entry) for entry in entries.values()] == [[]] * len(entries)
    return entries


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
    entries = list(parse_file(project / "references.bib").entries.values())
    jsonschema.validate([csl.item(entry, "") for entry in entries], CSL)
    records = read_ris("".join(ris.record(entry, "") for entry in entries))
    assert [record["ID"] for record in records] == [[entry.key] for entry in entries]


def one_ris(entry: Entry) -> dict[str, list[str]]:
    (record,) = read_ris(ris.record(entry, ""))
    return record


def test_zotero_files_each_record_rightly(records: dict[str, Entry]) -> None:
    assert {key: ZOTERO[one_ris(entry)["TY"][0]] for key, entry in records.items()} == {
        "page": "webpage",
        "leaflet": "document",
        "pamphlet": "book",
        "thesis": "thesis",
        "older": "thesis",
        "report": "report",
        "online": "webpage",
        "manual": "book",
        "review": "journalArticle",
        "article": "journalArticle",
        "nodate": "journalArticle",
        "spring": "journalArticle",
        "forthcoming": "book",
    }


def test_every_item_keeps_to_the_schema(records: dict[str, Entry]) -> None:
    items = [csl.item(entry, "Cited in note 1") for entry in records.values()]
    jsonschema.validate(items, CSL)
    assert {item["id"]: item["type"] for item in items} == {
        "page": "webpage",
        "leaflet": "document",
        "pamphlet": "pamphlet",
        "thesis": "thesis",
        "older": "thesis",
        "report": "report",
        "online": "webpage",
        "manual": "book",
        "review": "periodical",
        "article": "article-journal",
        "nodate": "article-journal",
        "spring": "article-journal",
        "forthcoming": "book",
    }


@pytest.mark.parametrize(
    ("key", "issued", "ris_date"),
    [
        ("leaflet", {"date-parts": [[1920]]}, ["1920///"]),
        ("report", {"date-parts": [[1990, 5], [1990, 6]]}, ["1990/05//May–June 1990"]),
        ("online", {"date-parts": [[1918]], "circa": True}, ["1918///c. 1918"]),
        ("review", {"date-parts": [[1949], [1965]]}, ["1949///1949–1965"]),
        (
            "article",
            {"date-parts": [[1973, 9], [1973, 12]]},
            ["1973/09//September–December 1973"],
        ),
        ("nodate", None, None),
        ("spring", {"date-parts": [[1964]], "season": 1}, ["1964///"]),
        ("forthcoming", {"literal": "forthcoming"}, None),
    ],
)
def test_dates(
    records: dict[str, Entry], key: str, issued: object, ris_date: list[str] | None
) -> None:
    assert csl.item(records[key], "").get("issued") == issued
    assert one_ris(records[key]).get("DA") == ris_date


def test_names(records: dict[str, Entry]) -> None:
    assert csl.item(records["thesis"], "")["author"] == [
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."}
    ]
    assert one_ris(records["thesis"])["AU"] == ["King, Martin Luther, Jr."]
    assert csl.item(records["article"], "")["author"] == [
        {"family": "Müller", "given": "Jérôme"},
        {"literal": "et al."},
    ]
    assert one_ris(records["article"])["AU"] == ["Müller, Jérôme", "et al."]
    assert csl.item(records["report"], "")["author"] == [{"literal": "Rand Corporation"}]
    assert one_ris(records["report"])["AU"] == ["Rand Corporation"]


def test_numbers(records: dict[str, Entry]) -> None:
    article = one_ris(records["article"])
    assert (article["SN"], article["DO"]) == (["2019-8116"], ["10.1000/1"])
    assert article["N1"] == ["ISBN 9780833000000"]
    assert one_ris(records["review"])["SN"] == ["2019-8116"]
    book = one_ris(records["forthcoming"])
    assert "SN" not in book  # which would be an ISBN
    assert book["N1"] == ["ISSN 2019-8116"]
    report = one_ris(records["report"])
    assert (report["SN"], report["N1"]) == (["R-5"], ["ISBN 9780833000000"])
    assert csl.item(records["report"], "")["number"] == "R-5"


def test_what_biblatex_calls_otherwise_is_kept(records: dict[str, Entry]) -> None:
    assert one_ris(records["report"])["CY"] == ["Santa Monica"]
    assert one_ris(records["report"])["PB"] == ["Rand"]
    assert one_ris(records["article"])["T2"] == ["A review"]
    thesis = one_ris(records["thesis"])
    assert (thesis["M3"], thesis["PB"]) == (["PhD diss."], ["Boston University"])
    assert one_ris(records["older"])["M3"] == ["PhD diss."]
    assert csl.item(records["manual"], "")["language"] == "pl"
    assert csl.item(records["page"], "")["accessed"] == {"date-parts": [[2026, 11, 20]]}
    assert "\nY2  - 2026/11/20/\n" in ris.record(records["page"], "")


def test_zotero_leaves_out_no_record_of_the_bibtex() -> None:
    source = "% a @periodical\n@periodical{a,\n title={x}}\n  @MVCollection (b, title={y})\n"
    assert importable(source) == (
        "% a @periodical\n@misc{a,\n title={x}}\n  @collection (b, title={y})\n"
    )
