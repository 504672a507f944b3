"""What a page shows of the book around it."""

from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from sphinx import addnodes
from sphinx_edition.pages.navigation import (
    NEAR,
    SMALL,
    Book,
    Depth,
    Level,
    neighbourhood,
    title_html,
    window,
)


def book(tree: dict[str, list[str]]) -> Book:
    """Return a book whose documents contain others."""
    names = {"index", *tree, *(name for below in tree.values() for name in below)}
    tocs: dict[str, Any] = {}
    for name, below in tree.items():
        toctree = addnodes.toctree("", entries=[(None, child) for child in below], caption="Part")
        tocs[name] = nodes.bullet_list("", toctree)
    env: Any = SimpleNamespace(
        config=SimpleNamespace(root_doc="index"),
        toctree_includes=tree,
        tocs=tocs,
        titles={name: nodes.title("", name) for name in names},
        toc_secnumbers={},
    )
    return Book(env)


def shown(levels: list[Level]) -> list[str]:
    return [
        name
        for level in levels
        for item in level.items
        for name in (item.title, *shown(item.parts))
    ]


LONG = [f"c{number:04d}" for number in range(1000)]


def test_a_short_book_is_shown_whole() -> None:
    levels = neighbourhood(book({"index": LONG[:40]}), "c0003", str, Depth())
    assert shown(levels) == LONG[:40]


@pytest.mark.parametrize("at", [0, 5, 500, 999])
def test_of_a_long_book_a_page_shows_what_is_near(at: int) -> None:
    (level,) = neighbourhood(book({"index": LONG}), LONG[at], str, Depth())
    titles = [item.title for item in level.items]
    assert LONG[at] in titles
    assert len(titles) == 2 * NEAR + 1
    assert level.more_before == (titles[0] != LONG[0])
    assert level.more_after == (titles[-1] != LONG[-1])
    assert [item.title for item in level.items if item.current] == [LONG[at]]


def test_the_way_to_a_page_is_open_and_no_other() -> None:
    tree = {"index": ["a", "b"], "a": ["a1"], "b": ["b1"], "b1": ["b2"]}
    assert shown(neighbourhood(book(tree), "b2", str, Depth())) == ["a", "b", "b1", "b2"]
    assert shown(neighbourhood(book(tree), "a", str, Depth(opened=2))) == ["a", "a1", "b", "b1"]
    assert shown(neighbourhood(book(tree), "b2", str, Depth(deepest=2))) == ["a", "b", "b1"]


def test_a_page_outside_the_contents_shows_the_first_entries() -> None:
    (level,) = neighbourhood(book({"index": LONG}), "search", str, Depth())
    assert len(level.items) == SMALL


def test_documents_that_contain_each_other_end() -> None:
    tree = {"index": ["a"], "a": ["b"], "b": ["a"]}
    assert shown(neighbourhood(book(tree), "b", str, Depth()))[:2] == ["a", "b"]


@given(st.integers(0, 400), st.one_of(st.none(), st.integers(0, 399)), st.booleans())
def test_window_holds_the_current_entry(number: int, at: int | None, long: bool) -> None:
    at = None if at is None or at >= number else at
    first, last = window(number, at, long=long)
    assert 0 <= first <= last <= number
    assert at is None or first <= at < last
    assert not long or number <= SMALL or last - first <= 2 * NEAR + 1


def test_titles_keep_emphasis_and_lose_links() -> None:
    title = nodes.title("", "", nodes.Text("a < "), nodes.emphasis("", "b"))
    title += nodes.reference("", "c", refuri="x")
    title += nodes.footnote_reference("", "1")
    assert title_html(title) == "a &lt; <em>b</em>c"
