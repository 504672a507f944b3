"""The words of the e-book: pandoc, another reader, loses none."""

from __future__ import annotations

from pathlib import Path

from ebook_words import words_of_files, words_that_pandoc_reads

WORDS = 40_000


def test_pandoc_reads_every_word_of_the_edition(build: Path) -> None:
    (book,) = (build / "epub").glob("*.epub")
    text, notes = words_of_files(book)
    assert len(text) > WORDS
    assert words_that_pandoc_reads(book) == (text, notes)
