"""A host finds its page for wrong addresses, robots find the map of the site."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

HOSTED = {
    "extensions": ["sphinx_edition.hosting"],
    "html_theme": "alabaster",
    "html_baseurl": "https://edition.example/en/latest/",
}


@pytest.mark.sphinx("html", testroot="pages", srcdir="hosting", confoverrides=HOSTED)
def test_hosted(app: SphinxTestApp) -> None:
    app.build()
    soup = BeautifulSoup((app.outdir / "404.html").read_text("utf-8"), "html.parser")
    base = soup.find("base")
    assert base["href"] == "/en/latest/"
    assert not base.find_all_previous(href=True)
    assert soup.select_one('section a[href="index.html"]')
    tree = ET.parse(app.outdir / "sitemap.xml")
    found = [
        place.text.removeprefix(HOSTED["html_baseurl"])
        for place in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    assert found == ["index.html", "one.html", "three.html", "two.html"]
    robots = (app.outdir / "robots.txt").read_text("utf-8")
    assert "Sitemap: https://edition.example/en/latest/sitemap.xml\n" in robots


@pytest.mark.sphinx(
    "html",
    testroot="pages",
    srcdir="hosting-home",
    confoverrides={**HOSTED, "html_baseurl": ""},
)
def test_at_home(app: SphinxTestApp) -> None:
    app.build()
    assert not (app.outdir / "sitemap.xml").exists()
    assert (app.outdir / "robots.txt").read_text("utf-8") == "User-agent: *\nAllow: /\n"
    soup = BeautifulSoup((app.outdir / "404.html").read_text("utf-8"), "html.parser")
    assert soup.find("base")["href"] == "/"


@pytest.mark.sphinx("singlehtml", testroot="pages", srcdir="hosting-single", confoverrides=HOSTED)
def test_not_for_a_single_page(app: SphinxTestApp) -> None:
    app.build()
    assert not (app.outdir / "404.html").exists()
    assert not (app.outdir / "robots.txt").exists()


@pytest.mark.sphinx("singlehtml", testroot="whole", confoverrides={"html_theme": "basic"})
def test_single_page_leads_to_no_page_that_is_not_there(app):
    app.build()
    page = (app.outdir / "index.html").read_text("utf-8")
    assert "genindex.html" not in page
    assert "search.html" not in page


def test_links_of_a_single_page_to_its_first_document_lead_somewhere(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("extensions = ['sphinx_edition.hosting']")
    contents = ".. toctree::\n\n   one\n"
    (tmp_path / "index.rst").write_text(f"Book\n====\n\n{contents}")
    (tmp_path / "one.rst").write_text("One\n===\n\n:doc:`index` and :doc:`one`\n")
    app = SphinxTestApp("singlehtml", srcdir=tmp_path, freshenv=True)
    app.build()
    app.cleanup()
    soup = BeautifulSoup((app.outdir / "index.html").read_text("utf-8"), "html.parser")
    goals = {link["href"] for link in soup.select("p a[href]")}
    assert goals == {"#document-index", "#document-one"}
    assert all(soup.select_one(goal) for goal in goals)


def built(tmp_path: Path, builder: str, baseurl: str) -> Path:
    """Return the site of a project whose documents have names of every kind."""
    (tmp_path / "conf.py").write_text("extensions = ['sphinx_edition.hosting']", "utf-8")
    contents = ".. toctree::\n\n   a b\n   глава/один\n"
    (tmp_path / "index.rst").write_text(f"Book\n====\n\n{contents}", "utf-8")
    (tmp_path / "a b.rst").write_text("Blank\n=====\n", "utf-8")
    (tmp_path / "глава").mkdir()
    (tmp_path / "глава" / "один.rst").write_text("One\n===\n", "utf-8")
    settings = {"html_baseurl": baseurl, "html_theme": "alabaster"}
    app = SphinxTestApp(builder, srcdir=tmp_path, confoverrides=settings)
    app.build()
    assert app.warning.getvalue() == ""
    app.cleanup()
    return Path(app.outdir)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_no_address_has_a_blank_or_another_script(tmp_path: Path, builder: str) -> None:
    out = built(tmp_path, builder, "https://example.org/my книга")
    for name in ("sitemap.xml", "robots.txt"):
        text = (out / name).read_text("utf-8")
        assert "https://example.org/my%20%D0%BA%D0%BD%D0%B8%D0%B3%D0%B0/" in text
        assert re.findall(r"https:[^<\n]*[^!-~\n][^<\n]*", text) == []
    chapter = {"html": "a b.html", "dirhtml": "a b/index.html"}[builder]
    soup = BeautifulSoup((out / chapter).read_text("utf-8"), "html.parser")
    address = soup.find("link", rel="canonical")["href"]
    assert re.fullmatch(r"https://example\.org/my%20[%0-9A-F]+/a%20b(/|\.html)", address)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("slash", ["", "/"])
def test_each_address_is_that_of_a_file(tmp_path: Path, builder: str, slash: str) -> None:
    home = "https://example.org/docs/book/"
    out = built(tmp_path, builder, home.removesuffix("/") + slash)
    assert f"Sitemap: {home}sitemap.xml\n" in (out / "robots.txt").read_text("utf-8")
    places = [
        place.text
        for place in ET.parse(out / "sitemap.xml").iter(
            "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
        )
    ]
    names = {"html": ("a%20b.html", "index.html"), "dirhtml": ("a%20b/", "")}[builder]
    encoded = "%D0%B3%D0%BB%D0%B0%D0%B2%D0%B0/%D0%BE%D0%B4%D0%B8%D0%BD"
    encoded += {"html": ".html", "dirhtml": "/"}[builder]
    assert places == [home + name for name in (*names, encoded)]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("baseurl", ["https://example.org/docs/book", "https://example.org", ""])
def test_page_for_wrong_addresses_finds_its_files(
    tmp_path: Path, builder: str, baseurl: str
) -> None:
    out = built(tmp_path, builder, baseurl)
    soup = BeautifulSoup((out / "404.html").read_text("utf-8"), "html.parser")
    site = "https://example.org/docs/book/" if "docs" in baseurl else "https://example.org/"
    shown_at = f"{site}some/where/else"
    base = urljoin(shown_at, soup.find("base")["href"])
    links = [tag["href"] for tag in soup.select("link[rel=stylesheet], section a")]
    links += [tag["src"] for tag in soup.select("script[src]")]
    assert len(links) > 3
    for link in links:
        path = urljoin(base, link).partition("?")[0]
        assert path.startswith(site)
        found = out / path.removeprefix(site)
        assert (found / "index.html" if found.is_dir() else found).is_file(), link
    assert not (out / "404").exists()
