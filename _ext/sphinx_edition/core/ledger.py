"""The ledger: what each builder last wrote of each document, and so which documents are stale.

A page shows more than its own source says: who is named elsewhere, which emendation was recorded,
what a work is called.  An extension tells what a page shows by listening to the event
:data:`PAGE_SHOWS`::

    def shows(app: Sphinx, env: BuildEnvironment) -> Mapping[str, object]:
        return {"chapters/people": [(mention.anchor, mention.words) for mention in mentions]}

    app.connect(PAGE_SHOWS, shows)

Values are compared by their representation.  What stands under :data:`EVERY_PAGE` is shown on all.
Each builder has an account of its own, because builders may share one folder of doctrees, as they
do on Read the Docs.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_edition.core.phases import Phase

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

PAGE_SHOWS = "edition-page-shows"
EVERY_PAGE = ""

#: Name of the accounts in the environment: builder -> document -> digest.
ACCOUNTS = "edition_ledger"


def stale_documents(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents that the builder last showed otherwise, and note what it shows now.

    Handles ``env-get-updated``, the last event before the environment is saved.
    """
    accounts: dict[str, dict[str, str]] = vars(env).setdefault(ACCOUNTS, {})
    before = accounts.get(app.builder.name, {})
    now = digests(app, env)
    accounts[app.builder.name] = now
    return [docname for docname, digest in now.items() if before.get(docname) != digest]


def documents_shown(app: Sphinx, env: BuildEnvironment) -> set[str]:
    """Return the documents that the builder has shown last, whether they are still there or not.

    True until ``env-get-updated`` comes to its last phase.
    """
    accounts: dict[str, dict[str, str]] = getattr(env, ACCOUNTS, {})
    return set(accounts.get(app.builder.name, {}))


def digests(app: Sphinx, env: BuildEnvironment) -> dict[str, str]:
    """Return for each document a digest of all that its page shows, by what extensions tell."""
    shown: defaultdict[str, list[str]] = defaultdict(list)
    for told in app.emit(PAGE_SHOWS, env):
        for docname, values in told.items():
            shown[docname].append(repr(values))
    everywhere = digest_of(sorted(shown[EVERY_PAGE]))  # once: it grows with the book
    return {
        docname: digest_of([everywhere, *sorted(shown[docname])])
        for docname in sorted(env.all_docs)
    }


def digest_of(values: list[str]) -> str:
    """Return the digest of a list of words."""
    return hashlib.sha256(repr(values).encode()).hexdigest()


def setup(app: Sphinx) -> None:
    """Add the event, and answer Sphinx's question which documents are to be written anew."""
    app.add_event(PAGE_SHOWS)
    app.connect("env-get-updated", stale_documents, priority=Phase.SHOW)
