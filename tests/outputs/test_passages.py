"""The passages of the edition, as data beside its site."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

PROJECT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def passages(build: Path) -> dict[str, dict[str, Any]]:
    document = json.loads((build / "html" / "passages.json").read_text("utf-8"))
    return {unit["id"]: unit for unit in document["member"] if unit["citeType"] == "paragraph"}


def test_every_published_paragraph_is_a_passage(passages: dict[str, dict[str, Any]]) -> None:
    recorded = (PROJECT / "anchors.txt").read_text("utf-8").splitlines()
    anchors = {line.split("\t")[0] for line in recorded if line and line[0] != "#"}
    assert set(passages) == anchors


def test_passages_name_entries_and_works(passages: dict[str, dict[str, Any]], build: Path) -> None:
    register = json.loads((build / "html" / "register.json").read_text("utf-8"))
    entries = {thing["identifier"] for thing in register["@graph"] if "identifier" in thing}
    named = {mention["entry"] for each in passages.values() for mention in each["mentions"]}
    assert len(named) > 50
    assert named <= entries
    bibliography = (PROJECT / "references.bib").read_text("utf-8")
    cited = {work["work"] for each in passages.values() for work in each["citations"]}
    assert cited
    assert all(re.search(rf"@\w+{{{key},", bibliography) for key in cited)


def test_passages_know_their_lines_and_pages(passages: dict[str, dict[str, Any]]) -> None:
    described = yaml.safe_load(next((PROJECT / "seeds").glob("0*.yaml")).read_text("utf-8"))
    bounds = [page["lines"] for page in described["pages"]]
    for each in passages.values():
        first, last = each["lines"]
        pages = [n for n, (begin, end) in enumerate(bounds, 1) if begin <= last and first <= end]
        assert each["pages"] == [str(page) for page in pages], each["id"]
