"""Pictures: the same in SVG and in LaTeX, fit for a page with a strict policy."""

import pytest
from lxml import etree
from sphinx_edition.prosopography.chart_data import Bar
from sphinx_edition.prosopography.drawing import (
    NARROW,
    TYPE,
    Drawing,
    draw_dispersion,
    draw_lives,
    to_latex,
    to_svg,
)

ROWS = [
    Bar("Lenin & <Co>", 1870.3, 1924.1),
    Bar("Bolsheviks", 1903, None),
    Bar("Rising", 1921.2, 1921.3),
    Bar("Marx", None, 1883.2),
]
LIVES = draw_lives(ROWS, 1871, 1964)
DISPERSION = draw_dispersion(["Lenin", "Marx"], [(0.1, 0.5), (0.9,)], (0, 0.4, 1), ("1", "2"))
NARROW_LIVES = draw_lives(ROWS, 1871, 1964, NARROW)
DRAWINGS = [LIVES, DISPERSION, NARROW_LIVES]


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_a_drawing_may_stand_in_any_page(drawing: Drawing) -> None:
    svg = to_svg(drawing, role="img", label='"><script>')
    root = etree.fromstring(svg.encode())
    tags = {etree.QName(element).localname for element in root.iter()}
    assert tags <= {"svg", "path", "circle", "text"}
    assert not root.xpath("//@style | //@id")
    labels = ["".join(text.itertext()) for text in root.iter("{*}text")]
    names = ["Lenin", "Marx"] if drawing is DISPERSION else [row.label for row in ROWS]
    assert labels[-len(names) :] == names


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_everything_lies_within_the_picture(drawing: Drawing) -> None:
    for box in drawing.boxes:
        assert 0 <= box.x <= box.x + box.width <= drawing.width
        assert 0 <= box.y <= box.y + box.height <= drawing.height
    for x, y, *_ in (*drawing.dots, *drawing.labels):
        assert 0 <= x <= drawing.width
        assert 0 <= y <= drawing.height


def test_a_narrow_picture_has_names_above_their_bars_and_no_line_through_them() -> None:
    names = NARROW_LIVES.labels[-len(ROWS) :]
    assert {(label.x, label.anchor) for label in names} == {(NARROW.left, "start")}
    through = [
        box
        for box in NARROW_LIVES.boxes
        for label in names
        if box.y < label.y + TYPE / 3 and box.y + box.height > label.y - TYPE / 3
    ]
    assert through == []


def test_a_life_is_a_bar_and_what_is_known_by_half_a_dot_with_a_tail() -> None:
    assert len(LIVES.dots) == 3
    tails = [box for box in LIVES.boxes if box.width == box.height]
    begun, ended = (tails[:3], tails[3:])
    assert all(tail.x > LIVES.dots[0].x for tail in begun)  # it goes on, nobody knows how long
    assert all(tail.x < LIVES.dots[2].x for tail in ended)


@pytest.mark.parametrize(
    ("start", "end", "ticks"), [(1871, 1964, 5), (1917, 1917, 1), (1, 2000, 4), (0, 0, 1)]
)
def test_an_axis_names_round_years_that_have_room(start: int, end: int, ticks: int) -> None:
    years = [int(label.text) for label in draw_lives([], start, end).labels]
    assert len(years) in range(ticks, 10)
    assert all(start <= year <= end for year in years)


def test_print_has_the_same_parts() -> None:
    latex = to_latex(LIVES, lambda words: words.replace("&", r"\&"))
    assert latex.count(r"\prosopographybox") == len(LIVES.boxes)
    assert latex.count(r"\prosopographydot") == len(LIVES.dots)
    assert r"\prosopographylabel{[r]}{Lenin \& <Co>}" in latex
