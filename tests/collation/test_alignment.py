"""Alignment: hunks that account for every difference, in time that grows with the text."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_edition.collation.alignment import Hunk, align, compare

tokens = st.lists(st.sampled_from("abcdefgh"), max_size=30)


@given(left=tokens, right=tokens)
def test_hunks_turn_one_side_into_the_other(left, right):
    found = list(left)
    for start, end, begin, stop in reversed(align(left, right)):
        assert left[start:end] != right[begin:stop]
        found[start:end] = right[begin:stop]
    assert found == right


@given(left=tokens, right=tokens)
def test_hunks_are_in_order_and_apart(left, right):
    hunks = align(left, right)
    for one, other in itertools.pairwise(hunks):
        assert one.end <= other.start
        assert one.stop <= other.begin
    equal = len(left) - sum(hunk.end - hunk.start for hunk in hunks)
    assert equal == len(right) - sum(hunk.stop - hunk.begin for hunk in hunks)


@pytest.mark.parametrize(
    ("left", "right", "hunks"),
    [
        ("", "", []),
        ("abc", "abc", []),
        ("abc", "axc", [Hunk(1, 2, 1, 2)]),
        ("abc", "ac", [Hunk(1, 2, 1, 1)]),
        ("ac", "abc", [Hunk(1, 1, 1, 2)]),
        ("", "ab", [Hunk(0, 0, 0, 2)]),
        ("the cat the dog", "the cat and dog", [Hunk(8, 11, 8, 11)]),
    ],
)
def test_small_cases(left, right, hunks):
    assert align(left, right) == hunks


def test_few_edits_where_every_token_stands_often():
    left = list("abab" * 50)
    right = [*left[:60], "b", *left[61:140], *left[141:]]
    assert sum(h.end - h.start + h.stop - h.begin for h in align(left, right)) <= 3


def test_sides_without_anything_in_common_are_one_hunk():
    left, right = list("ab" * 400), list("cd" * 400)
    assert align(left, right) == [Hunk(0, 800, 0, 800)]
    hunks, rest = compare(left, right, Hunk(0, 800, 0, 800))
    assert hunks == [Hunk(0, 800, 0, 800)]
    assert rest == Hunk(800, 800, 800, 800)


@pytest.mark.parametrize("places", [1, 40, 2_000])
def test_a_long_chapter_takes_less_than_two_seconds(places):
    left = [f"w{(i * i) % 4_999}" for i in range(100_000)]
    right = list(left)
    for place in range(places):
        right[place * (len(right) // places)] = "other"
    start = time.process_time()
    hunks = align(left, right)
    assert time.process_time() - start < 2
    assert len(hunks) == places
