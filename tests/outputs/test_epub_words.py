"""The words of the e-book: pandoc and calibre, other readers, lose none."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

from ebook_words import words_of_files, words_that_calibre_loses, words_that_pandoc_reads

WORDS = 40_000


def test_other_programs_read_every_word_of_the_edition(build: Path, tmp_path: Path) -> None:
    """Pandoc comes with the tests; calibre, which is large, is asked where it is at hand."""
    (book,) = (build / "epub").glob("*.epub")
    text, notes = words_of_files(book)
    assert len(text) > WORDS
    assert words_that_pandoc_reads(book) == (text, notes)
    if shutil.which("ebook-convert"):
        assert words_that_calibre_loses(book, tmp_path) == Counter()
