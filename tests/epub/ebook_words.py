"""The words of an e-book: as its files have them, and as pandoc and calibre read them."""

from __future__ import annotations

import json
import posixpath
import re
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypandoc

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
OPF = "{http://www.idpf.org/2007/opf}"
WORD = re.compile(r"\w+")
#: Elements at whose ends no word ends.
WITHIN = {"a", "abbr", "b", "cite", "code", "em", "i", "q", "span", "strong", "sub", "sup"}
#: What holds the words of pandoc's elements, by their names.
SPACES = {"Space", "SoftBreak", "LineBreak"}


def words_of_files(book: Path) -> tuple[list[str], list[str]]:
    """Return the words of the text in the order of reading, and those of the notes, sorted.

    The numbers of notes are left out, and the contents, which every program makes anew.
    """
    text: list[str] = []
    notes: list[str] = []
    with ZipFile(book) as archive:
        package = ET.fromstring(archive.read("content.opf"))
        hrefs = {item.get("id"): item.get("href", "") for item in package.iter(f"{OPF}item")}
        for entry in package.iter(f"{OPF}itemref"):
            href = posixpath.normpath(hrefs[entry.get("idref")])
            body = ET.fromstring(archive.read(href)).find(f"{XHTML}body")
            assert body is not None
            for note in body.iter():
                if note.get("role") == "doc-footnote":
                    notes += WORD.findall("".join(_text(note, note)))
            text += WORD.findall("".join(_text(body)))
    return text, sorted(notes)


def _text(element: ET.Element, note: ET.Element | None = None) -> Iterator[str]:
    role = element.get("role")
    if role in {"doc-noteref", "doc-toc"} or "label" in element.get("class", "").split():
        return
    if role == "doc-footnote" and element is not note:
        return
    edge = "" if element.tag.removeprefix(XHTML) in WITHIN else " "
    yield edge + (element.text or "")
    for child in element:
        yield from _text(child, note)
        yield child.tail or ""
    yield edge


def words_that_pandoc_reads(book: Path) -> tuple[list[str], list[str]]:
    """Return the same two lists of words as pandoc finds them in the book."""
    read = json.loads(pypandoc.convert_file(str(book), "json", format="epub"))
    notes: list[str] = []
    text = WORD.findall("".join(_words(read["blocks"], notes)))
    return text, sorted(notes)


def words_that_calibre_loses(book: Path, work: Path) -> Counter[str]:
    """Return what calibre leaves out where it makes plain text of the book, but for pictures."""
    plain = work / "book.txt"
    subprocess.run(["ebook-convert", book, plain], check=True, capture_output=True)
    text, notes = words_of_files(book)
    return Counter(text + notes) - labels(book) - Counter(WORD.findall(plain.read_text("utf-8")))


def labels(book: Path) -> Counter[str]:
    """Return the words in the drawings of a book."""
    found: Counter[str] = Counter()
    with ZipFile(book) as archive:
        for name in archive.namelist():
            if name.endswith(".xhtml"):
                for label in ET.fromstring(archive.read(name)).iter(f"{SVG}text"):
                    found.update(WORD.findall("".join(label.itertext())))
    return found


def _words(part: Any, notes: list[str]) -> Iterator[str]:
    """Yield the words of a part of pandoc's document; put those of notes in their list."""
    if isinstance(part, list):
        for each in part:
            yield from _words(each, notes)
        return
    if not isinstance(part, dict):
        return
    kind, content = part["t"], part.get("c")
    if kind == "Str":
        yield content
    elif kind in SPACES:
        yield " "
    elif kind in {"Code", "CodeBlock"}:
        yield content[1]
    elif kind == "Note":
        notes += WORD.findall("".join(_words(content, notes)))
    elif kind == "Image":  # its alternative, which is no word of the text
        return
    elif kind == "Figure":  # its caption comes before it
        yield from _words([content[2], content[1]], notes)
    elif kind in {"Link", "Span", "Emph", "Strong", "Quoted", "Superscript", "Subscript"}:
        yield from _words(content, notes)
    else:
        yield " "
        yield from _words(content, notes)
        yield " "
