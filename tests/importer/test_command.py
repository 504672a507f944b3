"""The command says in one line what is wrong, and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(*args: object, **env: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(sys.path)
    return subprocess.run(
        [sys.executable, "-m", "sphinx_edition", *map(str, args)],
        env={**os.environ, "PYTHONPATH": path, **env},
        capture_output=True,
        text=True,
    )


BAD = {
    "empty": b"",
    "blank": b" \n\n\t\n",
    "marks": b"* * *\n",
    "binary": bytes(range(256)) * 4,
    "picture": b"\x89PNG\r\n\x1a\n",
    "latin-1": "Un caf\xe9\n".encode("latin-1"),
    "utf-16": "Words\n".encode("utf-16"),
    "control": b"\x01\x02\x03 words\n",
    "cr": b"One\rTwo\rThree\r",
    "large": b"x " * 5_100_000,
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_text_is_refused_in_one_line(tmp_path, name):
    seed = tmp_path / f"{name}.txt"
    seed.write_bytes(BAD[name])
    done = run("import", seed, tmp_path / "out")
    assert done.returncode != 0
    assert done.stderr.count("\n") == 1
    assert f"{name}.txt" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [seed.name]


def test_a_path_that_is_not_there(tmp_path):
    done = run("import", tmp_path / "no.txt", tmp_path / "out")
    assert done.returncode != 0
    assert done.stderr.count("\n") == 1
    assert "no.txt: cannot be read" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_empty_needs_force(tmp_path):
    seed = tmp_path / "tale.txt"
    seed.write_text("[1. One]\n\nWords.\n")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "mine").write_text("mine")
    done = run("import", seed, folder)
    assert done.returncode != 0
    assert "set FORCE=1" in done.stderr
    assert [path.name for path in folder.iterdir()] == ["mine"]
    assert run("import", seed, folder, FORCE="1").returncode == 0
    assert (folder / "mine").read_text() == "mine"
    assert (folder / "chapters" / "01-one.md").is_file()


def test_an_empty_project(tmp_path):
    done = run("new", tmp_path / "book")
    assert done.returncode == 0, done.stderr
    assert {"Makefile", "conf.py", "index.md", "chapters"} <= {
        path.name for path in (tmp_path / "book").iterdir()
    }


def test_a_command_that_there_is_not():
    done = run("imprt")
    assert done.returncode == 2
    assert "sphinx-edition import SEED DIR" in done.stderr


def test_the_ledger_is_proposed(tmp_path):
    seed = tmp_path / "tale.txt"
    seed.write_text("[1. One]\n\nWords of a tale.\n")
    assert run("import", seed, tmp_path / "out").returncode == 0
    chapter = tmp_path / "out" / "chapters" / "01-one.md"
    chapter.write_text(chapter.read_text().replace("tale", "story"))
    done = run("ledger", tmp_path / "out")
    assert 'reading: "story' in done.stdout
    assert Path(tmp_path / "out" / "chapters").is_dir()


@pytest.mark.needs("make")
def test_the_two_commands_of_a_project(tmp_path):
    """make test proves the words, and fails where one was changed."""
    seed = tmp_path / "tale.txt"
    seed.write_text("[1. One]\n\nWords of a tale.\n")
    assert run("import", seed, tmp_path / "out").returncode == 0
    path = os.pathsep.join(sys.path)
    command = ["make", "-s", "-C", tmp_path / "out", "test", f"BIN={Path(sys.executable).parent}"]
    env = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    chapter = tmp_path / "out" / "chapters" / "01-one.md"
    chapter.write_text(chapter.read_text().replace("tale", "story"))
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    assert done.returncode != 0
    assert "⟦story⟧" in done.stderr
