"""Settings of the library: one that is misspelt is noticed."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    """Check when every extension has named its settings."""
    app.connect("config-inited", check_names, priority=Phase.SHOW)
