"""The record of what was published: anchors that readers have links to.

``anchors.txt`` has a line for each paragraph: its anchor, a tab, and its first words.  Beside it,
``anchors.documents.txt`` says which document each section was: its number, a tab, and the name.
"""

from __future__ import annotations

import re
import sys
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from sphinx_edition.core.settings import place_of
from sphinx_edition.core.warnings import Warn, warn

from .paragraphs import section_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from .domain import CitableDomain

#: So alike the first words of a paragraph stay when an emendation touches them.
ALIKE = 0.6


class Recorded(NamedTuple):
    """What was added to a record, and what could not be."""

    anchors: list[str]
    documents: list[str]
    left_out: list[str]  #: files that look like sections, and are no documents of the project


def read(path: Path) -> dict[str, str]:
    """Return what stands behind the tab in each line, by what stands before it."""
    if not path.is_file():
        return {}
    lines = path.read_text("utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if "\t" in line and line[0] != "#")


def append(path: Path, new: dict[str, str]) -> None:
    """Add lines to a record."""
    with path.open("a", encoding="utf-8", newline="\n") as record:
        record.writelines(f"{name}\t{value}\n" for name, value in new.items())


def record_of_documents(anchors: Path) -> Path:
    """Return the file beside the record of anchors that has the documents."""
    return anchors.with_suffix(f".documents{anchors.suffix}")


def is_same(recorded: str, found: str) -> bool:
    """Tell whether two beginnings are of one paragraph."""
    old, new = (re.findall(r"\w+", words.casefold()) for words in (recorded, found))
    return SequenceMatcher(None, old, new, autojunk=False).ratio() >= ALIKE


def check_record(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of each published anchor that is gone, or means another paragraph, and why.

    With ``citable_record_new``, what is not on record is added first.
    """
    domain: CitableDomain = env.get_domain("citable")  # type: ignore[assignment]
    warn_of_sections(domain)
    if not app.config.citable_record:
        if app.config.citable_record_new:
            message = 'nothing is recorded: name a file in conf.py, citable_record = "anchors.txt"'
            place = place_of("citable_record", Path(app.confdir) / "conf.py")
            warn(Warn.CITABLE_RECORD, message, location=place)
        return
    path = Path(app.confdir) / app.config.citable_record
    if app.config.citable_record_new:
        add_new(path, domain)
    recorded = read(path)
    if not recorded:
        message = "no published anchors are recorded in %s: run sphinx-edition anchors"
        warn(Warn.CITABLE_RECORD, message, app.config.citable_record)
        return
    warn_of_moved(path, domain)
    warn_of_anchors(path, recorded, domain)


def add_new(path: Path, domain: CitableDomain) -> Recorded:
    """Add to the record what is not on it; a document that has moved takes its new name."""
    recorded, here = read(path), domain.by_anchor()
    new = {name: found.words for name, (_, found) in here.items() if name not in recorded}
    append(path, new)
    beside = record_of_documents(path)
    documents = {section: names[0] for section, names in domain.by_section().items()}
    before = read(beside)
    changed = [name for section, name in documents.items() if before.get(section) != name]
    if changed:
        lines = {**before, **documents}
        beside.write_text("".join(f"{s}\t{n}\n" for s, n in lines.items()), "utf-8", newline="\n")
    return Recorded(list(new), changed, [])


def warn_of_sections(domain: CitableDomain) -> None:
    """Warn of documents that are the same section, and so would share anchors."""
    for section, (first, *others) in domain.by_section().items():
        for docname in others:
            warn(
                Warn.CITABLE_SECTION,
                "this document and %s are both section %s of the work, and their paragraphs share "
                "anchors: let citable_documents have a second group that tells them apart, "
                "such as ([^/]+)/(\\d+)-",
                first,
                section,
                location=docname,
            )


def warn_of_moved(path: Path, domain: CitableDomain) -> None:
    """Warn of each section whose document has another name than when it was published."""
    sections = domain.by_section()
    for line, (section, old) in enumerate(read(record_of_documents(path)).items(), start=1):
        now = sections.get(section, [])
        if now and old not in now:
            warn(
                Warn.CITABLE_MOVED,
                "section %s was published as %s, and readers have links to it: let the old address "
                'lead to the new one (with sphinx-reredirects: redirects = {"%s": "/%s.html"}, or '
                "in the settings of your host), then record the new name with sphinx-edition "
                "anchors",
                section,
                old,
                old,
                now[0],
                location=f"{record_of_documents(path)}:{line}",
            )


def warn_of_anchors(path: Path, recorded: dict[str, str], domain: CitableDomain) -> None:
    """Warn of each published anchor that is gone or means another paragraph now."""
    here = domain.by_anchor()
    for line, (anchor, words) in enumerate(recorded.items(), start=1):
        if anchor not in here:
            warn(
                Warn.CITABLE_LOST,
                "the published anchor %s (“%s …”) is gone: readers have links to it",
                anchor,
                words,
                location=f"{path}:{line}",
            )
            continue
        docname, found = here[anchor]
        if not found.is_damaged and not is_same(words, found.words):
            warn(
                Warn.CITABLE_CHANGED,
                "the published anchor %s means another paragraph now: “%s …” was “%s …”",
                anchor,
                found.words,
                words,
                location=(docname, found.line),
            )


def record_anchors(project: Path) -> Recorded:
    """Record what is new in the project in the folder ``project``; return what that was.

    Raises:
        ValueError: the project names no record in ``citable_record``.

    """
    build = project / "_build" / "anchors"
    app = Sphinx(project, project, build, build / "doctrees", "dummy", status=None, freshenv=True)
    if not app.config.citable_record:
        raise ValueError("conf.py names no file in citable_record")
    app.builder.read()
    domain: CitableDomain = app.env.get_domain("citable")  # type: ignore[assignment]
    added = add_new(project / app.config.citable_record, domain)
    return added._replace(left_out=left_out(app, domain))


def left_out(app: Sphinx, domain: CitableDomain) -> list[str]:
    """Return the files beside the sections that are named like one and are no documents."""
    folders = {Path(docname).parent for docname in domain.documents()} or {Path()}
    found = []
    for folder in sorted(folders):
        for path in sorted((Path(app.srcdir) / folder).iterdir()):
            docname = (folder / path.stem).as_posix()
            is_known = docname in app.env.found_docs
            is_source = path.suffix in app.config.source_suffix
            if is_source and not is_known and section_of(docname, app.config.citable_documents):
                found.append((folder / path.name).as_posix())
    return found


def main(folder: str = ".") -> int:
    """Record what is new in the project in ``folder``, and say what that was; return a status."""
    try:
        added = record_anchors(Path(folder).resolve())
    except (ValueError, SphinxError) as error:
        sys.stderr.write(f"sphinx-edition anchors: {error}\n")
        return 2
    sections: dict[str, list[str]] = {}
    for anchor in added.anchors:
        sections.setdefault(anchor.rpartition("-")[0], []).append(anchor)
    said = [f"recorded: {', '.join(anchors)}" for anchors in sections.values()]
    said += [f"recorded: the document {name}" for name in added.documents]
    said = said or ["nothing new: every paragraph is on record"]
    said += [
        f"{name} is named like a section and is no document of the project: see source_suffix, "
        "include_patterns and exclude_patterns in conf.py"
        for name in added.left_out
    ]
    sys.stdout.write("".join(f"{line}\n" for line in said))
    return 0
