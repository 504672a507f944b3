"""Records: what biblatex calls otherwise, names, dates, and BibTeX."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry, parse_string
from sphinx_edition.core.records import (
    Day,
    as_key,
    bibtex,
    complete,
    days_in,
    escaped,
    issued,
    language_of,
    name_of,
    persons,
)


def entry(fields: str, kind: str = "book") -> Entry:
    return parse_string(f"@{kind}{{k, title={{T}}, {fields}}}", "bibtex").entries["k"]


@pytest.mark.parametrize(
    ("date", "year", "month"),
    [
        ("1961", "1961", None),
        ("1961-05", "1961", "May"),
        ("1921-04-22", "1921", "22 April"),
        ("1921-04-22/1921-08-19", "1921", "22 April--19 August"),
        ("1964-12/1965-02", "1964--1965", None),
        ("1949/1965", "1949--1965", None),
        ("1918~", "c. 1918", None),
        ("1918?", "c. 1918", None),
    ],
)
def test_a_date_of_biblatex_gives_year_and_month(date: str, year: str, month: str | None) -> None:
    record = entry(f"date={{{date}}}, location={{Paris}}")
    assert complete(record) == []
    assert (record.fields["year"], record.fields.get("month")) == (year, month)
    assert record.fields["address"] == "Paris"


@pytest.mark.parametrize("date", ["soon", "19XX", "1961-21", "1961-13", "/", "1/2/3", "1961-05/.."])
def test_a_date_that_cannot_be_read_is_said_and_kept(date: str) -> None:
    record = entry(f"date={{{date}}}")
    assert complete(record) == [f"date = {{{date}}}"]
    assert record.fields["year"] == date


def test_what_bibtex_gives_stays() -> None:
    record = entry("date={1961}, year={1962}, location={Paris}, address={Rome}")
    assert complete(record) == []
    assert (record.fields["year"], record.fields["address"]) == ("1962", "Rome")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("January", [(1, 0)]),
        ("jan.", [(1, 0)]),
        ("5", [(5, 0)]),
        ("22 April", [(4, 22)]),
        ("April 22", [(4, 22)]),
        ("September--December", [(9, 0), (12, 0)]),
        ("22 April--19 August", [(4, 22), (8, 19)]),
        ("22 April to 19 August", [(4, 22), (8, 19)]),
        ("1--5 May", [(5, 1), (5, 5)]),
        ("May 1--5", [(5, 1), (5, 5)]),
        ("5/6", [(5, 0), (6, 0)]),
        ("13", []),
        ("Spring", []),
        ("May 32", []),
        ("a--b--c", []),
        ("", []),
    ],
)
def test_months(text: str, days: list[tuple[int, int]]) -> None:
    assert days_in(text) == days


@given(st.text(), st.text())
def test_no_date_breaks_a_record(year: str, month: str) -> None:
    record = Entry("book", {"title": "T"})
    record.fields["year"], record.fields["month"] = escaped(year), escaped(month)
    assert len(issued(record).days) <= 2


@given(st.text())
def test_no_date_of_biblatex_breaks_a_record(date: str) -> None:
    record = Entry("book", {"title": "T", "date": escaped(date)})
    complete(record)
    assert len(issued(record).days) <= 2


def test_doubtful_years() -> None:
    for year in ("c. 1921", "ca. 1921", "[1921]", "1921?"):
        found = issued(entry(f"year={{{year}}}"))
        assert found.days == (Day(1921),)
        assert found.is_doubtful


def test_names_are_taken_apart() -> None:
    people = persons(
        entry(r"author={King, Jr., Martin Luther and {A and B Company} and G{\"o}del, Kurt}"),
        "author",
    )
    assert [tuple(name_of(person)) for person in people] == [
        ("King", "Martin Luther", "Jr."),
        ("A and B Company", "", ""),
        ("Gödel", "Kurt", ""),
    ]


@pytest.mark.parametrize(
    ("langid", "code"),
    [
        ("french", "fr"),
        ("ngerman", "de"),
        ("british", "en-GB"),
        ("polish", "pl"),
        ("latin", "la"),
        ("klingonese", ""),
    ],
)
def test_languages(langid: str, code: str) -> None:
    assert language_of(entry(f"langid={{{langid}}}")) == code


def test_a_record_in_bibtex_can_be_read_again() -> None:
    fields = {"title": escaped("A {Work} & its 100% _Parts_ \\ #1"), "note": "", "year": "1843"}
    text = bibtex("book", as_key("de Beauvoir", "1843"), fields)
    assert "note" not in text
    (read,) = parse_string(text, "bibtex").entries.values()
    assert read.key == "deBeauvoir-1843"
    assert read.fields["title"] == r"A Work \& its 100\% \_Parts\_ \#1"
