"""Dates of the register."""

import pytest
from sphinx_edition.prosopography.dates import DateError, iso_date, life, read_date


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1879-11-07", "7 November 1879"),
        ("1903-07", "July 1903"),
        ("1903", "1903"),
        ("1903~", "about 1903"),
        ("1903?", "1903 (?)"),
        ("190X", "1900s"),
        ("1917/1921", "1917–1921"),
        ("1917-11/1921", "November 1917 – 1921"),
        ("1921-03-01/1921-03-18", "1–18 March 1921"),
        ("1921-02-28/1921-03-18", "28 February – 18 March 1921"),
        ("1903/..", "from 1903"),
        ("../1921", "until 1921"),
    ],
)
def test_dates_in_words(edtf: str, words: str) -> None:
    assert read_date(edtf).words("en") == words


@pytest.mark.parametrize(
    "wrong", ["1921-13", "1921-02-30", "March 1921", "1921/1917", "../..", "1/2/3", "7.11.1879"]
)
def test_what_is_no_date(wrong: str) -> None:
    with pytest.raises(DateError):
        read_date(wrong)


def test_a_span_has_its_outermost_days() -> None:
    span = read_date("1917-11/1921")
    assert (span.first, span.last) == ((1917, 11, 1), (1921, 12, 31))
    assert 1917.8 < (span.begins or 0) < 1917.9
    assert read_date("1903/..").ends is None


def test_a_life_with_one_date() -> None:
    names = ("born", "died")
    assert life(read_date("1903"), None, names, "en") == "born 1903"
    assert life(None, read_date("1903"), names, "en") == "died 1903"
    assert life(None, None, names, "en") == ""
    assert life(read_date("1903/.."), read_date("1903/.."), ("date",), "en") == "from 1903"


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1879-11-07", "7 novembre 1879"),
        ("1903-07~", "about juillet 1903"),  # the words around it are the catalogue's
        ("1921-03-01/1921-03-18", "1–18 mars 1921"),
    ],
)
def test_dates_in_the_words_of_another_language(edtf: str, words: str) -> None:
    assert read_date(edtf).words("fr") == words


@pytest.mark.parametrize(
    ("edtf", "date"),
    [
        ("1879-11-07", "1879-11-07"),
        ("1903-07?", "1903-07"),
        ("1918~", "1918"),
        ("1918-22", "1918"),  # a summer
        ("190X", None),
    ],
)
def test_dates_of_linked_data_are_iso_8601(edtf: str, date: str | None) -> None:
    assert iso_date(edtf) == date
