"""Bad input: a typed warning with file and line, and the words stay."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp


@pytest.mark.sphinx("html", testroot="references-bad", freshenv=True)
@pytest.mark.parametrize(
    "expected",
    [
        "works.bib:9: WARNING: malformed BibTeX: syntax error in line 9: '}' expected",
        "works.bib:12: WARNING: the record 'nowhere' has no journal",
        "works.bib:17: WARNING: malformed BibTeX: repeated bibliography entry: trotsky",
        "index.rst:4: WARNING: this Ibid. has no citation before it in the book",
        "index.rst:6: WARNING: citation of 'trotzky': no bibliography file has this key "
        "(did you mean trotsky?)",
        "index.rst:8: WARNING: cannot read the citation ':cited:`no key at all`'",
        "index.rst:10: WARNING: cannot read the citation ':cited:`two <trotsky, absent>`'",
        "index.rst:16: WARNING: cannot read the citation ':cite:p:`two, , keys`'",
        "index.rst:12: WARNING: citation of 'absent': no bibliography of the book lists this",
    ],
)
def test_each_error_is_reported_where_it_is(app: SphinxTestApp, expected: str) -> None:
    app.build()
    assert expected in app.warning.getvalue()


@pytest.mark.sphinx(
    "html",
    testroot="references-bad",
    freshenv=True,
    confoverrides={
        "suppress_warnings": [
            "references.bibfile",
            "references.ibid",
            "references.malformed",
            "references.unknown",
            "references.unlisted",
        ]
    },
)
def test_every_warning_has_a_type(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""


@pytest.mark.sphinx("html", testroot="references-bad")
def test_words_that_lead_nowhere_stay_words(app: SphinxTestApp) -> None:
    app.build()
    soup = BeautifulSoup((Path(app.outdir) / "index.html").read_text("utf-8"), "html.parser")
    words = [p.text for p in soup.select("section p")][:5]
    assert words == ["Ibid.", "Terrorism", "no key at all", "two", "unlisted"]
    assert not soup.select("a.cited")
    assert soup.select_one("li#work-trotsky") is not None  # the rest of the file was read


def test_a_file_in_another_encoding_is_reported(make_app, rootdir, tmp_path) -> None:
    import shutil

    source = tmp_path / "source"
    shutil.copytree(rootdir / "test-references-bad", source)
    (source / "works.bib").write_bytes("@book{a, title = {é}}".encode("latin-1"))
    app = make_app("html", srcdir=source)
    app.build()
    assert (
        "works.bib:1: WARNING: this file is not in the encoding utf-8-sig" in app.warning.getvalue()
    )
