"""Typed warnings: ``prosopography.<subtype>``, so that ``suppress_warnings`` can name them."""

from __future__ import annotations

from typing import Any, Literal

from sphinx.util import logging

logger = logging.getLogger(__name__)

Subtype = Literal[
    "unknown",  # a role names nothing in the register
    "ambiguous",  # a role names several entries
    "kind",  # a role names an entry of another kind
    "duplicate",  # two entries have the same id
    "unused",  # nothing names an entry
    "date",  # no EDTF
    "relation",  # a relation leads nowhere
    "identifier",  # an identifier has not its authority's form
    "unmarked",  # a name stands in the text without a role
]


def warn(subtype: Subtype, message: str, location: Any) -> None:
    """Warn with a *message* at a *location*: a node, or (document, line)."""
    logger.warning(message, type="prosopography", subtype=subtype, location=location)
