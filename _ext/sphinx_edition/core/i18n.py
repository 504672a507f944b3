"""Words of the interface in the language of the project: catalogue, plurals, dates, numbers.

A word that a reader meets is the argument of :data:`_`, :func:`N_` or :func:`ngettext` in Python,
of ``say`` in a template.  ``make locale`` collects them from there.
"""

from __future__ import annotations

from datetime import date
from gettext import GNUTranslations, find, translation
from pathlib import Path
from struct import error
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date as babel_date
from babel.numbers import format_decimal
from sphinx.locale import get_translation, get_translator, translators

from sphinx_edition.core.settings import place_of
from sphinx_edition.core.warnings import Warn, warn

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.config import Config

CATALOGUE = "sphinx_edition"
LOCALE = Path(__file__).parent.parent / "locale"

_ = get_translation(CATALOGUE)


def N_(message: str) -> str:  # noqa: N802  # as gettext calls it
    """Return a ``message`` as it is, for the catalogue: where it is shown, it is translated."""
    return message


#: Words of Sphinx's own pages that its catalogue lacks in one language or another.
OF_SPHINX = (
    N_("Link to this code"),
    N_("Link to this definition"),
    N_("Link to this heading"),
    N_("Link to this image"),
    N_("Link to this table"),
    N_("Link to this term"),
    N_("Link to this toctree"),
    N_('Created using <a href="https://www.sphinx-doc.org/">Sphinx</a> %(sphinx_version)s.'),
)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of a phrase that goes with ``number``, in the language of the project."""
    return get_translator(CATALOGUE).ngettext(singular, plural, number)


def words_in(language: str) -> Callable[[str], str]:
    """Return what puts messages into a ``language`` where there is no project yet."""
    try:
        return translation(CATALOGUE, LOCALE, [language], fallback=True).gettext
    except (OSError, ValueError, error):  # it is damaged
        return N_


def language() -> str:
    """Return the language in which words come: that of the catalogue, where there is one."""
    return str(get_translator(CATALOGUE).info().get("language", "en"))


def format_date(year: int | None, month: int, day: int | None, language: str) -> str:
    """Return a date as the ``language`` writes it: *6 May 1758*, *May 1758*, *6 May*, *May*."""
    if year is None:
        # Translators: a day of any year; digits and what is in single quotes stay as they are.
        pattern = (_("1 MMMM") if day == 1 else _("d MMMM")) if day else "LLLL"
    elif day:
        # Translators: a day, the first of a month before any other: 1er mai 1921, 6 mai 1758.
        pattern = _("1 MMMM y") if day == 1 else _("d MMMM y")
    else:
        pattern = _("MMMM y")
    return babel_date(date(year or 2000, month, day or 1), pattern, locale=_known(language))


def _known(asked: str) -> Locale:
    """Return the locale of a language; English, as the words are, where Babel does not know it."""
    try:
        return Locale.parse(asked)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def format_number(number: float, places: int = 0) -> str:
    """Return a number with its thousands and ``places`` of decimals set apart: *11,034*, *1.5*."""
    pattern = "#,##0" + (f".{'0' * places}" if places else "")
    return str(format_decimal(number, pattern, locale=language()))


def check_catalogue(app: Sphinx, config: Config) -> None:
    """Warn if there are no words in the language of the project (``config-inited``)."""
    asked = config.language
    if asked.partition("_")[0] == "en" or isinstance(get_translator(CATALOGUE), GNUTranslations):
        return
    known = ", ".join(sorted(path.name for path in LOCALE.glob("*/")))
    if damaged := find(CATALOGUE, LOCALE, [asked]):
        message = f"{damaged} is damaged, install sphinx-edition again; its words are English"
    else:
        message = (
            f"there is no catalogue for the language {asked!r}, only for {known}; "
            "the library's words are English"
        )
    place = place_of("language", Path(app.confdir) / "conf.py")
    warn(Warn.EDITION_LANGUAGE, message, location=place)


def setup(app: Sphinx) -> None:
    """Let Sphinx read the catalogue of the project's language, for words of its own, too."""
    translators.pop(("general", CATALOGUE), None)  # of a project that this process has built
    app.add_message_catalog(CATALOGUE, LOCALE)
    get_translator().add_fallback(get_translator(CATALOGUE))
    app.connect("config-inited", check_catalogue)
