"""The script that builds: one at a time, and nothing half made is taken up."""

import os
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

# Writes down what Sphinx reads, and does what a test wants to happen in the midst of a build.
LIBRARY = """
def setup(app):
    app.connect("source-read", note)
    app.connect("env-updated", happen)

def note(app, docname, source):
    with open("read", "a") as stream:
        stream.write(docname + "\\n")

def happen(app, env):
    try:
        stream = open("happens")
    except FileNotFoundError:
        return
    exec(stream.read())
"""


@pytest.fixture
def house(project: Path, tmp_path: Path) -> Path:
    """A project of two pages and a library, with the script."""
    (tmp_path / "tools").mkdir()
    shutil.copy(project / "tools" / "build.py", tmp_path / "tools")
    (tmp_path / "_ext" / "static").mkdir(parents=True)
    (tmp_path / "_ext" / "library.py").write_text(LIBRARY)
    (tmp_path / "conf.py").write_text(
        "import sys\nsys.path.insert(0, '_ext')\nextensions = ['library']\n"
        "exclude_patterns = ['_build']\n"
        "latex_documents = [('index', 'x.tex', 'X', 'A', 'manual')]\n"
    )
    (tmp_path / "index.rst").write_text("One\n===\n\n.. toctree::\n\n   pages/two\n")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "two.rst").write_text("Two\n===\n")
    return tmp_path


def start(folder: Path, builder: str = "dummy", **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "tools/build.py", builder],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def first_words(process: subprocess.Popen[str]) -> str:
    """Return the first line that a process says; nothing if it keeps silent for a minute."""
    assert process.stdout is not None
    heard, _, _ = select.select([process.stdout], [], [], 60)
    return process.stdout.readline() if heard else ""


def build(folder: Path, builder: str = "dummy", **environment: str) -> tuple[int, str]:
    """Build; return the exit status and what was said on standard error."""
    process = start(folder, builder, **environment)
    _, errors = process.communicate()
    return process.returncode, errors


def was_read(folder: Path) -> list[str]:
    """Return the documents that were read since the last call."""
    log = folder / "read"
    names = sorted(log.read_text().split()) if log.exists() else []
    log.unlink(missing_ok=True)
    return names


ALL = ["index", "pages/two"]
WAITING = "waiting for another build to end …\n"


def test_a_second_build_waits_for_the_first(house: Path) -> None:
    gate = house / "happens"
    os.mkfifo(gate)  # who reads it waits until somebody writes
    first = start(house)
    with gate.open("w") as stream:  # the first is in the midst of its work
        second = start(house, "pseudoxml")
        assert first_words(second) == WAITING
        assert not (house / "_build" / "pseudoxml").exists()
        gate.unlink()
        stream.write("pass")
    for process, name in ((first, "dummy"), (second, "pseudoxml")):
        output, errors = process.communicate()
        assert (process.returncode, errors) == (0, "")
        assert output == f"done: _build/{name}/\n"
    assert was_read(house) == ALL  # the second took up what the first had read


def test_a_build_waits_for_what_a_killed_one_left_running(house: Path) -> None:
    gate = house / "happens"
    os.mkfifo(gate)
    first = start(house)
    with gate.open("w") as stream:
        first.kill()
        first.wait()
        second = start(house)
        assert first_words(second) == WAITING
        gate.unlink()
        stream.write("pass")
    second.communicate()
    assert second.returncode == 0
    assert was_read(house) == sorted(ALL * 2)


def test_after_warnings_only_what_was_warned_of_is_read_and_warned_of_again(house: Path) -> None:
    assert build(house) == (0, "")
    page = house / "pages" / "two.rst"
    page.write_text("Two\n===\n\n`broken\n")
    was_read(house)
    for _ in range(2):
        status, errors = build(house)
        assert status == 1
        assert "pages/two.rst:4: WARNING: Inline interpreted text" in errors
        assert was_read(house) == ["pages/two"]
    page.write_text("Two\n===\n")
    assert build(house) == (0, "")
    assert was_read(house) == ["pages/two"]
    assert build(house) == (0, "")
    assert was_read(house) == []


def test_after_a_warning_of_no_document_all_is_read_and_warned_of_again(house: Path) -> None:
    happens = house / "happens"
    happens.write_text("from sphinx.util.logging import getLogger; getLogger('x').warning('woe')")
    for _ in range(2):
        assert build(house) == (1, "WARNING: woe\n")
        assert was_read(house) == ALL


@pytest.mark.parametrize(
    "death",
    ["import os; os.kill(os.getpid(), 9)", "import os; os.kill(os.getppid(), 9); os._exit(1)"],
)
def test_nothing_of_a_killed_build_is_taken_up(house: Path, death: str) -> None:
    assert build(house, "text") == (0, "")
    (house / "happens").write_text(death)
    (house / "index.rst").write_text("Changed\n=======\n\n.. toctree::\n\n   pages/two\n")
    status, _ = build(house, "text")
    assert status != 0
    (house / "_build" / "text" / "half.txt").touch()
    (house / "happens").unlink()
    was_read(house)
    assert build(house, "text") == (0, "")
    assert was_read(house) == ALL
    assert not (house / "_build" / "text" / "half.txt").exists()


def test_a_change_of_code_is_noticed_in_every_format(house: Path) -> None:
    for builder in ("text", "dummy"):
        build(house, builder)
    was_read(house)
    (house / "_ext" / "library.py").write_text(f"{LIBRARY}\n# another\n")
    (house / "_build" / "text" / "old.txt").touch()
    assert build(house, "dummy") == (0, "")
    assert was_read(house) == ALL
    assert build(house, "text") == (0, "")
    assert not (house / "_build" / "text" / "old.txt").exists()


def test_a_change_of_a_style_sheet_is_left_to_sphinx(house: Path) -> None:
    build(house)
    was_read(house)
    (house / "_ext" / "static" / "page.css").write_text("p {}")
    assert build(house) == (0, "")
    assert was_read(house) == []


def test_a_full_disk_is_one_line_and_the_next_build_starts_afresh(house: Path) -> None:
    happens = house / "happens"
    happens.write_text("raise OSError(28, 'No space left on device')")
    assert build(house) == (1, "the disk is full: make room, then call make again\n")
    happens.unlink()
    was_read(house)
    assert build(house) == (0, "")
    assert was_read(house) == ALL


TEX_LOGS = {
    "! LaTeX Error: File `titlesec.sty' not found.\n": (
        "TeX lacks titlesec.sty: install the packages that apt.txt lists\n"
    ),
    "! Undefined control sequence.\n": "TeX gave up on the book: ! Undefined control sequence.\n",
    "! I can't write on file: No space left on device\n": (
        "the disk is full: make room, then call make again\n"
    ),
}


@pytest.mark.parametrize("log", TEX_LOGS)
def test_what_tex_cannot_do_is_one_line_and_leaves_no_book(house: Path, log: str) -> None:
    tool = house / "bin" / "latexmk"
    tool.parent.mkdir()
    (house / "log").write_text(log)
    tool.write_text("#!/bin/sh\ncp ../../log x.log; touch x.pdf; exit 1\n")
    tool.chmod(0o755)
    path = f"{tool.parent}:{os.environ['PATH']}"
    assert build(house, "latex", PATH=path) == (1, TEX_LOGS[log])
    assert not (house / "_build" / "latex" / "x.pdf").exists()
    tool.write_text("#!/bin/sh\ntouch x.pdf\n")
    assert build(house, "latex", PATH=path) == (0, "")
    assert (house / "_build" / "latex" / "x.pdf").exists()
