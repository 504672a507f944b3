"""A project whose documents Sphinx translates: entries are translated, anchors stay."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from bs4 import BeautifulSoup
from whole_builds import build

CONF = """
project = "Leaflet"
extensions = ["myst_parser", "sphinx_edition.prosopography", "sphinx_edition.citable"]
primary_domain = "prosopography"
prosopography_cast = ["01-*"]
prosopography_sorted = ["*"]
gettext_compact = False
locale_dirs = ["locale"]
citable_work = {"title": "Leaflet"}
citable_record = "anchors.txt"
"""
MARKDOWN = {
    "index.md": "# Leaflet\n\n```{toctree}\n01-one\npeople\n```\n",
    "01-one.md": "# 1. One\n\nHere {person}`Trotsky` met {person}`the other <lenin>`.\n\n"
    "Nobody knew {person}`Leon Trotsky`.\n",
    "people.md": "# People\n\n```{person} Lenin\n:id: lenin\n:aliases: Ulyanov\nHe spoke.\n```\n\n"
    "```{person} Trotsky, Leon\n:aliases: Trotsky; The Pen\nHe led the army. He wrote.\n```\n",
}
RESTRUCTURED = {
    "index.rst": "Leaflet\n=======\n\n.. toctree::\n\n   01-one\n   people\n",
    "01-one.rst": "1. One\n======\n\nHere :person:`Trotsky` met :person:`the other <lenin>`.\n\n"
    "Nobody knew :person:`Leon Trotsky`.\n",
    "people.rst": "People\n======\n\n.. person:: Lenin\n   :id: lenin\n   :aliases: Ulyanov\n\n"
    "   He spoke.\n\n.. person:: Trotsky, Leon\n   :aliases: Trotsky; The Pen\n\n"
    "   He led the army. He wrote.\n",
}
FRENCH = {
    "Lenin": "Lénine",
    "Ulyanov": "Oulianov",
    "Trotsky, Leon": "Abronstein, Léon",  # its place in the alphabet is another
    "Trotsky; The Pen": "Bronstein; La Plume",
    "He led the army. He wrote.": "Il commandait l’armée. Il écrivait.",
    "Here {person}`Trotsky` met {person}`the other <lenin>`.": "Là, {person}`l’autre <lenin>` "
    "rencontra {person}`Bronstein <Trotsky>`.",
    "One": "Un",
}


@pytest.fixture(params=["markdown", "restructured"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A project with a French catalogue for its documents."""
    folder = tmp_path / "project"
    folder.mkdir()
    files = MARKDOWN if request.param == "markdown" else RESTRUCTURED
    for name, text in {"conf.py": CONF, **files}.items():
        (folder / name).write_text(text, "utf-8")
    anchors = "p1-1\tHere Trotsky met the other.\np1-2\tNobody knew Leon Trotsky.\n"
    (folder / "anchors.txt").write_text(anchors, "utf-8")
    (folder / "anchors.documents.txt").write_text("1\t01-one\n", "utf-8")
    done = build(folder, tmp_path / "gettext", "gettext")
    assert (done.warnings, done.traceback) == ("", "")
    asked: set[str] = set()
    for template in (tmp_path / "gettext").glob("*.pot"):
        with template.open("rb") as file:
            messages = read_po(file)
        asked |= {str(each.id) for each in messages if each.id}
        catalogue = Catalog(locale="fr")
        for message in messages:
            if message.id:
                said = re.sub(r":person:", "{person}", message.id)
                catalogue.add(message.id, in_markup(FRENCH.get(said, ""), message.id))
        path = folder / "locale" / "fr" / "LC_MESSAGES" / f"{template.stem}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue)
    assert {"Lenin", "Ulyanov", "Trotsky, Leon", "Trotsky; The Pen"} <= asked
    return folder


def in_markup(translation: str, source: str) -> str:
    return translation.replace("{person}", ":person:") if ":person:" in source else translation


def page(folder: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((folder / f"{name}.html").read_text("utf-8"), "html.parser")


def ids(folder: Path) -> dict[str, set[str]]:
    """Return the ids of all pages of text; an index is headed by the letters of names."""
    return {
        name: {str(each["id"]) for each in page(folder, name).select("[id]:not(#edition-words)")}
        for name in ("index", "01-one", "people")
    }


def test_entries_are_translated_and_anchors_stay(project: Path, tmp_path: Path) -> None:
    for language in ("en", "fr"):
        done = build(project, tmp_path / language, settings={"language": language})
        assert (done.warnings, done.traceback) == ("", "")
    english, french = tmp_path / "en", tmp_path / "fr"
    assert ids(french) == ids(english)
    assert {"p1-1", "m-01-one_trotsky-1"} <= ids(french)["01-one"]
    assert "person-trotsky-leon" in ids(french)["people"]
    card = page(french, "01-one").select_one("#card-person-trotsky-leon").get_text(" ", strip=True)
    assert card.startswith("Abronstein, Léon")
    assert "Il commandait l’armée." in card
    entry = page(french, "people").select_one("#person-trotsky-leon").get_text(" ", strip=True)
    assert "Autres noms\u00a0: Bronstein, La Plume" in entry
    assert "rencontra Bronstein" in entry
    assert "Leon Trotsky" in entry  # a paragraph that nobody has translated names it still
    index = page(french, "prosopography-person").get_text(" ", strip=True)
    assert "Abronstein, Léon" in index
    assert "Trotsky" not in index
    graph = json.loads((french / "register.json").read_text("utf-8"))["@graph"]
    found = {each["identifier"]: each for each in graph}
    assert found["person-trotsky-leon"]["name"] == "Léon Abronstein"
    assert found["person-trotsky-leon"]["alternateName"] == ["Bronstein", "La Plume"]
    assert found["person-trotsky-leon"]["description"] == "Il commandait l’armée. Il écrivait."
    assert found["person-lenin"]["name"] == "Lénine"
    assert "Leon" not in (french / "register.json").read_text("utf-8")


def test_a_partial_translation_changes_nothing_else(project: Path, tmp_path: Path) -> None:
    """In the language of the source, a project with catalogues is as one without."""
    one = build(project, tmp_path / "with", settings={"language": "en"})
    other = build(project, tmp_path / "without", settings={"language": "en", "locale_dirs": []})
    assert (one.warnings, other.warnings) == ("", "")
    for name in ("01-one.html", "people.html", "register.json"):
        assert (tmp_path / "with" / name).read_bytes() == (tmp_path / "without" / name).read_bytes()
