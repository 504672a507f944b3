"""Whatever the words are, MyST says them again."""

from __future__ import annotations

from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import example, given, settings
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser
from sphinx_edition.importer.markdown import anchors, escape, heading, inline, sentences

OPTIONS = {"myst_disable_syntax": ["html_block", "html_inline"], "report_level": 5}
TRAPS = "%*@+>#-=_~`|&<{}[]()!:;\\^$\"'1.2) ab"


def rendered(source: str) -> nodes.document:
    return publish_doctree(source, parser=Parser(), settings_overrides=OPTIONS)


def words(text: str) -> str:
    return "".join(text.split())


@settings(deadline=None, max_examples=300)
@given(
    st.text(TRAPS, min_size=1, max_size=24).map(lambda text: " ".join(text.split())).filter(bool)
)
@example("% a comment")
@example("+++ block")
@example("(target)=")
@example("[^1]: no note")
@example("[a](b) [c]: d [e][f] ![g](h)")
@example("&amp; &#35; <http://a.b> {role}`x` ~~~ ```")
@example("1. first")
@example("* * *")
@example("===")
@example("a | b")
def test_a_line_says_what_it_says(text: str) -> None:
    document = rendered(f"{escape(text)}\n{escape(text)}\n")
    assert [type(child) for child in document.children] == [nodes.paragraph]
    assert words(document.astext()) == words(text) * 2
    title = rendered(f"# {heading(inline(text))}\n\nx\n")
    assert isinstance(
        title[0] if title.children else None, (nodes.title, nodes.section, nodes.paragraph)
    )
    assert words(title.astext()) == words(text) + "x"


@settings(deadline=None, max_examples=150)
@given(st.text(TRAPS + "\0", min_size=1, max_size=16).map(lambda t: " ".join(t.split())))
def test_marks_of_notes_among_anything(text: str) -> None:
    text = "a" + text + "\0"
    count = text.count("\0")
    source = anchors(text, iter(["1"] * count)) + "\n\n[^1]: " + anchors(text, iter(["1"] * count))
    document = rendered(f"{source}\n")
    (paragraph,) = [child for child in document.children if isinstance(child, nodes.paragraph)]
    assert len(list(paragraph.findall(nodes.footnote_reference))) == count
    said = "".join(
        leaf.astext()
        for leaf in paragraph.findall(nodes.Text)
        if not isinstance(leaf.parent, nodes.footnote_reference)
    )
    assert words(said) == words(text.replace("\0", ""))


def test_sentences_end_where_they_do() -> None:
    text = "He came, Mr. J. Smith, p. 5. “Did he?” Yes. 1848 was (cf. vol. ii.) good… No."
    assert sentences(text) == [
        "He came, Mr. J. Smith, p. 5.",
        "“Did he?”",
        "Yes.",
        "1848 was (cf. vol. ii.) good…",
        "No.",
    ]
