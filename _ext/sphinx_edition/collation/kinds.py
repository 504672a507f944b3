"""The table of kinds: what an emendation may do to words, and how it is called.

Five kinds are built in; a project adds its own in ``conf.py``, or calls one otherwise::

    collation_kinds = {"normalised": {"said": "normalised", "said_of_all": "normalised"}}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from sphinx.errors import ConfigError

from sphinx_edition.core.i18n import _


@dataclass(frozen=True)
class Kind:
    """One kind of emendation.

    Attributes:
        name: as a record gives it, and in the class ``emendation-ocr``.
        said: what is said of one emendation, as a participle or noun: ``misread by the scan``.
        said_of_all: what heads the number of all.
        stands: the edition leaves the words as the witness has them; a conjecture may say more.
        supplies: the reading has words between ⟨ ⟩ that the witness has not.
        words: whether words may change, and not punctuation, capitals or paragraphs alone.

    """

    name: str
    said: str = ""
    said_of_all: str = ""
    stands: bool = False
    supplies: bool = False
    words: bool = True


def built_in() -> dict[str, Kind]:
    """Return the kinds that every project has, in the language of this one."""
    kinds = (
        Kind("ocr", _("misread by the scan"), _("misread by the scan, corrected")),
        Kind("lacuna", _("lost, and supplied"), _("lost, and supplied or marked"), supplies=True),
        Kind(
            "printer",
            _("slip of the print, left standing"),
            _("slips of the print, left standing"),
            stands=True,
        ),
        Kind(
            "author",
            _("slip of the author, left standing"),
            _("slips of the author, left standing"),
            stands=True,
        ),
        Kind("layout", _("layout"), _("layout, no words"), words=False),
    )
    return {kind.name: kind for kind in kinds}


def read_kinds(setting: Mapping[str, Mapping[str, Any]]) -> dict[str, Kind]:
    """Return the built-in kinds with those of the *setting* added or changed, by name.

    Raises:
        ConfigError: a property is unknown.

    """
    kinds = built_in()
    known = {field.name for field in fields(Kind)} - {"name"}
    for name, given in setting.items():
        if unknown := sorted(set(given) - known):
            raise ConfigError(
                f"collation_kinds: {name!r} has no property {unknown[0]!r}; "
                f"there are {', '.join(sorted(known))}"
            )
        kind = replace(kinds.get(name, Kind(name, name, name)), **given)
        kinds[name] = kind
    return kinds
