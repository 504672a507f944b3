"""The catalogues are whole: nothing is missing, doubtful, out of date or wrongly filled."""

from __future__ import annotations

import io
import re
import string
from collections import Counter
from pathlib import Path

import catalogues
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = sorted(path.name for path in catalogues.LOCALE.glob("*/"))
SCRIPTS = sorted(catalogues.PACKAGE.glob("*/static/*.js"))
#: A space that no line may end at stands before these in French, and within its quotation marks.
FRENCH = re.compile(
    r"(?<![\u202f\u00a0{%(/])[;!?](?!\w)|(?<![\u00a0/]):(?!//)|«(?!\u202f)|(?<!\u202f)»"
)


def catalogue(language: str) -> Catalog:
    return catalogues.read(catalogues.LOCALE / language / "LC_MESSAGES" / "sphinx_edition.po")


def places(text: str) -> Counter[str]:
    """Return the places of a phrase that are to be filled."""
    named = [name for _text, name, *_rest in string.Formatter().parse(text) if name]
    return Counter([*named, *re.findall(r"%(?:\(\w+\))?[ds]", text)])


def forms(message: Message) -> list[tuple[str, str]]:
    """Return each translation with the phrase that it is of."""
    if isinstance(message.id, str):
        return [(message.id, message.string)]
    return [(message.id[1], form) for form in message.string]


def test_french_and_german_are_there() -> None:
    assert {"de", "fr"} <= set(LANGUAGES)


def test_the_template_has_what_the_code_has() -> None:
    known = catalogues.read(catalogues.TEMPLATE)
    assert {each.id for each in known} == {each.id for each in catalogues.extracted()}, (
        "make locale"
    )


def test_no_phrase_stands_with_a_number_and_without() -> None:
    """Python 3.11.2, of Debian 12, does not find it without its number in a catalogue."""
    found = [message for _path, message, _notes in catalogues.messages()]
    counted = {message[0] for message in found if isinstance(message, tuple)}
    assert counted
    assert counted & {message for message in found if isinstance(message, str)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_no_gap(language: str) -> None:
    template = {each.id for each in catalogues.read(catalogues.TEMPLATE)}
    found = catalogue(language)
    assert {each.id for each in found} == template, "make locale"
    messages = [each for each in found if each.id]
    assert [each.id for each in messages if each.fuzzy or not all(s for _, s in forms(each))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_fills_the_places_that_a_phrase_has(language: str) -> None:
    for message in catalogue(language):
        for phrase, said in forms(message) if message.id else ():
            allowed = [places(phrase)]
            if isinstance(message.id, tuple):  # one may be said without its number
                allowed.append(places(message.id[0]))
            assert places(said) in allowed, said


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_plural_has_its_form(language: str) -> None:
    found = catalogue(language)
    for message in found:
        if isinstance(message.id, tuple):
            assert len(message.string) == found.num_plurals


@pytest.mark.parametrize("language", LANGUAGES)
def test_spaces_at_the_ends_are_kept(language: str) -> None:
    for message in catalogue(language):
        for phrase, said in forms(message) if message.id else ():
            if phrase.strip(":; "):
                assert phrase.startswith(" ") == said.startswith(" "), said
                assert phrase.endswith(" ") == said.endswith(" "), said


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    path = catalogues.LOCALE / language / "LC_MESSAGES" / "sphinx_edition.po"
    compiled = io.BytesIO()
    write_mo(compiled, catalogues.read(path))
    assert path.with_suffix(".mo").read_bytes() == compiled.getvalue(), "make locale"


def test_french_sets_its_signs_apart() -> None:
    for message in catalogue("fr"):
        for _phrase, said in forms(message) if message.id else ():
            assert not FRENCH.search(re.sub(r'<[^>]+>|\{\w+\}|".*?"', "", said)), said
            assert "'" not in said.replace("1'er'", ""), said
            assert "“" not in said or said == "“{words}”", said


def test_german_has_its_own_quotation_marks() -> None:
    for message in catalogue("de"):
        for _phrase, said in forms(message) if message.id else ():
            assert said.count("„") == said.count("“"), said
            assert "”" not in said, said


def test_scripts_say_what_the_page_gives_them() -> None:
    """A script finds the words that Python has marked for it, and those only."""
    said = {
        word
        for script in SCRIPTS
        for word in re.findall(r'\b(?:word|editionWord)\("([^"]+)"\)', script.read_text("utf-8"))
    }
    known = {each.id for each in catalogues.read(catalogues.TEMPLATE)}
    assert {"Close", "Cite", "Nothing was found."} <= said
    assert said <= known


def test_a_word_in_an_f_string_is_found() -> None:
    code = """x = f"<b>{_('Here')}</b>"
# Translators: so
y = N_("There")
z = ngettext("a", "b", n)
"""
    found = list(catalogues.messages_of(code))
    assert found == [("Here", []), ("There", ["Translators: so"]), (("a", "b"), [])]


def test_renewing_keeps_translations_and_drops_what_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    monkeypatch.setattr(catalogues, "TEMPLATE", tmp_path / "sphinx_edition.pot")
    old = Catalog(locale="it", fuzzy=False)
    old.add("Close", "Chiudi")
    old.add("Gone", "Andato")
    path = tmp_path / "it" / "LC_MESSAGES" / "sphinx_edition.po"
    catalogues.write(path, old)
    catalogues.renew("nl")
    with path.open("rb") as file:
        new = read_po(file)
    assert new["Close"].string == "Chiudi"
    assert new.get("Gone") is None
    assert new["Contents"].string == ""
    assert (tmp_path / "nl" / "LC_MESSAGES" / "sphinx_edition.mo").exists()
