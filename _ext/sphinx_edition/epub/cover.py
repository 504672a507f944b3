"""A cover made from words."""

from __future__ import annotations

import io
import logging
from itertools import pairwise
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from sphinx_edition.core.warnings import Warn, warn

# matplotlib loads slowly and a cover is drawn rarely: it is imported where it is needed.
if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties
    from matplotlib.path import Path

    from sphinx_edition.epub.record import Book

PAPER, INK, RED = "#f3ede0", "#1d1b19", "#a1261c"
WIDTH, HEIGHT = 1600, 2400
MEASURE = 0.78 * WIDTH
TITLE_SIZES = range(152, 60, -4)
TITLE_LINES = 4
LEADING = 1.22
SHORT_WORD = 3  # letters; a line of a title does not end with one

Shape = tuple[str, "Path"]  # a colour and an outline, in pixels from the lower left corner


def draw(book: Book, foot: str, font: FilePath | None = None) -> bytes:
    """Return the cover as PNG; the bytes depend on the words and the font alone."""
    # On a machine where it is new it says that it looks for fonts, of which the cover needs none.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    from matplotlib.font_manager import FontProperties

    author, title, foot = (" ".join(words.split()) for words in (book.author, book.title, foot))
    face = _face_for("".join((author, title, foot)), [font] if font else _carried())
    return _raster(_compose(author, title, foot, FontProperties(fname=str(face))))


def _carried() -> list[FilePath]:
    """Return the faces that matplotlib carries: a roman, and those that know more scripts."""
    import matplotlib

    folder = FilePath(matplotlib.get_data_path(), "fonts", "ttf")
    return [folder / f"{name}.ttf" for name in ("STIXGeneral", "DejaVuSerif", "DejaVuSans")]


def _face_for(words: str, faces: list[FilePath]) -> FilePath:
    """Return the first face that has all characters; warn of what none has, and return the best."""
    from matplotlib.ft2font import FT2Font

    signs = {sign for sign in words + words.upper() if not sign.isspace()}
    lacking = {face: signs - set(map(chr, FT2Font(str(face)).get_charmap())) for face in faces}
    chosen = min(faces, key=lambda face: len(lacking[face]))
    if lacking[chosen]:
        named = (f"{sign} (U+{ord(sign):04X})" for sign in sorted(lacking[chosen]))
        warn(
            Warn.EPUB_COVER,
            "the face of the cover (%s) lacks %s: let accessible_epub_cover_font name another",
            chosen.name,
            ", ".join(named),
        )
    return chosen


def _compose(author: str, title: str, foot: str, face: FontProperties) -> list[Shape]:
    """Set author, title and the line at the foot on the centre line, red rules between."""
    lines, size = _fit(title, face)
    top = 0.56 * HEIGHT + (len(lines) - 1) * LEADING * size / 2
    shapes: list[Shape] = []
    if author:
        shapes += [
            (INK, _line(_spaced(author), 60, 0.86 * HEIGHT, face)),
            (RED, _rule(0.8 * HEIGHT, 260, 7)),
        ]
    shapes += [
        (INK, _line(line, size, top - place * LEADING * size, face))
        for place, line in enumerate(lines)
    ]
    if foot:
        shapes += [
            (RED, _rule(0.15 * HEIGHT, 110, 5)),
            (INK, _line(_spaced(foot), 40, 0.1 * HEIGHT, face)),
        ]
    return shapes


def _spaced(text: str) -> str:
    """Return capitals with a thin space between them, as capitals want to be set."""
    return "\u2009".join(text.upper())


def _outline(text: str, size: float, face: FontProperties) -> Path:
    from matplotlib.textpath import TextPath

    return TextPath((0, 0), text.replace("$", r"\$"), size=size, prop=face)


def _line(text: str, size: float, baseline: float, face: FontProperties) -> Path:
    """Return the outline of a line of text, centred; smaller where it is wider than the cover."""
    from matplotlib.transforms import Affine2D

    outline = _outline(text, size, face)
    extent = outline.get_extents()
    scale = min(1, MEASURE / (extent.x1 - extent.x0)) if extent.x1 > extent.x0 else 1
    middle = (extent.x0 + extent.x1) / 2 * scale
    shift = Affine2D().scale(scale).translate(WIDTH / 2 - middle, baseline - size / 3)
    return outline.transformed(shift)


def _rule(height: float, length: float, weight: float) -> Path:
    """Return the outline of a rule, centred."""
    from matplotlib.path import Path

    left, right = (WIDTH - length) / 2, (WIDTH + length) / 2
    corners = [(left, height), (right, height), (right, height + weight), (left, height + weight)]
    return Path([*corners, corners[0]], closed=True)


def _fit(title: str, face: FontProperties) -> tuple[list[str], float]:
    """Break a title into a few lines, as large as the cover's measure allows."""
    words = title.split()
    if not words:
        return [], 0.0
    advance = {word: float(_outline(word, 1, face).get_extents().x1) for word in {*words}}
    for size in TITLE_SIZES:
        lines = _break(words, {word: size * wide for word, wide in advance.items()}, size / 4)
        if len(lines) <= TITLE_LINES:
            return lines, float(size)
    return [title], float(TITLE_SIZES[-1])


def _break(words: list[str], advance: dict[str, float], space: float) -> list[str]:
    """Return the lines whose lengths differ least and of which none ends with a short word."""
    best: list[tuple[float, list[int]]] = [(0.0, [0])]
    for end in range(1, len(words) + 1):
        choices = [(float("inf"), [0, end])]
        for start in range(end):
            width = sum(advance[word] for word in words[start:end]) + space * (end - start - 1)
            if width <= MEASURE:
                dangling = end < len(words) and len(words[end - 1]) <= SHORT_WORD
                cost = (1 - width / MEASURE) ** 2 + dangling
                choices.append((best[start][0] + cost, [*best[start][1], end]))
        best.append(min(choices))
    if best[-1][0] == float("inf"):
        return words
    return [" ".join(words[start:end]) for start, end in pairwise(best[-1][1])]


def _raster(shapes: list[Shape]) -> bytes:
    """Return the drawing as PNG."""
    from matplotlib.figure import Figure
    from matplotlib.patches import PathPatch
    from matplotlib.transforms import IdentityTransform

    figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100)
    for ink, outline in shapes:
        figure.add_artist(PathPatch(outline, color=ink, lw=0, transform=IdentityTransform()))
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=100, facecolor=PAPER, metadata={"Software": None})
    return buffer.getvalue()
