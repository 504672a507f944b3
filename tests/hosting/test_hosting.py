"""A host finds its page for wrong addresses, robots find the map of the site."""

import xml.etree.ElementTree as ET

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
