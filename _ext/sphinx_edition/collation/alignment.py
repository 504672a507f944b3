"""Alignment of two sequences of tokens, in time that grows about as they do.

Equal beginnings and ends are skipped; what is left is cut at tokens that both sides have once
(patience), and a piece without such tokens is compared by Myers's greedy algorithm, some hundred
edits at a time; where that finds little in common, the rest of the piece is one hunk.

E. W. Myers, "An O(ND) difference algorithm and its variations", Algorithmica 1 (1986).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

#: Edits after which Myers's algorithm stops and starts anew from where it has come to.
MOST_EDITS = 300


class Hunk(NamedTuple):
    """``left[start:end]`` stands where ``right[begin:stop]`` does; one of them may be empty."""

    start: int
    end: int
    begin: int
    stop: int


def align(left: Sequence[str], right: Sequence[str]) -> list[Hunk]:
    """Return the hunks in which ``left`` and ``right`` differ, in order."""
    found: list[Hunk] = []
    pieces = [Hunk(0, len(left), 0, len(right))]
    while pieces:
        piece = trim(left, right, pieces.pop())
        if piece.start == piece.end or piece.begin == piece.stop:
            if piece.start != piece.end or piece.begin != piece.stop:
                found.append(piece)
            continue
        pairs = unique_pairs(left, right, piece)
        if pairs:
            pieces += between(piece, pairs)
        else:
            hunks, rest = compare(left, right, piece)
            found += hunks
            pieces.append(rest)
    return joined(sorted(found))


def joined(hunks: list[Hunk]) -> list[Hunk]:
    """Return ``hunks``, in order, with those that touch each other made one."""
    found: list[Hunk] = []
    for hunk in hunks:
        if found and found[-1].end == hunk.start and found[-1].stop == hunk.begin:
            hunk = Hunk(found[-1].start, hunk.end, found.pop().begin, hunk.stop)
        found.append(hunk)
    return found


def trim(left: Sequence[str], right: Sequence[str], piece: Hunk) -> Hunk:
    """Return ``piece`` without what both sides have at its beginning and at its end."""
    start, end, begin, stop = piece
    while start < end and begin < stop and left[start] == right[begin]:
        start += 1
        begin += 1
    while start < end and begin < stop and left[end - 1] == right[stop - 1]:
        end -= 1
        stop -= 1
    return Hunk(start, end, begin, stop)


def between(piece: Hunk, pairs: list[tuple[int, int]]) -> list[Hunk]:
    """Return the pieces of ``piece`` that lie before, between and after the equal ``pairs``."""
    ends = [*pairs, (piece.end, piece.stop)]
    starts = [(piece.start, piece.begin), *((i + 1, j + 1) for i, j in pairs)]
    return [Hunk(i, end, j, stop) for (i, j), (end, stop) in zip(starts, ends, strict=True)]


def unique_pairs(left: Sequence[str], right: Sequence[str], piece: Hunk) -> list[tuple[int, int]]:
    """Return the longest rising run of positions of tokens that both sides have once."""
    here = once(left, piece.start, piece.end)
    there = once(right, piece.begin, piece.stop)
    pairs = sorted((here[token], there[token]) for token in here.keys() & there.keys())
    return rising(pairs)


def once(sequence: Sequence[str], start: int, end: int) -> dict[str, int]:
    """Return the positions of the tokens that stand once in ``sequence[start:end]``."""
    places: dict[str, int] = {}
    for index in range(start, end):
        token = sequence[index]
        places[token] = -1 if token in places else index
    return {token: index for token, index in places.items() if index >= 0}


def rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a longest subsequence of ``pairs``, sorted by the first, that rises in the second."""
    tails: list[int] = []  # smallest last value of a run of each length
    ends: list[int] = []  # index of the pair that has it
    before: list[int] = []
    for index, (_, value) in enumerate(pairs):
        length = bisect_left(tails, value)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [value]
        ends[length : length + 1] = [index]
    found: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


def compare(left: Sequence[str], right: Sequence[str], piece: Hunk) -> tuple[list[Hunk], Hunk]:
    """Return the first hunks of a piece, with the fewest edits, and the piece after them."""
    width = piece.end - piece.start
    height = piece.stop - piece.begin
    furthest = {1: 0}
    history: list[dict[int, int]] = []
    for edits in range(min(MOST_EDITS, width + height) + 1):
        history.append(furthest.copy())
        for diagonal in range(-edits, edits + 1, 2):
            down = diagonal == -edits or (
                diagonal != edits and furthest[diagonal - 1] < furthest[diagonal + 1]
            )
            x = furthest[diagonal + 1] if down else furthest[diagonal - 1] + 1
            y = x - diagonal
            while x < width and y < height and left[piece.start + x] == right[piece.begin + y]:
                x += 1
                y += 1
            furthest[diagonal] = x
            if x >= width and y >= height:
                return trace(history, piece, x, y), rest_of(piece, x, y)
    reached = [
        (x + x - diagonal, x, x - diagonal)
        for diagonal, x in furthest.items()
        if (diagonal - MOST_EDITS) % 2 == 0 and x <= width and 0 <= x - diagonal <= height
    ]
    total, x, y = max(reached)
    if total < 3 * MOST_EDITS:  # hardly an equal token between two edits
        return [piece], rest_of(piece, width, height)
    return trace(history, piece, x, y), rest_of(piece, x, y)


def rest_of(piece: Hunk, x: int, y: int) -> Hunk:
    """Return what is left of ``piece`` after ``x`` tokens of one side and ``y`` of the other."""
    return Hunk(piece.start + x, piece.end, piece.begin + y, piece.stop)


def trace(history: list[dict[int, int]], piece: Hunk, x: int, y: int) -> list[Hunk]:
    """Walk Myers's ``history`` back from a point of ``piece`` and join its edits into hunks."""
    found: list[Hunk] = []
    for edits in range(len(history) - 1, 0, -1):
        furthest = history[edits]
        diagonal = x - y
        down = diagonal == -edits or (
            diagonal != edits and furthest[diagonal - 1] < furthest[diagonal + 1]
        )
        from_diagonal = diagonal + 1 if down else diagonal - 1
        from_x = furthest[from_diagonal]
        from_y = from_x - from_diagonal
        to_x, to_y = (from_x, from_y + 1) if down else (from_x + 1, from_y)
        edit = Hunk(
            piece.start + from_x, piece.start + to_x, piece.begin + from_y, piece.begin + to_y
        )
        if found and found[-1].start == edit.end and found[-1].begin == edit.stop:
            edit = Hunk(edit.start, found[-1].end, edit.begin, found[-1].stop)
            found.pop()
        found.append(edit)
        x, y = from_x, from_y
    return found[::-1]
