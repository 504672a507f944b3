"""The words of a doctree: a description's first sentences, and the words around a mention."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from docutils import nodes
from sphinx import addnodes

from sphinx_edition.core.trees import ancestors, is_editorial

SUMMARY_LENGTH = 240  # characters that a card may hold before another sentence is left out
CONTEXT_WORDS = 7

# A sentence ends after a word of some length (not after an initial or "St."), a number or a quote.
# French has a space before the signs that end it.
SENTENCE = re.compile(
    r"(?<=[^\W_]{3}[.!?]|..[\d)”’][.!?]|..[.!?][”’)]|[^\W_]{2}[\u00a0\u202f][!?]|.[.!?][\u00a0\u202f]»)"
    r"[ \n\t]+(?=[“‘(«„\u00a0\u202f]*[A-ZÀ-ÖØ-Þ0-9])"
)


def words(node: nodes.Node) -> Iterator[tuple[nodes.Node, str]]:
    """Yield the words of the edition in a *node*: (text node, its text).

    Left out: what the build or an editor adds (class ``editorial``), marks of notes, citations.
    """
    if isinstance(node, nodes.Text):
        yield node, node.astext()
    elif isinstance(node, nodes.Element) and not _added(node):
        for child in node.children:
            yield from words(child)


def _added(node: nodes.Element) -> bool:
    if is_editorial(node):
        return True
    if isinstance(node, addnodes.pending_xref):
        return bool(node.get("refdomain") == "cite")
    return isinstance(
        node,
        (nodes.footnote_reference, nodes.citation_reference, nodes.Invisible, nodes.system_message),
    )


def plain(node: nodes.Node) -> str:
    """Return the words of a *node* in one line."""
    return _tidy("".join(text for _, text in words(node)))


def _tidy(text: str) -> str:
    return re.sub(r"\s+([.,;:])", r"\1", " ".join(text.split()))


def summarize(paragraph: nodes.Element) -> str:
    """Return the first sentence of a *paragraph*, and the next ones while they are short."""
    sentences = SENTENCE.split(plain(paragraph))
    summary = sentences[0]
    for sentence in sentences[1:]:
        if len(summary) + len(sentence) >= SUMMARY_LENGTH:
            break
        summary += " " + sentence
    return summary


def contexts(block: nodes.Element) -> dict[int, tuple[str, str, str]]:
    """Return the words before, of and after each reference in a *block*, by its ``id()``."""
    texts: list[str] = []
    spans: dict[int, list[int]] = {}
    length = 0
    for node, text in words(block):
        for around in takewhile(lambda each: each is not block, ancestors(node)):
            if isinstance(around, addnodes.pending_xref):
                spans.setdefault(id(around), [length, 0])[1] = length + len(text)
        texts.append(text)
        length += len(text)
    whole = "".join(texts)
    return {
        key: (_before(whole[:start]), _tidy(whole[start:end]), _after(whole[end:]))
        for key, (start, end) in spans.items()
    }


def _before(text: str) -> str:
    parts = text[-200:].split()
    cut = len(parts) > CONTEXT_WORDS or len(text) > 200
    space = " " if text[-1:].isspace() else ""
    return ("… " if cut else "") + " ".join(parts[-CONTEXT_WORDS:]) + space


def _after(text: str) -> str:
    parts = text[:200].split()
    cut = len(parts) > CONTEXT_WORDS or len(text) > 200
    space = " " if text[:1].isspace() else ""
    return space + " ".join(parts[:CONTEXT_WORDS]) + (" …" if cut else "")
