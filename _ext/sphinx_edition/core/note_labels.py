"""Labels of notes that a print numbers anew on every page.

A document cannot have two notes ``1``.  Where the print has, the note of page 2 is written
``[^p2-1]``: the label tells the two apart, and a reader sees what was printed, ``1``.
"""

from __future__ import annotations

import re

ON_PAGE = re.compile(r"p(?P<page>\w+)-(?P<printed>.+)")


def label_on_page(printed: str, page: str) -> str:
    """Return the label that a document gives to the note ``printed`` of a ``page``."""
    return f"p{page}-{printed}"


def printed_label(label: str) -> str:
    """Return what a reader sees of a ``label``."""
    match = ON_PAGE.fullmatch(label)
    return match["printed"] if match else label
