"""The order in which ``extensions`` lists the library's does not show in any output."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from edits import EXTENSIONS, ROOT
from whole_builds import build, differences

ORDERS = {
    "reversed": EXTENSIONS[::-1],
    **{
        f"shuffled {seed}": random.Random(seed).sample(EXTENSIONS, len(EXTENSIONS))
        for seed in (1, 2)
    },
}


@pytest.fixture(scope="module", params=["html", "singlehtml", "epub", "latex", "tei"])
def listed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the order in which the project lists its extensions."""
    folder = tmp_path_factory.mktemp("listed") / request.param
    done = build(ROOT, folder, request.param, settings={"html_theme": "sphinx_book_theme"})
    assert (done.traceback, done.warnings) == ("", "")
    return folder


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_order_of_extensions_leaves_no_trace(
    listed: Path, tmp_path: Path, order: list[str]
) -> None:
    settings = {"html_theme": "sphinx_book_theme", "extensions": order}
    done = build(ROOT, tmp_path / "out", listed.name, settings=settings)
    assert (done.traceback, done.warnings) == ("", "")
    assert differences(listed, tmp_path / "out") == []
