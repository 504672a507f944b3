"""The order in which a reader meets the documents of a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def reading_order(env: BuildEnvironment) -> list[str]:
    """Return the documents that the tables of contents lead to, each once, from the root on."""
    order: dict[str, None] = {}
    waiting = [env.config.root_doc]
    while waiting:
        docname = waiting.pop()
        if docname not in order:
            order[docname] = None
            waiting.extend(reversed(env.toctree_includes.get(docname, [])))
    return list(order)


def all_documents(env: BuildEnvironment) -> list[str]:
    """Return the documents in the order of reading, then all that no contents lead to, by name."""
    return list(dict.fromkeys([*reading_order(env), *sorted(env.found_docs)]))
