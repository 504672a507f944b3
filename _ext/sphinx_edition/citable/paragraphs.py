"""The numbers of paragraphs: anchors that are given once and never change."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)

NO_BODY = (
    nodes.footnote,
    nodes.citation,
    nodes.topic,
    nodes.sidebar,
    nodes.Admonition,
    nodes.figure,
    nodes.table,
)
"""Elements whose paragraphs are not the text's own."""

WORDS = 8
"""So many words of a paragraph are recorded with its anchor."""

ALIKE = 0.6
"""So alike the first words of a paragraph stay when an emendation touches them."""


class Paragraph(NamedTuple):
    """A numbered paragraph: its anchor (``p6-12``) and its first words."""

    anchor: str
    words: str


class paragraph_link(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801
    """A link of a paragraph to itself: its ``anchor``, ``number`` and ``pages`` (or ``""``)."""


def section_number(docname: str, pattern: str) -> str | None:
    """Return the number by which the paragraphs of a document are cited, if they are."""
    match = re.search(pattern, docname)
    return str(int(match[1])) if match else None


def is_editorial(node: nodes.Node) -> bool:
    """Say whether the node is matter that the edition adds to the text."""
    return isinstance(node, nodes.Element) and "editorial" in node.get("classes", ())


def body_paragraphs(document: nodes.document) -> Iterator[nodes.paragraph]:
    """Yield the text's own paragraphs, quotations included, notes not."""
    for paragraph in document.findall(nodes.paragraph):
        node: nodes.Element | None = paragraph
        while node is not None and not isinstance(node, NO_BODY) and not is_editorial(node):
            node = node.parent
        if node is None:
            yield paragraph


def plain_text(node: nodes.Node) -> str:
    """Return the text's own words in a node, without notes' numbers."""
    if isinstance(node, nodes.Text):
        return str(node)
    if isinstance(node, nodes.footnote_reference) or is_editorial(node):
        return ""
    return "".join(plain_text(child) for child in node.children)


def first_words(node: nodes.Node) -> str:
    """Return the first words of a paragraph."""
    return " ".join(plain_text(node).split()[:WORDS])


class NumberParagraphs(SphinxTransform):
    """Give each paragraph of a citable document its anchor."""

    default_priority = 880  # after every transform that makes, moves or removes paragraphs

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Number the paragraphs from 1 and note them in the environment."""
        section = section_number(self.env.docname, self.config.citable_documents)
        if section is None:
            return
        found = []
        for number, paragraph in enumerate(body_paragraphs(self.document), start=1):
            anchor = f"p{section}-{number}"
            paragraph["ids"].insert(0, anchor)
            self.document.ids[anchor] = paragraph
            found.append(Paragraph(anchor, first_words(paragraph)))
        paragraphs_of(self.env)[self.env.docname] = found


# -- The environment -------------------------------------------------------------------------------


def paragraphs_of(env: BuildEnvironment) -> dict[str, list[Paragraph]]:
    """Return the numbered paragraphs by document."""
    if not hasattr(env, "citable_paragraphs"):
        env.citable_paragraphs = {}  # type: ignore[attr-defined]
    return env.citable_paragraphs  # type: ignore[attr-defined, no-any-return]


def purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:  # noqa: ARG001
    """Forget the paragraphs of a document."""
    paragraphs_of(env).pop(docname, None)


def merge(
    app: Sphinx,  # noqa: ARG001
    env: BuildEnvironment,
    docnames: Iterable[str],
    other: BuildEnvironment,
) -> None:
    """Take over the paragraphs that another process has numbered."""
    for docname in docnames:
        if docname in paragraphs_of(other):
            paragraphs_of(env)[docname] = paragraphs_of(other)[docname]


# -- The record ------------------------------------------------------------------------------------


def read_record(path: Path) -> dict[str, str]:
    """Return the recorded first words by anchor; a line has the anchor, a tab and the words."""
    lines = path.read_text("utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if "\t" in line and line[0] != "#")


def same(recorded: str, found: str) -> bool:
    """Say whether two beginnings are of one paragraph."""
    old, new = (re.findall(r"\w+", words.casefold()) for words in (recorded, found))
    return difflib.SequenceMatcher(None, old, new, autojunk=False).ratio() >= ALIKE


def check_record(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of each published anchor that is gone or means another paragraph now."""
    if not app.config.citable_record:
        return
    path = Path(app.confdir) / app.config.citable_record
    here = {
        paragraph.anchor: (docname, paragraph.words)
        for docname, paragraphs in sorted(paragraphs_of(env).items())
        for paragraph in paragraphs
    }
    recorded = read_record(path) if path.is_file() else {}
    if app.config.citable_record_new:
        add_to_record(
            path, {name: words for name, (_, words) in here.items() if name not in recorded}
        )
    elif not recorded:
        logger.warning(
            "no published anchors are recorded in %s: build once with -D citable_record_new=1",
            app.config.citable_record,
            type="citable",
            subtype="record",
        )
    for line, (anchor, words) in enumerate(recorded.items(), start=1):
        if anchor not in here:
            logger.warning(
                "the published anchor %s (“%s …”) is gone: readers have links to it",
                anchor,
                words,
                location=f"{path}:{line}",
                type="citable",
                subtype="lost",
            )
        elif not same(words, here[anchor][1]):
            logger.warning(
                "the published anchor %s means another paragraph now: “%s …” was “%s …”",
                anchor,
                here[anchor][1],
                words,
                location=here[anchor][0],
                type="citable",
                subtype="changed",
            )


def add_to_record(path: Path, new: dict[str, str]) -> None:
    """Add anchors and the first words of their paragraphs to the record."""
    with path.open("a", encoding="utf-8") as record:
        record.writelines(f"{anchor}\t{words}\n" for anchor, words in new.items())


# -- HTML ------------------------------------------------------------------------------------------


def add_links(document: nodes.document, pages: dict[str, str]) -> None:
    """Append to each numbered paragraph the link to itself, with its ``pages`` by anchor."""
    for paragraph in document.findall(nodes.paragraph):
        anchor = next((id_ for id_ in paragraph["ids"] if re.fullmatch(r"p\d+-\d+", id_)), None)
        if anchor is not None:
            number = anchor.rpartition("-")[2]
            paragraph += paragraph_link(
                "", anchor=anchor, number=number, pages=pages.get(anchor, "")
            )


def visit_link(self: HTML5Translator, node: paragraph_link) -> None:
    """Write the link; its number is drawn by the style sheet and so is no text of the page."""
    pages = f' data-pages="{node["pages"]}"' if node["pages"] else ""
    self.body.append(
        f'<a class="paragraph-link editorial" href="#{node["anchor"]}"'
        f' aria-label="Paragraph {node["number"]}" data-number="{node["number"]}"{pages}></a>'
    )
    raise nodes.SkipNode


def skip_link(self: nodes.NodeVisitor, node: paragraph_link) -> None:  # noqa: ARG001
    """Leave the link out of a format that has no use for it."""
    raise nodes.SkipNode
