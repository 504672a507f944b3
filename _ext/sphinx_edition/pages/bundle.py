"""One style sheet and one script for all that the extensions of the library bring to a page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_edition.core.assets import take_assets
from sphinx_edition.pages.theme import has_our_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SHEET = "edition.css"
SCRIPT = "edition.js"

#: Comments and indentation; our own files hold neither in a string or a regular expression.
CSS_NOISE = re.compile(r"/\*.*?\*/|^\s+|(?<=[:,{;]) |\s*\n", re.DOTALL | re.MULTILINE)
JS_NOISE = re.compile(
    r"^\s*(?:/\*.*?\*/|//[^\n]*)\s*$|(?<=[;,{(]) // [^\n]*$|^\s+", re.DOTALL | re.MULTILINE
)


def make_bundle(app: Sphinx) -> None:
    """Join what the extensions bring, before Sphinx is told of each file (``builder-inited``)."""
    if not has_our_page(app.builder):
        return
    static = Path(app.outdir) / "_static"
    static.mkdir(parents=True, exist_ok=True)
    sheets, scripts = [], []
    for asset in take_assets(app):
        text = asset.path.read_text("utf-8")
        if asset.path.suffix == ".css":
            sheets.append(CSS_NOISE.sub("", text).replace(" {", "{").replace(";}", "}"))
        else:
            scripts.append(JS_NOISE.sub("", text))
    (static / SHEET).write_text("".join(sheets) + "\n", "utf-8", newline="\n")
    (static / SCRIPT).write_text("\n".join(scripts), "utf-8", newline="\n")
    app.add_css_file(SHEET, priority=200)  # what a project adds comes after it
    app.add_js_file(SCRIPT, loading_method="defer")
