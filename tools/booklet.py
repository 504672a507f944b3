"""Impose a book two-up, in signatures, to print on both sides, fold and sew or staple.

    python tools/booklet.py BOOK.pdf BOOKLET.pdf [a4|letter]

Print the result on both sides, turning the sheet on its short edge, at 100 %.  The signatures are
as even as they can be, of eight sheets at most, which a stapler takes; the sheets of each lie
together.  Where the pages do not fill the last sheet, it ends with blank ones.
"""

from __future__ import annotations

import sys
from itertools import chain
from math import ceil
from pathlib import Path
from typing import NamedTuple

from pypdf import PageObject, PdfReader, PdfWriter, Transformation

POINTS_PER_MM = 72 / 25.4
SHEETS = {"a4": (297 * POINTS_PER_MM, 210 * POINTS_PER_MM), "letter": (792.0, 612.0)}
SHEETS_PER_SIGNATURE = 8


class Side(NamedTuple):
    """One side of a sheet: the pages on it, counted from 0; ``None`` is a blank."""

    left: int | None
    right: int | None


def impose(pages: int) -> list[list[Side]]:
    """Return for each signature its sides in the order of printing: front, back, front, back."""
    sheets = ceil(pages / 4)
    count = ceil(sheets / SHEETS_PER_SIGNATURE)
    signatures: list[list[Side]] = []
    first = 0
    for number in range(count):
        size = 4 * (sheets // count + (number < sheets % count))
        last = first + size - 1
        sides: list[Side] = []
        for place in range(0, size // 2, 2):
            front = (last - place, first + place)
            back = (first + place + 1, last - place - 1)
            sides += [Side(*(n if n < pages else None for n in side)) for side in (front, back)]
        signatures.append(sides)
        first += size
    return signatures


def compose(book: PdfReader, paper: str) -> PdfWriter:
    """Return the booklet of a book; raises ``KeyError`` for a paper it does not know."""
    width, height = SHEETS[paper]
    booklet = PdfWriter()
    for side in chain.from_iterable(impose(len(book.pages))):
        sheet = PageObject.create_blank_page(width=width, height=height)
        for number, left in ((side.left, 0.0), (side.right, width / 2)):
            if number is not None:
                _place(book.pages[number], sheet, left, width / 2, height)
        booklet.add_page(sheet).compress_content_streams()
    if book.metadata:
        kept = ("/Title", "/Author", "/Subject", "/Keywords", "/CreationDate", "/ModDate")
        booklet.add_metadata({key: book.metadata[key] for key in kept if key in book.metadata})
    booklet.compress_identical_objects()
    return booklet


def _place(page: PageObject, sheet: PageObject, left: float, width: float, height: float) -> None:
    """Set a page in the middle of a half sheet, no larger than it is.

    On paper nothing is followed or read aloud: links and tags, which lead to the whole book, stay.
    """
    for key in ("/Annots", "/StructParents"):
        page.pop(key, None)
    box = page.mediabox
    scale = min(1.0, width / float(box.width), height / float(box.height))
    across = left + (width - scale * float(box.width)) / 2
    up = (height - scale * float(box.height)) / 2
    shift = Transformation().scale(scale).translate(across, up)
    sheet.merge_transformed_page(page, shift)


def main(arguments: list[str]) -> int:
    """Write the booklet; say what is missing."""
    source, target, paper = Path(arguments[0]), Path(arguments[1]), (arguments[2:] or ["a4"])[0]
    if not source.is_file():
        sys.exit(f"{source} is not there: build it with make latexpdf")
    if paper.lower() not in SHEETS:
        sys.exit(f"PAPER={paper} is unknown: take one of {', '.join(SHEETS)}")
    target.parent.mkdir(parents=True, exist_ok=True)
    compose(PdfReader(source), paper.lower()).write(target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
