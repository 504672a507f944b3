"""The parts of the alignment, each against a definition that is slow and plain."""

from itertools import combinations, permutations

from hypothesis import given
from hypothesis import strategies as st
from sphinx_edition.collation.alignment import Hunk, between, once, rising, trim

SIDES = st.lists(st.sampled_from("ab"), max_size=8)


def test_rising_run_is_a_longest_one():
    for order in permutations(range(5)):
        pairs = list(enumerate(order))
        runs = [run for size in range(6) for run in combinations(pairs, size)]
        longest = max(len(run) for run in runs if [j for _, j in run] == sorted(j for _, j in run))
        found = rising(pairs)
        assert [j for _, j in found] == sorted(j for _, j in found)
        assert set(found) <= set(pairs)
        assert len(found) == longest


@given(left=SIDES, right=SIDES)
def test_trimmed_piece_differs_at_both_ends(left, right):
    start, end, begin, stop = trim(left, right, Hunk(0, len(left), 0, len(right)))
    assert left[:start] == right[:begin]
    assert left[end:] == right[stop:]
    if start < end and begin < stop:
        assert left[start] != right[begin]
        assert left[end - 1] != right[stop - 1]


def test_pieces_lie_around_equal_pairs():
    assert between(Hunk(2, 9, 3, 8), [(4, 5), (6, 6)]) == [
        Hunk(2, 4, 3, 5),
        Hunk(5, 6, 6, 6),
        Hunk(7, 9, 7, 8),
    ]


def test_once_knows_what_stands_once_in_its_part():
    assert once(list("abcab"), 1, 4) == {"b": 1, "c": 2, "a": 3}
    assert once(list("abcab"), 0, 5) == {"c": 2}
