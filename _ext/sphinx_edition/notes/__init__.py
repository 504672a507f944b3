"""Notes that keep the numbers they were printed with.

A scholarly text cites its own notes by number, so the numbers belong to the text.
Docutils keeps a label such as ``[^7]``, but numbers every other label (``[^(1)]``) anew and names
anchors in the order of reading (``id3``).  This extension gives

* each note the label that its source has, in every format,
* each note an anchor made from it, ``note-7`` (and ``note-later-1`` for a label in parentheses),
  and each reference to it ``noteref-7``, then ``noteref-7-2`` and so on,
* HTML and EPUB a number without brackets, which would look like the text's own.

It works with any theme, in MyST and in reStructuredText (``[#later]_``).  Anchors are unique over
the book only when labels are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)

IN_PARENTHESES = re.compile(r"\((.+)\)")

LATEX_LABELS = r"""
% A note whose printed label is not a number has a negative one, which stands for the label.
\newcommand{\printednotelabel}[2]{\expandafter\gdef\csname printednote#1\endcsname{#2}}
\renewcommand{\thefootnote}{%
  \ifcsname printednote\the\value{footnote}\endcsname
    \csname printednote\the\value{footnote}\endcsname
  \else\arabic{footnote}\fi}
"""


def anchor_of(label: str) -> str:
    """Return the part of an anchor that stands for ``label``: ``7``, or ``later-1`` for ``(1)``."""
    parenthesised = IN_PARENTHESES.fullmatch(label)
    plain = f"later-{parenthesised[1]}" if parenthesised else label
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


class PrintedLabels(SphinxTransform):
    """Give notes and their references the label of the source, and anchors made from it."""

    # After docutils has numbered the notes and bound the references to them (620), and before
    # anything collects ids.
    default_priority = 630

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Relabel every note of the document."""
        references: dict[str, list[nodes.footnote_reference]] = {}
        for reference in self.document.findall(nodes.footnote_reference):
            references.setdefault(reference.get("refid", ""), []).append(reference)
        for note in list(self.document.findall(nodes.footnote)):
            if note["names"]:  # an anonymous note ([#]_) has no printed label
                bound = [reference for id_ in note["ids"] for reference in references.get(id_, [])]
                self.relabel(note, bound)

    def relabel(self, note: nodes.footnote, references: list[nodes.footnote_reference]) -> None:
        """Give ``note`` and the ``references`` to it the label and the anchors of its name."""
        printed = note["names"][0]
        anchor = anchor_of(printed)
        if f"note-{anchor}" in self.document.ids:
            logger.warning(
                "two notes would have the anchor note-%s: give the note %r another label",
                anchor,
                printed,
                location=note,
                type="notes",
                subtype="duplicate",
            )
            return
        for node in (note, *references):
            node.attributes.pop("auto", None)  # a printed number is never assigned anew
        self.rename(note, f"note-{anchor}")
        set_text(note.children[0], printed)
        note["backrefs"] = []
        for place, reference in enumerate(references, start=1):
            self.rename(
                reference, f"noteref-{anchor}" if place == 1 else f"noteref-{anchor}-{place}"
            )
            reference["refid"] = f"note-{anchor}"
            set_text(reference, printed)
            note["backrefs"].append(reference["ids"][0])

    def rename(self, node: nodes.Element, id_: str) -> None:
        """Make ``id_`` the only id of ``node``, in the document's registers too."""
        for old in node["ids"]:
            self.document.ids.pop(old, None)
        for name in node["names"]:
            self.document.nameids[name] = id_
        node["ids"] = [id_]
        self.document.ids[id_] = node


class LaTeXLabels(SphinxPostTransform):
    """LaTeX's notes take numbers only: let a negative number stand for any other label."""

    default_priority = 590  # before Sphinx joins notes and references (600)
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Number the labels that are not numbers, and define what each number stands for."""
        numbers: dict[str, str] = {}
        for node in self.document.findall(nodes.Element):
            if isinstance(node, nodes.footnote_reference) or (
                isinstance(node, nodes.label) and isinstance(node.parent, nodes.footnote)
            ):
                printed = node.astext()
                if not printed.isdecimal():
                    set_text(node, numbers.setdefault(printed, str(-len(numbers) - 1)))
        self.document.insert(0, nodes.inline("", "", *definitions(numbers)))


def definitions(numbers: dict[str, str]) -> list[nodes.Node]:
    """Return what tells LaTeX that each of ``numbers.values()`` is printed as its key."""
    found: list[nodes.Node] = []
    for printed, number in numbers.items():
        found.append(nodes.raw("", rf"\printednotelabel{{{number}}}{{", format="latex"))
        found.append(nodes.Text(printed))
        found.append(nodes.raw("", "}%\n", format="latex"))
    return found


def set_text(node: nodes.Node, text: str) -> None:
    """Make ``text`` the whole content of ``node``."""
    assert isinstance(node, nodes.Element)
    node.clear()
    node += nodes.Text(text)


def visit_reference(self: HTML5Translator, node: nodes.footnote_reference) -> None:
    """Open a note's reference: the printed number, without the brackets that docutils adds."""
    href = f"#{node['refid']}"
    self.body.append(
        self.starttag(node, "a", "", CLASS="footnote-reference", href=href, role="doc-noteref")
    )


def depart_reference(self: HTML5Translator, node: nodes.footnote_reference) -> None:  # noqa: ARG001
    """Close a note's reference."""
    self.body.append("</a>")


def backrefs(label: nodes.label) -> list[str]:
    """Return the anchors of the references to the note of ``label``."""
    note = label.parent
    return list(note.get("backrefs", [])) if isinstance(note, nodes.footnote) else []


def visit_label(self: HTML5Translator, node: nodes.label) -> None:
    """Open a note's number, which leads back to the place of the note."""
    self.body.append('<span class="label">')
    if places := backrefs(node):
        self.body.append(f'<a role="doc-backlink" href="#{places[0]}">')


def depart_label(self: HTML5Translator, node: nodes.label) -> None:
    """Close a note's number; links to the second and later places of the note follow it."""
    places = backrefs(node)
    self.body.append("</a></span>\n" if places else "</span>\n")
    for number, place in enumerate(places[1:], start=2):
        self.body.append(
            f'<a class="editorial" role="doc-backlink" href="#{place}">({number})</a>\n'
        )


def add_latex_labels(app: Sphinx, config: Config) -> None:  # noqa: ARG001
    """Put the definition of printed labels before the project's own preamble."""
    elements = config.latex_elements
    config.latex_elements = {**elements, "preamble": LATEX_LABELS + elements.get("preamble", "")}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transforms and the writers' methods."""
    app.setup_extension("sphinx_edition.core")
    app.add_transform(PrintedLabels)
    app.add_post_transform(LaTeXLabels)
    app.add_node(nodes.footnote_reference, override=True, html=(visit_reference, depart_reference))
    app.add_node(nodes.label, override=True, html=(visit_label, depart_label))
    app.connect("config-inited", add_latex_labels)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
