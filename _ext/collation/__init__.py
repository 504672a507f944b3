"""Collation: proves on every build that a text is its witness, and shows where it is not.

Two lines of ``conf.py`` switch it on::

    extensions = ["collation"]
    collation_witnesses = ["seeds/pamphlet.yaml"]

where ``seeds/pamphlet.yaml`` describes ``seeds/pamphlet.txt`` (see ``witness.schema.json``).
Warnings have the types ``collation.witness`` (a witness or its description), ``collation.ledger``
(a record), ``collation.difference`` (words) and ``collation.document`` (a document is missing or
misplaced).
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from collation.collator import Collator
from collation.domain import CollationDomain


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.add_config_value("collation_witnesses", [], "env", (list, tuple))
    app.add_domain(CollationDomain)
    collator = Collator()
    app.connect("env-get-outdated", collator.look_up_witnesses)
    app.connect("doctree-read", collator.note_words, priority=900)  # as others leave the text
    app.connect("env-updated", collator.prove)
    return {
        "version": "1.0",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
