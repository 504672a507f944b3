"""What is wrong with a register is said with its place and with what to do."""

import re

import pytest
from sphinx.testing.util import SphinxTestApp

EXPECTED = [
    (8, "date", r":born: “10 April 1870” is no EDTF date: write 1917-11-07"),
    (8, "date", r":factions: “1903/1902” is no EDTF date: it ends before it begins"),
    (8, "identifier", r":wikidata: “1394” has not the form of Wikidata"),
    (22, "duplicate", r"person “lenin” is described twice: the first is “Lenin” in index\.rst"),
    (8, "relation", r":factions: the register has no faction “mensheviks”"),
    (15, "unused", r"nothing names the person “Trotsky”"),
    (16, "unused", r"nothing names the person “Smirnov, Vladimir”"),
    (19, "unused", r"nothing names the person “Smirnov, Ivan”"),
    (16, "order", r"“Smirnov, Vladimir” comes after “Trotsky”"),
    (19, "order", r"“Smirnov, Ivan” comes after “Smirnov, Vladimir”"),
    (6, "unmarked", r"“Lenin” stands unmarked: write \{person\}`Lenin`"),
    (6, "unmarked", r"“Vladimir Smirnov’s” stands unmarked"),
    (6, "unmarked", r"“BOLSHEVIKS” stands unmarked"),
    (4, "unknown", r"no person “Trotzky”; did you mean Trotsky <trotsky>\?"),
    (4, "ambiguous", r"several entries .*: Smirnov, Vladimir <.*> or Smirnov, Ivan <.*>"),
    (4, "kind", r"“Bolsheviks” is no person; did you mean \{faction\}`Bolsheviks"),
]


@pytest.mark.sphinx("html", testroot="prosopography-faults")
def test_every_fault_is_named_once(app: SphinxTestApp) -> None:
    app.build()
    found = re.findall(
        r"index\.rst:(\d+): WARNING: (.*) \[prosopography\.(\w+)\]", app.warning.getvalue()
    )
    assert len(found) == len(EXPECTED), found
    for (line, message, subtype), (at, kind, what) in zip(found, EXPECTED, strict=True):
        assert (int(line), subtype) == (at, kind), message
        assert re.search(what, message), message


@pytest.mark.sphinx(
    "html",
    testroot="prosopography-faults",
    confoverrides={"suppress_warnings": ["prosopography"]},
)
def test_they_can_be_suppressed_by_type(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""


@pytest.mark.sphinx("html", testroot="prosopography-faults")
def test_a_page_with_faults_is_whole(app: SphinxTestApp) -> None:
    app.build()
    page = (app.outdir / "index.html").read_text("utf-8")
    assert page.count('id="person-lenin"') == 1  # of two entries with this id
    assert '<span class="mention mention-person" id="m-index_trotzky-1">Trotzky</span>' in page
    assert "a book{p. 5}, another" in page  # sources, in a project without citations
