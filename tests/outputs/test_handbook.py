"""The handbook keeps what the edition keeps: rules of axe, the strict policy, little weight."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

MOST = 25_000  # bytes of a page, its style and its scripts, compressed
UNUSUAL = {"first/index.html", "genindex.html", "search.html"}
LOOKED_AT = (
    "index.html",
    "first/index.html",
    "extensions/prosopography.html",
    "promises/figures.html",
    "extend/nodes.html",
    "404.html",
    "search.html",
)


@pytest.fixture(scope="module")
def site(build: Path) -> Path:
    """The handbook, in the place of the edition."""
    if not (build / "docs" / "index.html").exists():
        pytest.fail("the handbook is not built: run make docs")
    return build / "docs"


@pytest.fixture(scope="module")
def soups(site: Path) -> dict[str, BeautifulSoup]:
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    names = [name for name in found if not name.startswith("_static/")]
    return {name: BeautifulSoup((site / name).read_text("utf-8"), "html.parser") for name in names}


def loaded(soup: BeautifulSoup) -> list[str]:
    urls = [tag["src"] for tag in soup.select("script[src]")]
    return urls + [tag["href"] for tag in soup.select('link[rel="stylesheet"]')]


def test_usual_pages_are_light(site: Path, soups: dict[str, BeautifulSoup]) -> None:
    heavy = {}
    for name in soups.keys() - UNUSUAL:
        base = site if soups[name].base else (site / name).parent
        files = {base / urlsplit(url).path for url in loaded(soups[name])}
        weight = sum(len(gzip.compress(path.read_bytes(), 9)) for path in {*files, site / name})
        if weight > MOST:
            heavy[name] = weight
    assert heavy == {}


def test_nothing_is_inline_and_nothing_from_elsewhere(soups: dict[str, BeautifulSoup]) -> None:
    for name, soup in soups.items():
        data = "application/ld+json"
        assert [s for s in soup("script") if not s.get("src") and s.get("type") != data] == [], name
        assert soup("style") == [], name
        assert soup.select("[style]") == [], name
        pictures = [tag["src"] for tag in soup.select("img[src]")]
        assert [url for url in (*loaded(soup), *pictures) if urlsplit(url).netloc] == [], name
        assert all(tag.get("alt") for tag in soup.select("main img")), name


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1366])
def test_axe_and_policy(browser: Browser, address: str, width: int, scheme: str) -> None:
    viewport = {"width": width, "height": 850}
    found = {}
    for name in LOOKED_AT:
        context = browser.new_context(viewport=viewport, color_scheme=scheme)
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message, said=said: said.append(message.text))
        page.goto(address + name)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            said.append("scrolls sideways")
        context.close()
        context = browser.new_context(viewport=viewport, color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        page.goto(address + name)
        answer = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        said += [f"{each['id']}: {each['nodes'][0]['target']}" for each in answer]
        context.close()
        if said:
            found[name] = said
    assert found == {}
