"""Ids keep what is distinct distinct, and what is plain as it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_edition.core.ids import make_id


@pytest.mark.parametrize(
    ("names", "id_"),
    [
        (["castoriadis1973"], "x-castoriadis1973"),
        (["chapters/06-bolshevik-policy", "3"], "x-chapters_06-bolshevik-policy-3"),
    ],
)
def test_plain_names_stay(names: list[str], id_: str) -> None:
    assert make_id("x", *names) == id_


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Троцкий1930", "Ленин1917"),
        ("smith_2000", "smith-2000"),
        ("x/y", "x-y"),
        ("x/y", "x_y"),
        ("*", "**"),
        ("", " "),
        ("é", "e\u0301"),
    ],
)
def test_what_is_distinct_stays_distinct(one: str, other: str) -> None:
    assert make_id("x", one) != make_id("x", other)


@given(st.text(), st.text())
def test_ids_are_ids_and_differ(one: str, other: str) -> None:
    assert re.fullmatch(r"x-[A-Za-z0-9_-]+", make_id("x", one))
    assert (make_id("x", one) == make_id("x", other)) is (one == other)
