"""Other people's books, and descriptions of them."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from pybtex.database import parse_string
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_escape_sequences
from sphinx_edition.__main__ import main
from sphinx_edition.citable import record_anchors
from sphinx_edition.citable.metadata import iso, locale_of
from sphinx_edition.citable.pages import page_before
from sphinx_edition.citable.work import Work, bibtex_of_paragraph, bibtex_of_whole, chicago, whole
from sphinx_edition.citable.work import words_of as words

Build = Callable[..., SphinxTestApp]
INDEX = "Book\n====\n\n.. toctree::\n\nALL\n\n.. citation::\n"


def soup_of(app: SphinxTestApp, name: str = "index.html") -> BeautifulSoup:
    return BeautifulSoup((Path(app.outdir) / name).read_text("utf-8"), "html.parser")


def said(app: SphinxTestApp) -> str:
    return strip_escape_sequences(app.warning.getvalue())


def tags(soup: BeautifulSoup) -> dict[str, str]:
    return {
        tag.get("name") or tag["property"]: tag["content"]
        for tag in soup.select("meta[content]")
        if tag.get("name") or tag.get("property")
    }


def chapter(title: str, *paragraphs: str) -> str:
    return "\n\n".join([f"{title}\n{'=' * 40}", *(paragraphs or ["Some text."])]) + "\n"


# -- The description of the work -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        ({"title": "A", "colour": "red"}, "unknown key 'colour'"),
        ({"title": "A", "author": []}, "unknown key 'author' (did you mean 'authors'?)"),
        ({"authors": []}, "there is no 'title'"),
        ({"title": "A", "authors": "Byron"}, "'authors' must be names such as"),
        ({"title": "A", "authors": ["Byron"]}, "'authors' must be names such as"),
        ({"title": "A", "translators": [("Noether",)]}, "'translators' must be names such as"),
        ({"title": "A", 7: "x"}, "unknown key 7"),
    ],
)
def test_a_wrong_description_is_one_warning(
    build: Build, work: dict[object, object], expected: str
) -> None:
    app = build("html", {"index.rst": INDEX, "01-a.rst": chapter("1. A")}, citable_work=work)
    assert said(app).count("WARNING") == 1
    assert "WARNING: citable_work is not a description of a book: " + expected in said(app)
    assert "[citable.work]" in said(app)
    assert soup_of(app).select_one(".citation-entry") is None
    assert soup_of(app, "01-a.html").select_one("#p1-1 > .paragraph-link") is not None


@pytest.mark.parametrize("authors", [[], [("Plato", "")], [("A", "B"), ("C", "D"), ("E", "F")]])
def test_any_number_of_authors(build: Build, authors: list[tuple[str, str]]) -> None:
    work = {"title": "The Work", "authors": authors, "year": 1843}
    app = build("html", {"index.rst": INDEX, "01-a.rst": chapter("1. A")}, citable_work=work)
    assert said(app) == ""
    code = soup_of(app).select_one("pre").get_text()
    (entry,) = parse_string(code, "bibtex").entries.values()
    assert entry.fields["title"] == "The Work"
    assert len(entry.persons.get("author", [])) == len(authors)
    template = tags(soup_of(app, "01-a.html"))["citable:chicago"]
    names = {0: "", 1: "Plato, ", 3: "B A, D C, and F E, "}[len(authors)]
    assert (
        template == f"{names}“A,” in The Work (1843), sec. 1, par. {{paragraph}}, {{pages}}{{url}}."
    )


@pytest.mark.parametrize(
    ("title", "entry", "note"),
    [
        ("What Is To Be Done?", "What Is To Be Done? P, 2026.", "in What Is To Be Done? (P, 2026)"),
        ("The Work", "The Work. P, 2026.", "in The Work (P, 2026)"),
    ],
)
def test_titles_end_once(title: str, entry: str, note: str) -> None:
    work = Work(title, (("Lenin", "V. I."),), edition_year="2026", publisher="P")
    assert words(whole(work, "")) == f"Lenin, V. I. {entry}"
    assert note in chicago(work, "On “Ends” and “Means”", "8")
    assert "“On ‘Ends’ and ‘Means’,” in" in chicago(work, "On “Ends” and “Means”", "8")
    assert "“Who Manages?” in" in chicago(work, "Who Manages?", "8")


def test_keys_of_bibtex_hold_no_blanks() -> None:
    work = Work("Le deuxième sexe", (("de Beauvoir", "Simone"),), year="1949")
    assert bibtex_of_whole(work, "").startswith("@book{debeauvoir-1949,")
    filled = bibtex_of_paragraph(work, "T", "2").replace("{paragraph}", "3")
    assert filled.startswith("@incollection{debeauvoir-2-3,")
    assert list(parse_string(filled, "bibtex").entries) == ["debeauvoir-2-3"]
    body = Work("Notes", (("Socialisme ou Barbarie", ""),), year="1964")
    (entry,) = parse_string(bibtex_of_whole(body, ""), "bibtex").entries.values()
    assert entry.persons["author"][0].last_names == ["{Socialisme ou Barbarie}"]


# -- Pages of the print ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        (["Before.", ":page:`31` After."], ["30", "31"]),
        (["Before :page:`w2-4 4` after."], ["3–4"]),
        ([":page:`xii` One.", "Two :page:`xiii` more.", "Three."], ["xii", "xii–xiii", "xiii"]),
        (["Before.", "On :page:`xii` and on."], ["", "xii"]),
        ([":page:`1` One."], ["1"]),
        (["No page."], [""]),
    ],
)
def test_pages_are_the_labels_of_page_breaks(
    build: Build, text: list[str], pages: list[str]
) -> None:
    app = build("html", {"index.rst": INDEX, "01-a.rst": chapter("1. A", *text)})
    soup = soup_of(app, "01-a.html")
    assert [link.get("data-pages", "") for link in soup.select(".paragraph-link")] == pages
    head = tags(soup)
    known = [page for page in pages if page]
    assert head.get("citation_firstpage", "") == (known[0].split("–")[0] if known else "")
    assert head.get("citation_lastpage", "") == (known[-1].split("–")[-1] if known else "")


def test_the_page_before() -> None:
    assert [page_before(label) for label in ("31", "1", "xii", "")] == ["30", "1", "", ""]


# -- Sections --------------------------------------------------------------------------------------


def test_two_documents_that_are_one_section_are_told(build: Build) -> None:
    files = {"index.rst": INDEX, "one/01-a.rst": chapter("A"), "two/01-b.rst": chapter("B")}
    app = build("html", files)
    assert said(app).count("WARNING") == 1
    assert "two/01-b.rst: WARNING: this document and one/01-a are both section 1" in said(app)
    assert "[citable.section]" in said(app)


def test_sections_in_several_parts_have_anchors_of_their_own(build: Build) -> None:
    files = {
        "index.rst": INDEX,
        "one/01-a.rst": chapter("1. A"),
        "two/01-b.rst": chapter("1. B"),
        "deux/01-é.rst": chapter("1. É"),
    }
    app = build("singlehtml", files, citable_documents=r"(?:^|/)(\w+)/(\d+)-[^/]*$")
    assert said(app) == ""
    soup = soup_of(app)
    anchors = [paragraph["id"] for paragraph in soup.select("p:has(> .paragraph-link)")]
    assert sorted(anchors) == ["p-deux-1-1", "p-one-1-1", "p-two-1-1"]
    assert set(Counter(anchors).values()) == {1}
    assert [link["data-number"] for link in soup.select(".paragraph-link")] == ["1", "1", "1"]


def test_numbers_in_two_parts(build: Build) -> None:
    files = {"index.rst": INDEX, "2/06-a.rst": chapter("6. A")}
    app = build("html", files, citable_documents=r"(\d+)/(\d+)-")
    soup = soup_of(app, "2/06-a.html")
    assert soup.select_one("#p2-6-1 > .paragraph-link") is not None
    assert "sec. 2.6, par. {paragraph}" in tags(soup)["citable:chicago"]
    data = json.loads(soup.select_one('script[type="application/ld+json"]').string)
    assert data["position"] == "2.6"


# -- The record ------------------------------------------------------------------------------------


def recorded(build: Build, files: dict[str, str]) -> Path:
    app = build("dummy", files, citable_record="anchors.txt", citable_record_new="1")
    assert said(app) == ""
    return Path(app.srcdir)


def test_a_renamed_chapter_is_one_warning_with_the_way_to_a_redirect(build: Build) -> None:
    source = recorded(build, {"index.rst": INDEX, "06-old.rst": chapter("6. A")})
    (source / "06-old.rst").rename(source / "06-new.rst")
    app = build("dummy", {}, citable_record="anchors.txt")
    assert said(app).count("WARNING") == 1
    assert "anchors.documents.txt:1: WARNING: section 6 was published as 06-old" in said(app)
    assert 'redirects = {"06-old": "/06-new.html"}' in said(app)
    assert "[citable.moved]" in said(app)
    recorded(build, {})
    assert said(build("dummy", {"index.rst": INDEX + "\n"}, citable_record="anchors.txt")) == ""


def test_a_misspelt_role_is_not_another_paragraph(build: Build) -> None:
    files = {"index.rst": INDEX, "06-a.rst": chapter("6. A", ":sup:`Ada` said so.")}
    recorded(build, files)
    damaged = {"06-a.rst": chapter("6. A", ":persn:`Ada Lovelace, the countess` said so.")}
    app = build("dummy", damaged, citable_record="anchors.txt")
    assert "Unknown interpreted text role" in said(app)
    assert "citable" not in said(app)


def test_new_chapters_in_both_markups_are_recorded(build: Build) -> None:
    files = {"index.rst": INDEX, "01-a.rst": chapter("1. A"), "02-b.md": "# 2. B\n\nSome text.\n"}
    app = build("dummy", files, extensions=["myst_parser", "sphinx_edition.citable"])
    project = Path(app.srcdir)
    settings = 'extensions = ["myst_parser", "sphinx_edition.citable"]\n'
    (project / "conf.py").write_text(
        f'{settings}citable_record = "anchors.txt"\nexclude_patterns = ["_build", "03-*"]\n',
        "utf-8",
    )
    (project / "03-left.rst").write_text(chapter("3. C"), "utf-8")
    added = record_anchors(project)
    assert added.anchors == ["p1-1", "p2-1"]
    assert added.documents == ["01-a", "02-b"]
    assert added.left_out == ["03-left.rst"]
    assert record_anchors(project).anchors == []
    record = (project / "anchors.txt").read_text("utf-8")
    assert record == "p1-1\tSome text.\np2-1\tSome text.\n"


@pytest.mark.parametrize("suffix", ["rst", "md"])
def test_the_command_says_what_it_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    text = {"rst": chapter("1. A"), "md": "# 1. A\n\nSome text.\n"}[suffix]
    settings = (
        'extensions = ["myst_parser", "sphinx_edition.citable"]\nexclude_patterns = ["02*"]\n'
    )
    (tmp_path / "conf.py").write_text(f'{settings}citable_record = "anchors.txt"\n', "utf-8")
    (tmp_path / "index.rst").write_text(INDEX, "utf-8")
    for name in ("01-a", "02-b"):
        (tmp_path / f"{name}.{suffix}").write_text(text, "utf-8")
    left_out = f"02-b.{suffix} is named like a section and is no document"
    assert main(["anchors", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"recorded: p1-1\nrecorded: the document 01-a\n{left_out}")
    assert main(["anchors", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith(
        f"nothing new: every paragraph is on record\n{left_out}"
    )


def test_the_command_needs_a_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["anchors", str(tmp_path / "none")]) == 2
    (tmp_path / "conf.py").write_text('extensions = ["sphinx_edition.citable"]\n', "utf-8")
    (tmp_path / "index.rst").write_text("Book\n====\n", "utf-8")
    assert main(["anchors", str(tmp_path)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert said[1] == "sphinx-edition anchors: conf.py names no file in citable_record"


def test_a_project_without_a_record_says_so(build: Build) -> None:
    app = build("dummy", {"index.rst": INDEX})
    with pytest.raises(ValueError, match="names no file in citable_record"):
        record_anchors(Path(app.srcdir))


# -- What machines read ----------------------------------------------------------------------------


def test_the_first_page_is_the_book(build: Build) -> None:
    label = ".. container:: author\n\n   Ada Byron\n\n"
    text = f"Book\n====\n\n{label}{INDEX.partition('====')[2]}"
    app = build("html", {"index.rst": text, "01-a.rst": chapter("1. A")})
    head = tags(soup_of(app))
    assert head["z:itemType"] == "book"
    assert head["dc:creator"] == "Byron, Ada"
    assert head["citation_title"] == "A Work & its Parts"
    assert "citation_inbook_title" not in head
    assert head["description"] == "A Work & its Parts by Ada Byron. A Press, 2026."
    assert head["og:description"] == head["description"]
    assert head["og:locale"] == "en_US"
    assert len(soup_of(app).select('meta[name="citation_title"]')) == 1


def test_a_description_of_the_book_comes_first(build: Build) -> None:
    work = {"title": "A", "description": "What it is.", "language": "en-GB"}
    app = build("html", {"index.rst": INDEX, "01-a.rst": chapter("1. A")}, citable_work=work)
    assert tags(soup_of(app))["description"] == "What it is."
    assert tags(soup_of(app))["og:locale"] == "en_GB"
    assert tags(soup_of(app, "01-a.html"))["description"] == "Some text."


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("en-GB", "en_GB"),
        ("de", "de_DE"),
        ("fr-CA", "fr_CA"),
        ("zh-Hant-TW", "zh_TW"),
        ("pt-BR", "pt_BR"),
        ("en_GB", "en_GB"),
        ("x-private", ""),
        ("", ""),
    ],
)
def test_the_locale_of_a_preview(tag: str, locale: str) -> None:
    assert locale_of(tag) == locale


def test_dates_of_linked_data_are_iso() -> None:
    assert [iso(date) for date in ("1964", "1964-01", "1918~", "c. 1918")] == [
        "1964",
        "1964-01",
        "",
        "",
    ]


def test_words_of_readers_are_translated(build: Build, tmp_path: Path) -> None:
    """Another language's words reach the link, the templates and the script."""
    from sphinx_edition.core import i18n

    catalogue = tmp_path / "locale" / "de" / "LC_MESSAGES" / "sphinx_edition.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(
        'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Paragraph {number}"\nmsgstr "Absatz {number}"\n\n'
        'msgid "sec. {section}, par. {paragraph}"\nmsgstr "Abschn. {section}, Abs. {paragraph}"\n\n'
        'msgid "p. {pages}"\nmsgstr "S. {pages}"\n\nmsgid "Cite"\nmsgstr "Zitieren"\n',
        "utf-8",
    )
    with catalogue.open("rb") as text, catalogue.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, read_po(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(i18n, "LOCALE", tmp_path / "locale")
        app = build("html", {"index.rst": INDEX, "01-a.rst": chapter("1. A")}, language="de")
    soup = soup_of(app, "01-a.html")
    assert soup.select_one(".paragraph-link")["aria-label"] == "Absatz 1"
    assert "Abschn. 1, Abs. {paragraph}" in tags(soup)["citable:chicago"]
    assert tags(soup)["citable:page"] == "S. {pages}"
    assert json.loads(soup.select_one("#edition-words").string)["Cite"] == "Zitieren"
