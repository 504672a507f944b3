"""Words of the interface in the language of the project: catalogue, plurals, dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from babel.dates import format_date as babel_date
from sphinx.locale import get_translation, get_translator

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CATALOGUE = "sphinx_edition"
LOCALE = Path(__file__).parent.parent / "locale"

_ = get_translation(CATALOGUE)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of a phrase that goes with ``number``, in the language of the project."""
    return get_translator(CATALOGUE).ngettext(singular, plural, number)


def language() -> str:
    """Return the language in which words come: that of the catalogue, where there is one."""
    return str(get_translator(CATALOGUE).info().get("language", "en"))


def format_date(year: int, month: int, day: int | None, language: str) -> str:
    """Return a day or a month as the ``language`` writes it: *6 May 1758*, *May 1758*."""
    pattern = _("d MMMM y") if day else _("MMMM y")
    return babel_date(date(year, month, day or 1), pattern, locale=language)


def setup(app: Sphinx) -> None:
    """Let Sphinx read the catalogue of the project's language."""
    app.add_message_catalog(CATALOGUE, LOCALE)
