"""The table of kinds: what a register holds, and what each kind gives the project.

A kind gives a role and a directive of its name, an option of its plural for relations that lead to
it, an index, cards, and a schema.org type in the export.  Persons and factions are built in; a
project adds its own in ``conf.py``::

    prosopography_kinds = {"event": {"plural": "events", "dates": ["date"], "schema": "Event"}}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from sphinx.errors import ConfigError

from sphinx_edition.core.i18n import N_, _

# schema.org type -> its properties for a beginning and an end
SCHEMA_DATES = {
    "Person": ("birthDate", "deathDate"),
    "Organization": ("foundingDate", "dissolutionDate"),
}
SCHEMA_DATES_DEFAULT = ("startDate", "endDate")


@dataclass(frozen=True)
class Kind:
    """One kind of entry.

    Attributes:
        name: of the role and of the directive, lower case: ``person``.
        plural: of the option for relations, and in headings: ``people``.
        dates: options that hold EDTF dates: beginning and end, or one for a date or an interval.
        schema: type in schema.org's vocabulary.
        inverted: whether "Trotsky, Leon" is also called "Leon Trotsky".

    """

    name: str
    plural: str = ""
    dates: tuple[str, ...] = ("date",)
    schema: str = "Thing"
    inverted: bool = False

    @property
    def heading(self) -> str:
        """The plural as a heading, in the reader's language: ``People``."""
        plural = str(_(self.plural))
        return plural[:1].upper() + plural[1:]

    @property
    def index_title(self) -> str:
        """The heading of the kind's index."""
        return _("Index of {plural}").format(plural=_(self.plural))

    @property
    def schema_dates(self) -> tuple[str, str]:
        """The properties for beginning and end in schema.org's vocabulary."""
        return SCHEMA_DATES.get(self.schema, SCHEMA_DATES_DEFAULT)


#: Built in; the catalogue has their words.
BUILT_IN = {
    "person": Kind(N_("person"), N_("people"), (N_("born"), N_("died")), "Person", inverted=True),
    "faction": Kind(
        N_("faction"), N_("factions"), (N_("founded"), N_("dissolved")), "Organization"
    ),
}

#: Words of kinds that projects like to add, for the catalogue; any other a project writes itself.
OFTEN_ADDED = (
    N_("concept"),
    N_("concepts"),
    N_("date"),
    N_("event"),
    N_("events"),
    N_("place"),
    N_("places"),
)


def read_kinds(setting: Mapping[str, Mapping[str, Any]]) -> dict[str, Kind]:
    """Return the built-in kinds with those of the *setting* added or changed, by name.

    Raises:
        ConfigError: a kind's name is no lower-case word, a property is unknown or of a wrong form,
            or two kinds have the same plural.

    """
    kinds = dict(BUILT_IN)
    known = {field.name for field in fields(Kind)} - {"name"}
    for name, given in setting.items():
        if not re.fullmatch(r"[a-z][a-z0-9]*", name):
            raise ConfigError(f"prosopography_kinds: {name!r} is no lower-case word")
        if unknown := sorted(set(given) - known):
            raise ConfigError(
                f"prosopography_kinds: {name!r} has no property {unknown[0]!r}; "
                f"there are {', '.join(sorted(known))}"
            )
        values = dict(given)
        if "dates" in values:
            values["dates"] = tuple(values["dates"])
            if isinstance(given["dates"], str) or len(values["dates"]) not in (1, 2):
                raise ConfigError(f"prosopography_kinds: {name!r} needs one or two names in dates")
        kind = replace(kinds.get(name, Kind(name)), **values)
        kinds[name] = kind if kind.plural else replace(kind, plural=f"{name}s")
    plurals = [kind.plural for kind in kinds.values()]
    if len(set(plurals)) < len(plurals):
        raise ConfigError("prosopography_kinds: two kinds have the same plural")
    return kinds
