"""The text as data: ``passages.json``, and each passage as plain text.

``passages.json`` stands at the root of a site.  Its terms are those of a *Navigation* of the
Distributed Text Services (DTS 1.0), as far as they fit files: a section is a citable unit of level
1, a paragraph one of level 2, whose ``parent`` is the section.  A paragraph has besides

``id``, ``section``, ``paragraph``
    how it is cited: ``p6-12``, ``6``, 12
``url``, ``text_url``
    where it is read, and where its plain text is, both from the root of the site
``text``, ``words``, ``sha256``
    its words without notes and editorial matter, how many, and the checksum of the text (UTF-8)
``pages``, ``lines``
    pages and first and last line of the scan, if they are known
``mentions``, ``citations``, ``notes``
    entries of the register that it names, works that it cites, labels of its notes
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from itertools import islice
from os import SEEK_END
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes

from sphinx_edition.core.builders import has_pages, site_path
from sphinx_edition.core.data_files import DataFile
from sphinx_edition.core.files import write_lines, write_text
from sphinx_edition.core.i18n import _
from sphinx_edition.core.passages import PASSAGE_FACTS, Fact
from sphinx_edition.core.trees import text_of

from .domain import CitableDomain, Paragraph
from .paragraphs import anchor_of, body_paragraphs, section_of
from .work import work_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

FILE = "passages.json"
FOLDER = "passages"
CONTEXT = "https://dtsapi.org/context/v1.0.json"
WORD = re.compile(r"[\w\u0300-\u036f]+(?:[-‐’'][\w\u0300-\u036f]+)*")
#: The page of a unit, and the name of its text, in JSON: addresses need no escapes.
URL = re.compile(r'"url": "([^"#]*)')
TEXT_URL = re.compile(rf'"text_url": "{FOLDER}/([^"]*)')
#: What every paragraph has, be it empty.
LISTS = ("pages", "lines", "mentions", "citations", "notes")


class Texts:
    """The folder of the passages as plain text; those that no unit has any more go."""

    def __init__(self, folder: Path) -> None:
        """Look at what is in the folder, which is made if it is not there."""
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.there = {path.name for path in folder.iterdir() if path.suffix == ".txt"}
        self.others = {*self.there}

    def keep(self, line: str) -> None:
        """Keep the text of a unit, given in JSON; write it, if it is not there."""
        if told := TEXT_URL.search(line):
            if told[1] not in self.there:
                write_text(self.folder / told[1], f"{json.loads(line)['text']}\n")
                self.there.add(told[1])
            self.others.discard(told[1])

    def drop_others(self) -> None:
        """Take away the texts that no unit has."""
        for name in self.others:
            (self.folder / name).unlink()


class Gathered:
    """The units that a build has made, by document: in JSON they wait in a file."""

    def __init__(self) -> None:
        """Begin with none."""
        self.file = TemporaryFile()  # noqa: SIM115 - open as long as the build lasts
        self.spans: dict[str, tuple[int, int]] = {}
        self.texts: dict[str, dict[str, str]] = {}

    def make(self, app: Sphinx, docname: str) -> None:
        """Make the units of a document."""
        start = self.file.seek(0, SEEK_END)
        found = list(units_of(app, docname))
        self.file.writelines(
            f"{as_json(unit)}\n".encode("utf-8", "surrogatepass") for unit in found
        )
        self.spans[docname] = (start, self.file.tell())
        self.texts[docname] = {
            unit["text_url"].removeprefix(f"{FOLDER}/"): unit["text"]
            for unit in found
            if "text" in unit
        }

    def units(self, docname: str) -> list[str]:
        """Return the units of a document, in JSON."""
        start, end = self.spans[docname]
        self.file.seek(start)
        return self.file.read(end - start).decode("utf-8", "surrogatepass").split("\n")[:-1]


class Passages:
    """Writes the passages of a site.

    The units of a document are made when it is resolved, and their texts written with its page.
    Where Sphinx writes in parallel, one process does the first and another the second; when all
    pages are written, there is only the one.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.gathered: Gathered | None = None

    def gather(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:  # noqa: ARG002
        """Make the units of a section (``doctree-resolved``)."""
        if docname in paragraphs_of(app) and has_pages(app.builder):
            self.gathered = self.gathered or Gathered()
            if docname not in self.gathered.spans:
                self.gathered.make(app, docname)

    def write_texts(self, app: Sphinx, pagename: str, *_: object) -> None:
        """Write the texts of a section with its page (``html-page-context``)."""
        texts = self.gathered.texts.pop(pagename, {}) if self.gathered else {}
        folder = Path(app.outdir, FOLDER)
        if texts:
            folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            write_text(folder / name, f"{text}\n")

    def write(self, app: Sphinx, exception: Exception | None) -> None:
        """Write the passages of a finished site, if it has any (``build-finished``)."""
        if not exception and paragraphs_of(app) and has_pages(app.builder):
            texts = Texts(Path(app.outdir, FOLDER))
            lines = lines_of(app, self.gathered or Gathered(), texts)
            write_lines(Path(app.outdir, FILE), lines)
            texts.drop_others()
        self.gathered = None


def paragraphs_of(app: Sphinx) -> dict[str, list[Paragraph]]:
    """Return the numbered paragraphs of each section."""
    return cast("CitableDomain", app.env.get_domain("citable")).paragraphs


def lines_of(app: Sphinx, gathered: Gathered, texts: Texts) -> Iterator[str]:
    """Yield ``passages.json`` by lines, each unit in one: json is slow where it indents.

    The units of a page that was not written anew are those that the file has.
    """
    builder = cast("StandaloneHTMLBuilder", app.builder)
    path = Path(app.outdir, FILE)
    docnames = cast("CitableDomain", app.env.get_domain("citable")).documents()
    old = [
        name
        for name in docnames
        if name not in gathered.spans and is_newer(path, Path(builder.get_outfilename(name)))
    ]
    kept = units_by_page(path, {site_path(builder, name) for name in old}) if old else {}
    yield as_json(navigation(app))[:-1] + ',\n"member": ['
    separator = "\n"
    for docname in docnames:
        page = site_path(builder, docname)
        if page not in kept and docname not in gathered.spans:
            gathered.make(app, docname)
        for line in kept[page] if page in kept else gathered.units(docname):
            texts.keep(line)
            yield f"{separator}{line}"
            separator = ",\n"
    yield "\n]}\n"


def units_by_page(path: Path, pages: AbstractSet[str]) -> dict[str, list[str]]:
    """Return the units that an earlier build has written, in JSON, by the address of their page.

    Only those of ``pages`` are; none, if the file cannot be read to its end.
    """
    found: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in islice(file, 2, None):  # behind the head and the list's name
            told = URL.search(line)
            if told and told[1] in pages:
                found.setdefault(told[1], []).append(line.rstrip(",\n"))
            if line == "]}\n":
                return found
    return {}


def as_json(terms: dict[str, Any]) -> str:
    """Return terms in JSON, in a line."""
    return json.dumps(terms, ensure_ascii=False)


def is_newer(path: Path, page: Path) -> bool:
    """Tell whether a file was written after a page; both are there."""
    return path.is_file() and page.is_file() and page.stat().st_mtime_ns < path.stat().st_mtime_ns


def data_files(app: Sphinx) -> list[DataFile]:
    """Say that the passages lie beside the pages, where there are any."""
    return [DataFile(FILE, "application/ld+json", _("Passages"))] if paragraphs_of(app) else []


def navigation(app: Sphinx) -> dict[str, Any]:
    """Return the document without its units: what the text is, and how it is cited."""
    paragraph = {"@type": "CiteStructure", "citeType": "paragraph"}
    section = {"@type": "CiteStructure", "citeType": "section", "citeStructure": [paragraph]}
    work = work_of(app.config)
    about = {
        "title": work.title if work else app.config.project,
        "language": app.config.language,
        "hasVersion": app.config.release,
        **({"creator": app.config.author} if app.config.author != "unknown" else {}),
        **({"license": work.licence} if work and work.licence else {}),
    }
    return {
        "@context": CONTEXT,
        "dtsVersion": "1.0",
        "@id": FILE,
        "@type": "Navigation",
        "resource": {
            "@id": app.config.html_baseurl or "./",
            "@type": "Resource",
            "mediaTypes": ["text/plain", "text/html"],
            "dublinCore": about,
            "citationTrees": [{"@type": "CitationTree", "citeStructure": [section]}],
        },
    }


def units_of(app: Sphinx, docname: str) -> Iterator[dict[str, Any]]:
    """Yield a section and its paragraphs."""
    section = section_of(docname, app.config.citable_documents)
    if section is None:
        return
    address = site_path(app.builder, docname)
    yield {
        "@type": "CitableUnit",
        "identifier": section.name,
        "level": 1,
        "parent": None,
        "citeType": "section",
        "dublinCore": {"title": app.env.titles[docname].astext()},
        "url": address,
    }
    doctree = app.env.get_doctree(docname)
    facts = facts_of(app, docname, doctree)
    numbered = (each for each in body_paragraphs(doctree) if anchor_of(each))
    for number, paragraph in enumerate(numbered, start=1):
        anchor = str(anchor_of(paragraph))
        text = " ".join(text_of(paragraph).split())
        yield {
            "@type": "CitableUnit",
            "identifier": anchor,
            "level": 2,
            "parent": section.name,
            "citeType": "paragraph",
            "id": anchor,
            "section": section.name,
            "paragraph": number,
            "url": f"{address}#{anchor}",
            "text_url": f"{FOLDER}/{anchor}.txt",
            "text": text,
            "words": len(WORD.findall(text)),
            **known(paragraph, facts),
            "sha256": sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        }


def facts_of(app: Sphinx, docname: str, doctree: nodes.document) -> dict[str, list[Fact]]:
    """Return what extensions know of a document, by the ids that it is known of."""
    found: dict[str, list[Fact]] = {}
    for told in app.emit(PASSAGE_FACTS, docname, doctree):
        for fact in told:
            found.setdefault(fact.anchor, []).append(fact)
    return found


def known(paragraph: nodes.paragraph, facts: dict[str, list[Fact]]) -> dict[str, list[object]]:
    """Return what is known of a paragraph: of itself, then of what stands in it."""
    found: dict[str, list[object]] = {name: [] for name in LISTS}
    for node in paragraph.findall(nodes.Element):
        if isinstance(node, nodes.footnote_reference):
            found["notes"].append(node.astext())
        ids: list[str] = node["ids"]
        for fact in (each for id_ in ids for each in facts.get(id_, [])):
            found.setdefault(fact.name, []).extend(fact.values)
    return found
