"""The bytes of a scan: lines, or one clear line that says why not."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx_edition.importer.model import Scan

#: Bytes; larger files are no pamphlets, and the collation refuses them, too.
LARGEST = 10_000_000
#: Control characters beyond which a file is no text.
STRAY_CONTROLS = 0.01
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
MARKS = {
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
    b"PK": "a ZIP archive",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}


class SeedError(Exception):
    """Something that stands in the way of an import; the message is one line and names a file."""


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        SeedError: it is not there, no file, or too large.

    """
    try:
        if path.is_dir():
            raise SeedError(f"{path}: is a folder; name the text file itself")
        if (size := path.stat().st_size) > LARGEST:
            raise SeedError(
                f"{path}: has {size / 1e6:.0f} MB; divide it into files of "
                f"{LARGEST / 1e6:.0f} MB at most"
            )
        return path.read_bytes()
    except OSError as error:
        raise SeedError(f"{path}: cannot be read ({error.strerror})") from None


def decode(raw: bytes, name: str) -> str:
    """Return the text of a file called ``name``, without a byte order mark.

    Raises:
        SeedError: it is empty, or no UTF-8 text.

    """
    for mark, what in MARKS.items():
        if raw.startswith(mark):
            raise SeedError(f"{name}: is {what}; convert it to a text in UTF-8")
    if b"\0" in raw:
        raise SeedError(f"{name}: is no text (byte 0 at {raw.index(0)}); give a text in UTF-8")
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SeedError(
            f"{name}: line {line} is not UTF-8 (byte 0x{raw[error.start]:02x}); if it is Latin-1: "
            "iconv -f latin1 -t utf-8"
        ) from None
    if not any(map(str.isalnum, text)):
        raise SeedError(f"{name}: has no words")
    stray = len(CONTROL.findall(text))
    if stray > max(2, STRAY_CONTROLS * len(text)):
        raise SeedError(f"{name}: is no text ({stray} control characters); give a text in UTF-8")
    if "\n" not in text.strip() and text.strip().count("\r") > 1:
        raise SeedError(f"{name}: ends its lines with CR alone; convert them to LF")
    return text


def scan(text: str) -> Scan:
    """Return the lines of ``text``; only LF ends one, as in the collation."""
    lines = text.split("\n")
    return Scan(["", *(lines[:-1] if lines[-1] == "" else lines)])
