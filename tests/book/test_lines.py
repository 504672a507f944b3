"""Where lines of the book end and begin."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx_edition.book.lines import set_lines

TIED = "One\u00a0— two\u00a0– three\u00a0—"


def set_in(language: str, *inside: nodes.Element) -> str:
    document = new_document("a")
    document += nodes.paragraph("", "", *inside)
    set_lines(document, language)
    return document.astext()


@pytest.mark.parametrize("language", ["en", "de", "de_AT"])
def test_no_line_begins_with_a_dash(language: str) -> None:
    words = nodes.inline("", "One — two\n– three —")
    assert set_in(language, words) == TIED


@pytest.mark.parametrize(
    "node",
    [
        nodes.literal("", "git add — file"),
        nodes.inline("", "un — mot — ici", classes=["language-fr"]),
        nodes.inline("", "a well-known 1917–1921 and x —y"),
        nodes.reference("", "a" * 40, refuri="a" * 40),
    ],
)
def test_what_is_left_as_it_is(node: nodes.Element) -> None:
    assert set_in("en", node) == node.astext()


def test_an_opening_dash_of_a_french_book_stays_with_its_words() -> None:
    assert set_in("fr", nodes.inline("", "un — mot")) == "un — mot"


def test_a_long_number_may_be_broken() -> None:
    assert set_in("fr", nodes.literal("", "0" * 32)) == "\u200b".join(["0" * 8] * 4)
