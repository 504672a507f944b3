"""How an index names the places of an entry."""

from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from sphinx_edition.core.places import Place, words_of


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place("chapters/02-main", "m-1", "p2-4"), "2 ¶ 4"),
        (Place("chapters/06-policy", "m-1", "note 7"), "6, note 7"),
        (Place("06-policy", "m-1", "note (2)"), "6, note (2)"),
        (Place("people", "m-1", ""), "People"),
        (Place("people", "m-1", "note 1"), "People"),
        (Place("gone", "m-1", ""), "gone"),
    ],
)
def test_words_of_a_place(place: Place, expected: str) -> None:
    env: Any = SimpleNamespace(titles={"people": nodes.title("", "People")})
    assert words_of(env, place) == expected
