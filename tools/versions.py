"""Try the edition and the library with each Python, the oldest Sphinx and the newest.

    python tools/versions.py [CELL...]        a cell is, say, 3.12-oldest; by default all of them

In an environment of its own and a copy of the project, each cell builds every format, warnings
being errors, and runs the library's tests.  Prints a table, and exits with 1 if something failed.
A Python that is not on this machine is left out, and named; with CI set, that is a failure, too.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from checkout import copy_tracked

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "_build" / "versions"
PYTHONS = ("3.11", "3.12", "3.13")
LOCKS = {"oldest": "requirements-oldest.lock", "newest": "requirements-test.lock"}
CELLS = tuple(f"{python}-{sphinx}" for python in PYTHONS for sphinx in LOCKS)
FORMATS = (
    *("html", "dirhtml", "singlehtml", "latex", "epub", "tei"),
    *("text", "man", "texinfo", "gettext", "json", "xml"),
)
TESTS = ("tests", *(f"--ignore=tests/{name}" for name in ("docs", "outputs", "project")))
SAID = ("sphinx", "docutils", "sphinx-book-theme")  # whose versions the table says


class Result(NamedTuple):
    """What came of a cell: versions, formats that failed, pytest's last words and status."""

    cell: str
    versions: tuple[str, ...]
    failed: tuple[str, ...]
    tests: str
    passed: bool


def find_python(version: str) -> str | None:
    """Return the path of an interpreter of this version, if there is one."""
    try:
        done = subprocess.run(
            [f"python{version}", "-c", "import sys; print(sys.executable)"],
            env={
                **os.environ,
                "PYENV_VERSION": version,
            },  # pyenv offers those that were chosen only
            capture_output=True,
            text=True,
        )
    except FileNotFoundError:
        return None
    return done.stdout.strip() or None


def doctrees(builder: str) -> str:
    """Return where a builder keeps what it read: before Sphinx 9, gettext shares that with none."""
    return f"_build/doctrees{'-gettext' * (builder == 'gettext')}"


def try_cell(cell: str, interpreter: str) -> Result:
    """Build every format and run the tests; the log lies beside them."""
    sphinx = cell.partition("-")[2]
    folder, copy = WORK / cell, WORK / cell / "edition"
    copy_tracked(ROOT, copy)
    environment = folder / "venv"
    subprocess.run(
        [interpreter, "tools/environment.py", LOCKS[sphinx], str(environment)], cwd=ROOT, check=True
    )
    mine = str(environment / "bin" / "python")
    with (folder / "log").open("w", buffering=1, encoding="utf-8") as log:

        def run(*words: str) -> subprocess.CompletedProcess[str]:
            done = subprocess.run(
                [mine, "-m", *words],
                cwd=copy,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            log.write(f"$ {' '.join(words)}\n{done.stdout}\n")
            return done

        strict = ("sphinx", "-q", "-W", "--keep-going")
        builds = {
            name: run(*strict, "-d", doctrees(name), "-b", name, ".", f"_build/{name}")
            for name in FORMATS
        }
        tests = run("pytest", "-q", "-n", "2", "--dist", "loadfile", *TESTS)
        show = "from importlib.metadata import version; import sys"
        ask = f"{show}; print(*map(version, sys.argv[1:]))"
        known = subprocess.run([mine, "-c", ask, *SAID], check=True, capture_output=True, text=True)
    found = re.findall(r"^.*\b(?:passed|failed|error).* in .*$", tests.stdout, re.MULTILINE)
    return Result(
        cell,
        tuple(known.stdout.split()),
        tuple(name for name, done in builds.items() if done.returncode),
        re.sub(r" in .*|=", "", (found or ["none ran"])[-1]).strip(),
        tests.returncode == 0 and not any(done.returncode for done in builds.values()),
    )


def table(results: list[Result]) -> str:
    """Return the results as a table in Markdown."""
    lines = [f"| Python | {' | '.join(SAID)} | formats | tests |", "|---|---|---|---|---|---|"]
    for result in results:
        formats = f"{len(FORMATS) - len(result.failed)} of {len(FORMATS)}"
        if result.failed:
            formats += f", not {', '.join(result.failed)}"
        cells = (result.cell.partition("-")[0], *result.versions, formats, result.tests)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main(cells: list[str]) -> None:
    """Try ``cells``, print the table, exit with 1 if anything failed."""
    if unknown := sorted(set(cells) - set(CELLS)):
        sys.exit(f"no such cell: {', '.join(unknown)}; there are {', '.join(CELLS)}")
    results, absent = [], []
    for cell in cells or CELLS:
        interpreter = find_python(cell.partition("-")[0])
        if interpreter is None:
            absent.append(cell)
            print(f"{cell}: no such Python on this machine", flush=True)
            continue
        print(f"{cell} …", flush=True)
        results.append(try_cell(cell, interpreter))
    print(f"\n{datetime.now(UTC):%-d %B %Y}:\n\n{table(results)}")
    failed = [result.cell for result in results if not result.passed]
    if failed:
        sys.exit(f"failed: {', '.join(failed)} (see _build/versions/CELL/log)")
    if absent and os.environ.get("CI"):
        sys.exit(f"not tried: {', '.join(absent)}")


if __name__ == "__main__":
    main(sys.argv[1:])
