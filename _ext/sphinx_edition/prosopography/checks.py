"""What is wrong with a register: typed warnings, each with what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_edition.core.warnings import Warn, warn
from sphinx_edition.prosopography.model import Entry
from sphinx_edition.prosopography.names import sorting_key

if TYPE_CHECKING:
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_edition.prosopography.register import Register


def check_register(register: Register, env: BuildEnvironment) -> None:
    """Warn of duplicates, of relations that lead nowhere, and of what the project asks for."""
    for entry in register.duplicates:
        first = register.entries[entry.anchor]
        source = Path(first.source)
        if source.is_relative_to(env.srcdir):
            source = source.relative_to(env.srcdir)
        warn(
            Warn.PROSOPOGRAPHY_DUPLICATE,
            f"{entry.kind.name} “{entry.id}” is described twice: the first is “{first.name}” in "
            f"{source.as_posix()}, line {first.line}; give this one another :id:",
            location=entry.location,
        )
    for entry in register.entries.values():
        for relation in entry.relations:
            if register.find(relation.kind, relation.target).entry is None:
                _kind, what = whats_wrong(register, relation.kind, relation.target)
                message = f":{register.kinds[relation.kind].plural}: {what}"
                warn(Warn.PROSOPOGRAPHY_RELATION, message, location=entry.location)
    _check_use(register, env.config)
    _check_order(register, env.config)


def warn_of_mention(register: Register, kind: str, target: str, location: Any) -> None:
    """Warn that a role names no entry of its *kind*, or several."""
    subtype, message = whats_wrong(register, kind, target)
    warn(subtype, message, location=location)


def whats_wrong(register: Register, kind: str, target: str) -> tuple[Warn, str]:
    """Return why a *target* is not the name of one entry of a *kind*, and what may be meant."""
    lookup = register.find(kind, target)
    if lookup.candidates:
        which = _list(lookup.candidates)
        message = f"several entries are called “{target}”; say which: {which}"
        return Warn.PROSOPOGRAPHY_AMBIGUOUS, message
    if others := register.other_kinds(kind, target):
        message = f"“{target}” is no {kind}; did you mean {_list(others, with_kind=True)}?"
        return Warn.PROSOPOGRAPHY_KIND, message
    message = f"the register has no {kind} “{target}”"
    if near := register.suggestions(kind, target):
        message += f"; did you mean {_list(near)}?"
    return Warn.PROSOPOGRAPHY_UNKNOWN, message


def _list(entries: Iterable[Entry], with_kind: bool = False) -> str:
    return " or ".join(
        f"{{{each.kind.name}}}`{each.name} <{each.id}>`"
        if with_kind
        else f"{each.name} <{each.id}>"
        for each in entries
    )


def _check_use(register: Register, config: Config) -> None:
    """Warn of entries that nothing names, in the documents of ``prosopography_unused``."""
    targets = {
        found.anchor
        for entry in register.entries.values()
        for relation in entry.relations
        if (found := register.find(relation.kind, relation.target).entry)
    }
    for entry in _within(register, config.prosopography_unused):
        if entry.anchor not in targets and not register.mentions_of(entry):
            warn(
                Warn.PROSOPOGRAPHY_UNUSED,
                f"nothing names the {entry.kind.name} “{entry.name}”: "
                f"mark its mentions with {{{entry.kind.name}}}`{entry.id}`, or drop the entry",
                location=entry.location,
            )


def _check_order(register: Register, config: Config) -> None:
    """Warn of what is out of alphabetical order in the documents of ``prosopography_sorted``.

    The entries of a kind are sorted within each section.
    """
    for before, entry in pairwise(_within(register, config.prosopography_sorted)):
        together = all(
            getattr(before, name) == getattr(entry, name) for name in ("docname", "section", "kind")
        )
        if together and sorting_key(written_name(before)) > sorting_key(written_name(entry)):
            warn(
                Warn.PROSOPOGRAPHY_ORDER,
                f"the {entry.kind.name} “{entry.name}” comes after “{before.name}”: "
                "the entries of a section of this document are to be in alphabetical order",
                location=entry.location,
            )


def _within(register: Register, patterns: Iterable[str]) -> Iterator[Entry]:
    """Yield the entries in the documents that match one of the *patterns*, in their order."""
    for entry in register.entries.values():
        if any(fnmatch(entry.docname, pattern) for pattern in patterns):
            yield entry


def written_name(entry: Entry) -> str:
    """Return the name of an entry in its source."""
    return entry.written[0] if entry.written else entry.name
