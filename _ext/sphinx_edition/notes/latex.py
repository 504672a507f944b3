r"""Notes in LaTeX, which counts them: a number beyond any count stands for any other label.

``\printednotelabel{100001}{(1)}`` says what is printed for such a number.  Sphinx writes the number
wherever TeX wants one: notes, marks of notes in headings and tables, and what they refer to.
"""

from __future__ import annotations

import re
from itertools import count
from typing import Any

from docutils import nodes
from sphinx.builders.latex.nodes import footnotemark, footnotetext
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_edition.core.phases import Step
from sphinx_edition.core.trees import enclosing
from sphinx_edition.notes.labels import set_text

FIRST = 100_001
COUNTED = re.compile(r"[1-9][0-9]{0,4}")

PREAMBLE = r"""
% The label of a note: the number, or what the number stands for.
\providecommand{\printednotelabel}[2]{\expandafter\gdef\csname printednote#1\endcsname{#2}}
\providecommand{\printednote}[1]{%
  \ifcsname printednote\the\value{#1}\endcsname\csname printednote\the\value{#1}\endcsname
  \else\arabic{#1}\fi}
\renewcommand{\thefootnote}{\printednote{footnote}}
\renewcommand{\thempfootnote}{\printednote{mpfootnote}}
% A note that is referred to again has its label there, too, on whatever page.
\renewcommand{\sphinxthefootnotemark}[2]{#1}
"""


class Numbers(SphinxPostTransform):
    """Give a number to each label that is none, or that another note of the document has."""

    default_priority = Step.PRINT_NOTES
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Number the notes, and define what each number stands for."""
        following = count(FIRST)
        numbers: dict[tuple[str, str], str] = {}
        printed: dict[str, str] = {}
        seen: set[tuple[str, str]] = set()
        for note in self.document.findall(nodes.footnote):
            label = note.children[0].astext()
            if not COUNTED.fullmatch(label) or (note["docname"], label) in seen:
                number = str(next(following))
                printed[number] = label
                set_text(note.children[0], number)
                numbers.update({(note["docname"], id_): number for id_ in note["ids"]})
            seen.add((note["docname"], label))
        for reference in self.document.findall(nodes.footnote_reference):
            to_note = (reference["docname"], reference.get("refid", ""))
            if to_note in numbers:
                set_text(reference, numbers[to_note])
        self.document.insert(0, nodes.inline("", "", *definitions(printed)))


class InHeads(SphinxPostTransform):
    """Put notes behind the head that refers to them: no note can stand within a command.

    Sphinx does so where the head is of a section, a figure or a table.
    """

    default_priority = Step.NOTES_IN_HEADS
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Leave the mark in a rubric, the head of a topic, an admonition, a sidebar or a field."""
        for note in list(self.document.findall(nodes.footnote)):
            head = enclosing(note, (nodes.rubric, nodes.title, nodes.field_name))
            if head is not None:
                mark = footnotemark("", note.children[0].astext(), refid=note["ids"][0])
                note.replace_self(mark)
                text = footnotetext("", *note.children, ids=note["ids"])
                head.parent.insert(head.parent.index(head) + 1, text)


def definitions(printed: dict[str, str]) -> list[nodes.Node]:
    """Return what tells LaTeX what is ``printed`` for each number."""
    found: list[nodes.Node] = []
    for number, label in printed.items():
        found.append(nodes.raw("", rf"\printednotelabel{{{number}}}{{", format="latex"))
        found.append(nodes.Text(label))
        found.append(nodes.raw("", "}%\n", format="latex"))
    return found
