"""The references as files for reference managers, beside the pages of a site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

from . import csl, ris
from .domain import ReferencesDomain, by_verb
from .resolution import is_site

if TYPE_CHECKING:
    from pybtex.database import Entry
    from sphinx.application import Sphinx

# File name -> what it is called on the bibliography page.
FORMATS = {
    "references.bib": "BibTeX",
    "references.json": "CSL-JSON",
    "references.ris": "RIS",
}


def write_exports(app: Sphinx, exception: Exception | None) -> None:
    """Write the files of ``FORMATS`` into the output, after a build that succeeded."""
    if exception is not None or not is_site(app.builder):
        return
    domain = cast(ReferencesDomain, app.env.get_domain("references"))
    out = Path(app.outdir)
    bibdata = domain.cite.bibdata
    sources = [path.read_bytes() for path in bibdata.bibfiles if path.is_file()]
    entries: list[Entry] = list(bibdata.data.entries.values())
    places = {key: cited_in(domain, key) for key in bibdata.data.entries}
    (out / "references.bib").write_bytes(b"\n".join(sources))
    items = [csl.item(entry, places[entry.key]) for entry in entries]
    write(out / "references.json", json.dumps(items, ensure_ascii=False, indent=2) + "\n")
    write(
        out / "references.ris", "".join(ris.record(entry, places[entry.key]) for entry in entries)
    )


def write(path: Path, text: str) -> None:
    """Write a file with the same bytes on every system."""
    path.write_text(text, encoding="utf-8", newline="\n")


def cited_in(domain: ReferencesDomain, key: str) -> str:
    """Return in words where a work is cited and mentioned, with locators; empty if nowhere."""
    return ". ".join(
        f"{verb} in " + "; ".join(citing.where for _docname, citing in places)
        for verb, places in by_verb(domain.cited_at().get(key, [])).items()
    )
