"""What the handbook shows of commands and builders is what they say."""

from __future__ import annotations

from pathlib import Path

import handbook
import pytest

RENEW = "make docs-outputs writes it anew"


@pytest.mark.needs("make", "lualatex")
@pytest.mark.parametrize("tutorial", sorted((handbook.DOCS / "first").glob("*.md")))
def test_every_step_says_what_the_page_shows(
    tmp_path: Path, tutorial: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")  # which alone has Sphinx colour what it says
    text, project = handbook.play(tutorial, tmp_path)
    assert text == tutorial.read_text("utf-8"), RENEW
    assert {path.name for path in (project / "_build").iterdir()} >= {"html", "epub", "tei"}
    assert [*(project / "_build" / "latex").glob("*.pdf")]
    people = (project / "_build" / "html" / "register" / "people.html").read_text("utf-8")
    assert people.count("Named once") == 3


@pytest.mark.parametrize("name", handbook.OUTPUTS)
def test_an_output_is_what_the_example_gives(tmp_path: Path, name: str) -> None:
    made = handbook.OUTPUTS[name](tmp_path)
    assert f"{made}\n" == (handbook.EXAMPLES / name).read_text("utf-8"), RENEW


def test_a_change_that_fits_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("one\ntwo\n")
    with pytest.raises(ValueError, match="does not have these lines once"):
        handbook.change(tmp_path / "file", "-three\n+four\n")
    handbook.change(tmp_path / "file", " one\n-two\n+three\n")
    assert (tmp_path / "file").read_text() == "one\nthree\n"
