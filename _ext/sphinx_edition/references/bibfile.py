"""Reads the bibliography files for sphinxcontrib-bibtex, and says what is wrong in them and where.

sphinxcontrib-bibtex stops with a traceback at the first syntax error.  Its cache of records is
filled here before it looks, with what could be read; each error becomes a warning with file and
line (``references.bibfile``).
"""

import re
from pathlib import Path
from typing import cast

import pybtex.errors
from pybtex.database import BibliographyData, Entry
from pybtex.exceptions import PybtexError
from sphinx.application import Sphinx
from sphinxcontrib.bibtex.bibfile import (
    BibData,
    BibFile,
    get_mtime,
    is_bibdata_outdated,
    parse_bibdata,
)

from sphinx_edition.core.records import complete, kind_of
from sphinx_edition.core.warnings import Warn, warn

from .works import CiteDomain

# What a reference is nothing without, by type of record (any other type: a title).
REQUIRED = {
    "article": ("title", "journal"),
    "incollection": ("title", "booktitle"),
    "inproceedings": ("title", "booktitle"),
}


def warn_of(path: str | Path, line: int | None, message: str, *args: object) -> None:
    """Warn of an error in a bibliography file."""
    warn(Warn.REFERENCES_BIBFILE, message, *args, location=f"{path}:{line or 1}")


def read_bibfiles(app: Sphinx) -> None:
    """Fill the cache of sphinxcontrib-bibtex, unless it is up to date."""
    if app.config.bibtex_bibfiles is None:
        return  # sphinxcontrib-bibtex says so
    domain = cast(CiteDomain, app.env.get_domain("cite"))
    paths = [(Path(app.confdir) / name).resolve() for name in app.config.bibtex_bibfiles]
    encoding = app.config.bibtex_encoding
    if is_bibdata_outdated(domain.bibdata, paths, encoding):
        domain.data["bibdata"] = parse(paths, encoding)


def parse(paths: list[Path], encoding: str) -> BibData:
    """Return the records of ``paths`` as sphinxcontrib-bibtex keeps them."""
    try:
        with pybtex.errors.capture() as errors:
            found = parse_bibdata(paths, encoding)
    except PybtexError as error:  # pybtex could not decode the file
        warn_of(error.filename, None, "this file is not in the encoding %s: %s", encoding, error)
        nothing = {path: BibFile(mtime=get_mtime(path), keys={}) for path in paths}
        return BibData(encoding=encoding, bibfiles=nothing, data=BibliographyData())
    for met in errors:
        report(met, paths)
    for path, bibfile in found.bibfiles.items():
        for key in bibfile.keys:
            check_fields(path, found.data.entries[key])
    return found


def report(error: PybtexError, paths: list[Path]) -> None:
    """Warn of an error that pybtex met; where it gives no line, find the record it names."""
    line = getattr(error, "lineno", None)
    path = error.filename or paths[0]
    if line is None:
        named = re.findall(r"(?:entry: |key )(\S+)", str(error))
        path, line = next(
            ((p, found) for key in named for p in paths if (found := last_line(p, key))),
            (path, None),
        )
    warn_of(path, line, "malformed BibTeX: %s%s", error, hint(Path(path), line))


def hint(path: Path, line: int | None) -> str:
    """Return what may be wrong with the record that begins at or before a line."""
    if not path.is_file():
        return ""
    lines = path.read_text("utf-8", errors="replace").splitlines()[: line or 0]
    begun = next((text for text in reversed(lines) if text.lstrip().startswith("@")), "")
    key = re.match(r"\s*@\w+\s*[{(]\s*([^,={}]*\S\s+\S[^,={}]*),", begun)
    return f" (the key {key[1].strip()!r} holds blanks, which BibTeX does not allow)" if key else ""


def check_fields(path: Path, entry: Entry) -> None:
    """Complete ``entry``; warn of fields without which it makes no reference, or not read."""
    unread = complete(entry)
    missing = [n for n in REQUIRED.get(kind_of(entry), ("title",)) if not entry.fields.get(n)]
    line = last_line(path, entry.key) if missing or unread else None
    if unread:
        warn_of(path, line, "the record %r: cannot read %s", entry.key, " and ".join(unread))
    if missing:
        what = " and no ".join(missing)
        warn_of(path, line, "the record %r has no %s", entry.key, what)


def last_line(path: Path, key: str) -> int | None:
    """Return the line on which the last record of that key begins."""
    if not path.is_file():
        return None
    text = path.read_text("utf-8", errors="replace")
    records = list(re.finditer(rf"^\s*@\w+\s*[{{(]\s*{re.escape(key)}\s*,", text, re.MULTILINE))
    return text.count("\n", 0, text.index("@", records[-1].start())) + 1 if records else None
