"""There and back: what is read from TEI is the edition on one side, the witness on the other."""

import hashlib
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp
from sphinx_edition.tei.reading import WORD, differing_lines, edition, figures, main, witness

TEI = "{http://www.tei-c.org/ns/1.0}"
EXTENSIONS = ["myst_parser", "sphinx_edition.notes", "sphinx_edition.collation"]

SETTINGS = {
    "extensions": [*EXTENSIONS, "sphinx_edition.tei"],
    "tei_body": ["one", "two"],
    "tei_header": {"editor": "Somebody"},
}

pytestmark = pytest.mark.sphinx("tei", testroot="collation", confoverrides=SETTINGS)

TEXT = """
A Tale of Apples
Alice went to the market-place! A note on the market. early in the morning, and bought five apples
from a well-known dealer. Then she walked A note on Alice’s gait, which is famous. slowly home with
them, and all the neighbours came to look.
Part the Second
Bob said nothing. He was “quiet” all day and all night. Carol laughed loudly at him.
Dave had there hat. Nobody could say café without a smile; everybody tried.
"""


@pytest.fixture
def book(app: SphinxTestApp) -> Path:
    app.build()
    assert app.warning.getvalue() == ""
    (path,) = Path(app.outdir).glob("*.xml")
    return path


@pytest.fixture
def seed(app: SphinxTestApp) -> list[str]:
    return (Path(app.srcdir) / "seeds" / "tale.txt").read_text("utf-8").split("\n")


def test_a_collated_book_is_valid(book: Path, faults) -> None:
    assert faults(book) == []


def test_the_side_of_corr_is_the_edition(book: Path) -> None:
    assert edition(book).words == WORD.findall(TEXT)


def test_the_side_of_sic_is_the_witness_line_by_line(book: Path, seed: list[str]) -> None:
    found = witness(book)
    assert list(differing_lines(found, seed)) == []
    assert sorted(found.lines) == [n for n, line in enumerate(seed, start=1) if line.strip()]


def test_the_side_of_sic_is_the_witness_page_by_page(book: Path) -> None:
    pages = witness(book).pages
    assert {page: (min(lines), max(lines)) for page, lines in pages.items()} == {
        "1": (1, 10),
        "2": (13, 22),
    }


def test_what_was_lost_is_supplied_and_nothing_else(book: Path) -> None:
    supplied = [each.text for each in ET.parse(book).iter(f"{TEI}supplied")]
    assert supplied == ["loudly"]


def test_emendations_say_how_sure_they_are_whose_and_why(book: Path) -> None:
    tei = ET.parse(book)
    corr = {"".join(each.itertext()): each for each in tei.iter(f"{TEI}corr") if each.get("cert")}
    assert (corr["five"].get("cert"), corr["five"].get("resp")) == ("high", "#editors")
    notes = [each for each in tei.iter(f"{TEI}note") if each.get("type") == "emendation"]
    assert any("A letter misread." in "".join(note.itertext()) for note in notes)
    (slip,) = (each for each in tei.iter(f"{TEI}sic") if each.get("cert"))
    assert slip.text == "there"


def test_a_line_within_a_word_breaks_no_word(book: Path) -> None:
    within = [each for each in ET.parse(book).iter(f"{TEI}lb") if each.get("break") == "no"]
    assert [(each.get("n"), each.get("rend")) for each in within] == [
        ("4", "hyphen"),
        ("5", None),  # the word has a hyphen of its own there
        ("14", "hyphen"),
    ]


@pytest.mark.sphinx("tei", testroot="collation", confoverrides=SETTINGS, srcdir="twice")
def test_words_that_stand_twice_keep_their_own_lines(app: SphinxTestApp) -> None:
    # Two text nodes with the same words are equal, and yet two.
    folder = Path(app.srcdir)
    one = folder / "one.md"
    one.write_text(one.read_text("utf-8").replace("Then she", "*Then she*"), "utf-8")
    two = folder / "two.md"
    two.write_text(
        two.read_text("utf-8").replace("all day", "*all* day").replace("all night", "*all* night"),
        "utf-8",
    )
    app.build()
    (path,) = Path(app.outdir).glob("*.xml")
    seed = (folder / "seeds" / "tale.txt").read_text("utf-8").split("\n")
    assert list(differing_lines(witness(path), seed)) == []


@pytest.mark.sphinx("tei", testroot="collation", confoverrides=SETTINGS, srcdir="over-lines")
@pytest.mark.parametrize(
    ("line", "old", "new", "record"),
    [
        (3, "morn-\ning,", "mom-\ning,", ("moming", "morning")),
        (4, "well-\nknown", "weII-\nknown", ("weII-known", "well-known")),
        (21, "without\na smile", "withuot\nA smile", ("withuot A", "without a")),
        (18, "day V and\nall", "day V W\nX and all", ("W X", "")),
    ],
)
def test_an_emendation_over_two_lines_leaves_each_its_words(
    app: SphinxTestApp, line: int, old: str, new: str, record: tuple[str, str]
) -> None:
    seeds = Path(app.srcdir) / "seeds"
    source = Path(__file__).parent.parent / "roots" / "test-collation" / "seeds"
    text = (source / "tale.txt").read_text("utf-8")
    assert old in text
    text = text.replace(old, new)
    (seeds / "tale.txt").write_text(text, "utf-8", newline="\n")
    description = (source / "tale.yaml").read_text("utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    (seeds / "tale.yaml").write_text(
        re.sub(r"sha256: \w+", f"sha256: {digest}", description), "utf-8"
    )
    added = f"""
- line: {line}
  witness: "{record[0]}"
  reading: "{record[1]}"
  kind: ocr
  certainty: high
  reason: "Misread over the end of a line."
"""
    ledger = (source / "emendations.yaml").read_text("utf-8")
    (seeds / "emendations.yaml").write_text(ledger + added, "utf-8")
    app.build(force_all=True)
    assert app.warning.getvalue() == ""
    (path,) = Path(app.outdir).glob("*.xml")
    assert list(differing_lines(witness(path), text.split("\n"))) == []
    assert edition(path).words == WORD.findall(TEXT)


DAMAGE = {
    "a word of the text": (">Bob ", ">Rob ", "edition"),
    "a word left out": (" bought", "", "edition"),
    "a note left out": ("A note on the market.", "", "edition"),
    "the reading of a correction": (">five<", ">six<", "edition"),
    "the witness’s word": (">flve<", ">five<", "witness"),
    "a line that begins later": ("apples from a well", 'apples <lb n="9" />from a well', "witness"),
    "a line’s number": ('<lb n="14"', '<lb n="15"', "witness"),
    "a supplied word as the witness’s": ("supplied", "seg", "witness"),
    "a page that begins later": ('<pb n="2"', '<pb n="3"', "pages"),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_to_the_document_is_seen(book: Path, seed: list[str], what: str) -> None:
    old, new, side = DAMAGE[what]
    text = book.read_text("utf-8")
    assert old in text
    book.write_text(text.replace(old, new), "utf-8")
    seen = {
        "edition": edition(book).words != WORD.findall(TEXT),
        "witness": list(differing_lines(witness(book), seed)) != [],
        "pages": list(witness(book).pages) != ["1", "2"],
    }
    assert seen[side]


def test_figures_are_printed(book: Path, app: SphinxTestApp, capsys) -> None:
    assert any("2 pages, 14 lines" in line for line in figures(book))
    assert main([str(book), str(Path(app.srcdir) / "seeds" / "tale.txt")]) == 0
    assert "0 lines differ" in capsys.readouterr().out
    assert main([]) == 2
