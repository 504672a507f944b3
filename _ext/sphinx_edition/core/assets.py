"""Style sheets, scripts and LaTeX commands, in an order that ``extensions`` does not change."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from sphinx_edition.core.builders import is_ebook, is_site
from sphinx_edition.core.i18n import _
from sphinx_edition.core.phases import Phase

if TYPE_CHECKING:
    from pathlib import Path

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config


class Asset(NamedTuple):
    """A file for the pages of a site; of one ``rank``, assets come in the order of their names."""

    rank: int
    name: str
    path: Path
    ebook: bool = False  #: whether e-books have it, too


@dataclass
class Assets:
    """What the extensions of an app have asked for."""

    files: set[Asset] = field(default_factory=set)
    preambles: dict[tuple[int, str], str] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)


WORDS = r"""
% Signs and words of the language: a colon, a semicolon, a page to turn to.
\providecommand{\editioncolon}{COLON}
\providecommand{\editionsemicolon}{SEMICOLON}
\providecommand{\editionpage}[1]{PAGE}
% A narrow space at which no line ends, as French has it, for pdfLaTeX.
\ifdefined\DeclareUnicodeCharacter\DeclareUnicodeCharacter{202F}{\,}\fi
"""

_ASSETS: WeakKeyDictionary[Sphinx, Assets] = WeakKeyDictionary()


def assets_of(app: Sphinx) -> Assets:
    """Return what the extensions of ``app`` have asked for so far."""
    return _ASSETS.setdefault(app, Assets())


def add_asset(app: Sphinx, path: Path, rank: int = 0, *, ebook: bool = False) -> None:
    """Give the style sheet or (deferred) script at ``path`` to the pages of every site.

    With ``ebook``, a style sheet goes into e-books, too.
    """
    assets_of(app).files.add(Asset(rank, path.name, path, ebook))


def add_preamble(app: Sphinx, name: str, commands: str, rank: int = 0) -> None:
    """Put LaTeX ``commands`` before the project's own preamble, which may redefine them.

    Those of one ``rank`` come in the order of their names.
    """
    assets_of(app).preambles[rank, name] = commands


def add_words(app: Sphinx, *words: str) -> None:
    """Let scripts find ``words`` of the interface, messages of :func:`~.i18n.N_`, translated."""
    assets_of(app).words.update(words)


def take_assets(app: Sphinx) -> list[Asset]:
    """Return the assets in their order, to one who brings them to the pages in our place."""
    assets = sorted(assets_of(app).files)
    assets_of(app).files.clear()
    return assets


def give_words(
    app: Sphinx,
    pagename: str,  # noqa: ARG001
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Put into the head of a page, as data, the words that are others than in English."""
    if not is_site(app.builder):
        return
    words = {word: str(_(word)) for word in sorted(assets_of(app).words)}
    changed = {word: other for word, other in words.items() if other != word}
    if changed:
        data = json.dumps(changed, ensure_ascii=False).replace("<", "\\u003c")
        block = f'<script type="application/json" id="edition-words">{data}</script>'
        context["metatags"] = f"{context.get('metatags') or ''}\n{block}"


def deliver(app: Sphinx) -> None:
    """Tell Sphinx of the files (``builder-inited``)."""
    for asset in sorted(assets_of(app).files):
        if not (is_site(app.builder) or (asset.ebook and is_ebook(app.builder))):
            continue
        app.config.html_static_path = [*app.config.html_static_path, str(asset.path)]
        if asset.path.suffix == ".css":
            app.add_css_file(asset.name)
        else:
            app.add_js_file(asset.name, loading_method="defer")


def begin_preamble(app: Sphinx, config: Config) -> None:
    """Put the commands of all extensions before the project's own (``config-inited``)."""
    commands = "".join(text for _key, text in sorted(assets_of(app).preambles.items()))
    elements = config.latex_elements
    config.latex_elements = {**elements, "preamble": commands + elements.get("preamble", "")}


def latex_words() -> str:
    """Return signs and words of the language as commands of LaTeX."""
    spaces = str.maketrans({" ": "~", "\u00a0": "~", "\u202f": r"\,"})
    said = {"SEMICOLON": _(";"), "COLON": _(":"), "PAGE": _("p. {pages}").format(pages="#1")}
    return re.sub("|".join(said), lambda name: said[name[0]].translate(spaces), WORDS)


def setup(app: Sphinx) -> None:
    """Deliver when every extension has asked."""
    add_preamble(app, "words", latex_words(), rank=-1)
    app.connect("config-inited", begin_preamble, priority=Phase.SHOW)
    app.connect("builder-inited", deliver)
    app.connect("html-page-context", give_words)
