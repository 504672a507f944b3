"""The files around the edition agree with one another."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest
import rtd
import versions
import yaml
from packaging.requirements import Requirement
from sphinx_edition.core import OLDEST_SPHINX

LOCKS = ["requirements.lock", "requirements-test.lock", "requirements-oldest.lock"]


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


def downloads(project: Path, **environment: str) -> list[str]:
    """Return the places of what the title page offers, as ``conf.py`` says in this environment."""
    offered = "runpy.run_path('conf.py')['reading_page_downloads']"
    code = f"import json, runpy; print(json.dumps({offered}))"
    known = {name: value for name, value in os.environ.items() if "READTHEDOCS" not in name}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project,
        env=known | environment,
        check=True,
        capture_output=True,
    )
    return [place for _, place in json.loads(done.stdout)]


def test_no_format_is_offered_that_the_hosting_service_does_not_make(project: Path) -> None:
    at = {"READTHEDOCS_CANONICAL_URL": "https://edition.example/en/latest/"}
    service = "https://edition.example/_/downloads/en/latest"
    assert downloads(project) == ["latex/*.pdf", "epub/*.epub", "tei/*.xml"]
    assert downloads(project, **at, READTHEDOCS_VERSION_TYPE="branch") == [
        f"{service}/pdf/",
        f"{service}/epub/",
        "tei/*.xml",
    ]
    assert downloads(project, **at, READTHEDOCS_VERSION_TYPE="external") == ["tei/*.xml"]


def test_the_hosting_service_installs_exactly_the_lock_and_makes_the_tei(project: Path) -> None:
    jobs = yaml.safe_load((project / ".readthedocs.yaml").read_text("utf-8"))["build"]["jobs"]
    (install,) = jobs["install"]
    assert {"--no-deps", "--require-hashes", "requirements.lock"} <= set(install.split())
    tei, handbook = jobs["pre_build"]
    assert "-W --keep-going -b tei" in tei
    assert tei.endswith("$READTHEDOCS_OUTPUT/tei")
    assert "-W --keep-going -b html" in handbook
    assert handbook.endswith("docs $READTHEDOCS_OUTPUT/html/docs")


def test_dead_ends_of_a_hosted_site_are_seen(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text('<a href="https://x.example/_/downloads/en/latest/pdf/">PDF</a>', "utf-8")
    assert rtd.dead_downloads(tmp_path, {"pdf"}) == []
    assert rtd.dead_downloads(tmp_path, set()) == ["the title page offers pdf, which is not made"]
    assert rtd.dead_search(page) == []
    page.write_text('<form action="search.html"><input type="search"></form>', "utf-8")
    assert len(rtd.dead_search(page)) == 2


def test_the_workflow_tries_every_python_with_the_oldest_and_the_newest_sphinx(
    project: Path,
) -> None:
    workflow = yaml.safe_load((project / ".github/workflows/edition.yaml").read_text("utf-8"))
    job = workflow["jobs"]["versions"]
    matrix = job["strategy"]["matrix"]
    cells = {f"{python}-{sphinx}" for python in matrix["python"] for sphinx in matrix["sphinx"]}
    assert cells == set(versions.CELLS)
    assert job["steps"][-1]["run"].startswith("SKIPS=forbidden make test-versions CELLS=")


def test_the_oldest_sphinx_that_is_tried_is_the_oldest_that_the_library_takes(
    project: Path,
) -> None:
    lock = (project / "requirements-oldest.lock").read_text("utf-8")
    (oldest,) = re.findall(r"^sphinx==(\d+\.\d+)", lock, re.M)
    assert oldest == OLDEST_SPHINX


def test_one_version_everywhere(project: Path) -> None:
    settings = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))
    citation = yaml.safe_load((project / "CITATION.cff").read_text("utf-8"))
    changes = (project / "CHANGELOG.md").read_text("utf-8")
    assert settings["project"]["version"] == citation["version"]
    assert f"## {citation['version']} " in changes


@pytest.mark.parametrize("lock", LOCKS)
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


@pytest.mark.parametrize("python", ["3.11.2", "3.12.0", "3.13.5"])
@pytest.mark.parametrize("lock", LOCKS)
def test_each_python_has_one_release_of_a_package(project: Path, lock: str, python: str) -> None:
    lines = re.findall(r"^[a-z].*==[^\\\n]*", (project / lock).read_text("utf-8"), re.M)
    pins = map(Requirement, lines)
    here = {"python_full_version": python, "python_version": python.rpartition(".")[0]}
    chosen = Counter(pin.name for pin in pins if not pin.marker or pin.marker.evaluate(here))
    assert chosen["sphinx"] == 1
    assert [name for name, count in chosen.items() if count > 1] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_where_the_packages_came_from(project: Path, lock: str) -> None:
    assert "://" not in (project / lock).read_text("utf-8")


def test_both_locks_agree(project: Path) -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", (project / name).read_text("utf-8"), re.M))

    assert pins("requirements.lock") <= pins("requirements-test.lock")
