"""The LaTeX of a tiny book under the design: its words, its parts, what is left out."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import StringIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sphinx.errors import ConfigError
from sphinx.testing.util import SphinxTestApp
from sphinx_edition.book.face import lacking
from tagged import descriptions

SETTINGS = {
    "extensions": ["myst_parser", "sphinx_edition.book"],
    "latex_engine": "lualatex",
    "latex_documents": [("index", "book.tex", "A Little Book", "Ann Author", "small_press", True)],
    "small_press_imprint": ["First printed in *The Review* at 100 %."],
    "small_press_back": ["people"],
    "small_press_omit": ["mention"],
}


@pytest.fixture(scope="module")
def folder(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = tmp_path_factory.mktemp("press") / "source"
    shutil.copytree(rootdir / "test-epub", source)
    warnings = StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1735689600")
        app = SphinxTestApp("latex", srcdir=source, warning=warnings, confoverrides=SETTINGS)
        app.build()
        app.cleanup()
    assert "small_press" not in warnings.getvalue()
    return Path(app.outdir)


@pytest.fixture(scope="module")
def tex(folder: Path) -> str:
    return (folder / "book.tex").read_text("utf-8")


def test_the_design_lies_beside_the_book(folder: Path, tex: str) -> None:
    for name in ("smallpress.cls", "smallpress.sty", "smallpressface.sty"):
        assert (folder / name).is_file()
    assert "]{smallpress}" in tex
    assert r"\usepackage{smallpressface}" in tex


def test_words_are_escaped_and_emphasised(tex: str) -> None:
    assert r"\newcommand{\smallpressimprint}{First printed in \emph{The Review} at 100 \%.}" in tex
    assert r"\newcommand{\smallpresstitle}{A~Little Book of~\$5~\& <Signs>}" in tex
    assert r"\newcommand{\smallpressstamp}{20250101000000Z}" in tex


def test_the_parts_follow_each_other(tex: str) -> None:
    body, back = tex.index("\n\\smallpressbody"), tex.index("\n\\smallpressback")
    assert body < tex.index(r"\chapter{One") < back < tex.index(r"\chapter{People}")


def test_what_paper_does_not_need_is_left_out(tex: str) -> None:
    assert "Leon Trotsky" not in tex


def test_a_picture_is_described(tex: str) -> None:
    digits = ("\ufeff" + "A line").encode("utf-16-be").hex().upper()
    assert rf"\smallpressalt{{{digits}}}" in tex


def project(folder: Path, files: dict[str, str], **settings: object) -> SphinxTestApp:
    """Return an app for somebody else's project, who knows nothing of this design."""
    for name, text in {"conf.py": "", **files}.items():
        (folder / name).write_text(text, "utf-8")
    settings = {"extensions": ["sphinx_edition.book"], "language": "en", **settings}
    return SphinxTestApp("latex", srcdir=folder, confoverrides=settings)


def printed(folder: Path, tex: str) -> str:
    """Return the words of the PDF that LuaLaTeX makes; nothing in its log is an error or lost."""
    done = subprocess.run(
        ["lualatex", "-halt-on-error", "-interaction=nonstopmode", tex],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
    assert "Missing character" not in (folder / tex).with_suffix(".log").read_text("utf-8")
    pdf = Path(tex).with_suffix(".pdf").name
    made = subprocess.run(
        ["pdftotext", "-raw", pdf, "-"], cwd=folder, capture_output=True, text=True, check=True
    )
    return " ".join(made.stdout.split())


BACK = """# Appendix

{intro}

## Plain

Words.

## Large

{large}

## Plain again

Words.
"""


@pytest.mark.parametrize(
    ("intro", "large", "expected"),
    [
        ("Words.", "Words.", []),
        ("Words.", "TABLE", ["across", "incolumns"]),
        ("TABLE", "Words.", ["widetrue", "incolumns"]),
    ],
)
def test_what_no_column_has_room_for_is_set_across(
    tmp_path: Path, intro: str, large: str, expected: list[str]
) -> None:
    """A table of more than thirty rows may stand in a list, too: its section is set across."""
    rows = "\n  ".join("| a | b |" for _ in range(31))
    table = f"- An item\n\n  | A | B |\n  |---|---|\n  {rows}"
    text = BACK.format(intro=intro, large=large).replace("TABLE", table)
    app = project(
        tmp_path,
        {"index.md": "# Title\n\n```{toctree}\nback\n```\n", "back.md": text},
        extensions=["myst_parser", "sphinx_edition.book"],
        project="Other",
        small_press_back=["back"],
    )
    app.build()
    app.cleanup()
    source = Path(app.outdir, "other.tex").read_text("utf-8")
    assert (
        re.findall(r"^(?:\\global)?\\smallpress(across|incolumns|widetrue)$", source, re.M)
        == expected
    )
    assert printed(Path(app.outdir), "other.tex").count("Words.") == (3 if expected else 4)


NOTES = """Title
=====

Greek ὁ λόγος, Cyrillic Лев *Троцкий* [#]_.

.. [#] In a note: ὁ *λόγος*, Лев, *Лев Троцкий*.
"""


@pytest.mark.needs("lualatex", "pdftotext")
@pytest.mark.parametrize("theme", [None, "manual", "howto"])
def test_in_another_project(tmp_path: Path, theme: str | None) -> None:
    """The design, its engine and a face that steps in need no setting."""
    document = ("index", "other.tex", "Other", "Ann", theme)
    settings = {"latex_documents": [document]} if theme else {"project": "Other"}
    app = project(tmp_path, {"index.rst": NOTES}, **settings)
    app.build()
    app.cleanup()
    assert app.warning.getvalue() == ""
    text = printed(Path(app.outdir), "other.tex")
    assert "ὁ λόγος" in text
    assert text.count("Троцкий") == 2
    assert not re.search("[Ͱ-ӿ]", written_in(Path(app.outdir, "other.pdf"), "EBGaramond08-Italic"))


def written_in(pdf: Path, face: str) -> str:
    """Return the words of a book that are set in a face.

    The small italic has Greek and Cyrillic letters without a shape.
    """
    found: list[str] = []

    def visit(text: str, _cm: object, _tm: object, font: dict[str, str] | None, _: object) -> None:
        if font and font["/BaseFont"].endswith(face):
            found.append(text)

    for page in PdfReader(pdf).pages:
        page.extract_text(visitor_text=visit)
    return "".join(found)


@pytest.mark.needs("lualatex", "pdftotext")
def test_small_capitals_without_a_shape_are_those_of_another_cut(tmp_path: Path) -> None:
    app = project(
        tmp_path,
        {"index.rst": "Title\n=====\n\nWords.\n"},
        project="Other",
        latex_elements={"tableofcontents": r"{\footnotesize Small \textsc{æøł}}"},
    )
    app.build()
    app.cleanup()
    printed(Path(app.outdir), "other.tex")
    pdf = Path(app.outdir, "other.pdf")
    assert "Small" in written_in(pdf, "EBGaramond08-Regular")
    assert not set("æøł") & set(written_in(pdf, "EBGaramond08-Regular"))
    assert "æøł" in written_in(pdf, "EBGaramond12-Regular")


@pytest.mark.needs("lualatex", "pdftotext")
def test_a_project_redefines_what_it_likes(tmp_path: Path) -> None:
    preamble = r"\renewcommand{\smallpressbody}{Mine. }\renewcommand{\witnesspage}[1]{Page #1!}"
    app = project(
        tmp_path,
        {
            "index.rst": "Title\n=====\n\n.. toctree::\n\n   one\n",
            "one.rst": "One\n===\n\nWord.\n",
        },
        project="Other",
        latex_elements={"preamble": preamble},
    )
    app.build()
    app.cleanup()
    source = Path(app.outdir, "other.tex").read_text("utf-8")
    assert source.index(r"\providecommand{\witnesspage}") < source.index(r"\usepackage{smallpress}")
    assert source.index(r"\usepackage{smallpress}") < source.index(preamble)
    assert "Mine." in printed(Path(app.outdir), "other.tex")


@pytest.mark.needs("lualatex")
def test_a_drawing_is_described_and_no_other_picture_with_its_words(tmp_path: Path) -> None:
    drawing = (
        r"\smallpressalt{FEFF0041}\begin{prosopographydrawing}{9}{9}\end{prosopographydrawing}. "
        r"\sphinxincludegraphics{example-image-a.pdf}"
    )
    environment = r"\begin{picture}(#1,#2)}{\end{picture}"
    app = project(
        tmp_path,
        {"index.rst": "Title\n=====\n\nWords.\n"},
        project="Other",
        latex_elements={
            "preamble": rf"\newenvironment{{prosopographydrawing}}[2]{{{environment}}}",
            "tableofcontents": drawing,
        },
    )
    app.build()
    app.cleanup()
    printed(Path(app.outdir), "other.tex")
    assert descriptions(PdfReader(Path(app.outdir, "other.pdf"))) == ["A"]


@pytest.mark.parametrize("engine", ["pdflatex", "platex"])
def test_an_engine_that_cannot_is_named_at_once(tmp_path: Path, engine: str) -> None:
    with pytest.raises(ConfigError, match=r'^[^\n]* "lualatex" or "xelatex", not with [^\n]*$'):
        project(tmp_path, {"index.rst": "Title\n=====\n"}, latex_engine=engine)


TITLES = r"\titleformat{\section}{\bfseries}{}{0pt}{} \titlespacing*{\section}{0pt}{9pt}{3pt}"


@pytest.mark.parametrize(
    ("preamble", "named"),
    [
        (TITLES, r"\titleformat, \titlespacing changes"),
        (r"\usepackage{titlesec}", r"\usepackage{titlesec} changes"),
        (rf"50\% {TITLES}", r"\titleformat, \titlespacing changes"),
        (f"% {TITLES}", ""),
        (r"\renewcommand{\titlepage}{}", ""),
    ],
)
def test_what_is_said_to_titlesec_is_told(tmp_path: Path, preamble: str, named: str) -> None:
    app = project(tmp_path, {"index.rst": "Title\n=====\n"}, latex_elements={"preamble": preamble})
    app.build()
    app.cleanup()
    said = app.warning.getvalue()
    assert said.count("\n") == said.count("[book.titlesec]") == (1 if named else 0)
    assert named in said
    if named:
        assert r"\renewcommand{\section}{\smallpressheading{section}{1}" in said


@pytest.mark.needs("lualatex", "pdftotext")
def test_a_heading_is_made_as_the_warning_says(tmp_path: Path) -> None:
    heading = r"\smallpressheading{section}{1}{9pt}{3pt}{\MakeUppercase}"
    app = project(
        tmp_path,
        {"index.rst": "Title\n=====\n\nOne\n---\n\nMine\n~~~~\n\nWords.\n"},
        project="Other",
        latex_elements={"preamble": rf"\renewcommand{{\section}}{{{heading}}}"},
    )
    app.build()
    app.cleanup()
    assert "MINE" in printed(Path(app.outdir), "other.tex")


def test_another_builder_may_have_any_engine(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("extensions = ['sphinx_edition.book']")
    (tmp_path / "index.rst").write_text("Title\n=====\n")
    SphinxTestApp("text", srcdir=tmp_path, confoverrides={"latex_engine": "pdflatex"}).cleanup()


def test_what_the_face_lacks_is_named(tmp_path: Path) -> None:
    text = "Title\n=====\n\nGood.\n\nHebrew שלום [#]_.\n\n.. [#] And 中 in a note.\n"
    app = project(tmp_path, {"index.rst": text})
    app.build()
    app.cleanup()
    said = app.warning.getvalue()
    assert said.count("WARNING") == 1
    assert "index.rst:6: WARNING: the face of the book has no ו (HEBREW LETTER VAV), " in said
    assert "and 1 more: name another in latex_elements['fontpkg']" in said


PLACES = {
    "heading": "Title\n=====\n\nGood {}\n-------------\n\nWords.\n",
    "table": "Title\n=====\n\n===== =====\nGood  {}\n===== =====\na     b\n===== =====\n",
    "note": "Title\n=====\n\nGood [#]_.\n\n.. [#] {} and *{}*.\n",
}


@pytest.mark.needs("lualatex", "pdftotext")
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("word", "lost"), [("λόγος", ""), ("слово", ""), ("שלום", "HEBREW")])
def test_other_scripts_are_printed_or_named(
    tmp_path: Path, place: str, word: str, lost: str
) -> None:
    app = project(tmp_path, {"index.rst": PLACES[place].replace("{}", word)}, project="Other")
    app.build()
    app.cleanup()
    said = app.warning.getvalue()
    assert said.count("WARNING") == (1 if lost else 0)
    assert lost in said
    if not lost:
        text = printed(Path(app.outdir), "other.tex")
        assert text.count(word) + text.count(word.upper()) >= PLACES[place].count("{}")


def test_another_face_is_another_business(tmp_path: Path) -> None:
    app = project(
        tmp_path,
        {"index.rst": "Title\n=====\n\nשלום\n"},
        latex_elements={"fontpkg": r"\setmainfont{Somebody}"},
    )
    app.build()
    app.cleanup()
    assert app.warning.getvalue() == ""


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Latin é ﬁ ⟨so⟩ – “x”", ""),
        ("ὁ λόγος", ""),
        ("Лев Троцкий", ""),
        ("\u00a0\u200b\u00ad\n\t", ""),
        ("שב", "בש"),
        ("日本", "日本"),
        ("☭", "☭"),
    ],
)
def test_what_the_face_has(text: str, lost: str) -> None:
    assert "".join(lacking(text)) == lost


def test_no_line_parts_the_text_from_notes_that_stand_elsewhere(tmp_path: Path) -> None:
    text = "# Title\n\nOne[^1].\n\n---\n\nTwo.\n\n[^1]: A note.\n"
    app = project(
        tmp_path,
        {"index.md": text},
        project="Lines",
        extensions=["myst_parser", "sphinx_edition.book"],
    )
    app.build()
    app.cleanup()
    tex = (Path(app.outdir) / "lines.tex").read_text("utf-8")
    assert tex.count("2766") == 1  # the ornament where the author has a line
