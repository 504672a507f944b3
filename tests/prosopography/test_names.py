"""How names are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_edition.prosopography.names import Speller, document_slug, fold, slug, uninverted


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


@given(st.text(min_size=1, max_size=10), st.text(min_size=1, max_size=10))
def test_documents_have_slugs_of_their_own(one: str, other: str) -> None:
    assert (document_slug(one) == document_slug(other)) == (one == other)


def test_an_inverted_name_is_turned() -> None:
    assert uninverted("Trotsky, Leon") == "Leon Trotsky"
    assert uninverted("Lenin") == "Lenin"


def test_near_spellings_come_first() -> None:
    assert Speller(["Lenin", "Trotsky", "Kautsky"]).close("Trotzky")[0] == "Trotsky"
    assert Speller(["Lefort"]).close("Bakunin") == []
    assert Speller([]).close("x") == []
