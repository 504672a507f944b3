"""Settings of a wrong form are told of, each in one line, and stop no build."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from sphinx.testing.util import SphinxTestApp
from sphinx_edition.core.settings import fits

ROOMS = (
    "collation prosopography references citable notes languages tei hosting fresh epub book pages"
)
WRONG: dict[str, object] = {
    "accessible_epub_popups": [3],
    "accessible_epub_summary": 3,
    "accessible_epub_types": {"a": 3},
    "citable_documents": "(",
    "citable_work": "none",
    "collation_kinds": {"x": 3},
    "collation_witnesses": "seeds/one.yaml",
    "foreign_words": {"fr": 3},
    "prosopography_cast": [3],
    "prosopography_kinds": {"x": 3},
    "reading_page_downloads": ["x"],
    "reading_page_whole": [3],
    "references_conjectural": 3,
    "small_press_keywords": [3],
    "small_press_year": 2026,
    "tei_body": "chapters",
    "tei_responsibility": [("a", "b")],
}


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "tei"])
def test_each_is_one_line_with_its_place(tmp_path: Path, builder: str) -> None:
    settings = {
        "extensions": ["myst_parser", *(f"sphinx_edition.{room}" for room in ROOMS.split())],
        "html_theme": "sphinx_book_theme",
        "bibtex_bibfiles": ["works.bib"],
        "project": "A book",
        "version": "1",
        "copyright": "nobody",
        **WRONG,
    }
    lines = [f"{name} = {value!r}" for name, value in settings.items()]
    (tmp_path / "conf.py").write_text("\n".join(lines), "utf-8")
    (tmp_path / "works.bib").write_text("@book{a, title={A}, year=1900}\n", "utf-8")
    (tmp_path / "index.md").write_text("# A book\n\nWords.\n", "utf-8")
    app = SphinxTestApp(builder, srcdir=tmp_path)
    app.build()
    said = re.sub(r"\x1b\[[\d;]*m", "", app.warning.getvalue()).splitlines()
    app.cleanup()
    told = {}
    for line in said:
        match = re.fullmatch(r".*/conf\.py:(\d+): WARNING: (\w+) .+ \[edition\.setting\]", line)
        assert match, line
        told[match[2]] = lines[int(match[1]) - 1].partition(" ")[0]
    assert told == {name: name for name in WRONG}
    assert len(said) == len(WRONG)


@pytest.mark.parametrize(
    ("value", "form", "is_right"),
    [
        ([], list[str], True),
        (("a",), list[str], True),
        ("a", list[str], False),
        ([1], list[str], False),
        ({"fr": ["a"], "de": "b"}, dict[str, str | list[str]], True),
        ({"fr": 1}, dict[str, str | list[str]], False),
        ({1: "a"}, dict[str, str], False),
        ([["a", "b"]], list[tuple[str, str]], True),
        ([["a"]], list[tuple[str, str]], False),
        ({"a": object()}, dict[str, Any], True),
    ],
)
def test_a_value_fits_its_form(value: object, form: Any, is_right: bool) -> None:
    assert fits(value, form) is is_right
