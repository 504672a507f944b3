"""Names that stand in the text without a role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatch

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_edition.prosopography.domain import ProsopographyDomain
from sphinx_edition.prosopography.model import Entry
from sphinx_edition.prosopography.names import fold
from sphinx_edition.prosopography.nodes import register_entry, register_fact, register_head
from sphinx_edition.prosopography.register import Register
from sphinx_edition.prosopography.summary import words
from sphinx_edition.prosopography.warn import warn

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
BREAK = "\n\n"  # where linked words were: no name goes across

NO_TEXT = (
    nodes.Inline,  # read with its block
    nodes.literal_block,
    nodes.comment,
    register_head,
    register_fact,
)

# first folded word -> (all its words, the name, the entry), the longest name first
Names = dict[str, list[tuple[list[str], str, Entry]]]

LINKED = (nodes.reference, nodes.literal, addnodes.pending_xref)


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
                for name, entry in _unmarked(block, names):
                    _warn(name, entry, docname, block)


def _warn(name: str, entry: Entry, docname: str, block: nodes.Element) -> None:
    kind = entry.kind.name
    warn(
        "unmarked",
        f"“{name}” stands unmarked: write {{{kind}}}`{name}` if it means {entry.name}, or make it "
        f"one of the :common-aliases: of {kind} “{entry.id}”",
        (docname, block.line),
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


def _unmarked(block: nodes.Element, names: Names) -> Iterator[tuple[str, Entry]]:
    """Yield names as they stand in a *block*, with what they may mean."""
    own = _own_entry(block)
    for passage in _unlinked(block).split(BREAK):
        found = list(WORD.finditer(passage))
        folded = [fold(match[0]) for match in found]
        position = 0
        while position < len(found):
            step = 1
            for parts, name, entry in names.get(folded[position], ()):
                end = position + len(parts)
                same = folded[position:end] == parts
                written = passage[found[position].start() : found[end - 1].end()] if same else ""
                if same and written[0].isupper() == name[0].isupper():
                    if own not in {e.anchor for p, _, e in names[parts[0]] if p == parts}:
                        yield written, entry
                    step = len(parts)
                    break
            position += step


def _unlinked(block: nodes.Element) -> str:
    """Return the words of a *block* that are no link, citation or code."""
    texts = []
    for node, text in words(block):
        holder = node.parent
        while holder is not block and not isinstance(holder, LINKED):
            holder = holder.parent
        texts.append(text.replace("\n", " ") if holder is block else BREAK)
    return "".join(texts)


def _own_entry(node: nodes.Node) -> str:
    holder = node.parent
    while holder is not None and not isinstance(holder, register_entry):
        holder = holder.parent
    return str(holder["anchor"]) if holder is not None else ""
