"""Names that stand in the text without a role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from itertools import takewhile

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_edition.core.trees import ancestors, enclosing
from sphinx_edition.core.warnings import Warn, warn
from sphinx_edition.prosopography.domain import ProsopographyDomain
from sphinx_edition.prosopography.model import Entry
from sphinx_edition.prosopography.names import fold
from sphinx_edition.prosopography.nodes import register_entry, register_fact, register_head
from sphinx_edition.prosopography.register import Register
from sphinx_edition.prosopography.summary import words

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
BREAK = "\0"  # where linked words were: no name goes across
LINKED = (nodes.reference, nodes.literal, addnodes.pending_xref)

NO_TEXT = (
    nodes.Inline,  # read with its block
    nodes.literal_block,
    nodes.comment,
    register_head,
    register_fact,
)

# first folded word -> (all its words, the name, the entry), the longest name first
Names = dict[str, list[tuple[list[str], str, Entry]]]


def find_unmarked(_app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of every name of the register that stands unmarked in the documents to be linted."""
    patterns: list[str] = env.config.prosopography_lint
    domain = ProsopographyDomain.of(env)
    wanted = [d for d in domain.documents if any(fnmatch(d, pattern) for pattern in patterns)]
    if not wanted:
        return
    names = _names(domain.register)
    for docname in wanted:
        for block in env.get_doctree(docname).findall(nodes.TextElement):
            if not isinstance(block, NO_TEXT):
                for name, entry, line in _unmarked(block, names):
                    _warn(name, entry, f"{block.source}:{line}" if line else docname)


def _warn(name: str, entry: Entry, location: str) -> None:
    kind = entry.kind.name
    warn(
        Warn.PROSOPOGRAPHY_UNMARKED,
        f"“{name}” stands unmarked: write {{{kind}}}`{name}` if it means {entry.name}, or make it "
        f"one of the :common-aliases: of {kind} “{entry.id}”",
        location=location,
    )


def _names(register: Register) -> Names:
    found: Names = {}
    for entry in register.entries.values():
        for name in dict.fromkeys((entry.name, entry.spoken, *entry.aliases)):
            if parts := _fold_words(name):
                found.setdefault(parts[0], []).append((parts, name, entry))
    for candidates in found.values():
        candidates.sort(key=lambda each: -len(each[0]))
    return found


def _fold_words(text: str) -> list[str]:
    return [fold(match[0]) for match in WORD.finditer(text)]


def _unmarked(block: nodes.Element, names: Names) -> Iterator[tuple[str, Entry, int]]:
    """Yield names as they stand in a *block*, with what they may mean and their lines."""
    own = enclosing(block, register_entry)
    own_anchor = own["anchor"] if own is not None else ""
    text = _unlinked(block)
    found = list(WORD.finditer(text))
    folded = [fold(match[0]) for match in found]
    position = 0
    while position < len(found):
        step = 1
        for parts, name, entry in names.get(folded[position], ()):
            end = position + len(parts)
            same = folded[position:end] == parts
            start = found[position].start()
            written = text[start : found[end - 1].end()] if same else BREAK
            if BREAK not in written and written[0].isupper() == name[0].isupper():
                if own_anchor not in {e.anchor for p, _, e in names[parts[0]] if p == parts}:
                    line = block.line and block.line + text.count("\n", 0, start)
                    yield " ".join(written.split()), entry, line or 0
                step = len(parts)
                break
        position += step


def _unlinked(block: nodes.Element) -> str:
    """Return the words of a *block*, with a break for what is a link, a citation or code."""
    texts = []
    for node, text in words(block):
        around = takewhile(lambda each: each is not block, ancestors(node))
        linked = any(isinstance(each, LINKED) for each in around)
        texts.append(BREAK + "\n" * text.count("\n") if linked else text)
    return "".join(texts)
