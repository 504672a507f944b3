"""One style sheet and one script for all that the extensions of the library bring to a page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sphinx_edition.core.assets import Asset, take_assets
from sphinx_edition.core.cards import TOKENS
from sphinx_edition.core.files import write_text
from sphinx_edition.pages.theme import has_our_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

SHEET = "edition.css"
#: Sphinx’s own sheets have 200, those of a project 500.
BEFORE_THE_PROJECT = 200
SCRIPT = "edition.js"

#: Comments and spaces that say nothing; no string or regular expression of ours holds such.
CSS_NOISE = re.compile(
    r"/\*.*?\*/|^\s+|(?<=[:,{;]) |(?<=[ :,(-])0(?=\.\d)|\s*\n", re.DOTALL | re.MULTILINE
)
JS_NOISE = re.compile(
    r"^\s*(?:/\*.*?\*/|//[^\n]*)\s*$|(?<=[;,{(]) // [^\n]*$|^\s+", re.DOTALL | re.MULTILINE
)
JS_SPACES = re.compile(
    r"""
      (?P<kept> "(?:[^"\\\n]|\\.)*" | `(?:[^`\\]|\\.)*`  # a string
      | (?<=[(,=:]\ )/(?:[^/\\\n]|\\.)+/ | (?<=\()/(?:[^/\\\n]|\\.)+/ )  # a regular expression
    | \ ?(?P<sign>[=!<>?]=?=?|[-+]=|(?<=\ )[-+*](?=\ )|=>|&&|\|\||\?\?|[:{}(),;])\ ?
    | (?<=[;{},(])\n(?!\n)  # every statement of ours ends with its sign
    """,
    re.VERBOSE,
)


_TAKEN: WeakKeyDictionary[Builder, list[Asset]] = WeakKeyDictionary()
_WITH_MARKS: WeakKeyDictionary[Builder, bool] = WeakKeyDictionary()


def take_over(app: Sphinx) -> None:
    """Take what the extensions bring, before Sphinx is told of each file (``builder-inited``).

    The two files are written at once, because Sphinx looks for their digests but once; and again
    when pages are, because what lies in the folder may be cleared in between.  The theme's colours
    are left out: the page has its own.
    """
    if has_our_page(app.builder):
        _TAKEN[app.builder] = [asset for asset in take_assets(app) if asset.path != TOKENS]
        write_bundle(app, app.builder)
        app.add_css_file(SHEET, priority=BEFORE_THE_PROJECT)
        app.add_js_file(SCRIPT, loading_method="defer")


def has_marks(builder: Builder) -> bool:
    """Tell whether an extension shows marks in the text, more or fewer as the reader likes."""
    if builder not in _WITH_MARKS:
        _WITH_MARKS[builder] = any(
            "[data-marks" in asset.path.read_text("utf-8")
            for asset in _TAKEN.get(builder, [])
            if asset.path.suffix == ".css" and asset.path.parent.parent != Path(__file__).parent
        )
    return _WITH_MARKS[builder]


def write_bundle(app: Sphinx, builder: Builder) -> None:
    """Write the two files (``write-started``)."""
    if builder not in _TAKEN:
        return
    static = Path(app.outdir) / "_static"
    static.mkdir(parents=True, exist_ok=True)
    texts = [(asset.path.suffix, asset.path.read_text("utf-8")) for asset in _TAKEN[builder]]
    sheet = "".join(lean_sheet(text) for suffix, text in texts if suffix == ".css")
    script = "\n".join(lean_script(text) for suffix, text in texts if suffix == ".js")
    write_text(static / SHEET, f"{sheet}\n")
    write_text(static / SCRIPT, script)


def lean_sheet(text: str) -> str:
    """Return a style sheet of ours without comments and spaces."""
    lean = CSS_NOISE.sub("", text).replace(" {", "{").replace(";}", "}")
    return lean.replace(" > ", ">")


def lean_script(text: str) -> str:
    """Return a script of ours without comments and without spaces around signs."""
    return JS_SPACES.sub(lambda found: found["kept"] or found["sign"] or "", JS_NOISE.sub("", text))
