"""What the edition says of itself is said alike everywhere, and claims no more than it knows."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

READ = ("README.md", "index.md", "conf.py", "chapters/about.md", "chapters/apparatus.md")
TRANSLATOR = "[translated by David Ames Curtis]"


def text(project: Path, name: str) -> str:
    return (project / name).read_text("utf-8")


def test_the_text_is_collated_and_only_the_collation_is_proven(project: Path) -> None:
    claims = [
        line
        for name in READ
        for line in text(project, name).splitlines()
        if re.search(r"\bproves?\b|\bproven\b|\bproof\b", line)
    ]
    assert claims == [
        "That the chapters differ from the seed only as recorded is thereby proven; "
        "that the seed reads its pages rightly is not."
    ]
    assert all("token by token" in text(project, name) for name in READ[:4])


def test_the_translator_is_inferred_wherever_he_is_named(project: Path) -> None:
    settings = text(project, "conf.py")
    assert '"inferred": ["translators"]' in settings
    assert f'epub_contributor = "{TRANSLATOR}' in settings
    assert TRANSLATOR in " ".join(re.sub(r'"\s*"', "", settings).split())  # the book's imprint
    assert TRANSLATOR in text(project, "chapters/about.md")
    citation = yaml.safe_load(text(project, "CITATION.cff"))["preferred-citation"]
    assert citation["translators"] == [{"name": "[David Ames Curtis]"}]


def test_a_text_is_cited_with_its_own_year_and_the_essays(project: Path) -> None:
    citation = yaml.safe_load(text(project, "CITATION.cff"))
    cited = citation["preferred-citation"]
    assert cited["type"] == "edited-work"
    assert (cited["year"], cited["year-original"]) == (citation["date-released"].year, 1964)
    assert cited["version"] == citation["version"]


def test_prose_and_code_have_licences_of_their_own(project: Path) -> None:
    prose, code = text(project, "LICENSES/CC-BY-4.0.txt"), text(project, "LICENSE")
    assert prose.startswith("Attribution 4.0 International")
    assert "Section 8 -- Interpretation." in prose
    assert code.startswith("MIT License")
    for said in (code, text(project, "chapters/about.md"), text(project, "CITATION.cff")):
        assert "CC-BY-4.0" in said
    assert "claim no right" in text(project, "chapters/about.md")


def test_every_lost_sign_is_restored_alike(project: Path) -> None:
    """Angle brackets are for words; no sign is restored as if somebody had seen the page."""
    ledger = yaml.safe_load(text(project, "seeds/emendations.yaml"))
    for record in ledger:
        supplied = re.findall(r"⟨(.*?)⟩", record["reading"])
        assert all(re.search(r"\w|…", words) for words in supplied), record
    lost = {558: "[Leon]", 579: "(bourgeois", 660: "“ration", 673: "“instr", 707: "translation.]"}
    for line, sign in lost.items():
        (record,) = [r for r in ledger if r.get("line") == line and sign in r["reading"]]
        assert (record["kind"], record["certainty"]) == ("ocr", "medium")
