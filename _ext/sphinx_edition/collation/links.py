"""Where things are: anchors of places and records, and addresses of them for each builder."""

from __future__ import annotations

from pathlib import PurePosixPath

from sphinx.builders import Builder
from sphinx.errors import NoUri

from sphinx_edition.collation.domain import Summary


def place_anchor(summary: Summary, place: str) -> str:
    """Return the anchor of an emendation in its chapter."""
    return f"emended-{summary.prefix}{place}"


def record_anchor(summary: Summary, place: str) -> str:
    """Return the anchor of an emendation in the apparatus."""
    return f"emendation-{summary.prefix}{place}"


def leads_to(builder: Builder, here: str, there: str) -> bool:
    """Tell whether the document ``there`` is a part of the output, which may leave some out."""
    try:
        builder.get_relative_uri(here, there)
    except NoUri:
        return False
    return True


def uri(builder: Builder, here: str, there: str, anchor: str) -> str:
    """Return the address of ``anchor`` in the document ``there``, seen from ``here``."""
    if builder.name == "singlehtml":
        return f"#{anchor}"
    return f"{builder.get_relative_uri(here, there)}#{anchor}"


def record_uri(builder: Builder, here: str, page: str, summary: Summary, place: str) -> str:
    """Return the address of a record on the apparatus ``page``."""
    return uri(builder, here, page, record_anchor(summary, place))


def place_uri(builder: Builder, here: str, docname: str, summary: Summary, place: str) -> str:
    """Return the address of an emendation in the chapter ``docname``."""
    return uri(builder, here, docname, place_anchor(summary, place))


def witness_page(summary: Summary) -> str:
    """Return the name of the page that shows a witness line by line."""
    return f"witness/{PurePosixPath(summary.text_file).stem}"


def has_witness_page(builder: Builder) -> bool:
    """Tell whether a builder makes pages for witnesses: those of a web site do."""
    return builder.name in {"html", "dirhtml"}


def witness_uri(builder: Builder, here: str, summary: Summary, line: int) -> str:
    """Return the address of a line of the witness; empty for a builder that does not show it."""
    if not has_witness_page(builder):
        return ""
    return uri(builder, here, witness_page(summary), f"line-{line}")
