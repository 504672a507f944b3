"""The pictures: boxes, dots and labels, which SVG and LaTeX both write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from sphinx_edition.prosopography.chart_data import Bar

# In points.
TOP = 20  # for the axis
TYPE = 7.5
GAP = 4  # between a name or a number and what it belongs to
THICK = 4.0  # of a bar
DOT = 4.0
STROKE = (1.0, 7.0)  # width and height of a mention
HAIR = 0.4
TAIL = (2.0, 5.0, 8.0)  # where the dots towards an unknown date stand, from the known one
TAIL_DOT = 1.5
PRINTED = 2 / 3  # how far apart rows are in print, where type is clearer
SHORT = 0.5  # years under which a life is a dot
MOST_TICKS = 8

INK = "4c78a8"  # stands out by 3:1 or more from white and from a dark page
GREY = "888888"
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


class Frame(NamedTuple):
    """The size of a picture, in points: its width, its axis from ``left`` to ``right``, its rows.

    Names stand to the left of the axis, in the middle of their rows; where ``names_above``, each
    stands above its bar, at the left.
    """

    width: int
    left: int
    right: int
    row: float
    names_above: bool = False

    def lines(self, rows: int) -> list[float]:
        """Return the height of the bar of each row, which without a name above is its middle."""
        middle = self.row - THICK if self.names_above else self.row / 2
        return [TOP + self.row * row + middle for row in range(rows)]

    def grid(self, x: float, rows: int) -> list[Box]:
        """Return a line from the axis down through all rows, which spares names."""
        if not self.names_above:
            return [Box(x - HAIR / 2, TOP, HAIR, self.row * rows, GREY)]
        high = STROKE[1]
        return [Box(x - HAIR / 2, y - high / 2, HAIR, high, GREY) for y in self.lines(rows)]

    def names(self, names: Sequence[str]) -> list[Label]:
        """Return the names of the rows."""
        lines = zip(names, self.lines(len(names)), strict=True)
        if self.names_above:
            return [
                Label(self.left, y - THICK / 2 - TYPE * 0.7, each, "start") for each, y in lines
            ]
        return [Label(self.left - GAP, y, each, "end") for each, y in lines]


WIDE = Frame(width=360, left=146, right=354, row=11.9)
#: For a telephone: what fills it is as large as its text.
NARROW = Frame(width=220, left=4, right=216, row=15.5, names_above=True)


class Box(NamedTuple):
    """A filled box: its upper left corner, its size, its colour."""

    x: float
    y: float
    width: float
    height: float
    colour: str = INK


class Dot(NamedTuple):
    """A filled circle of the diameter ``DOT`` around a point."""

    x: float
    y: float


class Label(NamedTuple):
    """Words in the middle of a line, and what of them stands at a point: SVG's ``text-anchor``."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


class Drawing(NamedTuple):
    """A picture; y grows downwards."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]


def draw_lives(rows: Sequence[Bar], start: int, end: int, frame: Frame = WIDE) -> Drawing:
    """Draw a bar for each row on a scale of years; a dot where only one date is known."""

    def at(year: float) -> float:
        share = (year - start) / (end + 1 - start)
        return frame.left + (frame.right - frame.left) * min(max(share, 0), 1)

    ticks = list(_ticks(start, end))
    boxes = [line for year in ticks for line in frame.grid(at(year), len(rows))]
    dots = []
    for row, y in zip(rows, frame.lines(len(rows)), strict=True):
        begins, ends = row.begins, row.ends
        if begins is not None and ends is not None and ends - begins > SHORT:
            boxes.append(Box(at(begins), y - THICK / 2, at(ends) - at(begins), THICK))
            continue
        x = at(row.years[0])
        dots.append(Dot(x, y))
        way = -1 if begins is None else 1 if ends is None else 0
        tail = (x + way * far - TAIL_DOT / 2 for far in TAIL if way)
        boxes += [Box(left, y - TAIL_DOT / 2, TAIL_DOT, TAIL_DOT) for left in tail]
    heads = [(at(year), str(year)) for year in ticks]
    return _drawing(frame, [row.label for row in rows], heads, boxes, dots)


def draw_dispersion(
    names: Sequence[str],
    mentions: Sequence[Sequence[float]],
    starts: Sequence[float],
    heads: Sequence[str],
    frame: Frame = WIDE,
) -> Drawing:
    """Draw a stroke for each mention; lines bound the documents.

    Args:
        names: of the rows.
        mentions: of each row, as fractions of the whole.
        starts: of the documents, as fractions of the whole, and the end.
        heads: of the documents.
        frame: the size of the picture.

    """

    def at(fraction: float) -> float:
        return frame.left + (frame.right - frame.left) * fraction

    width, height = STROKE
    boxes = [line for start in starts[1:-1] for line in frame.grid(at(start), len(names))]
    for row, y in zip(mentions, frame.lines(len(names)), strict=True):
        boxes += [Box(at(each) - width / 2, y - height / 2, width, height) for each in row]
    middles = [at((first + last) / 2) for first, last in pairwise(starts)]
    return _drawing(frame, names, list(zip(middles, heads, strict=True)), boxes, [])


def _ticks(start: int, end: int) -> Iterator[int]:
    """Yield the years that the axis names."""
    step = next((step for step in STEPS if (end - start) / step <= MOST_TICKS), STEPS[-1])
    yield from range(-(-start // step) * step, end + 1, step)


def _drawing(
    frame: Frame,
    names: Sequence[str],
    heads: Sequence[tuple[float, str]],
    boxes: Sequence[Box],
    dots: Sequence[Dot],
) -> Drawing:
    """Return a drawing with its axis and with its labels: *names* of rows, *heads* of columns."""
    axis = Box(frame.left, TOP - HAIR, frame.right - frame.left, HAIR, GREY)
    labels = [Label(x, TOP - GAP - TYPE / 2, head) for x, head in heads]
    height = round(TOP + frame.row * len(names) + GAP)
    labels += frame.names(names)
    return Drawing(frame.width, height, (axis, *boxes), tuple(dots), tuple(labels))


def to_svg(drawing: Drawing, paper: str = "", **attributes: str) -> str:
    """Return a drawing as SVG in the ink and type of the page around it, or on *paper* (a colour).

    It has neither styles nor scripts nor ids: a page with a strict content policy may hold it.
    """
    given = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {drawing.width} {drawing.height}"{given} '
        f'font-family="sans-serif" font-size="{TYPE}" fill="currentColor">'
    ]
    if paper:
        parts.append(f'<rect width="100%" height="100%" fill="{paper}"/>')
    for colour in (GREY, INK):
        boxes = [box for box in drawing.boxes if box.colour == colour]
        if boxes:
            path = "".join(
                f"M{x:.2f} {y:.2f}h{width:.2f}v{height:.2f}h{-width:.2f}z"
                for x, y, width, height, _colour in boxes
            )
            parts.append(f'<path fill="#{colour}" d="{path}"/>')
    for x, y in drawing.dots:
        parts.append(f'<circle fill="#{INK}" cx="{x:.2f}" cy="{y:.2f}" r="{DOT / 2}"/>')
    for x, y, text, anchor in drawing.labels:
        baseline = y + TYPE * 0.35
        parts.append(
            f'<text x="{x:.2f}" y="{baseline:.2f}" text-anchor="{anchor}">{escape(text)}</text>'
        )
    return "\n".join([*parts, "</svg>\n"])


def to_latex(drawing: Drawing, encode: Callable[[str], str]) -> str:
    """Return a drawing as an environment of ``prosopography.sty``; *encode* escapes words."""

    def put(x: float, y: float, what: str) -> str:
        return f"\\put({x:.2f},{PRINTED * (drawing.height - y):.2f}){{{what}}}%"

    colours = {GREY: "prosopographygrey", INK: "prosopographyink"}
    tall = PRINTED * drawing.height
    lines = [f"\\begin{{prosopographydrawing}}{{{drawing.width}}}{{{tall:.0f}}}%"]
    for x, y, width, height, colour in drawing.boxes:
        tall = PRINTED * height
        box = f"\\prosopographybox{{{colours[colour]}}}{{{width:.2f}}}{{{tall:.2f}}}"
        lines.append(put(x, y + height, box))
    lines += [put(x, y, f"\\prosopographydot{{{DOT}}}") for x, y in drawing.dots]
    for x, y, text, anchor in drawing.labels:
        side = {"start": "[l]", "end": "[r]", "middle": ""}[anchor]
        lines.append(put(x, y, f"\\prosopographylabel{{{side}}}{{{encode(text)}}}"))
    return "\n".join([*lines, "\\end{prosopographydrawing}"])
