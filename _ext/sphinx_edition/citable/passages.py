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
import os
import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes

from sphinx_edition.core.builders import has_pages, site_path
from sphinx_edition.core.data_files import DataFile
from sphinx_edition.core.files import write_text
from sphinx_edition.core.i18n import _
from sphinx_edition.core.passages import PASSAGE_FACTS, Fact
from sphinx_edition.core.trees import text_of

from .domain import CitableDomain
from .paragraphs import anchor_of, body_paragraphs, section_of
from .work import work_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

FILE = "passages.json"
FOLDER = "passages"
CONTEXT = "https://dtsapi.org/context/v1.0.json"
WORD = re.compile(r"[\w\u0300-\u036f]+(?:[-‐’'][\w\u0300-\u036f]+)*")
#: What every paragraph has, be it empty.
LISTS = ("pages", "lines", "mentions", "citations", "notes")


def write_passages(app: Sphinx, exception: Exception | None) -> None:
    """Write the passages of a finished site; of a page that was not written anew they are kept."""
    if exception or not has_pages(app.builder):
        return
    builder = cast("StandaloneHTMLBuilder", app.builder)
    out = Path(app.outdir)
    path, folder = out / FILE, out / FOLDER
    before = read_json(path)
    kept = units_by_page(before)
    members: list[dict[str, Any]] = []
    new: list[dict[str, Any]] = []
    for docname in cast("CitableDomain", app.env.get_domain("citable")).documents():
        units = kept.get(site_path(builder, docname), [])
        if not units or not is_newer(path, Path(builder.get_outfilename(docname))):
            units = list(units_of(app, docname))
            new += units
        members += units
    if not members:
        return
    write_texts(folder, members, new)
    document = navigation(app, members)
    if document != before:
        write_text(path, as_json(document))
    os.utime(path)


def read_json(path: Path) -> dict[str, Any]:
    """Return what an earlier build has written; nothing if it cannot be read."""
    try:
        return cast("dict[str, Any]", json.loads(path.read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def units_by_page(document: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return the units of a document by the address of their page."""
    found: dict[str, list[dict[str, Any]]] = {}
    for unit in document.get("member", []):
        found.setdefault(unit["url"].partition("#")[0], []).append(unit)
    return found


def is_newer(path: Path, page: Path) -> bool:
    """Tell whether a file was written after a page, which is there."""
    return page.is_file() and page.stat().st_mtime_ns < path.stat().st_mtime_ns


def write_texts(folder: Path, members: list[dict[str, Any]], new: list[dict[str, Any]]) -> None:
    """Write each of the ``new`` passages as plain text; take away those that are no more."""
    folder.mkdir(exist_ok=True)
    there = {path.name for path in folder.glob("*.txt")}
    wanted = {f"{unit['id']}.txt" for unit in members if "text" in unit}
    for name in there - wanted:
        (folder / name).unlink()
    for unit in members if wanted - there else new:
        if "text" in unit:
            write_text(folder / f"{unit['id']}.txt", f"{unit['text']}\n")


def as_json(document: dict[str, Any]) -> str:
    """Return the document with each unit on a line: json is slow where it indents."""
    *head, members = document.items()
    lines = [json.dumps(dict(head), ensure_ascii=False)[:-1], f'"{members[0]}": [']
    units = ",\n".join(json.dumps(unit, ensure_ascii=False) for unit in members[1])
    return f"{lines[0]},\n{lines[1]}\n{units}\n]}}\n"


def data_files(app: Sphinx) -> list[DataFile]:
    """Say that the passages lie beside the pages, where there are any."""
    domain = cast("CitableDomain", app.env.get_domain("citable"))
    return [DataFile(FILE, "application/ld+json", _("Passages"))] if domain.documents() else []


def navigation(app: Sphinx, members: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the document: what the text is, how it is cited, and its units."""
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
        "member": members,
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
