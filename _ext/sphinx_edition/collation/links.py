"""Where things are: anchors of emendations and records, and pages of witnesses."""

from __future__ import annotations

from pathlib import PurePosixPath

from sphinx.builders import Builder

from sphinx_edition.collation.domain import CollationDomain, Summary
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


def scan_page(domain: CollationDomain, docname: str) -> str:
    """Return the name of the page that shows a document beside the scan.

    It is the name of the document's file, unless another collated document has it, too.
    """
    name = PurePosixPath(docname).name
    same = [each for each in domain.collations if PurePosixPath(each).name == name]
    return f"scan/{name if len(same) < 2 else docname}"


def scan_uri(builder: Builder, domain: CollationDomain, docname: str, anchor: str) -> str | None:
    """Return the address of a place beside the scan; None for a builder without such pages."""
    if not has_pages(builder):
        return None
    return f"{builder.get_relative_uri(docname, scan_page(domain, docname))}#{anchor}"
