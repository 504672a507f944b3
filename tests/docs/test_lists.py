"""What the code has stands in the handbook, and nothing else does."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import handbook
import library_lists
import links
import pictures
import pytest
from docutils.parsers.rst import directives, roles
from sphinx.testing.util import SphinxTestApp
from sphinx.util.inventory import InventoryFile
from sphinx_edition import ROOMS
from sphinx_edition.core.settings import PREFIXES
from sphinx_edition.core.warnings import Warn

OURS = [f"sphinx_edition.{room}" for room in (*ROOMS, "references", "book")]
STOCK = ["myst_parser", "sphinxcontrib.bibtex"]
#: Other things that begin like a setting.
NO_SETTINGS = {"tei_parts", "tei_all", "collation_"}


@pytest.fixture(scope="module")
def docs(build: Path) -> Path:
    """The built handbook."""
    if not (build / "docs" / "objects.inv").exists():
        pytest.fail("the handbook is not built: run make docs")
    return build / "docs"


@pytest.fixture(scope="module")
def documented(docs: Path) -> dict[str, set[str]]:
    """The names of what the handbook describes, by type of object."""
    inventory = InventoryFile.loads((docs / "objects.inv").read_bytes(), uri="")
    return {kind: set(found) for kind, found in inventory.data.items()}


@pytest.fixture
def app(tmp_path: Path, make_app: Callable[..., SphinxTestApp]) -> Callable[..., SphinxTestApp]:
    """A function that makes a project with extensions."""

    def make(name: str, extensions: list[str]) -> SphinxTestApp:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "conf.py").write_text(
            f'extensions = {extensions!r}\nbibtex_bibfiles = []\nhtml_theme = "sphinx_book_theme"\n'
        )
        (folder / "index.rst").write_text("Title\n=====\n")
        return make_app("html", srcdir=folder)

    return make


def test_every_setting_is_described_and_none_other(
    app: Callable[..., SphinxTestApp], documented: dict[str, set[str]]
) -> None:
    ours, stock = app("ours", [*STOCK, *OURS]).config, app("stock", STOCK).config
    settings = set(ours.values) - set(stock.values)
    assert documented["std:confval"] == settings
    assert all(ours.values[name].description for name in settings)
    assert all(name.startswith(PREFIXES) for name in settings)


def test_every_warning_is_described_and_none_other(documented: dict[str, set[str]]) -> None:
    warnings = {f"{warning.type}.{warning.subtype}" for warning in Warn}
    assert documented["std:warning-type"] == warnings


def own(table: dict[str, object]) -> dict[str, object]:
    """Return the roles or directives of the library, without those of others that it mends."""
    found = {}
    for name, code in table.items():
        thing = code if isinstance(code, type) else type(code)
        modules = [base.__module__ for base in thing.__mro__]
        if "Checked" not in thing.__name__ and any(m.startswith("sphinx_edition") for m in modules):
            found[name] = code
    return found


def test_every_role_and_directive_is_described_and_none_other(
    app: Callable[..., SphinxTestApp], documented: dict[str, set[str]], docs: Path
) -> None:
    domains = list(app("ours", [*STOCK, *OURS]).env.domains.sorted())
    found_roles = own(roles._roles).keys() | {n for d in domains for n in own(dict(d.roles))}
    assert documented["rst:role"] == found_roles
    found = own(directives._directives)
    for domain in domains:
        found |= own(dict(domain.directives))
    assert documented["rst:directive"] == set(found)
    text = "".join(page.read_text("utf-8") for page in sorted((docs / "extensions").glob("*.html")))
    options = {option for code in found.values() for option in (code.option_spec or {})}
    shown = set(re.findall(r'<span class="pre">([a-z-]+)</span>', text))
    assert options
    assert options <= shown


def test_what_the_prose_names_as_a_setting_is_one(documented: dict[str, set[str]]) -> None:
    pages = [*handbook.DOCS.rglob("*.md"), *handbook.EXAMPLES.rglob("conf.py")]
    pages += [handbook.ROOT / "README.md", handbook.ROOT / "_ext" / "README.md"]
    for page in pages:
        text = page.read_text("utf-8")
        named = set(re.findall(r"(?<![\w/.{-])[a-z]+_[a-z_]+\b", text))
        named = {name for name in named if name.startswith(PREFIXES)}
        assert named - NO_SETTINGS <= documented["std:confval"], page


def test_every_agreement_is_on_the_page_of_its_owner(project: Path, docs: Path) -> None:
    tables = (project / "_ext" / "AGREEMENTS.md").read_text("utf-8")
    parts = [part for part in tables.split("\n## ") if part.splitlines()[0] in library_lists.NOUNS]
    rows = re.findall(r"^\| (`[^|]+) \| (\w+) \|", "\n".join(parts), re.MULTILINE)
    assert len(rows) > 30
    for names, owner in rows:
        page = (docs / "extensions" / f"{owner}.html").read_text("utf-8")
        for name in re.findall(r"`([^`]+)`", names):
            assert f'<span class="pre">{name}</span>' in page, (owner, name)


def test_every_picture_is_small_and_used_and_made_by_the_command() -> None:
    files = {path.stem: path for path in pictures.PICTURES.iterdir()}
    assert set(files) == {*pictures.VIEWS, *pictures.SHEETS}
    pages = [handbook.ROOT / "README.md", *sorted(handbook.DOCS.rglob("*.md"))]
    text = "".join(path.read_text("utf-8") for path in pages)
    for name, path in files.items():
        assert path.stat().st_size <= pictures.largest(name), name
        described = re.search(rf"^```\{{example\}} {name}\n\S", text, re.MULTILINE)
        assert described or f"/pictures/{name}.webp" in text, name


def test_every_internal_link_leads_somewhere(docs: Path) -> None:
    assert links.faults(docs) == []


def test_figures_are_dated_and_name_the_command_that_measured_them() -> None:
    for name, (command, head, _rows) in handbook.TABLES.items():
        table = handbook.json.loads((handbook.FIGURES / f"{name}.json").read_text("utf-8"))
        assert (table["command"], table["head"]) == (command, head)
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", table["date"])
        assert all(len(row) == len(head) for row in table["rows"])
