"""The book as a zip archive whose bytes depend on its files and the stated moment alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sphinx_edition.core.ids import make_id

if TYPE_CHECKING:
    import time
    from collections.abc import Mapping
    from pathlib import Path

MEDIA_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}


@dataclass(frozen=True)
class Item:
    """A file of the manifest."""

    href: str
    properties: str = ""
    linear: bool = True

    @property
    def id(self) -> str:
        """A name for the file that is the same in every build."""
        stem, _dot, ending = self.href.rpartition(".")
        return f"{make_id('file', stem)}-{ending}"

    @property
    def media_type(self) -> str:
        """The type that the manifest states; raises ``KeyError`` for a file no book may hold."""
        return MEDIA_TYPES[PurePosixPath(self.href).suffix.lower()]


def write(path: Path, files: Mapping[str, bytes], moment: time.struct_time) -> None:
    """Write an archive: ``mimetype`` first and not compressed, then the files as they come."""
    with ZipFile(path, "w") as archive:
        _add(archive, "mimetype", b"application/epub+zip", moment, ZIP_STORED)
        for name, content in files.items():
            _add(archive, name, content, moment, ZIP_DEFLATED)


def _add(
    archive: ZipFile, name: str, content: bytes, moment: time.struct_time, method: int
) -> None:
    info = ZipInfo(name, moment[:6])
    info.compress_type = method
    info.create_system = 3  # whatever system this is
    info.external_attr = 0o644 << 16
    archive.writestr(info, content)
