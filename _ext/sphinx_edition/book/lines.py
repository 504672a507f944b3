"""Where lines of the book may end and begin."""

from __future__ import annotations

import re

from docutils import nodes

from sphinx_edition.core.trees import enclosing, language_of

DIGEST = re.compile(r"[0-9a-f]{32,}")
#: A dash between words, and what parts it from the word before.
DASH = re.compile(r"\s+(?=[—–](?:\s|$))")
#: Where signs stand for themselves.
LEFT_ALONE = (nodes.literal, nodes.math, nodes.FixedTextElement)
#: The language in which an opening dash stays with what follows it.
FRENCH = "fr"


def set_lines(doctree: nodes.document, language: str) -> None:
    """Let lines end within long numbers, and begin with no dash, French ones apart."""
    for text in list(doctree.findall(nodes.Text)):
        words = text.astext()
        if not (language_of(text) or language).startswith(FRENCH) and not enclosing(
            text, LEFT_ALONE
        ):
            words = DASH.sub("\N{NO-BREAK SPACE}", words)
        # An address, written as what it leads to, is broken by LaTeX.
        if text.parent.get("refuri") != text.astext():
            words = DIGEST.sub(_breakable, words)
        if words != text.astext():
            text.parent.replace(text, nodes.Text(words))


def _breakable(digest: re.Match[str]) -> str:
    """Let a line end after every eighth digit."""
    return re.sub(r"(.{8})(?=.)", "\\1\u200b", digest[0])
