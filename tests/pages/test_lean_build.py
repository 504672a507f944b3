"""Pages of a small project are lean, whatever the theme, the builder and the way of building."""

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

MakeApp = Callable[..., SphinxTestApp]


def soup_of(app: SphinxTestApp, name: str) -> BeautifulSoup:
    return BeautifulSoup((app.outdir / name).read_text("utf-8"), "html.parser")


def digests(folder: Path) -> dict[str, str]:
    """Return what was built, without Sphinx's own notes on the build."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".buildinfo")
    }


@pytest.mark.sphinx("html", testroot="pages")
def test_page_is_lean(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    soup = soup_of(app, "index.html")
    scripts = [script["src"].split("?")[0] for script in soup("script")]
    assert scripts == ["_static/lean-mode.js", "_static/lean.js"]
    assert all(script.has_attr("defer") for script in soup("script"))
    assert soup.select('[class*="fa-solid"], [class*="fas "], [onclick], [style], style') == []
    assert len(soup.select('link[rel="stylesheet"]')) == 1
    assert soup.select(".theme-switch-button svg path")
    assert soup.select_one(".btn-fullscreen-button")["data-lean"] == "fullscreen"


@pytest.mark.sphinx("html", testroot="pages")
def test_style_sheet_has_what_pages_use_and_no_more(app: SphinxTestApp) -> None:
    app.build()
    (bundle,) = (app.outdir / "_static").glob("lean-????????.css")
    css = bundle.read_text("utf-8")
    theme = app.outdir / "_static" / "styles" / "pydata-sphinx-theme.css"
    assert len(css) < theme.stat().st_size / 3
    assert ".admonition" in css  # index.rst has one
    assert ".dropdown-menu.show" in css or ".show" in css  # lean.js adds it
    assert ".accordion" not in css
    assert "fontawesome" not in css.lower()
    assert "prefers-color-scheme:dark" in css.replace(" ", "")


@pytest.mark.sphinx("html", testroot="pages")
def test_inline_styles_become_rules(app: SphinxTestApp) -> None:
    app.build()
    styled = soup_of(app, "one.html").select("[data-style]")
    assert {tag["data-style"] for tag in styled} >= {"width: 30.0%", "width: 70.0%"}
    (bundle,) = (app.outdir / "_static").glob("lean-????????.css")
    assert '[data-style="width: 30.0%"]{width: 30.0%}' in bundle.read_text("utf-8")


@pytest.mark.sphinx("html", testroot="pages")
def test_heavy_scripts_are_not_published(app: SphinxTestApp) -> None:
    app.build()
    names = {path.name for path in (app.outdir / "_static").rglob("*.js*")}
    assert not names & {"fontawesome.js", "bootstrap.js", "pydata-sphinx-theme.js"}
    assert not [name for name in names if name.endswith(".map")]


@pytest.mark.sphinx("html", testroot="pages")
def test_search_page_loads_the_index_last(app: SphinxTestApp) -> None:
    app.build()
    names = [script["src"].split("?")[0] for script in soup_of(app, "search.html")("script")]
    order = ["_static/searchtools.js", "_static/lean-search.js", "searchindex.js"]
    assert [name for name in names if name in order] == order


def test_incremental_and_parallel_builds_are_the_same(
    make_app: MakeApp, sphinx_test_tempdir: Path, rootdir: Path
) -> None:
    source = sphinx_test_tempdir / "lean-same"
    shutil.copytree(rootdir / "test-pages", source)
    clean = make_app("html", srcdir=source, builddir=source / "clean")
    clean.build()
    parallel = make_app("html", srcdir=source, builddir=source / "parallel", parallel=2)
    parallel.build()
    assert digests(parallel.outdir) == digests(clean.outdir)

    # A class comes and goes again with the only page that has it.
    page = source / "two.rst"
    plain = page.read_text("utf-8")
    page.write_text(plain + "\n.. warning:: Beware.\n", "utf-8")
    warned = make_app("html", srcdir=source, builddir=source / "clean")
    warned.build()
    (bundle,) = (warned.outdir / "_static").glob("lean-????????.css")
    assert ".admonition.warning" in bundle.read_text("utf-8")
    version = re.search(r"lean-\w+\.css\?v=\w+", (warned.outdir / "one.html").read_text("utf-8"))
    assert version is not None
    assert version[0] in (warned.outdir / "index.html").read_text("utf-8")
    page.write_text(plain, "utf-8")
    again = make_app("html", srcdir=source, builddir=source / "clean")
    again.build()
    # Sphinx numbers the pages of its search index in the order in which it read them.
    found, expected = digests(again.outdir), digests(parallel.outdir)
    assert {**found, "searchindex.js": ""} == {**expected, "searchindex.js": ""}


@pytest.mark.sphinx("html", testroot="pages", confoverrides={"html_theme": "furo"})
def test_another_theme_stays_as_it_is(app: SphinxTestApp) -> None:
    app.build()
    html = (app.outdir / "index.html").read_text("utf-8")
    assert "styles/furo.css" in html
    assert "lean-" not in html


@pytest.mark.sphinx(
    "html",
    testroot="pages",
    confoverrides={"html_theme": "pydata_sphinx_theme", "html_theme_options": {}},
)
def test_the_parent_theme_is_lean_too(app: SphinxTestApp) -> None:
    app.build()
    scripts = [script["src"].split("?")[0] for script in soup_of(app, "index.html")("script")]
    assert scripts == ["_static/lean-mode.js", "_static/lean.js"]


@pytest.mark.sphinx("singlehtml", testroot="pages")
def test_one_page_for_all(app: SphinxTestApp) -> None:
    app.build()
    soup = soup_of(app, "index.html")
    assert all(script.has_attr("defer") for script in soup("script", src=True))
    assert "A page below another." in soup.get_text()


@pytest.mark.sphinx("epub", testroot="pages", confoverrides={"version": "1"})
def test_an_e_book_stays_as_it_is(app: SphinxTestApp) -> None:
    app.build()
    assert not list((app.outdir / "_static").glob("lean*"))


@pytest.mark.sphinx(
    "html",
    testroot="pages",
    confoverrides={"template_bridge": "sphinx.jinja2glue.BuiltinTemplateLoader"},
)
def test_a_bridge_of_the_project_is_respected(app: SphinxTestApp) -> None:
    app.build()
    assert "template_bridge is set" in app.warning.getvalue()


def test_the_theme_does_not_end_builders_without_pages(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(
        'extensions = ["sphinx_edition.pages.lean"]\nhtml_theme = "sphinx_book_theme"\n', "utf-8"
    )
    (tmp_path / "index.rst").write_text("Title\n=====\n\nWords.\n", "utf-8")
    app = SphinxTestApp("json", srcdir=tmp_path)
    app.build()
    app.cleanup()
    assert "Words." in (tmp_path / "_build" / "json" / "index.fjson").read_text("utf-8")
