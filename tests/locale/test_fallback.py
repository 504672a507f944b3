"""Where there are no words in a language, the library's are English, and a warning says so once."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sphinx.locale import translators
from sphinx_edition.core import i18n
from whole_builds import Built, build

ROOT = Path(__file__).parent.parent / "roots" / "test-locale"
FRENCH = Path("fr", "LC_MESSAGES", "sphinx_edition.mo")


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A project with one page of the library's."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "conf.py").write_text("extensions = ['sphinx_edition.hosting']\n", "utf-8")
    (folder / "index.rst").write_text("Title\n=====\n", "utf-8")
    return folder


def ours(done: Built) -> list[str]:
    return [line for line in done.warnings.splitlines() if "[edition.language]" in line]


@pytest.mark.parametrize(
    ("language", "builder"),
    [("it", "html"), ("xx", "html"), ("xx", "epub"), ("xx", "latex"), ("xx", "tei")],
)
def test_an_unknown_language(tmp_path: Path, language: str, builder: str) -> None:
    done = build(ROOT, tmp_path / builder, builder, settings={"language": language})
    assert done.traceback == ""
    [line] = ours(done)
    assert re.match(r".*conf\.py:\d+: WARNING: there is no catalogue for the language", line)
    if builder == "html":
        assert "Skip to the text" in (tmp_path / "html" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "en_GB", "fr", "fr_CA", "de", "de_AT"])
def test_a_language_that_is_known(tiny: Path, tmp_path: Path, language: str) -> None:
    done = build(tiny, tmp_path / "html", settings={"language": language})
    assert (done.traceback, ours(done)) == ("", [])


def cut(part: float) -> Callable[[bytes], bytes]:
    return lambda data: data[: int(len(data) * part)]


def overwritten(data: bytes) -> bytes:
    return b"no catalogue".ljust(len(data))


@pytest.mark.parametrize(
    "damage",
    [
        *(cut(part) for part in (0, 0.0005, 0.1, 0.5, 0.99)),
        overwritten,
        lambda data: data.replace(b"plural=(n > 1)", b"plural=(n @ 1)"),
        lambda data: data.replace("é".encode(), b"\xff\xfe"),
    ],
)
def test_a_damaged_catalogue(
    tiny: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    damage: Callable[[bytes], bytes],
) -> None:
    catalogues = tmp_path / "locale"
    shutil.copytree(i18n.LOCALE, catalogues)
    (catalogues / FRENCH).write_bytes(damage((catalogues / FRENCH).read_bytes()))
    monkeypatch.setattr(i18n, "LOCALE", catalogues)
    done = build(tiny, tmp_path / "html", settings={"language": "fr"})
    assert done.traceback == ""
    [line] = ours(done)
    assert "is damaged" in line
    assert "No such page" in (tmp_path / "html" / "404.html").read_text("utf-8")
    assert i18n.words_in("fr")("Close") == "Close"


@pytest.fixture
def no_translators_left() -> Iterator[None]:
    """Let no word of Sphinx's own stay in this process, as Sphinx lets it."""
    yield
    translators.clear()


@pytest.mark.usefixtures("no_translators_left")
def test_one_project_after_another_in_a_process(tiny: Path, tmp_path: Path) -> None:
    """The words of a project are not those of the one before it."""
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    titles = []
    for language in ("fr", "en", "de"):
        out = tmp_path / language
        with patch_docutils(), docutils_namespace():
            app = Sphinx(tiny, tiny, out, out, "html", {"language": language}, status=None)
            app.build()
        titles.append(re.search("<h1>([^<]+)", (out / "404.html").read_text("utf-8"))[1])
    assert titles == ["Page introuvable", "No such page", "Seite nicht gefunden"]
