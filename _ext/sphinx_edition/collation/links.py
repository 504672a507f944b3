"""Where things are: anchors of emendations and records, and pages of witnesses."""

from __future__ import annotations

from pathlib import PurePosixPath

from sphinx.builders import Builder

from sphinx_edition.collation.domain import Summary
from sphinx_edition.core.builders import has_pages


def emended_anchor(summary: Summary, key: str) -> str:
    """Return the anchor of an emendation in its chapter."""
    return f"emended-{summary.prefix}{key}"


def record_anchor(summary: Summary, key: str) -> str:
    """Return the anchor of an emendation in the apparatus."""
    return f"emendation-{summary.prefix}{key}"


def witness_page(summary: Summary) -> str:
    """Return the name of the page that shows a witness line by line."""
    return f"witness/{PurePosixPath(summary.text_file).stem}"


def witness_uri(builder: Builder, here: str, summary: Summary, line: int) -> str | None:
    """Return the address of a line of the witness; None for a builder that does not show it."""
    if not has_pages(builder):
        return None
    return f"{builder.get_relative_uri(here, witness_page(summary))}#line-{line}"
