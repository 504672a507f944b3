"""A setting of the TEI document that is wrong is told with the line of ``conf.py``."""

from __future__ import annotations

from pathlib import Path

import pytest
from whole_builds import build


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ('tei_body = ["nowhere"]', "tei_body: no document of the book matches nowhere"),
        ('tei_header = {"titel": "x"}', "tei_header has no key 'titel'"),
        ('tei_header = {"date": "soon"}', "tei_header: date is no date"),
        ('tei_header = {"rules": {"taste": "x"}}', "tei_header: rules has no key 'taste'"),
        ('tei_header = {"changes": "none.md"}', "tei_header: there is no file none.md of changes"),
    ],
)
def test_the_place_of_a_wrong_setting(tmp_path: Path, setting: str, message: str) -> None:
    (tmp_path / "index.rst").write_text("Title\n=====\n\nWords.\n")
    conf = f'project = "P"\nextensions = ["sphinx_edition.tei"]\n{setting}\n'
    (tmp_path / "conf.py").write_text(conf)
    done = build(tmp_path, tmp_path / "out", "tei")
    assert done.traceback == ""
    assert f"{tmp_path}/conf.py:3: WARNING: {message}" in done.warnings
