"""The references as files for reference managers, beside the pages of a site."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx_edition.core.builders import is_site
from sphinx_edition.core.data_files import DataFile
from sphinx_edition.core.files import write_text
from sphinx_edition.core.i18n import _

from . import csl, ris
from .domain import Place, ReferencesDomain, by_verb

if TYPE_CHECKING:
    from pybtex.database import Entry
    from sphinx.application import Sphinx

# File name -> what it is called on the bibliography page.
FORMATS = {
    "references.bib": "BibTeX",
    "references.json": "CSL-JSON",
    "references.ris": "RIS",
}
MEDIA_TYPES = {
    "references.bib": "application/x-bibtex",
    "references.json": "application/vnd.citationstyles.csl+json",
    "references.ris": "application/x-research-info-systems",
}
# What Zotero leaves out when it reads BibTeX, and what it takes in its place.
LEFT_OUT = {
    "periodical": "misc",
    "suppperiodical": "article",
    "mvcollection": "collection",
    "mvproceedings": "proceedings",
    "mvreference": "book",
    "reference": "book",
    "bookinbook": "inbook",
    "suppbook": "inbook",
    "suppcollection": "incollection",
}
RECORD = re.compile(r"^(\s*@)(\w+)(?=\s*[{(])", re.MULTILINE)


def data_files(app: Sphinx) -> list[DataFile]:  # noqa: ARG001
    """Say that the references lie beside the pages, in each format."""
    return [DataFile(name, MEDIA_TYPES[name], title) for name, title in FORMATS.items()]


def write_exports(app: Sphinx, exception: Exception | None) -> None:
    """Write the files of ``FORMATS`` into the output, after a build that succeeded."""
    if exception is not None or not is_site(app.builder):
        return
    domain = cast(ReferencesDomain, app.env.get_domain("references"))
    out = Path(app.outdir)
    bibdata = domain.cite.bibdata
    sources = [
        path.read_text(bibdata.encoding, errors="replace")
        for path in bibdata.bibfiles
        if path.is_file()
    ]
    entries: list[Entry] = list(bibdata.data.entries.values())
    places = places_of_records(domain)
    told = [(entry, in_words(places.get(entry.key, []))) for entry in entries]
    write(out / "references.bib", "\n".join(map(importable, sources)))
    items = [csl.item(entry, words) for entry, words in told]
    write(out / "references.json", json.dumps(items, ensure_ascii=False, indent=2) + "\n")
    write(out / "references.ris", "".join(ris.record(entry, words) for entry, words in told))


def importable(source: str) -> str:
    """Return a bibliography file with types that reference managers take."""

    def known(match: re.Match[str]) -> str:
        return match[1] + LEFT_OUT.get(match[2].casefold(), match[2])

    return RECORD.sub(known, source)


def write(path: Path, text: str) -> None:
    """Write a file with the same bytes on every system."""
    write_text(path, text)


def places_of_records(domain: ReferencesDomain) -> dict[str, list[Place]]:
    """Return where each record is cited; a list may have put a prefix before its key."""
    found: dict[str, list[Place]] = {}
    cited_at = domain.cited_at()
    for key, work in domain.cite.works().items():
        found.setdefault(work.entry.key, []).extend(cited_at.get(key, []))
    return found


def in_words(places: list[Place]) -> str:
    """Return in words where a work is cited and mentioned, with locators; empty if nowhere."""
    return ". ".join(
        words.format(places=f"{_(';')} ".join(place.citing.where for place in found))
        for words, found in by_verb(places)
    )
