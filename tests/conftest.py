"""Fixtures that every test may use."""

from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """The tiny Sphinx projects that ``make_app`` and ``@pytest.mark.sphinx`` build."""
    return Path(__file__).parent / "roots"


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of this repository."""
    return PROJECT


@pytest.fixture(scope="session")
def build() -> Path:
    """The folder with the finished edition, which ``make test`` builds before it runs any test."""
    folder = PROJECT / "_build"
    if not (folder / "html" / "index.html").exists():
        pytest.fail("the edition is not built: run the tests with make test")
    return folder
