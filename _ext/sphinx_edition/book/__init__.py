r"""A small book instead of a software manual: Sphinx's LaTeX output, designed.

A5, one text face (EB Garamond), running heads, notes at the foot, sections that run on, one
page of contents.  For LuaLaTeX, which gives the best lines, and XeLaTeX.

Settings:

``small_press_subtitle``
    a line under the title
``small_press_short_title``
    the running head of left-hand pages; the title if not given
``small_press_publisher``, ``small_press_year``
    stand at the foot of the title page
``small_press_imprint``
    paragraphs for the back of the title page; words between asterisks are emphasised
``small_press_subject``, ``small_press_keywords``
    a line and a list, for the PDF's metadata
``small_press_front``, ``small_press_back``
    names of documents: the first go before the text, on pages of their own; the others follow it in
    smaller type
``small_press_omit``
    classes of what paper does not need, such as a table beside a picture of the same
"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _
from sphinx.util import texescape

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

LATEX = Path(__file__).parent / "latex"
DIGEST = re.compile(r"[0-9a-f]{32,}")
FILES = ["smallpress.cls", "smallpress.sty", "smallpressface.sty"]

ELEMENTS = {
    "papersize": "a5paper",
    "pointsize": "10pt",
    "polyglossia": "",
    "babel": r"\usepackage{babel}",
    "fontpkg": r"\usepackage{smallpressface}",
    "fncychap": "",
    "figure_align": "H",
    "makeindex": "",
    "printindex": "",
    "transition": '\n\n\\bigskip\\centerline{\\smallpresssigns\\symbol{"2766}}\\bigskip\n\n',
}


def design(_app: Sphinx, config: Config) -> None:
    """Make the book's design the default of the LaTeX settings, which the project may override."""
    config.latex_theme = "small_press"
    config.latex_theme_path = [*config.latex_theme_path, str(LATEX)]
    config.latex_additional_files = [
        *config.latex_additional_files,
        *(str(LATEX / name) for name in FILES),
    ]
    config.latex_table_style = ["booktabs"]
    given: dict[str, Any] = config.latex_elements
    preamble = given.get("preamble", "") + words(config) + "\\usepackage{smallpress}\n"
    config.latex_elements = {**ELEMENTS, **given, "preamble": preamble}


def words(config: Config) -> str:
    """Return definitions of the words that the design sets, as LaTeX."""
    texescape.init()  # the builder does so, too, but later
    moment = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())))
    title = config.project
    values = {
        "title": texescape.escape(title, config.latex_engine),
        "shorttitle": texescape.escape(
            config.small_press_short_title or title, config.latex_engine
        ),
        "subtitle": texescape.escape(config.small_press_subtitle, config.latex_engine),
        "publisher": texescape.escape(config.small_press_publisher, config.latex_engine),
        "year": texescape.escape(config.small_press_year, config.latex_engine),
        "subject": texescape.escape(config.small_press_subject, config.latex_engine),
        "keywords": texescape.escape(", ".join(config.small_press_keywords), config.latex_engine),
        "imprint": "\n\n".join(
            re.sub(r"\*(.+?)\*", r"\\emph{\1}", texescape.escape(paragraph, config.latex_engine))
            for paragraph in config.small_press_imprint
        ),
        "contentsname": _("Contents"),
        "language": config.language,
        "stamp": time.strftime("%Y%m%d%H%M%SZ", moment),
    }
    return "".join(
        rf"\newcommand{{\smallpress{name}}}{{{value}}}" "\n" for name, value in values.items()
    )


def arrange(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Leave out what paper does not need; say where parts begin and what pictures show."""
    if app.builder.format != "latex":
        return
    omitted = set(app.config.small_press_omit)
    for node in list(doctree.findall(nodes.Element)):
        if omitted.intersection(node.get("classes", ())) and node.parent:
            node.parent.remove(node)
    for text in list(doctree.findall(nodes.Text)):
        if DIGEST.search(text):
            text.parent.replace(text, nodes.Text(DIGEST.sub(_breakable, text)))
    for image in list(doctree.findall(nodes.Element)):  # an extension has its own kinds of picture
        if description := image.get("alt"):
            digits = ("\ufeff" + description).encode("utf-16-be").hex().upper()
            command = nodes.raw("", rf"\smallpressalt{{{digits}}}", format="latex")
            image.parent.insert(image.parent.index(image), command)
    front, back = app.config.small_press_front, app.config.small_press_back
    place = "front"
    for start in list(doctree.findall(addnodes.start_of_file)):
        name = start["docname"]
        here = "front" if name in front else "back" if name in back else "body"
        if here != place:
            command = nodes.raw("", rf"\smallpress{here}", format="latex")
            start.parent.insert(start.parent.index(start), command)
            place = here


def _breakable(digest: re.Match[str]) -> str:
    """Let a line end after every eighth digit."""
    return re.sub(r"(.{8})(?=.)", "\\1\u200b", digest[0])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the design."""
    app.setup_extension("sphinx_edition.core")
    for name in ("subtitle", "short_title", "publisher", "year", "subject"):
        app.add_config_value(f"small_press_{name}", "", "", types=(str,))
    for name in ("imprint", "keywords", "front", "back", "omit"):
        app.add_config_value(f"small_press_{name}", [], "", types=(list, tuple))
    app.connect("config-inited", design)
    # Others put their pictures and tables into the text on the same event.
    app.connect("doctree-resolved", arrange, priority=950)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
