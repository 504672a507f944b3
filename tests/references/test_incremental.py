"""Parallel, incremental and shared builds show what a fresh build shows."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

MakeApp = Callable[..., SphinxTestApp]


@pytest.fixture
def source(rootdir: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(rootdir / "test-references", tmp_path / "source"))


def built(folder: Path) -> dict[str, str]:
    """Return what a builder wrote, without the names that hold a check sum or a date."""
    return {
        path.name: path.read_text("utf-8")
        for path in sorted(folder.iterdir())
        if path.suffix in {".html", ".xhtml", ".tex", ".txt", ".json", ".ris", ".bib"}
    }


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def rewritten(make_app: MakeApp, source: Path, builder: str = "html") -> set[str]:
    """Build again; return the documents that the builder wrote."""
    app = make_app(builder, srcdir=source)
    written: set[str] = set()
    app.connect("doctree-resolved", lambda _app, _doctree, name: written.add(name))
    app.build()
    assert "references." not in app.warning.getvalue()
    app.cleanup()
    return written - {"index"}  # Sphinx writes the tables of contents that hold a changed document


def fresh(make_app: MakeApp, source: Path, tmp_path: Path, builder: str = "html") -> dict[str, str]:
    app = make_app(builder, srcdir=source, builddir=tmp_path / f"fresh-{builder}")
    app.build()
    app.cleanup()
    return built(Path(app.outdir))


def test_parallel_reading_and_writing_change_nothing(
    make_app: MakeApp, source: Path, tmp_path: Path
) -> None:
    for number in range(12):  # Sphinx reads six documents or more in parallel
        (source / f"extra{number}.md").write_text(f"# Extra {number}\n\n{{ibid}}`Ibid.`\n", "utf-8")
    names = "".join(f"extra{number}\n" for number in range(12))
    edit(source / "index.md", "register\n", f"{names}register\n")
    parallel = make_app("html", srcdir=source, parallel=2)
    parallel.build()
    assert parallel.warning.getvalue() == ""
    parallel.cleanup()
    assert built(Path(parallel.outdir)) == fresh(make_app, source, tmp_path)
    assert "Extra 11" in (Path(parallel.outdir) / "works.html").read_text("utf-8")


def test_nothing_changed_nothing_is_written(make_app: MakeApp, source: Path) -> None:
    rewritten(make_app, source)
    assert rewritten(make_app, source) == set()


def test_a_new_locator_rewrites_the_bibliography_and_what_continues_it(
    make_app: MakeApp, source: Path, tmp_path: Path
) -> None:
    rewritten(make_app, source)
    edit(source / "two.md", "<p. 260>", "<p. 261>")
    assert rewritten(make_app, source) == {"two", "works"}
    assert built(source / "_build/html") == fresh(make_app, source, tmp_path)


def test_another_work_reaches_the_ibid_of_the_next_chapter(
    make_app: MakeApp, source: Path, tmp_path: Path
) -> None:
    rewritten(make_app, source)
    edit(source / "one.md", "<trotsky{p. 168}>", "<lefort{p. 168}>")
    assert {"one", "two", "works"} <= rewritten(make_app, source)
    now = built(source / "_build/html")
    assert now == fresh(make_app, source, tmp_path)
    assert "Claude Lefort" in now["two.html"]


def test_words_alone_do_not_rewrite_the_bibliography(make_app: MakeApp, source: Path) -> None:
    rewritten(make_app, source)
    edit(source / "one.md", "Body with a mark.", "The body with a mark.")
    assert rewritten(make_app, source) == {"one"}


def test_a_corrected_record_rewrites_the_pages_that_show_it(
    make_app: MakeApp, source: Path, tmp_path: Path
) -> None:
    rewritten(make_app, source)
    edit(source / "works.bib", "{Lefort, Claude}", "{Lefort, C.}")
    assert rewritten(make_app, source) == {"register", "works"}
    assert built(source / "_build/html") == fresh(make_app, source, tmp_path)


def test_one_folder_of_doctrees_serves_every_builder(
    make_app: MakeApp, source: Path, tmp_path: Path
) -> None:
    """The order of the hosting service; then a record changes, and HTML comes again."""
    order = ["html", "singlehtml", "latex", "epub", "text"]
    for builder in order:
        rewritten(make_app, source, builder)
        assert built(source / "_build" / builder) == fresh(make_app, source, tmp_path, builder)
    edit(source / "works.bib", "{Lefort, Claude}", "{Lefort, C.}")
    rewritten(make_app, source, "latex")
    assert rewritten(make_app, source) == {"register", "works"}
