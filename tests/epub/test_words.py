"""No word of a book is lost when another program reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ebook_words import words_of_files, words_that_pandoc_reads

MENTION = "[{}](people.md#person-trotsky){{.mention}}"
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" role="img" aria-label="A line">'
    "<text>drawn</text></svg>"
)
FILES = {
    "index.md": "# A Book of Words\n\nAnn Author, who wrote it.\n\n"
    "```{toctree}\none\npeople\n```\n",
    "one.md": f"# On {MENTION.format('Trotsky')}, said {MENTION.format('so')}\n\n"
    f"{MENTION.format('He')} wrote[^1] *and* {MENTION.format('*Leon*')} spoke.[^2]\n\n"
    f"{PICTURE}\n\n"
    ":::{figure} line.svg\n:alt: A line\n\nWhat the picture shows\n:::\n\n"
    "> Quoted words.\n\n"
    f"| One | Two |\n| --- | --- |\n| {MENTION.format('cell')} | `code` |\n\n"
    f"[^1]: A note on {MENTION.format('him')}.\n[^2]: Another.\n\n    In two paragraphs.\n",
    "people.md": "# People\n\n(person-trotsky)=\n## Trotsky, Leon\n\nHe led an army. He fell.\n",
    "line.svg": PICTURE.replace("<text>", '<text fill="currentColor">'),
}


def test_pandoc_reads_every_word_in_its_order(
    build_book: Callable[..., tuple[Path, str]],
) -> None:
    book, warnings = build_book(
        FILES,
        accessible_epub_popups=["mention"],
        accessible_epub_types={"people": "glossary"},
        epub_contributor="Tom Translator",
        epub_publisher="A House",
        myst_enable_extensions=["attrs_inline", "colon_fence"],
    )
    assert warnings == ""
    text, notes = words_of_files(book)
    assert words_that_pandoc_reads(book) == (text, notes)
    assert " ".join(text).count("drawn") == 2
    for words in ("who wrote it", "Tom Translator", "He wrote and Leon spoke", "cell code"):
        assert words in " ".join(text)
    assert notes == sorted(["A", "note", "on", "him", "Another", "In", "two", "paragraphs"])
