"""Run one of Sphinx's builders on the edition, warnings being errors, and say where the result is.

    python tools/build.py BUILDER       the edition, into _build/BUILDER
    python tools/build.py docs          the handbook of the library, as a site, into _build/docs

One build at a time works in ``_build``; another waits for its end.  A build takes up what an
earlier one left only where that one came to its end by itself, and the library is the same as
then: ``_build/.made/NAME`` holds the library's digest while the folder ``_build/NAME`` may be
trusted.  A killed build leaves no such file, and the next one starts afresh.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BUILD = Path("_build")
# Code, and the data that code reads.  Sphinx itself looks after templates and static files.
LIBRARY = {".py", ".json", ".yaml", ".mo"}
FULL = "the disk is full: make room, then call make again"
KINDS = "(?:WARNING|ERROR|CRITICAL|SEVERE)"
WARNING = re.compile(
    rf"^(?:(.*?)(?::\d+)?(?::<[^>]*>)?: )?{KINDS}: ", re.M
)  # file, if it names one
ENDED = (0, 1)  # Sphinx's exit statuses for a build that came to its end, 1 being for warnings
TEX = ["latexmk", "-r", "latexmkrc", "-silent", "-interaction=nonstopmode"]


@dataclass(frozen=True)
class Target:
    """What is built: a project by a builder; ``code`` is where the code lies that makes it."""

    name: str
    builder: str
    source: Path
    doctrees: Path
    code: tuple[Path, ...]


def target_of(name: str) -> Target:
    """Return the handbook, or the edition by the builder ``name``."""
    library = Path("_ext")
    if name == "docs":
        docs = Path("docs")
        return Target(name, "html", docs, BUILD / "docs-doctrees", (library, docs / "_ext"))
    return Target(name, name, Path(), BUILD / "doctrees", (library,))


@contextmanager
def alone() -> Iterator[int]:
    """Wait until no other build is at work, and keep others waiting.

    Yields a descriptor that a process must inherit which may outlive this one.
    """
    BUILD.mkdir(exist_ok=True)
    with (BUILD / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("waiting for another build to end …", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock.fileno()


# -- What may be taken up --------------------------------------------------------------------------


def digest(*folders: Path) -> str:
    """Return what tells one state of the code in ``folders`` from another."""
    said = hashlib.sha256()
    for path in sorted(path for folder in folders for path in folder.rglob("*")):
        if path.suffix in LIBRARY and path.is_file():
            said.update(f"{path.as_posix()}\n".encode() + path.read_bytes())
    return said.hexdigest()


def mark_of(folder: Path) -> Path:
    """Return the file that says with which library ``folder`` was made."""
    return BUILD / ".made" / folder.name


def begin(folder: Path, library: str) -> None:
    """Remove ``folder`` unless it may be trusted; trust it no longer from here on."""
    mark = mark_of(folder)
    if not mark.is_file() or mark.read_text("utf-8") != library:
        shutil.rmtree(folder, ignore_errors=True)
    mark.unlink(missing_ok=True)


def end(folder: Path, library: str) -> None:
    """Note that ``folder`` may be trusted."""
    mark = mark_of(folder)
    mark.parent.mkdir(exist_ok=True)
    mark.write_text(library, "utf-8")


def forget_what_warned(said: str, target: Target) -> None:
    """Let the next build warn again: it has to read once more what was warned of, and only that.

    Sphinx reads a document whose doctree is not there.  A warning that names no document may come
    from anything, so nothing is kept then.
    """
    places = [
        os.path.relpath(place or target.source, target.source) for place in WARNING.findall(said)
    ]
    doctrees = [(target.doctrees / place).with_suffix(".doctree") for place in places]
    if not all(map(Path.is_file, doctrees)):
        shutil.rmtree(target.doctrees)
        return
    for doctree in set(doctrees):
        doctree.unlink()


# -- The builds ------------------------------------------------------------------------------------


def run_sphinx(target: Target, folder: Path, lock: int) -> tuple[int, str]:
    """Run Sphinx; return its exit status, negative if it was killed, and its warnings."""
    command = [sys.executable, "-m", "sphinx", "-q", "-N", "-W", "--keep-going"]
    command += ["-b", target.builder, "-d", str(target.doctrees)]
    done = subprocess.run(
        [*command, str(target.source), str(folder)],
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        pass_fds=[lock],
    )
    return done.returncode, done.stderr


def run_tex(folder: Path, lock: int) -> str:
    """Set the book; return what TeX gave up on.  A book that it gave up on does not stay.

    What TeX noted of an earlier state of the book may not fit this one: the second try starts
    afresh.  The log stays beside the book.
    """
    with (folder / "latexmk.log").open("w") as log:
        for words in (["-pdf", "-dvi-", "-ps-"], ["-C"], ["-pdf", "-dvi-", "-ps-"]):
            done = subprocess.run(
                [*TEX, *words], cwd=folder, stdout=log, stderr=log, pass_fds=[lock]
            )
            if done.returncode == 0 and "-pdf" in words:
                return ""
    for book in folder.glob("*.pdf"):
        book.unlink()
    logs = "".join(path.read_text("utf-8", errors="replace") for path in folder.glob("*.log"))
    if "No space left" in logs:
        return FULL
    if lacking := re.search(r"^! LaTeX Error: File `([^']+)' not found", logs, re.M):
        return f"TeX lacks {lacking[1]}: install the packages that apt.txt lists"
    fault = re.search(r"^!.*", logs, re.M)
    return f"TeX gave up on the book: {fault[0] if fault else f'see {folder}/latexmk.log'}"


def build(target: Target, lock: int) -> str:
    """Build; return what to say of a build that failed, nothing of one that did not."""
    folder, library = BUILD / target.name, digest(*target.code)
    for place in (target.doctrees, folder):
        begin(place, library)
    for pattern in ("*.epub", "*.tex"):  # one book, whatever the last one was called
        for book in folder.glob(pattern):
            book.unlink()
    status, said = run_sphinx(target, folder, lock)
    if status not in ENDED:
        return FULL if "No space left" in said else said.strip() or f"Sphinx was killed ({status})"
    if status:
        forget_what_warned(said, target)
    end(target.doctrees, library)
    fault = said.strip() if status else ""
    if target.builder == "latex" and not fault:
        fault = run_tex(folder, lock)
    end(folder, library)
    return fault


def main(name: str) -> None:
    """Build when no other build is at work; say where the result is, or what is wrong."""
    try:
        with alone() as lock:
            fault = build(target_of(name), lock)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        fault = FULL
    except KeyboardInterrupt:
        fault = "stopped: the next build starts afresh"
    if fault:
        sys.exit(fault)
    print(f"done: {BUILD / name}/")


if __name__ == "__main__":
    main(sys.argv[1])
