"""Page numbers and notes where a scan, or the print, makes them hard to see."""

from __future__ import annotations

from itertools import count

from sphinx_edition.importer import feet, markdown, page_text, reader, source
from sphinx_edition.importer.marks import likeness

LINE = "and so the workers of the town went on with what they had begun to do, w{}"


def body(number: int, lines: int) -> list[str]:
    """Return lines of one long sentence, no two alike."""
    return [LINE.format(number * 100 + each) for each in range(lines)]


def test_a_misread_number_is_the_only_sign_of_its_page():
    numbers = ["- 12 -", "- 13 -", "- l4 -", "- 15 -", "- 16 -", "- I7 -"]
    lines: list[str] = []
    starts = []
    for index, number in enumerate(numbers):
        starts.append(len(lines) + 1)
        lines += [number, "", *body(index, 24), ""]
    reading = reader.read(source.scan("\n".join(lines)))
    assert [page.first for page in reading.pages][1:] == starts[1:]
    assert {reading.scan.text[line] for line in reading.furniture} == {*numbers}
    assert [page.label for page in reading.pages] == ["12", "13", "14", "15", "16", "17"]


def two_pages(*foot: str, after: tuple[str, ...], mark: str = "") -> markdown.Writer:
    """Read two pages, the first with a note 1 in its text and ``foot`` below it.

    The second has ``after`` at its foot, and ``mark`` in its text.
    """
    first = [*body(1, 6), "and that was that.1", "", *foot]
    second = ["Then came another day.", *body(2, 6), f"and that was all.{mark}", "", *after]
    return markdown.Writer(reader.read(source.scan("\n".join([*first, "", "", "", *second]))))


LONG = "1 The report that was given to the assembled members of the old Congress of the"


def test_what_runs_over_may_begin_with_a_capital():
    (text,) = two_pages(LONG, after=("District, in the year 1919.",)).documents().values()
    assert "Congress of the District, in the year 1919." in text
    assert "all.\n\n[^1]:" in text


def test_what_runs_over_is_no_note_whose_mark_is_lost():
    """Though the text has a mark that it could answer to."""
    after = ("District, in the year 1919.", "", "2 The same.")
    (text,) = two_pages("----", LONG, after=("----", *after), mark="2").documents().values()
    assert "Congress of the District, in the year 1919." in text
    assert "all.[^2]" in text
    assert "[^2]: The same." in text


def test_a_raised_figure_stands_before_capitals():
    pages = count(1)
    lines: list[str] = []
    for figure in "¹²³":
        lines += [*body(next(pages), 8), f"and that was that.{figure}", "", f"{figure}IBID. p. 12."]
        lines += ["", "", ""]
    reading = reader.read(source.scan("\n".join(lines)))
    (text,) = markdown.Writer(reading).documents().values()
    assert [line for line in text.splitlines() if line.startswith("[^")] == [
        f"[^{number}]: IBID. p. 12." for number in (1, 2, 3)
    ]


def test_the_work_grows_with_the_text(monkeypatch):
    """Long pages full of what may be marks are compared once, not once for every line."""
    asked = 0

    def counted(mark: str, label: str) -> float:
        nonlocal asked
        asked += 1
        return likeness(mark, label)

    monkeypatch.setattr(page_text, "likeness", counted)
    monkeypatch.setattr(feet, "likeness", counted)
    found = []
    for size in (60, 120):
        asked = 0
        lines = [part for each in body(1, size) for part in (f"“Well!?” he said; {each}!’", "")]
        reader.read(source.scan("\n".join(lines)))
        found.append(asked)
    assert 0 < found[1] < 3 * found[0]
