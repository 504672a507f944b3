"""The book as XeLaTeX sets it, where the italic lacks letters that the roman has."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader
from sphinx.testing.util import SphinxTestApp

#: Shapes, and letters without one in the italic of EB Garamond 12.
LACKING = "ᾳῃῳ"
TEXT = """Title
=====

Good ὁ λόγος ᾳ ῃ ῳ, *ᾳ ῃ ῳ τῷ λόγῳ Лев*; **ᾳ ῃ ῳ**, ``ᾳ ῃ ῳ`` [#]_ and *ᾳ*; *ῳ:* "*ῃ*".

Heading *ᾳ ῃ ῳ*
---------------

.. [#] In a note: *ᾳ ῃ ῳ*, *(ᾳ)*, **ῃ**; *« ῳ »*.
"""
SILENT = {"MKTEXTFM": "0", "MKTEXMF": "0"}


def run(folder: Path, *words: str) -> str:
    """Run XeTeX; a face of signs for links, which the book does not use, may be missing."""
    done = subprocess.run(
        ["xetex", "-progname=xelatex", "-interaction=nonstopmode", *words],
        cwd=folder, env=os.environ | SILENT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """LaTeX for XeTeX, which comes with every TeX, made as Debian's texlive-xetex makes it."""
    folder = tmp_path_factory.mktemp("format")
    run(folder, "-ini", "-etex", "-jobname=xelatex", "xelatex.ini")
    return folder / "xelatex.fmt"


def letters(pdf: Path) -> dict[str, str]:
    """Return the letters of each face, by its name."""
    found: dict[str, str] = {}

    def visit(text: str, _cm: object, _tm: object, font: dict[str, str] | None, _: object) -> None:
        if font:
            name = font["/BaseFont"].partition("+")[2].removesuffix("-Identity-H")
            found[name] = found.get(name, "") + text

    for page in PdfReader(pdf).pages:
        page.extract_text(visitor_text=visit)
    return found


@pytest.mark.needs("xetex")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_roman_steps_in_where_the_italic_lacks_a_letter(
    tmp_path: Path, form: Path, language: str
) -> None:
    (tmp_path / "conf.py").write_text("")
    (tmp_path / "index.rst").write_text(TEXT, "utf-8")
    settings = {
        "extensions": ["sphinx_edition.book"],
        "project": "Other",
        "language": language,
        "latex_engine": "xelatex",
    }
    app = SphinxTestApp("latex", srcdir=tmp_path, confoverrides=settings)
    app.build()
    app.cleanup()
    assert app.warning.getvalue() == ""
    said = run(Path(app.outdir), f"-fmt={form}", "other.tex")
    errors = [each for each in re.findall(r"^! .*", said, re.M) if "XeTeXLink@font" not in each]
    assert errors == []
    assert "Missing character" not in said
    found = letters(Path(app.outdir, "other.pdf"))
    assert "λόγ" in found["EBGaramond12-Italic"]
    assert [each for each in LACKING if each in found["EBGaramond12-Italic"]] == []
    for letter in LACKING:
        assert found["EBGaramond12-Regular"].count(letter) >= 6
