"""What is wrong with a register: typed warnings, each with what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.errors import NoUri

from sphinx_edition.prosopography.model import Entry, Mention
from sphinx_edition.prosopography.warn import Subtype, warn

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_edition.prosopography.register import Register


def check_register(register: Register, env: BuildEnvironment) -> None:
    """Warn of duplicates, of mentions and relations that lead nowhere, and of unused entries."""
    for entry in register.duplicates:
        first = register.entries[entry.anchor]
        warn(
            "duplicate",
            f"{entry.kind.name} “{entry.id}” is described twice: the first is “{first.name}” in "
            f"{env.doc2path(first.docname, False)}, line {first.line}; give this one another :id:",
            (entry.docname, entry.line),
        )
    for mention in register.mentions:
        if register.named_by(mention) is None and not elsewhere(env, mention):
            _lost(register, mention.kind, mention.target, mention)
    for entry in register.entries.values():
        for relation in entry.relations:
            if register.find(relation.kind, relation.target).entry is None:
                _lost(register, relation.kind, relation.target, entry)
    for entry in _unused(register):
        warn(
            "unused",
            f"nothing names the {entry.kind.name} “{entry.name}”: "
            f"mark its mentions with {{{entry.kind.name}}}`{entry.id}`, or drop the entry",
            (entry.docname, entry.line),
        )


def _lost(register: Register, kind: str, target: str, source: Mention | Entry) -> None:
    """Warn that a *target* named by a *source* is no entry, or several."""
    lookup = register.find(kind, target)
    subtype: Subtype = "unknown"
    others = register.other_kinds(kind, target)
    if lookup.candidates:
        subtype = "ambiguous"
        message = f"several entries are called “{target}”; say which: {_list(lookup.candidates)}"
    elif others:
        subtype = "kind"
        message = f"“{target}” is no {kind}; did you mean {_list(others, with_kind=True)}?"
    else:
        message = f"the register has no {kind} “{target}”"
        near = register.suggestions(kind, target)
        message += f"; did you mean {_list(near)}?" if near else ""
    if isinstance(source, Entry):
        subtype, message = "relation", f":{register.kinds[kind].plural}: {message}"
    warn(subtype, message, (source.docname, source.line))


def _list(entries: Iterable[Entry], with_kind: bool = False) -> str:
    return " or ".join(
        f"{{{each.kind.name}}}`{each.name} <{each.id}>`"
        if with_kind
        else f"{each.name} <{each.id}>"
        for each in entries
    )


def _unused(register: Register) -> list[Entry]:
    targets = {
        found.anchor
        for entry in register.entries.values()
        for relation in entry.relations
        if (found := register.find(relation.kind, relation.target).entry)
    }
    return [
        each
        for each in register.entries.values()
        if each.anchor not in targets and not register.mentions_of(each)
    ]


def elsewhere(env: BuildEnvironment, mention: Mention) -> nodes.reference | None:
    """Return a reference to an entry in another project (by intersphinx), if there is one."""
    node = pending_xref(
        "",
        refdomain="prosopography",
        reftype=mention.kind,
        reftarget=mention.target,
        refexplicit=True,
        refdoc=mention.docname,
    )
    content = nodes.inline("", mention.text)
    found: nodes.reference | None = env.events.emit_firstresult(
        "missing-reference", env, node, content, allowed_exceptions=(NoUri,)
    )
    return found
