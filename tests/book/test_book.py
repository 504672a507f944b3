"""The LaTeX of a tiny book under the design: its words, its parts, what is left out."""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

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
    assert r"\newcommand{\smallpresstitle}{A Little Book of \$5 \& <Signs>}" in tex
    assert r"\newcommand{\smallpressstamp}{20250101000000Z}" in tex


def test_the_parts_follow_each_other(tex: str) -> None:
    body, back = tex.index("\n\\smallpressbody"), tex.index("\n\\smallpressback")
    assert body < tex.index(r"\chapter{One") < back < tex.index(r"\chapter{People}")


def test_what_paper_does_not_need_is_left_out(tex: str) -> None:
    assert "Leon Trotsky" not in tex


def test_a_picture_is_described(tex: str) -> None:
    digits = ("\ufeff" + "A line").encode("utf-16-be").hex().upper()
    assert rf"\smallpressalt{{{digits}}}" in tex
