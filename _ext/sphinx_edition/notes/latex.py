r"""Notes in LaTeX, which counts them: a number beyond any count stands for any other label.

``\printednotelabel{100001}{(1)}`` says what is printed for such a number.  Sphinx writes the number
wherever TeX wants one: notes, marks of notes in headings and tables, and what they refer to.
"""

from __future__ import annotations

import re
from itertools import count
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_edition.core.phases import Step
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
    """Give a number to each label that is none."""

    default_priority = Step.PRINT_NOTES
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Number the labels, and define what each number stands for."""
        numbers: dict[str, str] = {}
        following = count(FIRST)
        for node in self.document.findall(nodes.Element):
            if isinstance(node, nodes.footnote_reference) or (
                isinstance(node, nodes.label) and isinstance(node.parent, nodes.footnote)
            ):
                printed = node.astext()
                if not COUNTED.fullmatch(printed):
                    if printed not in numbers:
                        numbers[printed] = str(next(following))
                    set_text(node, numbers[printed])
        self.document.insert(0, nodes.inline("", "", *definitions(numbers)))


def definitions(numbers: dict[str, str]) -> list[nodes.Node]:
    """Return what tells LaTeX that each of ``numbers.values()`` is printed as its key."""
    found: list[nodes.Node] = []
    for printed, number in numbers.items():
        found.append(nodes.raw("", rf"\printednotelabel{{{number}}}{{", format="latex"))
        found.append(nodes.Text(printed))
        found.append(nodes.raw("", "}%\n", format="latex"))
    return found
