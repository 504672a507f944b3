"""List the licence of every package that the edition is built with, as the packages state it.

    python tools/licences.py requirements.lock

Exits with 1 if a package is not installed, or states no licence that allows to use it here.  The
packages make the book and are not handed on with it, so weak copyleft (LGPL, MPL) will do.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, files, metadata
from pathlib import Path
from typing import Any

FREE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|LGPL|Lesser General|Zlib|"
    r"Unlicense|Public Domain|HPND|0BSD|CC0|Matplotlib)\b",
    re.IGNORECASE,
)
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)(?:\s*;\s*([^\\]+))?", re.MULTILINE)


def stated(name: str) -> str:
    """Return the licence that an installed package states: an expression, classifiers or words."""
    found: dict[str, Any] = metadata(name).json
    if expression := found.get("license_expression"):
        return str(expression)
    prefix = "License :: OSI Approved :: "
    classifiers = [
        line.removeprefix(prefix) for line in found.get("classifier", []) if line.startswith(prefix)
    ]
    words = "; ".join(classifiers) or str(found.get("license", "")).strip().partition("\n")[0]
    return words or heading_of_licence(name)


def heading_of_licence(name: str) -> str:
    """Return the first line of the licence that an installed package brings; empty if none."""
    for file in files(name) or []:
        if file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING")):
            return file.read_text().strip().partition("\n")[0]
    return ""


def licences(lock: Path) -> dict[str, str]:
    """Return the licence of each package of ``lock``; empty where it is not known.

    A package for other systems or other versions of Python need not be here.
    """
    found = {}
    for name, _version, elsewhere in PINNED.findall(lock.read_text("utf-8")):
        try:
            found[name] = stated(name)
        except PackageNotFoundError:
            if not elsewhere:
                found[name] = ""
    return found


def main(lock: Path) -> None:
    """Print the table; exit with 1 if a licence is missing or does not allow what we do."""
    found = licences(lock)
    for name, licence in sorted(found.items()):
        print(f"{name:32} {licence}")
    unclear = sorted(name for name, licence in found.items() if not FREE.search(licence))
    if unclear:
        sys.exit(f"no licence that allows our use: {', '.join(unclear)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
