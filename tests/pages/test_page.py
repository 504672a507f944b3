"""The page of a small project: ours, on the theme's name and options."""

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from jinja2.sandbox import SandboxedEnvironment
from sphinx.testing.util import SphinxTestApp
from sphinx_edition.core.cards import TOKENS
from sphinx_edition.pages import STATIC

MakeApp = Callable[..., SphinxTestApp]
SHEET = STATIC / "pages.css"
ALONE = ["sphinx_edition.pages"]


def soup_of(app: SphinxTestApp, name: str) -> BeautifulSoup:
    return BeautifulSoup((app.outdir / name).read_text("utf-8"), "html.parser")


def digests(folder: Path) -> dict[str, str]:
    """Return what was built, without Sphinx's own notes on the build."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".buildinfo")
    }


def write(folder: Path, conf: str = "", **documents: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    head = 'extensions = ["sphinx_edition.pages"]\nhtml_theme = "sphinx_book_theme"\n'
    (folder / "conf.py").write_text(head + conf, "utf-8")
    for name, text in {"index": "Title\n=====\n\nWords.\n", **documents}.items():
        (folder / f"{name}.rst").write_text(text, "utf-8")
    return folder


@pytest.mark.sphinx("html", testroot="pages")
def test_page_loads_one_sheet_and_two_scripts(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    soup = soup_of(app, "index.html")
    sheets = [link["href"].split("?")[0] for link in soup.select('link[rel="stylesheet"]')]
    scripts = [script["src"].split("?")[0] for script in soup("script")]
    assert sheets == ["_static/edition.css"]
    assert scripts == ["_static/first.js", "_static/edition.js"]
    assert soup.select("[onclick], [style], style") == []


def test_the_page_has_colours_of_its_own_for_every_name() -> None:
    names = [set(re.findall(r"--ed-\w+(?=:)", path.read_text("utf-8"))) for path in (TOKENS, SHEET)]
    assert names[0]
    assert names[0] <= names[1]


@pytest.mark.parametrize("rooms", [[], ["sphinx_edition.prosopography"]], ids=["alone", "names"])
def test_a_choice_of_marks_is_offered_where_there_are_any(
    make_app: MakeApp, tmp_path: Path, rooms: list[str]
) -> None:
    app = make_app("html", srcdir=write(tmp_path / "book", f"extensions += {rooms}\n"))
    app.build()
    soup = soup_of(app, "index.html")
    legends = [legend.text for legend in soup.select("#_reader legend")]
    assert legends == [*(["Marks"] if rooms else []), "Text", "Colours"]
    named = [soup.select_one(place)["aria-label"] for place in (".reader-button", "#_reader")]
    assert all(("marks" in name.lower()) is bool(rooms) for name in named)


@pytest.mark.sphinx("html", testroot="pages")
def test_nothing_of_the_theme_is_published(app: SphinxTestApp) -> None:
    app.build()
    names = {path.name for path in (app.outdir / "_static").rglob("*")}
    assert not names & {"fontawesome.js", "pydata-sphinx-theme.css", "scripts", "vendor", "locales"}
    assert {"searchtools.js", "doctools.js", "pygments.css"} <= names


@pytest.mark.sphinx("html", testroot="pages")
def test_the_search_page_loads_the_index_last(app: SphinxTestApp) -> None:
    app.build()
    names = [script["src"].split("?")[0] for script in soup_of(app, "search.html")("script")]
    order = ["_static/searchtools.js", "_static/search.js", "searchindex.js"]
    assert [name for name in names if name in order] == order


@pytest.mark.sphinx("html", testroot="pages")
def test_way_through_the_book_is_in_the_page(app: SphinxTestApp) -> None:
    app.build()
    soup = soup_of(app, "one.html")
    assert soup.select_one("#_contents a[aria-current=page]").get_text() == "One"
    inner = [a.get_text() for a in soup.select("#_contents ul ul a")]
    assert inner == ["Three"]
    assert soup.select_one("a[rel=next]")["href"] == "three.html"
    assert soup.select_one(".foot a")["href"] == "index.html"


def test_incremental_and_parallel_builds_are_the_same(
    make_app: MakeApp, sphinx_test_tempdir: Path, rootdir: Path
) -> None:
    source = sphinx_test_tempdir / "pages-same"
    shutil.copytree(rootdir / "test-pages", source)
    clean = make_app("html", srcdir=source, builddir=source / "clean")
    clean.build()
    parallel = make_app("html", srcdir=source, builddir=source / "parallel", parallel=2)
    parallel.build()
    assert digests(parallel.outdir) == digests(clean.outdir)
    page = source / "two.rst"
    plain = page.read_text("utf-8")
    page.write_text(plain + "\n.. warning:: Beware.\n", "utf-8")
    make_app("html", srcdir=source, builddir=source / "clean").build()
    page.write_text(plain, "utf-8")
    again = make_app("html", srcdir=source, builddir=source / "clean")
    again.build()
    # Sphinx numbers the pages of its search index in the order in which it read them.
    found, expected = digests(again.outdir), digests(parallel.outdir)
    assert {**found, "searchindex.js": ""} == {**expected, "searchindex.js": ""}


@pytest.mark.sphinx("html", testroot="pages", confoverrides={"html_theme": "furo"})
def test_another_theme_stays_as_it_is_and_is_told_once(app: SphinxTestApp) -> None:
    app.build()
    html = (app.outdir / "index.html").read_text("utf-8")
    assert "styles/furo.css" in html
    assert "edition" not in html.replace("edition-", "")
    assert app.warning.getvalue().count("leaves furo as it is") == 1


@pytest.mark.sphinx(
    "html",
    testroot="pages",
    confoverrides={"html_theme": "pydata_sphinx_theme", "html_theme_options": {}},
)
def test_the_parent_theme_has_the_same_page(app: SphinxTestApp) -> None:
    app.build()
    scripts = [script["src"].split("?")[0] for script in soup_of(app, "index.html")("script")]
    assert scripts == ["_static/first.js", "_static/edition.js"]


@pytest.mark.sphinx("singlehtml", testroot="pages")
def test_one_page_for_all(app: SphinxTestApp) -> None:
    app.build()
    soup = soup_of(app, "index.html")
    assert soup.select_one("main article")
    assert "A page below another." in soup.get_text()
    assert soup.select("#_search") == []


@pytest.mark.sphinx("epub", testroot="pages", confoverrides={"version": "1"})
def test_an_e_book_stays_as_it_is(app: SphinxTestApp) -> None:
    app.build()
    assert not list((app.outdir / "_static").glob("edition*"))
    assert "reader" not in (app.outdir / "index.xhtml").read_text("utf-8")


@pytest.mark.parametrize("builder", ["json", "pickle"])
def test_the_theme_does_not_end_builders_without_pages(
    make_app: MakeApp, tmp_path: Path, builder: str
) -> None:
    app = make_app(builder, srcdir=write(tmp_path / "src"))
    app.build()
    assert b"Words." in next(app.outdir.glob("index.f*")).read_bytes()


OPTIONS = """
html_theme_options = {
    "repository_url": "https://github.com/someone/book",
    "repository_branch": "main",
    "use_repository_button": True,
    "use_edit_page_button": True,
    "use_download_button": False,
    "search_bar_text": "Look for",
    "logo": {"text": "A book", "alt_text": "the logo"},
    "show_prev_next": False,
    "home_page_in_toc": True,
    "announcement": "<b>New</b>",
    "extra_footer": "<p>At the end</p>",
    "icon_links": [{"name": "Forum", "url": "https://example.org/", "icon": "fa-solid fa-x"}],
}
"""
CONTENTS = "Title\n=====\n\n.. toctree::\n\n   one\n"


def test_options_of_the_theme_are_honoured(make_app: MakeApp, tmp_path: Path) -> None:
    source = write(tmp_path / "src", OPTIONS, index=CONTENTS, one="One\n===\n\nText.\n")
    app = make_app("html", srcdir=source)
    app.build()
    assert app.warning.getvalue() == ""
    soup = soup_of(app, "one.html")
    feet = {a.get_text(): a["href"] for a in soup.select(".foot a")}
    assert feet["Repository"] == "https://github.com/someone/book"
    assert feet["Suggest edit"] == "https://github.com/someone/book/edit/main/one.rst"
    assert feet["Forum"] == "https://example.org/"
    assert soup.select_one("#_search input")["placeholder"] == "Look for"
    assert "A book" in soup.select_one("#_contents .book").get_text()
    assert soup.select(".turn") == []
    assert soup.select_one("#_contents ul a")["href"] == "index.html"
    assert soup.select_one(".announcement b")
    assert "At the end" in soup.footer.get_text()


def test_options_that_our_page_lacks_are_told_in_one_warning(
    make_app: MakeApp, tmp_path: Path
) -> None:
    conf = (
        'html_theme_options = {"navbar_end": ["theme-switcher.html"], "article_header_end": [],'
        ' "switcher": {"json_url": "s.json", "version_match": "1"}, "check_switcher": False}\n'
    )
    app = make_app("html", srcdir=write(tmp_path / "src", conf))
    app.build()
    (line,) = app.warning.getvalue().strip().splitlines()
    assert "navbar_end, switcher" in line
    assert "[pages.option]" in line


def test_templates_and_files_of_the_project_are_used(make_app: MakeApp, tmp_path: Path) -> None:
    source = write(
        tmp_path / "src",
        'templates_path = ["own"]\nhtml_static_path = ["files"]\nhtml_css_files = ["mine.css"]\n'
        'html_js_files = ["mine.js"]\nhtml_sidebars = {"**": ["sbt-sidebar-nav.html", "mine.html"]}'
        '\nhtml_extra_path = ["extra"]\nhtml_file_suffix = ".htm"\n',
    )
    for folder in ("own", "files", "extra"):
        (source / folder).mkdir()
    (source / "own" / "mine.html").write_text("<p>Of the project</p>", "utf-8")
    (source / "own" / "page.html").write_text(
        '{% extends "!page.html" %}{% block footer %}{{ super() }}<i>mine</i>{% endblock %}',
        "utf-8",
    )
    (source / "files" / "mine.css").write_bytes("/* é */".encode("latin-1"))
    (source / "files" / "mine.js").write_bytes("// é".encode("latin-1"))
    (source / "extra" / "old.html").write_bytes("<p>é</p>".encode("latin-1"))
    app = make_app("html", srcdir=source)
    app.build()
    assert app.warning.getvalue() == ""
    soup = soup_of(app, "index.htm")
    assert [link["href"].split("?")[0] for link in soup.select('link[rel="stylesheet"]')] == [
        "_static/edition.css",
        "_static/mine.css",
    ]
    scripts = [script["src"].split("?")[0] for script in soup("script")]
    assert "_static/mine.js" in scripts
    assert "_static/doctools.js" in scripts  # the project's script may need it
    assert "Of the project" in soup.select_one("#_contents").get_text()
    assert soup.i is not None
    assert (app.outdir / "old.html").read_bytes() == "<p>é</p>".encode("latin-1")


def test_templates_are_compiled_once(
    make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "book", 'templates_path = ["own"]\n')
    own = folder / "own" / "layout.html"
    own.parent.mkdir()
    own.write_text('{% extends "!layout.html" %}{% block footer %}Mine{% endblock %}', "utf-8")
    make_app("html", srcdir=folder).build()
    compiled: list[str | None] = []
    compile_ = SandboxedEnvironment.compile

    def noted(environment: SandboxedEnvironment, source: str, name: str | None, *more: Any) -> Any:
        compiled.append(name)
        return compile_(environment, source, name, *more)

    monkeypatch.setattr(SandboxedEnvironment, "compile", noted)
    own.write_text(own.read_text("utf-8").replace("Mine", "Yours"), "utf-8")
    app = make_app("html", srcdir=folder)
    app.build(force_all=True)
    assert compiled == ["layout.html"]
    assert "Yours" in soup_of(app, "index.html").text


def test_code_brings_its_colours(make_app: MakeApp, tmp_path: Path) -> None:
    source = write(
        tmp_path / "src", code=":orphan:\n\nCode\n====\n\n.. code-block:: python\n\n   x = 1\n"
    )
    app = make_app("html", srcdir=source)
    app.build()
    assert "pygments.css" in (app.outdir / "code.html").read_text("utf-8")
    assert "pygments.css" not in (app.outdir / "index.html").read_text("utf-8")


def test_an_empty_index_is_not_written(make_app: MakeApp, tmp_path: Path) -> None:
    source = write(tmp_path / "src")
    app = make_app("html", srcdir=source)
    app.build()
    assert not (app.outdir / "genindex.html").exists()
    assert "genindex" not in (app.outdir / "index.html").read_text("utf-8")
    (source / "index.rst").write_text("Title\n=====\n\n.. index:: a word\n\nWords.\n", "utf-8")
    again = make_app("html", srcdir=source)
    again.build()
    assert "a word" in soup_of(again, "genindex.html").get_text()
    assert "genindex.html" in (again.outdir / "index.html").read_text("utf-8")


def test_a_heading_is_called_as_it_likes(make_app: MakeApp, tmp_path: Path) -> None:
    """The page's own ids are such as no heading makes."""
    names = ("Contents", "Search", "Reader", "Continue", "Downloads", "_contents", "The reader")
    text = "Book\n====\n\nWords.\n\n" + "".join(
        f"{name}\n{'-' * len(name)}\n\nWords.\n\n" for name in names
    )
    app = make_app("html", srcdir=write(tmp_path / "src", index=text))
    app.build()
    ids = [each["id"] for each in soup_of(app, "index.html").select("[id]")]
    assert len(ids) == len(set(ids)) > len(names)
