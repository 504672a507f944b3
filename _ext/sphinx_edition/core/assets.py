"""Style sheets, scripts and LaTeX commands, in an order that ``extensions`` does not change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from sphinx_edition.core.builders import is_site
from sphinx_edition.core.phases import Phase

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.config import Config


class Asset(NamedTuple):
    """A file for the pages of a site; of one ``rank``, assets come in the order of their names."""

    rank: int
    name: str
    path: Path


@dataclass
class Assets:
    """What the extensions of an app have asked for."""

    files: set[Asset] = field(default_factory=set)
    preambles: dict[str, str] = field(default_factory=dict)


_ASSETS: WeakKeyDictionary[Sphinx, Assets] = WeakKeyDictionary()


def assets_of(app: Sphinx) -> Assets:
    """Return what the extensions of ``app`` have asked for so far."""
    return _ASSETS.setdefault(app, Assets())


def add_asset(app: Sphinx, path: Path, rank: int = 0) -> None:
    """Give the style sheet or (deferred) script at ``path`` to the pages of every site."""
    assets_of(app).files.add(Asset(rank, path.name, path))


def add_preamble(app: Sphinx, name: str, commands: str) -> None:
    """Put LaTeX ``commands`` before the project's own preamble, which may redefine them."""
    assets_of(app).preambles[name] = commands


def deliver(app: Sphinx) -> None:
    """Tell Sphinx of the files (``builder-inited``)."""
    if not is_site(app.builder):
        return
    for asset in sorted(assets_of(app).files):
        app.config.html_static_path = [*app.config.html_static_path, str(asset.path)]
        if asset.path.suffix == ".css":
            app.add_css_file(asset.name)
        else:
            app.add_js_file(asset.name, loading_method="defer")


def begin_preamble(app: Sphinx, config: Config) -> None:
    """Put the commands of all extensions before the project's own (``config-inited``)."""
    commands = "".join(text for _name, text in sorted(assets_of(app).preambles.items()))
    elements = config.latex_elements
    config.latex_elements = {**elements, "preamble": commands + elements.get("preamble", "")}


def setup(app: Sphinx) -> None:
    """Deliver in time for the theme and for the design of a book."""
    app.connect("config-inited", begin_preamble, priority=Phase.COLLECT)
    app.connect("builder-inited", deliver)
