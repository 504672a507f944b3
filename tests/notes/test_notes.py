"""Notes keep the labels that they were printed with, in every format."""

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from sphinx.testing.util import SphinxTestApp
from sphinx_edition.notes.labels import anchor_of

ESSAY = """# An essay

One,[^1] an added note,[^(1)] seventeen,[^17] and one again.[^1]

[^1]: The first note.
[^17]: *Ibid*.
[^(1)]: The added note.

    Its second paragraph.

```{toctree}
other
```
"""
OTHER = """# Another chapter

Two.[^2] Added.[^(2)]

[^2]: The second note.
[^(2)]: The second added note.
"""
KINDS = ["7", "(1)", "*", "**", "†", "α", "β", "IV", "iv", "a.b", "a-b", "007", "¹", "123456789"]

Build = Callable[..., SphinxTestApp]


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Build]:
    """Return what builds a project of some files for a builder, and tells of every warning."""
    apps: list[SphinxTestApp] = []

    def built(builder: str, files: dict[str, str], **settings: object) -> SphinxTestApp:
        for name, text in {"conf.py": "", **files}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        settings = {
            "extensions": ["myst_parser", "sphinx_edition.notes"],
            "language": "en",
            **settings,
        }
        app = SphinxTestApp(builder, srcdir=tmp_path, confoverrides=settings)
        apps.append(app)
        app.build()
        assert app.warning.getvalue() == ""
        return app

    yield built
    for app in apps:
        app.cleanup()


def page(app: SphinxTestApp, name: str = "index.html") -> BeautifulSoup:
    return BeautifulSoup((Path(app.outdir) / name).read_text("utf-8"), "html.parser")


def references(tree: BeautifulSoup) -> list[tuple[str, str, str]]:
    return [(r["id"], r["href"], r.text) for r in tree.select("a.footnote-reference")]


def assert_bound(tree: BeautifulSoup) -> None:
    """Each reference leads to its note, which has its label and leads back to it."""
    ids = [element["id"] for element in tree.find_all(id=True)]
    assert len(ids) == len(set(ids))
    for id_, href, label in references(tree):
        (note,) = tree.select(f"aside[id='{href[1:]}']")
        assert note.select_one(".label").text.strip() == label
        assert f"#{id_}" in [back["href"] for back in note.select("a[role=doc-backlink]")]
    for back in tree.select("a[role=doc-backlink]"):
        assert back["href"][1:] in ids


# -- Anchors ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "anchor"),
    [("7", "7"), ("(1)", "later-1"), ("IV", "IV"), ("7b", "7b"), ("p2-1", "p2-1")],
)
def test_what_an_anchor_can_hold_stays(label: str, anchor: str) -> None:
    assert anchor_of(label) == anchor


@given(st.text(min_size=1), st.text(min_size=1), st.sampled_from(["", "-2", "-3"]))
def test_no_two_labels_share_an_anchor(one: str, other: str, suffix: str) -> None:
    assert re.fullmatch("[A-Za-z0-9_-]+", anchor_of(one))
    assert (anchor_of(one) + suffix == anchor_of(other)) is (one == other and not suffix)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("later-1", "(1)"),
        ("a.b", "a-b"),
        ("7-2", "7"),
        ("*", "**"),
        ("α", "β"),
        ("IV", "iv"),
        ("p2", "p2-2"),
    ],
)
def test_labels_that_look_alike_differ(one: str, other: str) -> None:
    anchors = [anchor_of(one), anchor_of(other), f"{anchor_of(one)}-2", f"{anchor_of(other)}-2"]
    assert len(set(anchors)) == 4


def test_the_second_place_of_a_note_is_not_the_first_of_another() -> None:
    assert f"{anchor_of('later')}-2" != anchor_of("(2)")


# -- HTML, EPUB, text ------------------------------------------------------------------------------


def test_html_prints_the_labels_of_the_source(build: Build) -> None:
    tree = page(build("html", {"index.md": ESSAY, "other.md": OTHER}))
    assert references(tree) == [
        ("noteref-1", "#note-1", "1"),
        ("noteref-later-1", "#note-later-1", "(1)"),
        ("noteref-17", "#note-17", "17"),
        ("noteref-1-2", "#note-1", "1"),
    ]
    first = tree.select_one("aside.footnote-list aside#note-1[role=doc-footnote]")
    links = first.select("a[role=doc-backlink]")
    assert [link["href"] for link in links] == ["#noteref-1", "#noteref-1-2"]
    assert_bound(tree)


def test_epub_prints_the_labels_of_the_source(build: Build) -> None:
    app = build("epub", {"index.md": ESSAY, "other.md": OTHER}, version="1", copyright="x")
    text = (Path(app.outdir) / "index.xhtml").read_text("utf-8")
    assert re.search(r'href="#note-later-1"[^>]*>\(1\)</a>', text)


def test_plain_text_prints_the_labels_of_the_source(build: Build) -> None:
    app = build("text", {"index.md": ESSAY, "other.md": OTHER})
    text = (Path(app.outdir) / "index.txt").read_text("utf-8")
    assert "[(1)] The added note." in text
    assert "[17] *Ibid*." in text


@pytest.mark.parametrize("markup", ["md", "rst"])
def test_labels_of_every_kind(build: Build, markup: str) -> None:
    if markup == "md":
        labels = KINDS
        words = " ".join(f"Word.[^{label}]" for label in [*KINDS, *KINDS])
        notes = "\n".join(f"[^{label}]: Note." for label in KINDS)
        text = f"# Title\n\n{words}\n\n{notes}\n"
    else:
        labels = ["IV", "a.b", "a-b", "x_y", "α", "7", "007"]
        signs = [label if label.isdigit() else f"#{label}" for label in labels]
        words = " ".join(f"Word [{sign}]_" for sign in [*signs, *signs])
        notes = "\n".join(f".. [{sign}] Note." for sign in signs)
        text = f"Title\n=====\n\n{words}\n\n{notes}\n"
    tree = page(build("html", {f"index.{markup}": text}))
    assert [label for _id, _href, label in references(tree)] == labels * 2
    assert len({href for _id, href, _label in references(tree)}) == len(labels)
    assert_bound(tree)


def test_notes_without_a_label_keep_their_numbers(build: Build) -> None:
    text = (
        "Title\n=====\n\nNamed [#later]_, anonymous [#]_, a sign [*]_, cited "
        ":footcite:p:`smith_2000`\nand again :footcite:p:`smith_2000`.\n\n"
        ".. [#later] Named.\n.. [#] Anonymous.\n"
        ".. [*] Sign.\n\n.. footbibliography::\n"
    )
    bib = "@misc{smith_2000, author = {Smith, Ann}, title = {One}, year = 2000}"
    tree = page(
        build(
            "html",
            {"index.rst": text, "x.bib": bib},
            extensions=["sphinxcontrib.bibtex", "sphinx_edition.notes"],
            bibtex_bibfiles=["x.bib"],
        )
    )
    assert [label for _id, _href, label in references(tree)] == ["later", "3", "*", "1", "1"]
    assert_bound(tree)


def test_a_heading_may_be_called_as_a_note_is(build: Build) -> None:
    tree = page(build("html", {"index.md": "# Note 1\n\nOne.[^1] Again.[^1]\n\n[^1]: Note.\n"}))
    assert tree.select_one("section#note-1 > h1")
    assert [label for _id, _href, label in references(tree)] == ["1", "1"]
    assert_bound(tree)


def test_notes_restart_on_each_page_of_the_print(build: Build) -> None:
    tree = page(build("html", {"index.md": ON_PAGES}))
    assert references(tree)[:3] == [
        ("noteref-p1-1", "#note-p1-1", "1"),
        ("noteref-p2-1", "#note-p2-1", "1"),
        ("noteref-p1-1-2", "#note-p1-1", "1"),
    ]
    assert_bound(tree)


def test_notes_restart_in_each_document_of_one_page(build: Build) -> None:
    files = {
        "index.md": ESSAY.replace("other", "other\n2"),
        "other.md": OTHER + "\nOne.[^1] Again.[^1]\n\n[^1]: Another first.\n",
        "2.md": "# Third\n\nOne.[^1] Again.[^1]\n\n[^1]: A third first.\n",
    }
    tree = page(build("singlehtml", files))
    assert references(tree)[0][:2] == ("noteref-1", "#note-1")
    assert_bound(tree)


def test_a_place_that_is_not_shown_is_not_led_back_to(build: Build) -> None:
    text = (
        "Title\n=====\n\nOne [1]_, again [1]_.\n\n"
        ".. only:: latex\n\n   Paper [1]_.\n\n.. [1] Note.\n"
    )
    tree = page(build("html", {"index.rst": text}))
    assert len(references(tree)) == 2
    assert_bound(tree)


@pytest.mark.parametrize("markup", ["md", "rst"])
def test_a_translated_note_leads_back(build: Build, markup: str) -> None:
    source = {
        "md": "# Title\n\nOne,[^1] added.[^(1)]\n\n[^1]: Note.\n[^(1)]: Added.\n",
        "rst": "Title\n=====\n\nOne, [1]_ added. [#IV]_\n\n.. [1] Note.\n.. [#IV] Added.\n",
    }[markup]
    words = {"md": ("One,[^1] added.[^(1)]", "(1)"), "rst": ("One, [1]_ added. [#IV]_", "IV")}
    original, label = words[markup]
    translated = original.replace("One", "Eins").replace("added", "hinzu")
    catalogue = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        f'msgid "{original}"\nmsgstr "{translated}"\n'
    )
    tree = page(
        build(
            "html",
            {f"index.{markup}": source, "locale/de/LC_MESSAGES/index.po": catalogue},
            language="de",
            locale_dirs=["locale"],
        )
    )
    assert "Eins" in tree.text
    assert [(id_, text) for id_, _href, text in references(tree)] == [
        ("noteref-1", "1"),
        (f"noteref-{anchor_of(label)}", label),
    ]
    assert_bound(tree)


# -- LaTeX -----------------------------------------------------------------------------------------

PLACES = """# Title

## Heading[^†] and words

Used.[^(1)] Twice.[^(1)] Star.[^*] Stars.[^**] Greek.[^α] Seven.[^7] Roman.[^IV]

```{list-table} Caption[^§]
:header-rows: 1

* - Head[^¶]
* - Cell[^007] and[^(1)]
```

Term[^‡]
: Definition.

:Field[^β]: Body.

```{rubric} Rubric[^γ]
```

```{admonition} Box[^δ]
Words.[^γ]
```

FILLER

Again.[^(1)] Again.[^7] Again.[^†]

[^†]: Dagger.
[^(1)]: Added.
[^*]: Star.
[^**]: Stars.
[^α]: Greek.
[^7]: Seven.
[^IV]: Roman.
[^§]: Section.
[^¶]: Paragraph.
[^007]: Agent.
[^‡]: Double.
[^β]: Beta.
[^γ]: Gamma.
[^δ]: Delta.

```{toctree}
next
pages
```
"""
ON_PAGES = """# Pages

First.[^p1-1] Second.[^p2-1] First.[^p1-1] Second.[^p2-1]

[^p1-1]: Of page one.
[^p2-1]: Of page two.
"""
NEXT = "# Next\n\nOther one.[^(1)] Other seven.[^7]\n\n[^(1)]: Second one.\n[^7]: Second seven.\n"
PRINTED = [
    "Heading†", "Used.(1)", "Twice.(1)", "Star.*", "Stars.**", "Greek.α", "Seven.7", "Roman.IV",
    "Caption§", "Head¶", "Cell007", "and(1)", "Term‡", "Fieldβ", "Rubricγ", "Boxδ", "Words.γ",
    "Again.(1)", "Again.7", "Again.†",
    "one.(1)", "seven.7",
    "First.1Second.1First.1Second.1",
]  # fmt: skip
AT_THE_FOOT = [
    "†Dagger", "(1)Added", "*Star", "**Stars", "αGreek", "7Seven", "IVRoman", "§Section",
    "¶Paragraph", "007Agent", "‡Double", "βBeta", "γGamma", "δDelta", "(1)Second", "7Second",
    "1Ofpageone", "1Ofpagetwo",
]  # fmt: skip


@pytest.mark.needs("lualatex", "pdftotext")
def test_paper_prints_every_label_everywhere(build: Build) -> None:
    app = build(
        "latex",
        {
            "index.md": PLACES.replace("FILLER", "A line.\n\n" * 100),
            "next.md": NEXT,
            "pages.md": ON_PAGES,
        },
        myst_enable_extensions=["deflist", "fieldlist"],
        latex_engine="lualatex",
        latex_documents=[("index", "book.tex", "Book", "Author", "howto", False)],
        latex_elements={
            "fontpkg": r"\setmainfont{EBGaramond12-Regular.otf}",
        },
    )
    for _run in range(3):
        done = subprocess.run(
            ["lualatex", "-halt-on-error", "-interaction=nonstopmode", "book.tex"],
            cwd=app.outdir,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-2000:]
    made = subprocess.run(
        ["pdftotext", "-raw", "book.pdf", "-"],
        cwd=app.outdir, capture_output=True, text=True, check=True,
    )  # fmt: skip
    text = "".join(made.stdout.split())
    assert [words for words in [*PRINTED, *AT_THE_FOOT] if words not in text] == []
    assert "Page1" not in text
    assert "1000" not in text
    assert "?" not in text
