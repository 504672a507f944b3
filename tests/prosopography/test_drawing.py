"""Pictures: the same bytes every time, drawn once, fit for a page with a strict policy."""

import re
from pathlib import Path

import pytest
from lxml import etree
from sphinx_edition.prosopography import drawing
from sphinx_edition.prosopography.chart_data import Bar
from sphinx_edition.prosopography.drawing import Lives, Picture, Places, picture_file

LIVES = Lives((Bar("Lenin & Co", 1870.3, 1924.1), Bar("Bolsheviks", 1903, None)), 1871, 1964)
PLACES = Places(("Lenin", "Marx"), ((0.1, 0.5), (0.9,)), (0, 0.4, 1), ("1", "2"))


@pytest.mark.parametrize("picture", [LIVES, PLACES])
@pytest.mark.parametrize("form", ["svg", "pdf"])
def test_the_same_facts_give_the_same_bytes(picture: Picture, form: str, tmp_path: Path) -> None:
    one = picture_file(picture, "name", form, tmp_path / "one")
    other = picture_file(picture, "name", form, tmp_path / "other")
    assert one.name == other.name
    assert one.read_bytes() == other.read_bytes()


def test_a_picture_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = picture_file(LIVES, "name", "svg", tmp_path)
    monkeypatch.setattr(drawing, "_save", lambda *_: pytest.fail("drawn again"))
    assert picture_file(LIVES, "name", "svg", tmp_path) == first


def test_other_facts_are_another_picture(tmp_path: Path) -> None:
    changed = Lives(LIVES.rows[:1], 1871, 1964)
    assert picture_file(LIVES, "n", "svg", tmp_path) != picture_file(changed, "n", "svg", tmp_path)


@pytest.mark.parametrize("picture", [LIVES, PLACES])
def test_a_drawing_may_stand_in_any_page(picture: Picture, tmp_path: Path) -> None:
    svg = picture_file(picture, "name", "svg", tmp_path).read_text("utf-8")
    root = etree.fromstring(svg.encode())
    tags = {etree.QName(element).localname for element in root.iter()}
    assert not tags & {"style", "script", "metadata", "image"}
    assert not root.xpath("//@style")
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(each.startswith("name-") for each in ids)
    used = re.findall(r'(?:href="|url\()#([^")]+)', svg)
    assert set(used) <= set(ids)
    labels = {"".join(text.itertext()) for text in root.iter("{*}text")}
    assert set(picture.labels) <= labels
