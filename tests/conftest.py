"""Fixtures that every test may use, and what becomes of tests whose tools are missing."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sphinx.config import Config

PROJECT = Path(__file__).parent.parent
SKIPS_ARE_FORBIDDEN = os.environ.get("SKIPS") == "forbidden"
# Fixtures that stand on a tool which only the system can give.
TOOLS_OF_FIXTURES = {"browser": "chromium", "book": "lualatex"}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(*tools): the test needs these commands")


def tools(item: pytest.Item) -> set[str]:
    """Return the commands that ``item`` needs, by its markers and its fixtures."""
    named = {tool for marker in item.iter_markers("needs") for tool in marker.args}
    fixtures = getattr(item, "fixturenames", ())
    return named | {tool for fixture, tool in TOOLS_OF_FIXTURES.items() if fixture in fixtures}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what cannot run here, unless skips are forbidden: then it fails by itself."""
    if SKIPS_ARE_FORBIDDEN:
        return
    for item in items:
        missing = sorted(tool for tool in tools(item) if shutil.which(tool) is None)
        if missing:
            item.add_marker(pytest.mark.skip(reason=f"needs {', '.join(missing)}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in the last lines how many tests did not run for want of a tool."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} tests were skipped: see the reasons above")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let no skip pass where skips are forbidden."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if SKIPS_ARE_FORBIDDEN and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def templates_of_their_own() -> Iterator[None]:
    """Empty the list of templates that all apps of a process share: themes add folders to it."""
    yield
    Config.config_values["templates_path"].default.clear()


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


@pytest.fixture(scope="session")
def book(build: Path) -> Path:
    """The printed book, a PDF."""
    books = sorted((build / "latex").glob("*.pdf"))
    if len(books) != 1:
        pytest.fail(f"{len(books)} books in _build/latex in place of one")
    return books[0]
