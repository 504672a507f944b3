"""The pictures: drawn by matplotlib only when their data has changed, the same bytes every time."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_edition.prosopography.chart_data import Bar

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 5.0  # inches
ROW = 0.165
MARGIN = 0.45
LEFT = 0.4  # of the width, for names
INK = "#4c78a8"  # stands out by 3:1 or more from white and from a dark page
VERSION = 2  # change it with the drawing: pictures of an older one are drawn anew
PAPER = '<rect width="100%" height="100%" fill="#ffffff"/>'  # where a page's ink is not known
TAIL = 2.5  # years of a dotted line towards an unknown beginning or end


@dataclass(frozen=True)
class Lives:
    """A chronology of one kind: its rows and the first and last year."""

    rows: tuple[Bar, ...]
    start: int
    end: int

    def draw(self, axes: Axes) -> None:
        """Draw a bar for each row; a dot where only one date is known."""
        axes.set_xlim(self.start, self.end + 1)
        for y, row in enumerate(self.rows):
            begins, ends = row.begins, row.ends
            if begins is not None and ends is not None and ends - begins > 0.5:
                axes.plot([begins, ends], [y, y], color=INK, linewidth=4, solid_capstyle="butt")
                continue
            year = row.years[0]
            axes.plot([year], [y], color=INK, marker="o", markersize=4)
            if begins is None or ends is None:
                tail = year - TAIL if begins is None else year + TAIL
                axes.plot([year, tail], [y, y], color=INK, linewidth=1.5, linestyle=":")
        axes.xaxis.grid(True, linewidth=0.4, color="#888888")

    @property
    def labels(self) -> list[str]:
        """The names of the rows."""
        return [row.label for row in self.rows]


@dataclass(frozen=True)
class Places:
    """A dispersion of one kind: names, places as fractions, bounds and names of documents."""

    names: tuple[str, ...]
    places: tuple[tuple[float, ...], ...]
    starts: tuple[float, ...]
    heads: tuple[str, ...]

    def draw(self, axes: Axes) -> None:
        """Draw a stroke for each mention; lines bound the documents."""
        axes.set_xlim(0, 1)
        for y, places in enumerate(self.places):
            axes.plot(places, [y] * len(places), color=INK, marker="|", markersize=7, linestyle="")
        for start in self.starts[1:-1]:
            axes.axvline(start, linewidth=0.4, color="#888888")
        middles = [(a + b) / 2 for a, b in zip(self.starts, self.starts[1:], strict=False)]
        axes.set_xticks(middles, self.heads)
        axes.tick_params(axis="x", length=0)

    @property
    def labels(self) -> list[str]:
        """The names of the rows."""
        return list(self.names)


Picture = Lives | Places


def picture_file(picture: Picture, name: str, form: str, folder: Path) -> Path:
    """Return the file of a *picture* in a *form* (``svg`` or ``pdf``), drawn if it is not there."""
    digest = hashlib.sha256(repr((VERSION, picture)).encode()).hexdigest()[:12]
    path = folder / f"{name}-{digest}.{form}"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{form}.new")
        _save(picture, name, form, fresh)
        fresh.replace(path)
    return path


def remove_older(path: Path, folder: Path) -> None:
    """Remove from *folder* what was copied there of the picture *path* when it was another."""
    name, digest = path.stem.rsplit("-", 1)
    for old in folder.glob(f"{name}-{'?' * len(digest)}{path.suffix}"):
        if old.name != path.name:
            old.unlink()


def _save(picture: Picture, name: str, form: str, path: Path) -> None:
    import matplotlib as mpl  # slow to import, and needed only when data has changed

    settings: Any = {
        "svg.fonttype": "none",
        "svg.hashsalt": name,
        "pdf.fonttype": 42,
        "font.family": "sans-serif",
        "font.size": 7.5,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
    }
    with mpl.rc_context(settings):
        figure = _figure(picture)
        if form == "pdf":
            figure.savefig(path, format="pdf", metadata={"CreationDate": None})
        else:
            figure.savefig(path, format="svg", metadata={"Date": None})
            path.write_text(plain_svg(path.read_text("utf-8"), name), "utf-8")


def _figure(picture: Picture) -> Figure:
    from matplotlib.figure import Figure

    rows: Sequence[str] = picture.labels
    height = MARGIN + ROW * len(rows)
    figure = Figure(figsize=(WIDTH, height))
    # the same margin in every picture, so that years and chapters stand below one another
    axes = figure.add_axes((LEFT, 0.06 / height, 0.98 - LEFT, 1 - (MARGIN - 0.1) / height))
    picture.draw(axes)
    axes.set_yticks(range(len(rows)), rows)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.xaxis.tick_top()
    axes.set_axisbelow(True)
    figure.patch.set_alpha(0)
    axes.patch.set_alpha(0)
    return figure


def plain_svg(svg: str, name: str) -> str:
    """Return matplotlib's drawing as it may stand in a page.

    No prolog, no metadata, no style element or attribute (a strict content policy forbids them),
    the page's own ink and type, ids that no other picture has.
    """
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.S)
    svg = re.sub(r"<style[^>]*>.*?</style>\s*", "", svg, flags=re.S)
    svg = re.sub(r' style="([^"]*)"', _attributes, svg)
    used = set(re.findall(r' xlink:href="#([^"]+)"|url\(#([^)]+)\)', svg))
    kept = {first or second for first, second in used}
    svg = re.sub(r' id="([^"]+)"', lambda m: f' id="{name}-{m[1]}"' if m[1] in kept else "", svg)
    svg = re.sub(r' xlink:href="#([^"]+)"', rf' href="#{name}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", svg)
    svg = re.sub(
        r' width="[\d.]+pt" height="[\d.]+pt"([^>]*)>',
        rf' font-family="sans-serif" fill="currentColor"\1>{PAPER}',
        svg,
        count=1,
    )
    svg = re.sub(r"\s*\n\s*", " ", svg).replace("> <", ">\n<")
    return svg.replace("#000000", "currentColor").strip() + "\n"


def _attributes(match: re.Match[str]) -> str:
    """Return a style attribute's declarations as attributes of their own."""
    found = []
    for declaration in html.unescape(match[1]).split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name == "font":  # "8px 'DejaVu Sans', sans-serif": the type is the page's
            name, value = "font-size", value.split("px")[0]
        if name and name not in ("font-family", "stroke-linejoin"):
            found.append(f' {name}="{html.escape(value)}"')
    return "".join(found)
