"""The library as others use it: from the wheel, one extension at a time, in other themes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sphinx_edition import ROOMS
from whole_builds import build

ALONE = (*ROOMS, "references", "book")
RST = """\
Title
=====

Words of a text [#star]_, and more.

.. [#star] A note.
"""
MYST = """\
# Title

Words of a text[^star], and more.

[^star]: A note.
"""
PROJECTS = {
    "rST, alabaster": ("index.rst", RST, [], "alabaster"),
    "MyST, furo": ("index.md", MYST, ["myst_parser"], "furo"),
    "MyST, sphinx-book-theme": ("index.md", MYST, ["myst_parser"], "sphinx_book_theme"),
}


def write(folder: Path, name: str, extensions: list[str]) -> Path:
    """Write the foreign project ``name`` with ``extensions`` into ``folder``."""
    file, text, more, theme = PROJECTS[name]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(text, "utf-8")
    engine = 'latex_engine = "lualatex"\n' if "sphinx_edition.book" in extensions else ""
    bibliography = "bibtex_bibfiles = []\n" if "sphinx_edition.references" in extensions else ""
    (folder / "conf.py").write_text(
        'project = "Foreign"\nversion = "1"\ncopyright = "nobody"\n'
        f'extensions = {more + extensions!r}\nhtml_theme = "{theme}"\n'
        f"smartquotes = False\n{engine}{bibliography}",
        "utf-8",
    )
    return folder


@pytest.mark.parametrize("room", ALONE)
@pytest.mark.parametrize("name", PROJECTS)
def test_each_extension_works_by_itself(tmp_path: Path, name: str, room: str) -> None:
    folder = write(tmp_path / "project", name, [f"sphinx_edition.{room}"])
    for builder in ("html", "epub", "latex", "text"):
        done = build(folder, tmp_path / builder, builder)
        warned = done.warnings.splitlines()
        if room == "pages" and builder == "html" and PROJECTS[name][3] != "sphinx_book_theme":
            assert "leaves" in warned.pop()  # a page for a theme that it does not know
        assert (done.traceback, warned) == ("", []), builder


@pytest.mark.parametrize("name", PROJECTS)
def test_one_name_loads_all_that_need_no_setting(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path / "project", name, ["sphinx_edition"])
    for builder in ("html", "epub", "tei"):
        done = build(folder, tmp_path / builder, builder)
        assert (done.traceback, done.warnings) == ("", ""), builder


@pytest.fixture(scope="module")
def installed(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel, and nothing else of this project, is installed."""
    wheels = tmp_path_factory.mktemp("wheels")
    run = {"check": True, "capture_output": True, "cwd": wheels}
    wheel = [sys.executable, "-m", "flit_core.wheel", "--outdir", str(wheels), project / "_ext"]
    subprocess.run(wheel, **run)
    (built,) = wheels.glob("sphinx_edition-*.whl")
    site = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*pip, "--target", str(site), str(built)], **run)
    return site


def sphinx(
    site: Path, folder: Path, builder: str, before: str = "pass"
) -> subprocess.CompletedProcess:
    """Build ``folder`` with the library of ``site``, after running the code ``before``."""
    code = (
        f"{before}; import sphinx_edition, sys; from sphinx.cmd.build import main; "
        f"assert sphinx_edition.__file__.startswith({str(site)!r}); "
        f"sys.exit(main(['-q', '-W', '-b', {builder!r}, '.', '_build/{builder}']))"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
    )


def test_the_wheel_has_all_that_builds_need(installed: Path, tmp_path: Path) -> None:
    folder = write(tmp_path, "MyST, sphinx-book-theme", ["sphinx_edition"])
    for builder in ("html", "epub", "tei"):
        done = sphinx(installed, folder, builder)
        assert done.returncode == 0, done.stderr
    assert (installed / "sphinx_edition" / "py.typed").exists()
    catalogues = installed / "sphinx_edition" / "locale"
    assert {path.parts[-3] for path in catalogues.rglob("*.mo")} >= {"de", "fr"}
    assert (installed / "sphinx_edition" / "collation" / "witness.schema.json").exists()


@pytest.mark.parametrize(
    ("room", "module", "extra"), [("epub", "matplotlib", "epub"), ("epub", "bs4", "epub")]
)
def test_an_extension_without_its_dependency_is_one_line(
    installed: Path, tmp_path: Path, room: str, module: str, extra: str
) -> None:
    folder = write(tmp_path, "rST, alabaster", [f"sphinx_edition.{room}"])
    hidden = (
        "import importlib.util; found = importlib.util.find_spec; "
        f"importlib.util.find_spec = lambda name, *a: None if name == {module!r} "
        "else found(name, *a)"
    )
    done = sphinx(installed, folder, "html", hidden)
    assert done.returncode != 0
    assert f"sphinx_edition.{room} needs {module}: install" in done.stderr
    assert f"sphinx-edition[{extra}]" in done.stderr
    assert "Traceback (most" not in done.stderr


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        (
            "prosopography_knids = {}",
            "there is no setting prosopography_knids; did you mean prosopography_kinds?",
        ),
        ("citable_work = 'x'", "citable_work has to be dict, and is 'x'; it is left out"),
    ],
)
def test_a_setting_that_is_wrong_is_one_line(tmp_path: Path, setting: str, message: str) -> None:
    rooms = ["sphinx_edition.prosopography", "sphinx_edition.citable"]
    folder = write(tmp_path / "project", "rST, alabaster", rooms)
    with (folder / "conf.py").open("a") as conf:
        conf.write(setting + "\n")
    done = build(folder, tmp_path / "out", "dummy")
    assert done.traceback == ""
    assert message in done.warnings
    assert done.warnings.count("WARNING") == 1


def test_a_sphinx_that_is_too_old_is_one_line(tmp_path: Path) -> None:
    folder = write(tmp_path / "project", "rST, alabaster", ["sphinx_edition.hosting"])
    code = (
        "import sys, sphinx; sphinx.version_info = (7, 4, 0); "
        "from sphinx.cmd.build import main; sys.exit(main(['-q', '.', 'out']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "_ext")},
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert "8.1" in done.stderr
    assert "Traceback (most" not in done.stderr
