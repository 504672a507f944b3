"""Text, manual pages and Texinfo: the words alone, without links."""

from docutils import nodes
from sphinx.util.docutils import SphinxTranslator


def visit_words(self: SphinxTranslator, node: nodes.Element) -> None:
    """Go on to the words."""


def depart_words(self: SphinxTranslator, node: nodes.Element) -> None:
    """Have nothing to close."""


def skip(self: SphinxTranslator, node: nodes.Element) -> None:  # noqa: ARG001
    """Leave out what stands beside the words."""
    raise nodes.SkipNode


WORDS = (visit_words, depart_words)
BESIDE = (skip, None)
