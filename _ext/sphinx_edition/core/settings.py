"""Settings of the library: one that is misspelt, or of the wrong type, is noticed."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin

from sphinx_edition.core.phases import Phase
from sphinx_edition.core.warnings import Warn, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def check_names(app: Sphinx, config: Config) -> None:
    """Warn of each setting that has the prefix of one of ours and is none (``config-inited``)."""
    ours = [option.name for option in config if option.name.startswith(tuple(PREFIXES))]
    given: dict[str, Any] = config._raw_config
    for name in sorted(given):
        if name.startswith(tuple(PREFIXES)) and name not in ours:
            near = get_close_matches(name, ours, 1)
            meant = f"; did you mean {near[0]}?" if near else ""
            warn(
                Warn.EDITION_SETTING,
                f"there is no setting {name}{meant}",
                location=place_of(name, Path(app.confdir) / "conf.py"),
            )


def check_types(app: Sphinx, config: Config) -> None:
    """Take the default where a setting of ours has a wrong type (``config-inited``).

    Sphinx warns of them later and leaves them as they are, for an extension to stumble over.
    """
    for name, option in config._options.items():
        if name.startswith(tuple(PREFIXES)) and isinstance(option.valid_types, Collection):
            permitted = {type(option.default), *option.valid_types}
            if type(config[name]) not in permitted:
                known = " or ".join(sorted(each.__name__ for each in permitted))
                leave_out(app, name, f"has to be {known}, and is {config[name]!r}")


def expect(app: Sphinx, **forms: Any) -> None:
    """Say what settings hold, where Sphinx knows no more than list or dict.

    Args:
        forms: annotations by the names of settings: ``list[str]``,
            ``dict[str, str | list[str]]``; a tuple will do for a list, and a list for a tuple.

    """

    def check(app: Sphinx, config: Config) -> None:
        for name, form in forms.items():
            if not fits(config[name], form):
                leave_out(app, name, f"has to be {form}, and is {config[name]!r}")

    app.connect("config-inited", check, priority=Phase.CHECK)


def fits(value: object, form: Any) -> bool:
    """Tell whether ``value`` is what the annotation ``form`` says."""
    within = get_args(form)
    if form is Any:
        return True
    if isinstance(form, UnionType):
        return any(fits(value, each) for each in within)
    if get_origin(form) is dict:
        keys, values = within
        return isinstance(value, dict) and all(
            fits(key, keys) and fits(each, values) for key, each in value.items()
        )
    if get_origin(form) is list:
        return isinstance(value, list | tuple) and all(fits(each, within[0]) for each in value)
    if get_origin(form) is tuple:
        if not isinstance(value, list | tuple) or len(value) != len(within):
            return False
        return all(fits(each, one) for each, one in zip(value, within, strict=True))
    return isinstance(value, form)


def leave_out(app: Sphinx, name: str, what: str) -> None:
    """Warn of a setting that cannot be used, and give it its default."""
    place = place_of(name, Path(app.confdir) / "conf.py")
    warn(Warn.EDITION_SETTING, f"{name} {what}; it is left out", location=place)
    app.config[name] = app.config._options[name].default


def place_of(name: str, conf: Path) -> str:
    """Return where ``conf`` gives the setting ``name``; its first line where that is not plain."""
    text = conf.read_text("utf-8") if conf.is_file() else ""
    given = re.search(rf"^{re.escape(name)}\b", text, re.MULTILINE)
    return f"{conf}:{text.count(chr(10), 0, given.start()) + 1 if given else 1}"


#: What settings of the library begin with.
PREFIXES = (
    "accessible_epub_",
    "citable_",
    "collation_",
    "foreign_words",
    "prosopography_",
    "reading_page_",
    "references_",
    "small_press_",
    "tei_",
)


def setup(app: Sphinx) -> None:
    """Check when every extension has named its settings, before anyone reads them."""
    app.connect("config-inited", check_types, priority=Phase.CHECK)
    app.connect("config-inited", check_names, priority=Phase.SHOW)
