"""Levels of headings: one style makes chapters, the others parts of them."""

from __future__ import annotations

import re

from sphinx_edition.importer import signs
from sphinx_edition.importer.model import Heading, Scan

RANK = [
    "part",
    "chapter",
    "bracket-number",
    "roman",
    "number",
    "capitals",
    "bracket",
    "title",
    "letter",
    "bracket-letter",
]
VALUE = re.compile(r"^\[?(?:[A-Za-z§]+\.?\s+)?([IVXLC]+|\d{1,3}|[A-Z])[.:)\]—–-]?(?=\s|$)")


def value_of(text: str) -> int:
    """Return the number in a heading, 0 if there is none."""
    match = VALUE.match(text)
    if not match:
        return 0
    if match[1].isdigit():
        return int(match[1])
    return signs.roman(match[1]) or (ord(match[1]) - 64 if len(match[1]) == 1 else 0)


def set_levels(found: list[Heading], scan: Scan) -> None:
    """Give headings their levels: one style makes chapters, the others parts of them."""
    styles: list[str] = []
    for heading in found:
        if heading.style not in {"special", "title"} and heading.style not in styles:
            styles.append(heading.style)
    top = chapter_styles(found, styles, scan)
    lower = [style for style in styles if style not in top]
    lower.sort(key=lambda style: (style in {"letter", "bracket-letter"}, styles.index(style)))
    level = 1
    first = True
    for heading in found:
        if heading.style in top or heading.style == "special" or first:
            level = 1
        else:
            wanted = 2 + min(1, lower.index(heading.style)) if heading.style in lower else 2
            level = min(wanted, level + 1)
        heading.level = level
        first = False


def chapter_styles(found: list[Heading], styles: list[str], scan: Scan) -> set[str]:
    """Return the styles that begin chapters."""
    worded = {style for style in styles if style in {"part", "chapter"}}
    if worded or not styles:
        return worded
    counts = {style: sum(heading.style == style for heading in found) for style in styles}

    def restarts(style: str) -> bool:
        values = [value_of(scan.text[h.line]) for h in found if h.style == style]
        return values.count(1) > 1 and style != "capitals"

    def order(style: str) -> tuple[bool, bool, bool, int, int]:
        return (
            style in {"letter", "bracket-letter"},
            restarts(style),
            counts[style] < 2,
            styles.index(style),
            RANK.index(style),
        )

    return {min(styles, key=order)}
