"""Every word that a reader meets is of the language of the project, in every format.

The project that is built has no Latin letter of its own: what has is of the interface.
"""

from __future__ import annotations

import gettext
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import catalogues
import pytest
import sphinx
import sphinx_book_theme
from babel import Locale
from babel.messages.catalog import Catalog
from readable import read, words
from sphinx_edition.core import i18n
from whole_builds import build

ROOT = Path(__file__).parent.parent / "roots" / "test-locale"
FORMATS = ("html", "epub", "latex", "tei", "text")
#: What is called so in every language.
NAMES = {"Aa", "BibTeX", "CSL", "GND", "JSON", "RIS", "Wikidata", "et", "al"}
PLACES = re.compile(r"(\{\w+\}|%(?:\(\w+\))?[ds]|(?:1 |d )?MMMM(?: y)?)")


def pseudo(message: str) -> str:
    """Return a message with other letters; the places to be filled stay."""
    parts = PLACES.split(message)
    return "".join(p if PLACES.fullmatch(p) else re.sub(r"[A-Za-z]", "ж", p) for p in parts)


def write_pseudo(folder: Path) -> None:
    """Write a catalogue of "Russian" that has other letters for each word of the library."""
    catalogue = Catalog(locale="ru", fuzzy=False)
    for message in catalogues.extracted():
        if isinstance(message.id, tuple):
            one, many = map(pseudo, message.id)
            catalogue.add(message.id, (one, *[many] * (catalogue.num_plurals - 1)))
        elif message.id:
            catalogue.add(message.id, pseudo(message.id))
    catalogues.write(folder / "ru" / "LC_MESSAGES" / "sphinx_edition.po", catalogue)


def outputs(folder: Path, language: str, around: Callable[[], object] | None = None) -> Path:
    """Build the project in a language, in every format, and return the folder of all."""
    doctrees = folder / "doctrees"
    (folder / "out" / "files").mkdir(parents=True)
    (folder / "out" / "files" / "leaflet.pdf").write_bytes(b"%" * 2_000_000)
    for name in FORMATS:
        done = build(
            ROOT,
            folder / "out" / name,
            name,
            doctrees=doctrees,
            settings={"language": language},
            around=around,
        )
        assert (done.warnings, done.traceback) == ("", "")
    return folder / "out"


def strangers(folder: Path, known: set[str]) -> dict[str, set[str]]:
    """Return by file the words that are not known."""
    read_words = dict(read(folder))
    assert len(read_words) > 40
    assert set().union(*read_words.values()) & known, "no word at all was read"
    return {name: found - known for name, found in read_words.items() if found - known}


def test_no_word_goes_past_the_catalogue(tmp_path: Path) -> None:
    write_pseudo(tmp_path / "locale")

    @contextmanager
    def with_pseudo() -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(i18n, "LOCALE", tmp_path / "locale")
            yield

    assert strangers(outputs(tmp_path, "ru", with_pseudo), NAMES) == {}


def words_of(path: Path) -> set[str]:
    """Return the words that a compiled catalogue translates into."""
    with path.open("rb") as file:
        catalogue: dict[object, str] = gettext.GNUTranslations(file)._catalog
    return set().union(*(words(said) for key, said in catalogue.items() if key))


def words_in(language: str) -> set[str]:
    """Return all words of a language that the library, Sphinx, its theme and Babel may say."""
    babel = Locale.parse(language)
    months = " ".join(
        str(month)
        for widths in babel.months.values()
        for names in widths.values()
        for month in names.values()
    )
    messages = catalogues.read(catalogues.TEMPLATE)
    sphinx_pot = catalogues.read(Path(sphinx.__file__).parent / "locale" / "sphinx.pot")
    theme = Path(sphinx_book_theme.__file__).parent / "theme" / "sphinx_book_theme" / "static"
    if language == "en":
        ids = [each.id for pot in (messages, sphinx_pot) for each in pot if each.id]
        said = [form for each in ids for form in ([each] if isinstance(each, str) else each)]
        found = set().union(*map(words, said)) | {"Download", "source", "file"}
    else:
        inside = Path(language, "LC_MESSAGES")
        found = words_of(i18n.LOCALE / inside / "sphinx_edition.mo")
        found |= words_of(Path(sphinx.__file__).parent / "locale" / inside / "sphinx.mo")
        found |= words_of(theme / "locales" / inside / "booktheme.mo")
    capitals = {word[:1].upper() + word[1:] for word in found}
    return found | capitals | words(months) | NAMES


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return the outputs in a language, made when they are asked for first."""
    made: dict[str, Path] = {}

    def get(language: str) -> Path:
        if language not in made:
            made[language] = outputs(tmp_path_factory.mktemp(language), language)
        return made[language]

    return get


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_no_word_is_of_another_language(built: Callable[[str], Path], language: str) -> None:
    assert strangers(built(language), words_in(language)) == {}


@pytest.mark.needs("lualatex", "pdftotext")
def test_the_printed_book_has_no_word_of_another_language(built: Callable[[str], Path]) -> None:
    folder = built("fr") / "latex"
    for _run in range(2):
        subprocess.run(
            ["lualatex", "-halt-on-error", "-interaction=nonstopmode", "leaflet.tex"],
            cwd=folder,
            capture_output=True,
            check=True,
        )
    made = subprocess.run(
        ["pdftotext", "-raw", "leaflet.pdf", "-"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    printed = re.sub(r"(?m)^\w+ = .*$|@book", "", made.stdout)  # a record of BibTeX
    printed = re.sub(r"\b[0-9a-f]{8,}\b", "", printed)
    printed = re.sub(r"-\n(?=[a-zà-ÿ])", "", printed)
    broken = {word for word in words(printed) if len(word) > 2}
    assert "Mentions" in broken
    assert broken - words_in("fr") == set()


@pytest.mark.parametrize(
    ("language", "colon", "semicolon", "page"),
    [("en", ":", ";", "p.~#1"), ("fr", "~:", r"\,;", "p.~#1"), ("de", ":", ";", "S.~#1")],
)
def test_latex_has_the_signs_of_the_language(
    built: Callable[[str], Path], language: str, colon: str, semicolon: str, page: str
) -> None:
    tex = (built(language) / "latex" / "leaflet.tex").read_text("utf-8")
    assert rf"\providecommand{{\editioncolon}}{{{colon}}}" in tex
    assert rf"\providecommand{{\editionsemicolon}}{{{semicolon}}}" in tex
    assert rf"\providecommand{{\editionpage}}[1]{{{page}}}" in tex


TYPOGRAPHY = {
    "en": (
        "“О «Капитале».” *Журнал*",
        "“Глава о ‘словах’.” In",
        "Париж: Никто",
        "guild (1912–1917); league (1–18 May 1917)",
        "born about 1880",
    ),
    "fr": (
        "«\u202fО “Капитале”\u202f». *Журнал*",
        "«\u202fГлава о “словах”\u202f». Dans",
        "Париж\u00a0: Никто",
        "guild (1912–1917)\u202f; league (1er–18 mai 1917)",
        "naissance\u00a0: vers 1880",
    ),
    "de": (
        "„О «Капитале»“. *Журнал*",
        "„Глава о ‚словах‘“. In",
        "Париж: Никто",
        "guild (1912–1917); league (1.–18. Mai 1917)",
        "geb. etwa 1880",
    ),
}


@pytest.mark.parametrize("language", TYPOGRAPHY)
def test_the_typography_is_that_of_the_language(
    built: Callable[[str], Path], language: str
) -> None:
    folder = built(language) / "text" / "chapters"
    texts = [(folder / f"{name}.txt").read_text("utf-8") for name in ("bibliography", "people")]
    said = " ".join(texts).replace("\n", " ").replace("Цех", "guild").replace("Лига", "league")
    for part in TYPOGRAPHY[language]:
        assert part in said, part
