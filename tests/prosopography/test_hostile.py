"""Other people's projects: hostile names, very many entries, entries of another project."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from sphinx.testing.util import SphinxTestApp

Make = Callable[..., SphinxTestApp]
SETTINGS = (
    'extensions = ["sphinx_edition.prosopography"]\nhtml_theme = "basic"\nsmartquotes = False\n'
)
HOSTILE = '<script>alert(1)</script> & "Sons" \\LaTeX{} % $x$ #1 ~'


def project(folder: Path, text: str, settings: str = "") -> Path:
    """Write a project of one document."""
    folder.mkdir()
    (folder / "conf.py").write_text(
        SETTINGS + 'primary_domain = "prosopography"\n' + settings, "utf-8"
    )
    (folder / "index.rst").write_text(f"Book\n====\n\n{text}", "utf-8")
    return folder


ENTRY = f"""
:person:`He <evil>` and :person:`x'>x; <b> <evil>`.

.. person:: {HOSTILE}
   :id: evil
   :aliases: "'>x; <b>
   :born: 1900

   He was ``<img src=x onerror=alert(1)>``.

.. chronology::

.. dispersion::
   :documents: *
"""


@pytest.mark.parametrize("builder", ["html", "latex", "epub", "text"])
def test_a_hostile_name_is_only_a_name(builder: str, make_app: Make, tmp_path: Path) -> None:
    app = make_app(builder, srcdir=project(tmp_path / "source", ENTRY))
    app.build()
    if builder == "html":
        page = BeautifulSoup((app.outdir / "index.html").read_text("utf-8"), "html.parser")
        body = page.select("div.body")[0]
        assert not body.select("script, img, b > b, [onerror]")
        assert HOSTILE in page.select("article h2")[0].get_text()
        assert HOSTILE[:20] in page.select("svg")[0].get_text()
        index = (app.outdir / "prosopography-person.html").read_text("utf-8")
        assert "alert(1)</script>" not in index
        assert "alert(1)&lt;/script&gt;" in index


@pytest.mark.parametrize("name", ['"<b>x</b>', "<", "&amp;", "“Left”", "«", "Троцкий", "7 & 8"])
def test_the_index_of_an_e_book_is_xhtml_whatever_a_name_begins_with(
    name: str, make_app: Make, tmp_path: Path
) -> None:
    text = f":person:`x <id>`\n\n.. person:: {name}\n   :id: id\n\n.. person:: Zeta\n"
    settings = 'epub_identifier = "x"\nepub_scheme = "URN"\nversion = "1"\ncopyright = "C"\n'
    app = make_app("epub", srcdir=project(tmp_path / "source", text, settings))
    app.build()
    for page in app.outdir.glob("*.xhtml"):
        root = etree.fromstring(page.read_bytes())
        assert not root.xpath("//@id[contains(., '<') or contains(., ' ')]")
        if page.stem == "prosopography-person":
            assert name in "".join(root.itertext())


def test_markdown_refers_to_an_entry_by_its_anchor(make_app: Make, tmp_path: Path) -> None:
    folder = project(tmp_path / "source", "", 'extensions.append("myst_parser")\n')
    (folder / "index.rst").unlink()
    text = (
        "# Book\n\n[](#person-lenin), [he](#person-lenin), {any}`lenin`\n\n```{person} Lenin\n```\n"
    )
    (folder / "index.md").write_text(text, "utf-8")
    app = make_app("html", srcdir=folder)
    app.build()
    assert app.warning.getvalue() == ""
    page = BeautifulSoup((app.outdir / "index.html").read_text("utf-8"), "html.parser")
    assert [a["href"] for a in page.select("p a.internal")] == ["#person-lenin"] * 3


def test_names_in_another_script_are_told_apart(make_app: Make, tmp_path: Path) -> None:
    text = ":person:`Троцкий`, :person:`Ленин`.\n\n.. person:: Троцкий\n\n.. person:: Ленин\n"
    app = make_app("html", srcdir=project(tmp_path / "source", text))
    app.build()
    assert app.warning.getvalue() == ""
    page = BeautifulSoup((app.outdir / "index.html").read_text("utf-8"), "html.parser")
    for link in page.select("a.mention"):
        entry = page.select_one(str(link["href"]))
        assert entry
        assert link.get_text() in entry.get_text()
    assert len({link["href"] for link in page.select("a.mention")}) == 2


def test_two_thousand_entries_cost_as_much_each_as_a_few(make_app: Make, tmp_path: Path) -> None:
    def spent(number: int) -> float:
        text = "\n".join(
            f"A :person:`Person {n}`, a :person:`Persson {n}`.\n\n.. person:: Person {n}\n"
            for n in range(number)
        )
        app = make_app("html", srcdir=project(tmp_path / str(number), text))
        before = time.process_time()
        app.build()
        assert app.warning.getvalue().count("prosopography.unknown") == number
        return time.process_time() - before

    assert spent(2000) < 12 * spent(400)


def test_entries_of_another_project_are_found(make_app: Make, tmp_path: Path) -> None:
    other = project(tmp_path / "other", ":person:`Lenin`\n\n.. person:: Lenin\n")
    make_app("html", srcdir=other).build()
    inventory = tmp_path / "other" / "_build" / "html" / "objects.inv"
    settings = (
        'extensions.append("sphinx.ext.intersphinx")\n'
        f'intersphinx_mapping = {{"other": ("https://example.org", {str(inventory)!r})}}\n'
    )
    text = ":person:`Lenin` and :person:`Nobody`.\n"
    app = make_app("html", srcdir=project(tmp_path / "source", text, settings))
    app.build()
    page = (app.outdir / "index.html").read_text("utf-8")
    assert 'href="https://example.org/index.html#person-lenin"' in page
    assert "Nobody" in app.warning.getvalue()
    assert "“Lenin”" not in app.warning.getvalue()
