"""When a document is resolved: each chart becomes its pictures and a table of the same facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_edition.prosopography.chart_data import bar, dated, dispersion, label, wanted_kinds
from sphinx_edition.prosopography.drawing import (
    PAPER,
    Lives,
    Picture,
    Places,
    picture_file,
    remove_older,
)
from sphinx_edition.prosopography.model import Entry
from sphinx_edition.prosopography.nodes import register_chart, register_picture

if TYPE_CHECKING:
    from sphinx_edition.prosopography.resolve import Resolver

Cell = str | Entry
#: Letters to a unit of width in plain text; an older Sphinx never ends at a column of one letter.
LETTERS = 4


@dataclass
class Figure:
    """A picture, its name among the chart's pictures, its caption, and words in its stead."""

    picture: Picture
    name: str
    caption: str
    words: str


@dataclass
class Table:
    """The same facts: heads, rows, relative widths of the columns, title."""

    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]
    title: str


def resolve_chart(resolver: Resolver, node: register_chart) -> None:
    """Put pictures and table in the chart's place; a format of words has the table only."""
    view = {"chronology": chronology, "dispersion": who_is_where}[node["view"]]
    figures, table = view(resolver, node["options"])
    shown: list[nodes.Element] = []
    if resolver.builder.format in ("html", "latex"):
        shown += [_draw(resolver, figure, f"{node['name']}-{figure.name}") for figure in figures]
    if table.rows and resolver.builder.format != "tei":  # which has the dates and names themselves
        shown.append(_table(resolver, table, f"{node['name']}-table"))
    at = node.parent.index(node)
    node.parent[at : at + 1] = shown


def chronology(resolver: Resolver, options: dict[str, Any]) -> tuple[list[Figure], Table]:
    """Return a picture of bars for each kind, all on one scale, and a table of the dates."""
    start, end = options.get("from"), options.get("to")
    kinds = wanted_kinds(resolver.register, options.get("kinds"))
    found = {kind: dated(resolver.register, kind, start, end) for kind in kinds}
    bars = {kind: tuple(bar(each) for each in entries) for kind, entries in found.items()}
    years = [year for rows in bars.values() for row in rows for year in row.years]
    start, end = start or int(min(years, default=0)), end or int(max(years, default=0))
    figures = [
        Figure(
            Lives(bars[kind], start, end),
            kind.name,
            f"{kind.heading}, {start} to {end}",
            f"{kind.heading}, {start} to {end}: {_rows(len(entries))} by date, from "
            f"{entries[0].name} to {entries[-1].name}; the table below has the same dates.",
        )
        for kind, entries in found.items()
        if entries
    ]
    everyone = [each for entries in found.values() for each in entries]
    everyone.sort(key=lambda each: min(bar(each).years))
    rows = [(each, each.kind.name, each.dates) for each in everyone]
    return figures, Table(("Name", "Kind", "Dates"), rows, (10, 4, 15), "The dates as a table")


def who_is_where(resolver: Resolver, options: dict[str, Any]) -> tuple[list[Figure], Table]:
    """Return a picture of strokes for each kind, and a table that counts them."""
    register = resolver.register
    data = dispersion(
        register,
        resolver.domain.documents,
        resolver.domain.data["lengths"],
        {docname: title.astext() for docname, title in resolver.env.titles.items()},
        options.get("documents"),
    )
    figures: list[Figure] = []
    rows: list[Sequence[Cell]] = []
    for kind in wanted_kinds(register, options.get("kinds")):
        entries = [each for each in register.of_kind(kind.name) if each.anchor in data.places]
        if not entries:
            continue
        in_order = sorted(entries, key=lambda each: data.places[each.anchor])
        places = Places(
            tuple(label(each) for each in in_order),
            tuple(data.places[each.anchor] for each in in_order),
            data.starts,
            data.heads,
        )
        caption = f"{kind.heading}: where they are named"
        words = (
            f"{caption}: {_rows(len(entries))} with a stroke for each mention, in order of the "
            "first; the table below counts the mentions by chapter."
        )
        figures.append(Figure(places, kind.name, caption, words))
        for each in entries:
            counts = data.counts[each.anchor]
            rows.append((each, *(str(count or "") for count in counts), str(sum(counts))))
    head = ("Name", *data.heads, "All")
    widths = (max(6, len(data.heads)), *(1 for _ in data.heads), 1)
    return figures, Table(head, rows, widths, "How often each chapter names whom")


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number} rows"


def _draw(resolver: Resolver, figure: Figure, name: str) -> nodes.Element:
    builder = resolver.builder
    folder = Path(resolver.env.doctreedir) / "prosopography"
    form = "pdf" if builder.format == "latex" else "svg"
    path = picture_file(figure.picture, name, form, folder)
    # Beside the book lies no other PDF.
    shelf = "prosopography" if builder.format == "latex" else builder.imagedir
    remove_older(path, Path(builder.outdir, shelf))
    if builder.format == "latex":  # between the lines, not afloat
        Path(builder.outdir, shelf).mkdir(exist_ok=True)
        file = f"{shelf}/{path.name}"
        builder.images[str(path)] = file
        words = figure.words.partition(";")[0]  # a book may do without the table
        return register_picture(file=file, caption=figure.caption, alt=words)
    node = nodes.figure(ids=[name], classes=["prosopography-picture"])
    if "epub" in builder.name:
        builder.images[str(path)] = path.name
        node += nodes.image(uri=str(path), alt=figure.words, candidates={"*": str(path)})
    else:
        svg = path.read_text("utf-8").replace(PAPER, "", 1)
        node += register_picture(svg=svg, alt=figure.words)
    node += nodes.caption("", figure.caption)
    return node


def _table(resolver: Resolver, table: Table, name: str) -> nodes.table:
    def row(cells: Sequence[Cell]) -> nodes.row:
        content = (nodes.Text(c) if isinstance(c, str) else resolver.link(c) for c in cells)
        return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", c)) for c in content))

    group = nodes.tgroup(cols=len(table.head))
    group += [nodes.colspec(colwidth=width * LETTERS) for width in table.widths]
    group += nodes.thead("", row(table.head))
    group += nodes.tbody("", *(row(cells) for cells in table.rows))
    classes = ["longtable", "prosopography-table"]
    if resolver.builder.format == "latex":  # HTML would write them as style attributes
        classes.append("colwidths-given")
    return nodes.table("", nodes.title("", table.title), group, ids=[name], classes=classes)
