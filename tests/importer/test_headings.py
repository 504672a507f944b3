"""Headings of many kinds, and what only looks like one."""

from __future__ import annotations

import pytest
from sphinx_edition.importer import reader, source

TEXT = (
    "It was a fine day and the people of the town went out to the fields, where\n"
    "they stayed until the evening came and the bells rang over the hills again.\n"
    "Then all of them went home.\n"
)


def headings(text: str) -> list[tuple[str, int]]:
    reading = reader.read(source.scan(text))
    return [(reading.scan.text[each.line], each.level) for each in reading.headings]


@pytest.mark.parametrize(
    "titles",
    [
        ("I", "II", "III"),
        ("I.", "II.", "III."),
        ("1", "2", "3"),
        ("Chapter 1", "Chapter 2"),
        ("CHAPTER I. OF THE HOUSE", "CHAPTER II. OF THE SHIP"),
        ("1. The House", "2. The Ship", "3. The Sea"),
        ("[1. The House]", "[2. The Ship]"),
        ("THE HOUSE", "THE SHIP"),
        ("PREFACE", "I. THE HOUSE", "II. THE SHIP", "CONCLUSION"),
    ],
)
def test_chapters(titles):
    text = "".join(f"{title}\n\n{TEXT}\n{TEXT}\n" for title in titles)
    assert headings(text) == [(title, 1) for title in titles]


def test_parts_of_chapters():
    text = "".join(f"{name}\n\n1. One\n\n{TEXT}\n2. Two\n\n{TEXT}\n" for name in ("FIRST", "OTHER"))
    assert [level for _, level in headings(text)] == [1, 2, 2, 1, 2, 2]


def test_chapters_without_blank_lines():
    text = f"CHAPTER I\n  {TEXT}  {TEXT}CHAPTER II\n  {TEXT}"
    assert headings(text) == [("CHAPTER I", 1), ("CHAPTER II", 1)]


def test_what_is_no_heading():
    assert headings(f"{TEXT}\n1. Apples and pears\n\n2. Nuts\n\n3. Plums\n\n{TEXT}") == []
    assert headings("“Yes,” he said.\n\n“No,” she said.\n\n" * 20) == []
    assert headings(f"{TEXT}\nBook I, ch. 3.\n\n{TEXT}\nBook II, ch. 4.\n\n{TEXT}") == []


def test_a_heading_of_two_lines():
    reading = reader.read(source.scan(f"[1. A title that goes on\nbelow]\n\n{TEXT}"))
    assert [(each.line, each.last) for each in reading.headings] == [(1, 2)]
