"""Names of documents: a number and what is left of the heading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from sphinx_edition.importer.model import Reading

NUMBER = re.compile(
    r"^(?:(?:chapter|chap|part|book|section|letter|lecture)\b[.\s]*)?(?:[ivxlc]+|\d+)[.:)\s—–-]+(?=\S)",
    re.IGNORECASE,
)
SMALL = {"the", "a", "an", "of", "and", "in", "on"}
LONGEST = 40


def slug(title: str) -> str:
    """Return a name of small letters, figures and hyphens for a title; empty if none is left."""
    decomposed = unicodedata.normalize("NFKD", NUMBER.sub("", title) or title)
    plain = re.sub(r"[’'`]", "", decomposed)
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    while len(words) > 1 and words[0] in SMALL:
        words.pop(0)
    name = ""
    for word in words:
        if name and len(name) + len(word) >= LONGEST:
            break
        name += ("-" if name else "") + word[:LONGEST]
    return name


def name_documents(reading: Reading, titles: Sequence[str]) -> None:
    """Name the documents that the headings of the first level begin."""
    number = 0
    total = sum(heading.level == 1 for heading in reading.headings)
    width = max(2, len(str(total)))
    for heading, title in zip(reading.headings, titles, strict=True):
        if heading.level == 1:
            number += 1
            name = slug(title) or "chapter"
            heading.document = f"chapters/{number:0{width}d}-{name}"


def untitled(reading: Reading) -> str:
    """Return the name of the document for text before the first heading."""
    total = sum(heading.level == 1 for heading in reading.headings)
    return f"chapters/{0:0{max(2, len(str(total)))}d}-beginning"
