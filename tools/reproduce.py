"""Show that two builds of the same sources are the same, byte for byte.

Builds the site, the e-book and the book twice: in two folders of different length, in different
time zones and locales, with another seed for Python's hashes, one with a single process and one
with two.  Prints each file that differs, and exits with 1 if there is one.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
from pathlib import Path

from checkout import copy_tracked

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "_build" / "reproduce"
BUILDS = {
    "a": {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "JOBS": "1"},
    "another/and/longer": {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "2",
        "JOBS": "2",
    },
}
FORMATS = ("html", "epub", "latex")
COMPARED = {"html": "**/*", "epub": "*.epub", "latex": "*.pdf"}


def build(name: str, settings: dict[str, str]) -> Path:
    """Build every format of the edition in ``WORK/name`` and return the folder of the results."""
    folder = WORK / name
    copy_tracked(ROOT, folder)
    environment = {**os.environ, **settings}
    for builder in FORMATS:
        command = [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-W",
            "-j",
            settings["JOBS"],
            "-b",
            builder,
            "-d",
            "_build/doctrees",
            ".",
            f"_build/{builder}",
        ]
        subprocess.run(command, cwd=folder, env=environment, check=True)
    tex = [
        "latexmk",
        "-r",
        "latexmkrc",
        "-pdf",
        "-dvi-",
        "-ps-",
        "-silent",
        "-interaction=nonstopmode",
    ]
    subprocess.run(
        tex, cwd=folder / "_build" / "latex", env=environment, check=True, capture_output=True
    )
    return folder / "_build"


def differences(first: Path, second: Path) -> list[str]:
    """Return the files that only one build has, or that differ."""
    found = []
    for name, pattern in COMPARED.items():
        ours, theirs = (
            {p.relative_to(b / name) for p in (b / name).glob(pattern) if p.is_file()}
            for b in (first, second)
        )
        found += [f"{name}/{path}: in one build only" for path in sorted(ours ^ theirs)]
        found += [
            f"{name}/{path}: differs"
            for path in sorted(ours & theirs)
            if not filecmp.cmp(first / name / path, second / name / path, shallow=False)
        ]
    return found


def main() -> None:
    """Build twice, compare, print, exit with 1 if anything differs."""
    shutil.rmtree(WORK, ignore_errors=True)
    found = differences(*(build(name, settings) for name, settings in BUILDS.items()))
    print("\n".join(found) or "two builds, the same bytes")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
