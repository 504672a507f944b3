"""A change rewrites exactly the pages that show it; the order of work shows nowhere."""

import filecmp
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

Make = Callable[..., SphinxTestApp]
PAGES = ("index", "one", "two", "people")


def edit(path: Path, old: str, new: str) -> None:
    """Change a source, and make it newer than what was made from it."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def rebuilt(make_app: Make, app: SphinxTestApp) -> set[str]:
    """Build again in a new process' stead; return the pages that were written."""
    before = {page: (app.outdir / f"{page}.html").stat().st_mtime_ns for page in PAGES}
    make_app("html", srcdir=app.srcdir).build()
    return {
        page for page in PAGES if (app.outdir / f"{page}.html").stat().st_mtime_ns != before[page]
    }


@pytest.fixture
def app(make_app: Make, rootdir: Path, tmp_path: Path) -> SphinxTestApp:
    """A project of its own, which a test may change."""
    source = tmp_path / "source"
    shutil.copytree(rootdir / "test-prosopography-basic", source)
    return make_app("html", srcdir=source)


def test_no_change_writes_nothing(
    app: SphinxTestApp, make_app: Callable[..., SphinxTestApp]
) -> None:
    app.build()
    assert rebuilt(make_app, app) == set()


def test_a_changed_entry_writes_the_pages_that_name_him(
    app: SphinxTestApp, make_app: Callable[..., SphinxTestApp]
) -> None:
    app.build()
    edit(app.srcdir / "people.rst", "She wrote", "Kollontai wrote")
    assert rebuilt(make_app, app) == {"people", "one", "index"}  # index: toctree parent
    assert "<p>Kollontai wrote of the workers.</p>\n</div>" in (app.outdir / "one.html").read_text(
        "utf-8"
    )


def test_what_no_other_page_shows_writes_no_other_page(
    app: SphinxTestApp, make_app: Callable[..., SphinxTestApp]
) -> None:
    app.build()
    edit(app.srcdir / "people.rst", "A second paragraph", "A third paragraph")
    assert rebuilt(make_app, app) == {"people", "index"}


def test_a_new_mention_writes_the_entry(
    app: SphinxTestApp, make_app: Callable[..., SphinxTestApp]
) -> None:
    app.build()
    edit(app.srcdir / "two.rst", "again.", "again, with :person:`Kollontai`.")
    assert rebuilt(make_app, app) == {"two", "people", "index"}
    assert "two.html#m-two_kollontai-1" in (app.outdir / "people.html").read_text("utf-8")


def test_a_chapter_that_goes_takes_its_mentions_along(
    app: SphinxTestApp, make_app: Callable[..., SphinxTestApp]
) -> None:
    app.build()
    edit(app.srcdir / "index.rst", "   two\n", "")
    (app.srcdir / "two.rst").unlink()
    make_app("html", srcdir=app.srcdir).build()
    assert "two.html" not in (app.outdir / "people.html").read_text("utf-8")


def test_an_entry_that_comes_later_is_found(
    app: SphinxTestApp, make_app: Callable[..., SphinxTestApp]
) -> None:
    edit(app.srcdir / "two.rst", "again.", "and :person:`Bukharin`.")
    app.build()
    assert "no person “Bukharin”" in app.warning.getvalue()
    edit(app.srcdir / "people.rst", "Views\n", ".. person:: Bukharin\n\nViews\n")
    assert "two" in rebuilt(make_app, app)
    assert 'href="people.html#person-bukharin"' in (app.outdir / "two.html").read_text("utf-8")


def test_parallel_and_serial_builds_agree_to_the_byte(
    app: SphinxTestApp, make_app: Make, tmp_path: Path
) -> None:
    for number in range(8):  # enough documents for Sphinx to read them in parallel
        text = f"Extra {number}\n=======\n\n:person:`Lenin` and :faction:`Bolsheviks`.\n"
        (app.srcdir / f"extra{number}.rst").write_text(":orphan:\n\n" + text, "utf-8")
    outputs = []
    for jobs in (1, 2):
        other = make_app(
            "html", srcdir=app.srcdir, builddir=tmp_path / str(jobs), freshenv=True, parallel=jobs
        )
        other.build()
        assert "prosopography." not in other.warning.getvalue()
        outputs.append(Path(other.outdir))
    names = sorted(p.relative_to(outputs[0]).as_posix() for p in outputs[0].rglob("*.*"))
    names = [name for name in names if not name.startswith(".doctrees")]
    assert len(names) > 20
    _, different, missing = filecmp.cmpfiles(*outputs, names, shallow=False)
    assert (different, missing) == ([], [])
