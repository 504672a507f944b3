"""A cover made from words: one drawing, as vectors and as the raster that older shops want."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

    from .metadata import Book

PAPER, INK, RED = "#f3ede0", "#1d1b19", "#a1261c"
WIDTH, HEIGHT = 1600, 2400
DOTS_PER_INCH = 100
TITLE_WIDTH = 0.76  # of the cover


def draw(book: Book, font: Path | None = None) -> dict[str, bytes]:
    """Return the cover as ``svg`` and ``png``; the bytes depend on the words and the font alone."""
    # A book is written rarely and matplotlib loads slowly.
    import matplotlib
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

    carried = Path(matplotlib.get_data_path(), "fonts", "ttf", "STIXGeneral.ttf")
    face = FontProperties(fname=str(font or carried))
    figure = Figure(figsize=(WIDTH / DOTS_PER_INCH, HEIGHT / DOTS_PER_INCH), facecolor=PAPER)
    _compose(figure, book, face)
    covers = {}
    with matplotlib.rc_context({"svg.hashsalt": book.identifier, "svg.fonttype": "path"}):
        for kind, stamp in (("svg", {"Date": None, "Creator": None}), ("png", {"Software": None})):
            buffer = io.BytesIO()
            figure.savefig(buffer, format=kind, dpi=DOTS_PER_INCH, facecolor=PAPER, metadata=stamp)
            covers[kind] = buffer.getvalue()
    return covers


def _compose(figure: Any, book: Book, face: FontProperties) -> None:
    """Set author, title and publisher on the centre line, a red rule between."""
    from matplotlib.lines import Line2D

    def place(text: str, height: float, size: float) -> None:
        figure.text(
            0.5,
            height,
            text,
            ha="center",
            va="center",
            size=size,
            color=INK,
            font=face,
            linespacing=1.25,
            parse_math=False,
        )

    place(_spaced(book.author), 0.86, 46)
    lines, size = _fit(book.title, face)
    place("\n".join(lines), 0.56, size)
    place(_spaced(book.publisher), 0.1, 30)
    figure.add_artist(Line2D([0.42, 0.58], [0.8, 0.8], color=RED, linewidth=5))
    figure.add_artist(Line2D([0.47, 0.53], [0.145, 0.145], color=RED, linewidth=3))


def _spaced(text: str) -> str:
    """Return capitals with a thin space between them, as capitals want to be set."""
    return "\u2009".join(text.upper())


def _fit(text: str, face: FontProperties) -> tuple[list[str], float]:
    """Break a title into lines of at most the cover's measure, as large as they may be set."""
    from matplotlib.textpath import TextPath

    measure = WIDTH * TITLE_WIDTH * 72 / DOTS_PER_INCH

    def width(line: str, size: float) -> float:
        return float(TextPath((0, 0), line, size=size, prop=face).get_extents().width)

    for size in range(120, 40, -4):
        lines = _break(text, lambda line, size=size: width(line, size) <= measure)
        if len(lines) <= 6 and all(width(line, size) <= measure for line in lines):
            return lines, size
    return _break(text, lambda line: width(line, 40) <= measure), 40


def _break(text: str, fits: Any) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and fits(f"{lines[-1]} {word}"):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
