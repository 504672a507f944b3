"""The text as data: each passage with its words, its place in the witness, and what it names."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from sphinx.testing.util import SphinxTestApp
from sphinx_edition.citable import passages as citable_passages

SETTINGS = {
    "extensions": ["myst_parser", "sphinx_edition.collation", "sphinx_edition.citable"],
    "citable_documents": "^(one|two)$",
}

pytestmark = pytest.mark.sphinx("html", testroot="collation", confoverrides=SETTINGS)


def passages(app: SphinxTestApp) -> list[dict[str, Any]]:
    document = json.loads((Path(app.outdir) / "passages.json").read_text("utf-8"))
    assert document["dtsVersion"] == "1.0"
    return [unit for unit in document["member"] if unit["citeType"] == "paragraph"]


def test_each_paragraph_is_a_passage_of_its_section(app: SphinxTestApp) -> None:
    app.build()
    found = passages(app)
    assert [(each["parent"], each["paragraph"]) for each in found] == [
        ("one", 1),
        ("two", 1),
        ("two", 2),
    ]
    assert found[2]["text"].startswith("Dave had there hat.")
    assert found[2]["words"] == 13


def test_a_passage_has_an_address_for_its_text(app: SphinxTestApp) -> None:
    app.build()
    out = Path(app.outdir)
    for each in passages(app):
        text = (out / each["text_url"]).read_text("utf-8")
        assert text == f"{each['text']}\n"
        assert each["sha256"] == hashlib.sha256(each["text"].encode()).hexdigest()
        page, _, anchor = each["url"].partition("#")
        assert f'id="{anchor}"' in (out / page).read_text("utf-8")


def test_a_passage_knows_its_place_in_the_witness_and_its_notes(app: SphinxTestApp) -> None:
    app.build()
    places = [(each["pages"], each["lines"], each["notes"]) for each in passages(app)]
    assert places == [
        (["1", "2"], [3, 14], ["1", "2"]),
        (["2"], [18, 19], []),
        (["2"], [21, 22], []),
    ]


@pytest.mark.sphinx(
    "html",
    testroot="collation",
    confoverrides={
        **SETTINGS,
        "release": "2.0",
        "citable_work": {
            "title": "Tale",
            "authors": [("Somebody", "")],
            "licence": "https://example.org/free",
        },
    },
)
def test_pages_lead_to_the_passages_with_version_and_licence(app: SphinxTestApp) -> None:
    app.build(force_all=True)
    page = (Path(app.outdir) / "one.html").read_text("utf-8")
    tag = next(line for line in page.splitlines() if "passages.json" in line)
    assert 'rel="alternate"' in tag
    assert 'title="Passages, version 2.0, https://example.org/free"' in tag
    document = json.loads((Path(app.outdir) / "passages.json").read_text("utf-8"))
    assert document["resource"]["dublinCore"]["license"] == "https://example.org/free"


@pytest.mark.sphinx("html", testroot="collation", confoverrides=SETTINGS, srcdir="fewer")
def test_a_passage_that_is_gone_leaves_no_file(app: SphinxTestApp, make_app) -> None:
    app.build()
    two = Path(app.srcdir) / "two.md"
    two.write_text(two.read_text("utf-8").partition("Dave had")[0], "utf-8")
    again = make_app("html", srcdir=app.srcdir, confoverrides=SETTINGS)
    again.build()
    files = sorted(path.name for path in (Path(again.outdir) / "passages").iterdir())
    assert files == sorted(f"{each['id']}.txt" for each in passages(again))
    assert len(files) == 2


@pytest.mark.sphinx("html", testroot="collation", confoverrides=SETTINGS, srcdir="kept")
def test_passages_of_pages_that_stay_are_kept(app: SphinxTestApp, make_app, monkeypatch) -> None:
    app.build()
    before = passages(app)
    read: list[str] = []
    units_of = citable_passages.units_of
    monkeypatch.setattr(
        citable_passages,
        "units_of",
        lambda app, docname: read.append(docname) or units_of(app, docname),
    )
    one = Path(app.srcdir) / "one.md"
    one.write_text(one.read_text("utf-8") + "\nA paragraph more.\n", "utf-8")
    again = make_app("html", srcdir=app.srcdir, confoverrides=SETTINGS)
    again.build()
    assert read == ["one"]
    after = passages(again)
    assert [each for each in after if each not in before] == [after[1]]
    assert after[1]["text"] == "A paragraph more."


@pytest.mark.sphinx("html", testroot="collation", confoverrides=SETTINGS, srcdir="damaged")
def test_passages_that_cannot_be_read_are_made_anew(app: SphinxTestApp, make_app) -> None:
    app.build()
    path = Path(app.outdir, "passages.json")
    whole = path.read_text("utf-8")
    path.write_text(whole[: len(whole) // 2], "utf-8")
    make_app("html", srcdir=app.srcdir, confoverrides=SETTINGS).build()
    assert path.read_text("utf-8") == whole


@pytest.mark.sphinx("latex", testroot="collation", confoverrides=SETTINGS)
def test_only_a_site_has_passages(app: SphinxTestApp) -> None:
    app.build()
    assert not (Path(app.outdir) / "passages.json").exists()


@pytest.mark.sphinx("html", testroot="collation", confoverrides=SETTINGS, srcdir="parallel")
def test_a_parallel_build_has_the_same_passages(app: SphinxTestApp, make_app, tmp_path) -> None:
    for number in range(8):  # enough documents for Sphinx to read them in parallel
        text = f"---\norphan: true\n---\n\n# Extra {number}\n\nExtra words {number}.\n"
        (Path(app.srcdir) / f"extra{number}.md").write_text(text, "utf-8")
    settings = {**SETTINGS, "citable_documents": r"^(one|two|extra\d)$"}
    built = []
    for jobs in (1, 2):
        folder = tmp_path / str(jobs)
        other = make_app(
            "html", srcdir=app.srcdir, builddir=folder, confoverrides=settings, parallel=jobs
        )
        other.build()
        out = Path(other.outdir)
        texts = {path.name: path.read_text("utf-8") for path in (out / "passages").iterdir()}
        built.append(((out / "passages.json").read_text("utf-8"), texts))
    assert built[0] == built[1]
    assert "Extra words 7.\n" in built[0][1].values()
