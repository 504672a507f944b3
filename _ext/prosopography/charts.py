"""When a document is resolved: each chart becomes its pictures and a table of the same facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from prosopography.chart_data import bar, dated, dispersion, label, wanted_kinds
from prosopography.drawing import PAPER, Lives, Picture, Places, picture_file
from prosopography.kinds import Kind
from prosopography.model import Entry
from prosopography.nodes import register_chart, register_picture

if TYPE_CHECKING:
    from prosopography.resolve import Resolver

Cell = str | nodes.Element


def resolve_chart(resolver: Resolver, node: register_chart) -> None:
    """Put pictures and table in the chart's place."""
    make = {"chronology": _chronology, "dispersion": _dispersion}[node["view"]]
    shown = list(make(resolver, node))
    if resolver.builder.format not in ("html", "latex"):  # words have no pictures
        shown = [each for each in shown if not isinstance(each, nodes.figure)]
    at = node.parent.index(node)
    node.parent[at : at + 1] = shown


def _chronology(resolver: Resolver, node: register_chart) -> Iterator[nodes.Element]:
    register, options = resolver.register, node["options"]
    rows: list[tuple[Kind, Entry]] = []
    for kind in wanted_kinds(register, options.get("kinds")):
        if entries := dated(register, kind, options.get("from"), options.get("to")):
            bars = tuple(bar(each) for each in entries)
            years = [int(year) for row in bars for year in (row.begins, row.ends) if year]
            start = options.get("from") or min(years)
            end = options.get("to") or max(years)
            caption = f"{kind.heading}, {start} to {end}"
            alternative = (
                f"{caption}: {_rows(len(bars))} by date, from {entries[0].name} "
                f"to {entries[-1].name}; the table below has the same dates."
            )
            name = f"{node['name']}-{kind.name}"
            yield _figure(resolver, Lives(bars, start, end), name, caption, alternative)
            rows += [(kind, each) for each in entries]
    rows.sort(key=lambda row: min(s.begins or 0 for s in (row[1].first, row[1].last) if s))
    yield _table(
        ("Name", "Kind", "Dates"),
        [(resolver.link(each), kind.name, each.dates) for kind, each in rows],
        (5, 2, 5),
        "The same dates as a table",
        node["name"],
    )


def _dispersion(resolver: Resolver, node: register_chart) -> Iterator[nodes.Element]:
    register, options = resolver.register, node["options"]
    data = dispersion(
        register,
        resolver.domain.documents,
        resolver.domain.data["lengths"],
        {docname: title.astext() for docname, title in resolver.env.titles.items()},
        options.get("documents"),
    )
    rows: list[Sequence[Cell]] = []
    for kind in wanted_kinds(register, options.get("kinds")):
        entries = [each for each in register.of_kind(kind.name) if each.anchor in data.places]
        if not entries:
            continue
        in_order = sorted(entries, key=lambda each: data.places[each.anchor])
        caption = f"{kind.heading}: where they are named"
        alternative = (
            f"{caption}: {_rows(len(entries))} with a stroke for each mention in "
            f"{len(data.documents)} chapters; the table below counts the same mentions."
        )
        places = Places(
            tuple(label(each) for each in in_order),
            tuple(data.places[each.anchor] for each in in_order),
            data.starts,
            data.heads,
        )
        yield _figure(resolver, places, f"{node['name']}-{kind.name}", caption, alternative)
        for each in entries:
            counts = data.counts[each.anchor]
            cells = (str(count) if count else "" for count in counts)
            rows.append((resolver.link(each), *cells, str(sum(counts))))
    yield _table(
        ("Name", *data.heads, "All"),
        rows,
        (max(6, len(data.heads)), *(1 for _ in data.heads), 1),
        "The same mentions as a table: how often each chapter names whom",
        node["name"],
    )


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number} rows"


def _figure(
    resolver: Resolver, picture: Picture, name: str, caption: str, alternative: str
) -> nodes.figure:
    builder = resolver.builder
    folder = Path(resolver.env.doctreedir) / "prosopography"
    path = picture_file(picture, name, "pdf" if builder.format == "latex" else "svg", folder)
    figure = nodes.figure(ids=[name], classes=["prosopography-picture"])
    if builder.format == "html" and "epub" not in builder.name:
        figure += register_picture(
            svg=path.read_text("utf-8").replace(PAPER, "", 1), alt=alternative
        )
    else:
        image = nodes.image(uri=str(path), alt=alternative, candidates={"*": str(path)})
        builder.images[str(path)] = path.name
        figure += image
    figure += nodes.caption("", caption)
    return figure


def _table(
    head: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    widths: Sequence[int],
    title: str,
    name: str,
) -> nodes.table:
    """Return a table; LaTeX breaks it over pages."""
    group = nodes.tgroup(cols=len(head))
    group += [nodes.colspec(colwidth=width) for width in widths]
    group += nodes.thead("", _row(head))
    group += nodes.tbody("", *(_row(row) for row in rows))
    classes = ["longtable", "prosopography-table"]
    return nodes.table("", nodes.title("", title), group, ids=[f"{name}-table"], classes=classes)


def _row(cells: Sequence[Cell]) -> nodes.row:
    row = nodes.row()
    for cell in cells:
        content = nodes.Text(cell) if isinstance(cell, str) else cell
        row += nodes.entry("", nodes.paragraph("", "", content))
    return row
