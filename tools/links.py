"""Check that every internal link of a built site leads somewhere.

    python tools/links.py FOLDER

Reads every page below FOLDER.  A link is internal when it has neither scheme nor host; its file
must exist, and its fragment must be an id of that page.  Prints a line for each link that leads
nowhere, and exits with 1 if there is one.
"""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup


def parse(page: Path) -> BeautifulSoup:
    """Return the tree of an HTML or XHTML page."""
    return BeautifulSoup(page.read_text("utf-8"), "lxml")


def anchors(tree: BeautifulSoup) -> list[str]:
    """Return the ids of ``tree`` in order; one that stands twice is listed twice."""
    return [str(element["id"]) for element in tree.select("[id]")]


def targets(tree: BeautifulSoup) -> set[str]:
    """Return what the internal links of ``tree`` point at, as written."""
    found = {
        str(element[name])
        for name in ("href", "src")
        for element in tree.select(f"[{name}]:not([rel=canonical]):not(base)")
    }
    return {
        target for target in found if not urlsplit(target).scheme and not urlsplit(target).netloc
    }


def faults(folder: Path) -> list[str]:
    """Return a line for each id that stands twice and each internal link that leads nowhere."""
    pages = {
        page.resolve(): parse(page)
        for page in sorted(folder.rglob("*.*html"))
        if "_static" not in page.relative_to(folder).parts  # a theme's templates are no pages
    }
    known = {page: anchors(tree) for page, tree in pages.items()}
    found = []
    for page, tree in pages.items():
        name = page.relative_to(folder.resolve())
        ids = known[page]
        found += [
            f"{name}: id {id_} stands twice" for id_ in sorted({i for i in ids if ids.count(i) > 1})
        ]
        for target in sorted(targets(tree)):
            parts = urlsplit(target)
            # a page for any address starts at the root of its site; a site may hold another
            sites = [each for each in page.parents if (each / "objects.inv").exists()]
            start = [*sites, folder][0] if tree.base else page.parent
            path = (start / unquote(parts.path)).resolve() if parts.path else page
            if not path.exists():
                found.append(f"{name}: {target}: no such file")
            elif parts.fragment and path in known and unquote(parts.fragment) not in known[path]:
                found.append(f"{name}: {target}: no such anchor")
    return found


if __name__ == "__main__":
    lines = faults(Path(sys.argv[1]))
    print("\n".join(lines) or "every internal link leads somewhere")
    sys.exit(bool(lines))
