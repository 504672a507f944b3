"""The files around the edition agree with one another."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest
import yaml


def packages(path: Path) -> set[str]:
    lines = path.read_text("utf-8").splitlines()
    return {line.split()[0] for line in lines if line.strip() and not line.startswith("#")}


def test_the_seed_is_the_one_that_was_handed_over(project: Path) -> None:
    seed = (project / "seeds" / "000_39ea79eae56c5405.txt").read_bytes()
    assert (
        hashlib.sha256(seed).hexdigest()
        == "2c1857b9f1031fedb2b08095bc0efea0096fe38c64c2e8e5cda8529d4eb818a1"
    )


def test_the_hosting_service_installs_what_the_book_needs(project: Path) -> None:
    hosting = yaml.safe_load((project / ".readthedocs.yaml").read_text("utf-8"))
    assert set(hosting["build"]["apt_packages"]) == packages(project / "apt.txt")
    assert hosting["sphinx"]["fail_on_warning"] is True
    assert set(hosting["formats"]) == {"pdf", "epub", "htmlzip"}


def test_one_version_everywhere(project: Path) -> None:
    settings = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))
    citation = yaml.safe_load((project / "CITATION.cff").read_text("utf-8"))
    changes = (project / "CHANGELOG.md").read_text("utf-8")
    assert settings["project"]["version"] == citation["version"]
    assert f"## {citation['version']} " in changes


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_every_dependency_is_locked_with_its_hash(project: Path, lock: str) -> None:
    text = (project / lock).read_text("utf-8")
    pinned = re.findall(
        r"^([a-z0-9._-]+)==(?:.*\\\n)((?: {4}--hash=sha256:[0-9a-f]{64}.*\n)*)", text, re.M | re.I
    )
    assert all(hashes for _, hashes in pinned)
    settings = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))
    wanted = [
        re.match(r"[A-Za-z0-9._-]+", line)[0].lower()
        for line in settings["project"]["dependencies"]
    ]
    assert set(wanted) <= {name.lower() for name, _ in pinned}


def test_both_locks_agree(project: Path) -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", (project / name).read_text("utf-8"), re.M))

    assert pins("requirements.lock") <= pins("requirements-test.lock")
