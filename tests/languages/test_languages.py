"""Phrases of other languages find their places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp
from sphinx_edition.languages import marked, phrase_pattern

PHRASES = {"diriger": "fr", "Devant la guerre": "fr", "la guerre": "fr", "Rat": "de"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("manage [diriger], in full", [("diriger", "language-fr")]),
        ("Devant la guerre (Paris)", [("Devant la guerre", "language-fr")]),
        ("dirigeriez Rather", []),
        ("Devant\nla\u00a0guerre", [("Devant\nla\u00a0guerre", "language-fr")]),
        ("Rat, Rat", [("Rat", "language-de")] * 2),
    ],
)
def test_phrases(text: str, found: list[tuple[str, str]]) -> None:
    pieces = list(marked(text, phrase_pattern(PHRASES), PHRASES))
    assert "".join(piece.astext() for piece in pieces) == text
    spans = [piece for piece in pieces if isinstance(piece, nodes.inline)]
    assert [(span.astext(), span["classes"][0]) for span in spans] == found


def page(tmp_path: Path, words: object, text: str) -> str:
    """Return the page that ``text`` makes."""
    (tmp_path / "conf.py").write_text(
        f"extensions = ['sphinx_edition.languages']\nforeign_words = {words!r}\n", "utf-8"
    )
    (tmp_path / "index.rst").write_text(text, "utf-8")
    app = SphinxTestApp("html", srcdir=tmp_path)
    app.build()
    assert app.warning.getvalue() == ""
    app.cleanup()
    return (Path(app.outdir) / "index.html").read_text("utf-8")


def test_in_a_page(tmp_path: Path) -> None:
    made = page(
        tmp_path,
        {"fr": ["bureau ouvrier", "diriger"]},
        "Title\n=====\n\nThe *bureau ouvrier* must ``diriger`` and diriger, :math:`diriger`.\n\n"
        "::\n\n   diriger\n",
    )
    assert '<em><span lang="fr">bureau ouvrier</span></em>' in made
    assert made.count('<span lang="fr">diriger</span>') == 1


def test_in_headings_notes_and_captions(tmp_path: Path) -> None:
    made = page(
        tmp_path,
        {"fr": ["diriger"]},
        "To *diriger* or not\n===================\n\n.. table:: Who may diriger\n\n   ===  ===\n"
        "   1    2\n   ===  ===\n\nA note [#]_.\n\ndiriger\n   A term.\n\n.. [#] See diriger.\n",
    )
    assert re.search(r'<h1>To <em><span lang="fr">diriger</span></em> or not', made)
    assert re.search(r'<section id="to-diriger-or-not">', made)
    assert "<title>To diriger or not" in made
    assert 'Who may <span lang="fr">diriger</span>' in made
    assert '<dt><span lang="fr">diriger</span>' in made
    assert 'See <span lang="fr">diriger</span>' in made


@pytest.mark.parametrize("words", [{"fr": "diriger"}, {"fr": ["", "diriger"]}])
def test_one_phrase_is_a_phrase_and_none_is_none(tmp_path: Path, words: object) -> None:
    made = page(tmp_path, words, "Title\n=====\n\nTo diriger.\n")
    assert made.count('lang="fr"') == 1


def test_what_resolving_puts_in_is_marked_too(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(
        "extensions = ['sphinx_edition.languages', 'sphinx_edition.tei']\n"
        "foreign_words = {'fr': ['diriger']}\n"
        "def add(app, doctree, docname):\n"
        "    from docutils import nodes\n"
        "    parts = map(nodes.Text, ('added: diri', 'ger'))\n"
        "    doctree[0] += nodes.paragraph('', '', *parts)\n"
        "def setup(app):\n"
        "    app.connect('doctree-resolved', add)\n",
        "utf-8",
    )
    (tmp_path / "index.rst").write_text("Title\n=====\n\nTo diriger.\n", "utf-8")
    for builder, mark in (("html", '<span lang="fr">'), ("tei", '<foreign xml:lang="fr">')):
        app = SphinxTestApp(builder, srcdir=tmp_path, freshenv=True)
        app.build()
        (path,) = [*Path(app.outdir).glob("index.html"), *Path(app.outdir).glob("*.xml")]
        page = path.read_text("utf-8")
        app.cleanup()
        assert f"To {mark}diriger</" in page
        assert f"added: {mark}diriger</" in page


def test_words_around_a_mention_are_marked_in_its_entry(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(
        "extensions = ['sphinx_edition.languages', 'sphinx_edition.prosopography']\n"
        "foreign_words = {'fr': ['diriger', 'Ligue']}\n",
        "utf-8",
    )
    (tmp_path / "index.rst").write_text(
        "Title\n=====\n\n:faction:`Ligue` wants to diriger.\n\n"
        ".. faction:: Ligue\n\n   A league.\n",
        "utf-8",
    )
    marks = {
        "html": ('<span lang="fr">', "</span>", "<b>{}</b>{}."),
        "latex": (r"\DUrole{language-fr}{", "}", r"\prosopographycontext{{}}{{{}}}{{{}.}}"),
    }
    for builder, (begin, end, line) in marks.items():
        app = SphinxTestApp(builder, srcdir=tmp_path, freshenv=True)
        app.build()
        (path,) = [*Path(app.outdir).glob("index.html"), *Path(app.outdir).glob("projectname*.tex")]
        page = path.read_text("utf-8")
        app.cleanup()
        assert line.format(f"{begin}Ligue{end}", f" wants to {begin}diriger{end}") in page
