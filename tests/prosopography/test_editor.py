"""What an editor is told: the line itself, the file itself, and what was meant."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

Build = Callable[..., SphinxTestApp]


def told(app: SphinxTestApp) -> list[tuple[str, int, str]]:
    """Return the warnings as (file, line, type)."""
    found = re.findall(r"([^/\s]+):(\d+): WARNING: .*\[(.*?)\]", app.warning.getvalue())
    return [(file, int(line), kind) for file, line, kind in found]


MARKDOWN = 'extensions.append("myst_parser")\n'
TEXT = """Title of {one}
===============

First line,
second line with {two} and ``Three``,
third with {three} and {two}
in two lines.

- an item
  with {four

  words}
"""


@pytest.mark.parametrize(
    ("file", "form"), [("index.rst", ":person:`%s`"), ("index.md", "{person}`%s`")]
)
def test_a_warning_names_the_line_of_the_mention_itself(file: str, form: str, build: Build) -> None:
    text = (
        f"Title of {form % 'One'}\n{'=' * 30}\n\nFirst line,\nsecond with {form % 'Two'}, "
        f"``Three``,\nthird with {form % 'Three'} and {form % 'Two'} and\n"
        f"{form % 'four<five>'}.\n\n"
        f"- an item\n  with {form % 'split name'}\n- and {form % 'a name'}\n  that goes on\n"
    )
    text = text.replace("split name", "split\n  name").replace("four<", "four\n<")
    app = build({file: text}, settings=MARKDOWN)
    assert [line for _file, line, _kind in told(app)] == [1, 5, 6, 6, 7, 11, 13]


INCLUDED = "A line,\nthen {}.\n\n{}\n"


@pytest.mark.parametrize(
    ("suffix", "include", "mention", "entry"),
    [
        (".rst", ".. include:: part.txt", ":person:`Nobody`", ".. person:: Lenin\n   :born: x\n"),
        (
            ".md",
            "```{include} part.txt\n```",
            "{person}`Nobody`",
            "```{person} Lenin\n:born: x\n```\n",
        ),
    ],
)
def test_a_warning_names_the_included_file(
    suffix: str, include: str, mention: str, entry: str, build: Build
) -> None:
    part = f"A line,\nthen {mention}.\n\n{entry}"
    text = f"Book\n====\n\nText.\n\nMore text.\n\n{include}\n"
    settings = MARKDOWN + 'exclude_patterns = ["*.txt"]\nprosopography_unused = ["*"]\n'
    app = build({f"index{suffix}": text, "part.txt": part}, settings=settings)
    assert sorted(told(app)) == [
        ("part.txt", 2, "prosopography.unknown"),
        ("part.txt", 4, "prosopography.date"),
        ("part.txt", 4, "prosopography.unused"),
    ]


def test_two_included_entries_with_one_id_keep_apart(build: Build) -> None:
    text = "Book\n====\n\n.. include:: one.txt\n\n.. include:: two.txt\n\n:person:`Lenin`.\n"
    parts = {f"{name}.txt": f".. person:: Lenin\n\n   {name}.\n" for name in ("one", "two")}
    settings = 'exclude_patterns = ["*.txt"]\n'
    app = build({"index.rst": text, **parts}, settings=settings)
    page = BeautifulSoup((app.outdir / "index.html").read_text("utf-8"), "html.parser")
    (entry,) = page.select("#person-lenin")
    assert "one." in entry.get_text()
    assert len(page.select("article.entry")) == 2
    assert told(app) == [("two.txt", 1, "prosopography.duplicate")]
    assert "the first is “Lenin” in one.txt, line 1" in app.warning.getvalue()


@pytest.mark.parametrize("wrong", ["Trotsky", "a b", "x.y", "p:1", "-a", ""])
@pytest.mark.parametrize("suffix", [".rst", ".md"])
def test_an_id_has_a_form(wrong: str, suffix: str, build: Build) -> None:
    entry = (
        f".. person:: X\n   :id: {wrong}\n"
        if suffix == ".rst"
        else (f"```{{person}} X\n:id: {wrong}\n```\n")
    )
    app = build({f"index{suffix}": f"Book\n====\n\n{entry}"}, settings=MARKDOWN)
    assert told(app) == [(f"index{suffix}", 4, "prosopography.id")]
    assert "is no id; write a-z, 0-9 and single hyphens, as " in app.warning.getvalue()
    assert "<article" in (app.outdir / "index.html").read_text("utf-8")


def test_wrong_ids_in_another_script_stay_apart(build: Build) -> None:
    entries = "".join(f".. person:: X\n   :id: {wrong}\n\n" for wrong in ("Троцкий", "Ленин"))
    app = build({"index.rst": f"Book\n====\n\n{entries}"})
    assert [kind for *_, kind in told(app)] == ["prosopography.id"] * 2


@pytest.mark.parametrize("suffix", [".rst", ".md"])
def test_a_misspelt_option_is_told_what_it_means(suffix: str, build: Build) -> None:
    entry = (
        ".. person:: X\n   :bron: 1900\n\n   He.\n"
        if suffix == ".rst"
        else ("```{person} X\n:bron: 1900\n\nHe.\n```\n")
    )
    app = build({f"index{suffix}": f"Book\n====\n\n{entry}"}, settings=MARKDOWN)
    assert told(app) == [(f"index{suffix}", 4, "prosopography.option")]
    assert "a person has no option :bron:; did you mean :born:?" in app.warning.getvalue()
    assert "He." in (app.outdir / "index.html").read_text("utf-8")


ENTRIES = ".. person:: Beta\n.. person:: “Alpha”\n.. faction:: Aa\n\nMore\n----\n\n.. person:: Aa\n"


@pytest.mark.parametrize("asked", ["unused", "sorted"])
def test_what_a_project_does_not_ask_for_is_not_said(asked: str, build: Build) -> None:
    assert told(build(ENTRIES)) == []
    app = build(ENTRIES, settings=f'prosopography_{asked} = ["ind*"]\n', name="asked")
    lines = {"unused": [4, 5, 6, 11], "sorted": [5]}
    kind = {"unused": "prosopography.unused", "sorted": "prosopography.order"}
    assert told(app) == [("index.rst", line, kind[asked]) for line in lines[asked]]


@pytest.mark.parametrize("suffix", [".rst", ".md"])
def test_the_extension_alone_gives_roles_and_directives(suffix: str, build: Build) -> None:
    """Without ``primary_domain``; and a kind may have the name of something of Sphinx's."""
    text = {
        ".rst": ":person:`Lenin`\n\n.. person:: Lenin\n\n.. note:: Text.\n\n.. cast::\n\n"
        ".. prosopography:note:: A\n\n:prosopography:note:`A`\n",
        ".md": "{person}`Lenin`\n\n```{person} Lenin\n```\n\n```{note}\nText.\n```\n\n"
        "```{cast}\n```\n\n```{prosopography:note} A\n```\n\n{prosopography:note}`A`\n",
    }
    settings = MARKDOWN + 'prosopography_kinds = {"note": {}}\n'
    app = build({f"index{suffix}": f"Book\n====\n\n{text[suffix]}"}, settings=settings)
    page = BeautifulSoup((app.outdir / "index.html").read_text("utf-8"), "html.parser")
    assert app.warning.getvalue() == ""
    assert [a["href"] for a in page.select("a.mention")] == ["#person-lenin", "#note-a"]
    assert page.select("div.admonition.note")
    assert page.select("aside.cast")


def test_a_picky_project_hears_of_a_name_once(build: Build) -> None:
    app = build(":person:`Nobody`\n", settings="nitpicky = True\n")
    assert told(app) == [("index.rst", 4, "prosopography.unknown")]


def test_a_later_mention_in_a_section_is_marked_as_such(build: Build) -> None:
    text = (
        "On :person:`Lenin`\n==================\n\n:person:`Lenin`, :person:`V. I. <lenin>`.\n\n"
        "Next\n----\n\n:person:`Lenin`.\n\n.. person:: Lenin\n\n   Of the :faction:`B`.\n\n"
        ".. person:: Trotsky\n\n   Of the :faction:`B`, the :faction:`B`.\n\n.. faction:: B\n"
    )
    app = build({"index.rst": text})
    page = BeautifulSoup((app.outdir / "index.html").read_text("utf-8"), "html.parser")
    again = [str(link["id"]) for link in page.select("a.mention-again")]
    assert again == ["m-index_lenin-3", "m-index_b-3"]


def test_no_module_of_the_register_needs_one_that_needs_it(project: Path) -> None:
    import ast
    from graphlib import TopologicalSorter

    package = "sphinx_edition.prosopography"
    arrows: dict[str, set[str]] = {}
    for path in (project / "_ext" / "sphinx_edition" / "prosopography").glob("*.py"):
        tree = ast.walk(ast.parse(path.read_text("utf-8")))
        named = {each.module for each in tree if isinstance(each, ast.ImportFrom) and each.module}
        used = {name.removeprefix(f"{package}.") for name in named if name.startswith(package)}
        arrows[path.stem] = used - {package}
    order = list(TopologicalSorter(arrows).static_order())  # raises CycleError
    assert order.index("register") < order.index("domain") < order.index("resolve")
