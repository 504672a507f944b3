"""How names are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_edition.prosopography.names import (
    Spellings,
    default_id,
    fold,
    slug,
    sorting_key,
    uninverted,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("TROTSKY", "Trotsky"),
        ("Trotsky’s", "Trotsky"),
        ("Trotsky's", "Trotsky"),
        ("workers' opposition", "Workers’ Opposition"),
        ("Workers Opposition", "Workers’ Opposition"),
        ("“Left” Communists", "Left Communists"),
        ("Leon\n  Trotsky", "Leon Trotsky"),
        ("Brest–Litovsk", "Brest-Litovsk"),
        ("Emile Durkheim", "Émile Durkheim"),
        ("Socialistes’", "socialistes"),
    ],
)
def test_what_does_not_count(written: str, meant: str) -> None:
    assert fold(written) == fold(meant)


@pytest.mark.parametrize(("one", "other"), [("Lenin", "Lenina"), ("Marx", "Marxs"), ("S", "")])
def test_what_counts(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=20))
def test_a_slug_is_an_id(text: str) -> None:
    made = slug(text)
    assert made.isascii()
    assert made == made.lower()
    assert made.replace("-", "").isalnum()


def test_names_in_another_script_have_ids_of_their_own() -> None:
    ids = {default_id("person", name) for name in ("Троцкий", "Ленин", "托洛茨基", "Lenin")}
    assert len(ids) == 4
    assert "lenin" in ids
    assert default_id("person", "***") != default_id("person", "…")
    assert default_id("person", "Eléments, d’une critique") == "elements-dune-critique"


@pytest.mark.parametrize(
    ("name", "key"), [("“Left” Communists", "left communists"), ("<b>x</b>", "b>x</b>"), ("?", "?")]
)
def test_signs_before_a_name_do_not_sort_it(name: str, key: str) -> None:
    assert sorting_key(name) == key


def test_an_inverted_name_is_turned() -> None:
    assert uninverted("Trotsky, Leon") == "Leon Trotsky"
    assert uninverted("Lenin") == "Lenin"


def test_near_spellings_come_first() -> None:
    assert Spellings(["Lenin", "Trotsky", "Kautsky"]).near("Trotzky")[0] == "Trotsky"
    assert Spellings(["Lefort"]).near("Bakunin") == []
    assert Spellings([]).near("x") == []
