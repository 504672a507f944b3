"""What a reader meets in the outputs of a project, in words of Latin letters."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup

#: Attributes that readers see or hear.
ATTRIBUTES = ("alt", "aria-label", "content", "placeholder", "title")
#: What machines read: scripts, records of BibTeX and checksums.
MACHINES = "script, style, pre, code"
#: Descriptions of a page, and what the citation of a paragraph is made of.
METAS = {"description", "citable:chicago", "citable:page", "citable:pages", "og:description"}
#: Elements of TEI, and of the package of an e-book, that are data.
DATA = {"eg", "idno", "language", "identifier", "meta", "modified"}
WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœᵒˢ]{2,}")
#: Addresses, names of files, checksums, places to be filled.
NO_WORDS = re.compile(
    r"https?://[^\s{}]+|[\w-]+\.(?:bib|json|ris)\b|\b[0-9a-f\u200b]{12,}\b|\{\w+\}"
)
#: Commands of LaTeX whose arguments are no words.
COMMANDS = re.compile(
    r"\\(?:label|pageref|hypertarget|hyperref|begin|end|emended|index|sphinxhref|"
    r"sphinxurl|sphinxstyleindexpageref|prosopography(?:mention|pageof|page|notedpage|box)|smallpressalt|DUrole|"
    r"pagestyle|sphinxbookmark\w*|pagenumbering|mbox|makebox)(?![A-Za-z])(?:\[[^\]]*\]|\{[^{}]*\})*"
)
VERBATIM = re.compile(r"\\begin\{sphinxVerbatim\}.*?\\end\{sphinxVerbatim\}", re.DOTALL)


def words(text: str) -> set[str]:
    """Return the words of a text."""
    return set(WORD.findall(NO_WORDS.sub(" ", text)))


def html_words(source: str) -> set[str]:
    """Return the words of a page: its text, the attributes that are read, the data for scripts."""
    page = BeautifulSoup(source, "html.parser")
    found: set[str] = set()
    for block in page.select("#edition-words"):
        found |= words(" ".join(json.loads(block.string).values()))
    for element in page.find_all(True):
        if element.name == "meta" and (element.get("name") or element.get("property")) not in METAS:
            continue
        for name in ATTRIBUTES:
            found |= words(str(element.attrs.get(name, "")))
    for machine in page.select(MACHINES):
        machine.decompose()
    return found | words(page.get_text(" "))


def xml_words(source: bytes) -> set[str]:
    """Return the words of a TEI document or of a package: text of elements that are no data."""
    found: set[str] = set()
    waiting = [ET.fromstring(source)]
    while waiting:
        element = waiting.pop()
        summary = element.get("property") == "schema:accessibilitySummary"
        if summary or element.tag.rpartition("}")[2] not in DATA:
            found |= words(element.text or "") | words(element.get("title", ""))
            waiting.extend(element)
        found |= words(element.tail or "")
    return found


def latex_words(source: str) -> set[str]:
    """Return the words between the commands of the body of a book, and those of its design."""
    head, _begin, body = source.partition(r"\begin{document}")
    told = [
        said
        for name, said in re.findall(r"\\(\w+)\}(?:\[1\])?\{(.*)\}$", head, re.MULTILINE)
        if re.match(r"edition|smallpress(?!language|stamp)", name)
    ]
    body = re.sub(r"\\detokenize\{[^{}]*\}|plus1fill", "", body)
    text = COMMANDS.sub(" ", VERBATIM.sub(" ", body) + "\n".join(told))
    return words(re.sub(r"\\[A-Za-z@]+\*?", " ", text))


def text_words(source: str) -> set[str]:
    """Return the words of plain text; tables break them, literal blocks are indented."""
    lines = (line for line in source.splitlines() if line[:1] != "|" and "  " not in line[:8])
    return words("\n".join(lines))


def read(folder: Path) -> Iterator[tuple[str, set[str]]]:
    """Yield each file below a folder of outputs that is read, with its words."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".html":
            yield name, html_words(path.read_text("utf-8"))
        elif path.suffix == ".tex":
            yield name, latex_words(path.read_text("utf-8"))
        elif path.suffix == ".txt" and "text/" in name:
            yield name, text_words(path.read_text("utf-8"))
        elif path.suffix == ".xml" and "tei/" in name:
            yield name, xml_words(path.read_bytes())
        elif path.suffix == ".epub":
            with zipfile.ZipFile(path) as book:
                for inner in book.namelist():
                    if inner.endswith(".xhtml"):
                        yield f"{name}/{inner}", html_words(book.read(inner).decode())
                    elif inner.endswith((".ncx", ".opf")):
                        yield f"{name}/{inner}", xml_words(book.read(inner))
