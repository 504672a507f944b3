"""Files beside the pages of a site: what has not changed is not written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.builders.html import StandaloneHTMLBuilder


def write_text(path: Path, text: str) -> None:
    """Write a file in UTF-8, unless it holds ``text`` already."""
    content = text.encode()
    try:
        if path.read_bytes() == content:
            return
    except FileNotFoundError:
        pass
    path.write_bytes(content)


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write a file in UTF-8 that is never held whole; it is there when all of it is."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def is_current(
    builder: StandaloneHTMLBuilder, page: str, docnames: Iterable[str], sources: Iterable[Path] = ()
) -> bool:
    """Tell whether a ``page`` is newer than the pages of ``docnames`` and all its ``sources``."""
    written = Path(builder.get_outfilename(page))
    if not written.exists():
        return False
    time = written.stat().st_mtime_ns
    others = [*(Path(builder.get_outfilename(name)) for name in docnames), *sources]
    return all(other.exists() and other.stat().st_mtime_ns < time for other in others)
