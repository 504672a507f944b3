"""The table of agreements is true: what it names is there, each with its owner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from edits import ROOT
from whole_builds import build

LIBRARY = Path(__file__).parent.parent.parent / "_ext"
TABLES = (LIBRARY / "AGREEMENTS.md").read_text("utf-8")


def named(heading: str) -> Iterator[str]:
    """Yield the names in the first column of the table under ``heading``."""
    table = TABLES.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    for line in table.splitlines():
        if line.startswith("| `"):
            yield from re.findall(r"`([^`]+)`", line.split("|")[1])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> list[BeautifulSoup]:
    """Every page of the tiny edition."""
    folder = tmp_path_factory.mktemp("site") / "html"
    assert build(ROOT, folder, "html").is_good
    pages = sorted(folder.rglob("*.html"))
    return [BeautifulSoup(page.read_text("utf-8"), "html.parser") for page in pages]


def test_every_owner_is_a_room() -> None:
    owners = set(re.findall(r"^\| `[^|]+\| (\w+) \|", TABLES, re.MULTILINE))
    rooms = {path.name for path in (LIBRARY / "sphinx_edition").iterdir() if path.is_dir()}
    assert len(owners) > 5
    assert owners <= rooms


#: What the tiny edition has no occasion for.
ELSEWHERE = {"language-fr", "emendation-sign", "no-search"}


@pytest.mark.parametrize("name", sorted(set(named("Classes")) - ELSEWHERE))
def test_classes_are_there(site: list[BeautifulSoup], name: str) -> None:
    assert any(page.find(class_=name) for page in site)


@pytest.mark.parametrize("name", named("Attributes"))
def test_attributes_are_there(site: list[BeautifulSoup], name: str) -> None:
    assert any(page.find(attrs={name: True}) for page in site)


@pytest.mark.parametrize("name", named("Ids"))
def test_ids_have_this_form(site: list[BeautifulSoup], name: str) -> None:
    stem, form = re.fullmatch(r"(p(?=\d)|[a-z]+-)(.+)", name).groups()
    like = re.compile(re.escape(stem) + (r"[\d-]+" if form[0].isdigit() else r"[a-z0-9_-]+"))
    assert any(like.fullmatch(str(each["id"])) for page in site for each in page.select("[id]"))


def test_commands_of_latex_have_definitions_that_may_be_replaced() -> None:
    sources = "".join(
        path.read_text("utf-8")
        for path in sorted((LIBRARY / "sphinx_edition").rglob("*"))
        if path.suffix in {".py", ".sty"}
    )
    commands = list(named("Commands of LaTeX"))
    assert len(commands) > 5
    for command in commands:
        assert re.search(rf"\\(?:provide|new)command\*?{{\\{command[1:]}}}", sources), command
