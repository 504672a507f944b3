"""The two commands: what they do on a bare machine, and what they say when they cannot."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import system_packages


@pytest.fixture
def bare(project: Path, tmp_path: Path) -> Path:
    """A folder with what the Makefile stands on, and no environment."""
    shutil.copy(project / "Makefile", tmp_path)
    shutil.copytree(project / "tools", tmp_path / "tools")
    shutil.copy(project / "requirements.lock", tmp_path)
    return tmp_path


def make(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *words],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )


def script(path: Path, body: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def test_help_says_what_every_target_does(project: Path) -> None:
    done = make(project, "help")
    assert done.returncode == 0
    named = {line.split()[0] for line in done.stdout.splitlines()}
    assert {"all", "html", "epub", "latexpdf", "test", "lint", "bench", "rtd", "clean"} <= named
    assert all(len(line.split()) > 1 for line in done.stdout.splitlines())


def test_a_target_that_is_none_is_one_line(bare: Path) -> None:
    done = make(bare, "nonsense")
    assert done.returncode != 0
    (line,) = done.stderr.splitlines()
    assert "there is no target nonsense; make help lists them" in line
    assert not (bare / ".venv").exists()


def test_missing_system_packages_are_named_and_nothing_is_built(bare: Path) -> None:
    (bare / "apt.txt").write_text("latexmk latexmk\ntexlive-moon  moon.sty\n")
    tools = bare / "bin"
    script(tools / "latexmk", "exit 0")
    done = subprocess.run(
        [sys.executable, "tools/system_packages.py", "apt.txt"],
        cwd=bare,
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr == "apt.txt needs the Debian packages (or their like): texlive-moon\n"


APT = {
    "E: You don't have enough free space in /var/cache/apt/archives/.": (
        "the disk is full: make room, then call make again"
    ),
    "W: Failed to fetch http://a\nE: Unable to locate package x": (
        "the packages cannot be fetched: connect to the network, then call make again"
    ),
    "Reading …\nE: Unmet needs.\nE: Broken packages": "E: Unmet needs. E: Broken packages",
}


@pytest.mark.parametrize("said", APT)
def test_what_apt_cannot_do_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    (tmp_path / "said").write_text(f"{said}\n")
    script(tmp_path / "apt-get", f"cat {tmp_path}/said; exit 100")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(SystemExit) as stop:
        system_packages.install(["x", "y"])
    assert stop.value.code == f"x y could not be installed: {APT[said]}"


def test_lists_of_packages_are_read(tmp_path: Path) -> None:
    (tmp_path / "list").write_text("# comment\n\nlatexmk  latexmk x.sty  # why\nfonts-x\n")
    assert system_packages.read_list(tmp_path / "list") == {
        "latexmk": ["latexmk", "x.sty"],
        "fonts-x": [],
    }


@pytest.mark.parametrize(
    ("sign", "found"),
    [("sh", True), ("no-such-command", False), ("libc.so.6", True), ("libmoon.so.1", False)],
)
def test_signs_are_commands_and_libraries(sign: str, found: bool) -> None:
    assert system_packages.is_there(sign) is found
