"""Names of the files in a book: letters, digits and signs that no address needs to quote."""

from __future__ import annotations

import re

from sphinx_edition.core.ids import make_id

PLAIN = re.compile(r"[A-Za-z0-9_.-]+")
#: Pages of the book that are no documents.
OWN = frozenset({"nav", "cover"})


def plain_path(path: str) -> str:
    """Return ``path`` as it is called in the book, folder by folder.

    A name that is not plain has a digest in the place of what is not, so that an address is the
    path it leads to, quoted or not.
    """
    parts = path.split("/")
    plain = [part if PLAIN.fullmatch(part) else _plain(part) for part in parts]
    return make_id("page", f"[{path}]") if path in OWN else "/".join(plain)


def _plain(name: str) -> str:
    """Return a plain name with the ending of ``name``."""
    stem, dot, ending = name.rpartition(".")
    if dot and stem and PLAIN.fullmatch(ending):
        return f"{make_id('page', stem)}.{ending}"
    return make_id("page", name)
