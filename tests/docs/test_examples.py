"""Every example of the handbook builds without a warning, alike in both markups."""

from __future__ import annotations

import re
from pathlib import Path

import handbook
import pytest
import sphinx_edition.collation  # noqa: F401  what a build needs is imported once
from bs4 import BeautifulSoup
from whole_builds import build

EXAMPLES = sorted(path.name for path in handbook.EXAMPLES.iterdir() if path.is_dir())
RESULTS = {"book": "*.tex", "epub": "**/*.xhtml", "tei": "*.xml"}
#: What tells of the file rather than of the text.
MARKUP = re.compile(r"_sources/\S+|\S+\.(?:md|rst)(?:\.txt)?\b|index\.md|index\.rst")


def words(folder: Path, name: str) -> dict[str, str]:
    """Return the words of all that a build has written about the text."""
    found = {}
    for path in sorted(folder.glob(RESULTS.get(name, "*.html"))):
        kind = "xml" if path.suffix == ".xml" else "html.parser"
        soup = BeautifulSoup(path.read_text("utf-8"), kind)
        for extra in soup.select(".editorial"):
            extra.decompose()
        text = (soup.main or soup).get_text(" ")
        found[path.relative_to(folder).as_posix()] = " ".join(MARKUP.sub("", text).split())
    return found


def test_there_is_an_example_for_every_extension(project: Path) -> None:
    rooms = {path.parent.name for path in (project / "_ext/sphinx_edition").glob("*/__init__.py")}
    assert rooms - {"core", "importer"} <= set(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_is_alike_in_both_markups(tmp_path: Path, name: str) -> None:
    found = []
    for markup in handbook.MARKUPS:
        out = tmp_path / markup
        done = build(
            handbook.EXAMPLES / name,
            out,
            handbook.BUILDERS.get(name, "html"),
            settings={"include_patterns": [f"*.{markup}"]},
        )
        assert (done.traceback, done.warnings) == ("", ""), markup
        found.append(words(out, name))
    assert found[0]
    assert found[0] == found[1]


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "tei", "text"])
def test_the_node_of_the_example_is_in_five_formats(tmp_path: Path, builder: str) -> None:
    done = build(
        handbook.EXAMPLES / "marginal",
        tmp_path / "out",
        builder,
        settings={"include_patterns": ["*.md"]},
    )
    assert (done.traceback, done.warnings) == ("", "")
    texts = [
        path.read_text("utf-8")
        for path in (tmp_path / "out").rglob("*")
        if path.suffix in {".html", ".xhtml", ".tex", ".xml", ".txt"}
    ]
    sign = {
        "html": '<small class="marginal">A natural right.</small>',
        "epub": '<small class="marginal">A natural right.</small>',
        "latex": r"\marginalwords{A natural right.}",
        "tei": '<note place="margin">A natural right.</note>',
        "text": "A natural right.",
    }[builder]
    assert any(sign in text for text in texts)
