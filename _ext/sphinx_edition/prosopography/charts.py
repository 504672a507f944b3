"""When a document is resolved: each chart becomes its pictures and a table of the same facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.builders import Builder

from sphinx_edition.core.builders import is_ebook, is_in_output
from sphinx_edition.core.i18n import _, ngettext
from sphinx_edition.prosopography.chart_data import bar, dated, dispersion, label, wanted_kinds
from sphinx_edition.prosopography.domain import ProsopographyDomain
from sphinx_edition.prosopography.drawing import (
    NARROW,
    WIDE,
    Drawing,
    Frame,
    draw_dispersion,
    draw_lives,
    to_svg,
)
from sphinx_edition.prosopography.model import Entry
from sphinx_edition.prosopography.nodes import register_chart, register_picture

PAPER = "#ffffff"  # of a picture that is a file: the page's ink is not known there

Cell = str | Entry
Link = Callable[[Entry], nodes.Element]

#: Letters to a unit of width in plain text; an older Sphinx never ends at a column of one letter.
LETTERS = 4


@dataclass
class Figure:
    """A picture, its name among the chart's pictures, its caption, and words in its stead."""

    drawing: Drawing
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


def resolve_chart(
    node: register_chart, builder: Builder, domain: ProsopographyDomain, link: Link
) -> None:
    """Put pictures and table in the chart's place; a format of words has the table only."""
    view = {"chronology": chronology, "dispersion": who_is_where}[node["view"]]
    figures, table = view(builder, domain, node["options"])
    shown: list[nodes.Element] = []
    if builder.format in ("html", "latex"):
        shown += [_picture(builder, figure, f"{node['name']}-{figure.name}") for figure in figures]
    if table.rows and builder.format != "tei":  # which has the dates and names themselves
        shown.append(_table(builder, table, f"{node['name']}-table", link))
    at = node.parent.index(node)
    node.parent[at : at + 1] = shown


def chronology(
    builder: Builder, domain: ProsopographyDomain, options: dict[str, Any]
) -> tuple[list[Figure], Table]:
    """Return a picture of bars for each kind, all on one scale, and a table of the dates."""
    start, end = options.get("from"), options.get("to")
    kinds = wanted_kinds(domain.register, options.get("kinds"))
    found = {kind: dated(domain.register, kind, start, end) for kind in kinds}
    years = [year for entries in found.values() for each in entries for year in bar(each).years]
    start, end = start or int(min(years, default=0)), end or int(max(years, default=0))
    figures = []
    for kind, entries in found.items():
        if not entries:
            continue
        caption = _("{kind}, {start} to {end}").format(kind=kind.heading, start=start, end=end)
        words = _(
            "{caption}: {rows} by date, from {first} to {last}; the table below has the same dates."
        )
        words = words.format(
            caption=caption, rows=_rows(entries), first=entries[0].name, last=entries[-1].name
        )
        drawing = draw_lives([bar(each) for each in entries], start, end, _frame(builder))
        figures.append(Figure(drawing, kind.name, caption, words))
    everyone = [each for entries in found.values() for each in entries]
    everyone.sort(key=lambda each: min(bar(each).years))
    language = builder.config.language
    rows = [(each, str(_(each.kind.name)), each.dates(language)) for each in everyone]
    head = (_("Name"), _("Kind"), _("Dates"))
    return figures, Table(head, rows, (10, 4, 15), _("The dates as a table"))


def who_is_where(
    builder: Builder, domain: ProsopographyDomain, options: dict[str, Any]
) -> tuple[list[Figure], Table]:
    """Return a picture of strokes for each kind, and a table that counts them."""
    register = domain.register
    data = dispersion(
        register,
        [docname for docname in domain.documents if is_in_output(builder, docname)],
        domain.characters,
        {docname: title.astext() for docname, title in domain.env.titles.items()},
        options.get("documents"),
    )
    figures: list[Figure] = []
    rows: list[Sequence[Cell]] = []
    for kind in wanted_kinds(register, options.get("kinds")):
        entries = [each for each in register.of_kind(kind.name) if each.anchor in data.offsets]
        if not entries:
            continue
        by_first = sorted(entries, key=lambda each: data.offsets[each.anchor])
        drawing = draw_dispersion(
            [label(each) for each in by_first],
            [data.offsets[each.anchor] for each in by_first],
            data.starts,
            data.heads,
            _frame(builder),
        )
        caption = _("{kind}: where they are named").format(kind=kind.heading)
        words = _(
            "{caption}: {rows} with a stroke for each mention, in order of the first; "
            "the table below counts the mentions by chapter."
        ).format(caption=caption, rows=_rows(entries))
        figures.append(Figure(drawing, kind.name, caption, words))
        for each in entries:
            counts = data.counts[each.anchor]
            rows.append((each, *(str(count or "") for count in counts), str(sum(counts))))
    head = (_("Name"), *data.heads, _("All"))
    widths = (max(6, len(data.heads)), *(1 for _head in data.heads), 1)
    return figures, Table(head, rows, widths, _("How often each chapter names whom"))


def _frame(builder: Builder) -> Frame:
    """Return the size of a picture: an e-book is read on a telephone."""
    return NARROW if is_ebook(builder) else WIDE


def _rows(entries: Sequence[Entry]) -> str:
    number = len(entries)
    return ngettext("{number} row", "{number} rows", number).format(number=number)


def _picture(builder: Builder, figure: Figure, name: str) -> nodes.Element:
    """Return a picture with its caption: a file in an e-book, else part of the page itself."""
    drawn = register_picture(drawing=figure.drawing, alt=figure.words, caption=figure.caption)
    if builder.format == "latex":  # between the lines, not afloat
        return drawn
    node = nodes.figure(ids=[name], classes=["prosopography-picture"])
    if is_ebook(builder):
        path = Path(builder.doctreedir, "prosopography", f"{name}.svg")
        path.parent.mkdir(exist_ok=True)
        path.write_text(to_svg(figure.drawing, PAPER), "utf-8")
        builder.images[str(path)] = path.name
        node += nodes.image(uri=str(path), alt=figure.words, candidates={"*": str(path)})
    else:
        node += drawn
    node += nodes.caption("", figure.caption)
    return node


def _table(builder: Builder, table: Table, name: str, link: Link) -> nodes.table:
    def row(cells: Sequence[Cell]) -> nodes.row:
        content = (link(cell) if isinstance(cell, Entry) else nodes.Text(cell) for cell in cells)
        return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", c)) for c in content))

    group = nodes.tgroup(cols=len(table.head))
    group += [nodes.colspec(colwidth=width * LETTERS) for width in table.widths]
    group += nodes.thead("", row(table.head))
    group += nodes.tbody("", *(row(cells) for cells in table.rows))
    classes = ["longtable", "prosopography-table"]
    if builder.format == "latex":  # HTML would write them as style attributes
        classes.append("colwidths-given")
    return nodes.table("", nodes.title("", table.title), group, ids=[name], classes=classes)
