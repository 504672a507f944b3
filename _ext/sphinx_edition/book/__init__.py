r"""A small book instead of a software manual: Sphinx's LaTeX output, designed.

A5, one text face (EB Garamond), running heads, notes at the foot, sections that run on, one
page of contents.  For LuaLaTeX, which gives the best lines and is the engine unless the project
names another, and XeLaTeX.  The face has Latin, Greek and Cyrillic; the build warns of a character
that it lacks.
"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import ConfigError
from sphinx.util import texescape

from sphinx_edition.book.face import described, lacking
from sphinx_edition.book.lines import set_lines
from sphinx_edition.core import metadata
from sphinx_edition.core.assets import add_preamble
from sphinx_edition.core.i18n import _
from sphinx_edition.core.phases import Phase
from sphinx_edition.core.settings import expect
from sphinx_edition.core.trees import omit
from sphinx_edition.core.warnings import Warn, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

#: Settings that are words, without their prefix ``small_press_``, and what they mean.
WORDS = {
    "subtitle": "a line under the title",
    "short_title": "the running head of left-hand pages; the title if not given",
    "publisher": "stands at the foot of the title page",
    "year": "stands beside the publisher",
    "subject": "a line for the metadata of the PDF",
}
#: Settings that are lists.
LISTS = {
    "imprint": "paragraphs for the back of the title page; words between asterisks are emphasised",
    "keywords": "key words for the metadata of the PDF",
    "front": "documents that go before the text, on pages of their own",
    "back": "what follows the text, from the first of these documents on, small and in two "
    "columns; a section with a drawing, "
    "or a table of more than 30 rows or 5 columns, is set across them",
    "omit": "classes of what paper does not need, such as a table beside a picture of the same",
}
LATEX = Path(__file__).parent / "latex"
#: Rows (TeX breaks no longer table in a column) and columns of a table within a column.
LARGEST_TABLE = (30, 5)
#: A word with which no line of a title ends, and the blank after it.
SHORT_WORD = re.compile(r"\b(\w{1,3}) ")
TEMPLATES = Path(__file__).parent / "templates"
FILES = [
    "smallpress.cls",
    "smallpress.sty",
    "smallpressface.sty",
    "smallpresstags.sty",
    "smallpresstags.lua",
]

ENGINES = ("lualatex", "xelatex")
#: Sphinx's own designs, in the place of which this one comes.
MANUALS = ("manual", "howto")
#: What makes headings otherwise, in the LaTeX of others.
TITLESEC = re.compile(
    r"\\title(?:format|spacing|label|class)\b|\\usepackage(?:\[[^]]*\])?\{titlesec\}"
)
COMMENT = re.compile(r"(?<!\\)%.*")
FACE = r"\usepackage{smallpressface}"
#: The design is loaded after the commands of other extensions, which it redefines.
LAST = 1

ELEMENTS = {
    "papersize": "a5paper",
    "pointsize": "10pt",
    "polyglossia": "",
    "babel": r"\usepackage{babel}",
    "fontpkg": FACE,
    "fncychap": "",
    "figure_align": "H",
    "makeindex": "",
    "printindex": "",
    "transition": '\n\n\\bigskip\\centerline{\\smallpresssigns\\symbol{"2766}}\\bigskip\n\n',
}


def design(app: Sphinx, config: Config) -> None:
    """Make the book's design the default of the LaTeX settings, which the project may override."""
    if "latex_engine" not in {**config._raw_config, **config.overrides}:
        config.latex_engine = ENGINES[0]
    config.latex_theme = "small_press"
    config.latex_theme_path = [*config.latex_theme_path, str(LATEX)]
    config.templates_path = [*config.templates_path, str(TEMPLATES)]  # of a tagged book
    config.latex_documents = [
        (*document[:4], "small_press", *document[5:]) if document[4] in MANUALS else document
        for document in config.latex_documents
    ]
    config.latex_additional_files = [
        *config.latex_additional_files,
        *(str(LATEX / name) for name in FILES),
    ]
    config.latex_table_style = ["booktabs"]
    config.latex_elements = {**ELEMENTS, **config.latex_elements}
    add_preamble(app, "book", words(config) + "\\usepackage{smallpress}\n", LAST)


def check_headings(app: Sphinx) -> None:
    """Warn of commands that nobody executes, and say what to use (``builder-inited``)."""
    if app.builder.format != "latex":
        return
    said = "\n".join(each for each in app.config.latex_elements.values() if isinstance(each, str))
    if found := sorted(set(TITLESEC.findall(COMMENT.sub("", said)))):
        warn(
            Warn.BOOK_TITLESEC,
            "latex_elements: %s changes nothing, since the book sets headings without titlesec; "
            r"redefine \chapter, \section or \subsection, as in \renewcommand{\section}"
            r"{\smallpressheading{section}{1}{SPACE BEFORE}{SPACE AFTER}{STYLE}}",
            ", ".join(found),
        )


def check_engine(app: Sphinx) -> None:
    """Stop a build whose engine cannot set this design (``builder-inited``).

    Raises:
        ConfigError: ``latex_engine`` is one that knows no OpenType.

    """
    engine = app.config.latex_engine
    if app.builder.format == "latex" and engine not in ENGINES:
        wanted = " or ".join(f'"{name}"' for name in ENGINES)
        raise ConfigError(
            f"sphinx_edition.book sets a book with latex_engine = {wanted}, not with {engine!r}: "
            "change it in conf.py, or take the extension out"
        )


def words(config: Config) -> str:
    """Return definitions of the words that the design sets, as LaTeX."""
    texescape.init()  # the builder does so, too, but later
    moment = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())))
    title = config.project
    values = {
        "title": SHORT_WORD.sub(r"\1~", texescape.escape(title, config.latex_engine)),
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
        "namedon": _("Named on"),
        "language": config.language.replace("_", "-"),
        "stamp": time.strftime("%Y%m%d%H%M%SZ", moment),
    }
    return "".join(
        rf"\newcommand{{\smallpress{name}}}{{{value}}}" "\n" for name, value in values.items()
    )


def arrange(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Leave out what paper does not need; say where parts begin and what pictures show."""
    if app.builder.format != "latex":
        return
    omit(doctree, app.config.small_press_omit)
    for line in list(doctree.findall(nodes.transition)):
        if (
            "footnotes" in line["classes"]
        ):  # MyST parts the notes from the text, whose feet have them
            line.parent.remove(line)
    set_lines(doctree, app.config.language)
    _describe_pictures(doctree)
    _begin_parts(doctree, app.config.small_press_front, app.config.small_press_back)
    if app.config.latex_elements["fontpkg"] == FACE:
        _check_face(doctree)


def _describe_pictures(doctree: nodes.document) -> None:
    """Put before each picture, of whatever kind, its description."""
    for image in list(doctree.findall(nodes.Element)):  # an extension has its own kinds of picture
        if description := image.get("alt"):
            digits = ("\ufeff" + description).encode("utf-16-be").hex().upper()
            command = nodes.raw("", rf"\smallpressalt{{{digits}}}", format="latex")
            image.parent.insert(image.parent.index(image), command)


def _begin_parts(doctree: nodes.document, front: list[str], back: list[str]) -> None:
    """Say before which document the text, and what follows it, begins."""
    part = "front"
    for start in list(doctree.findall(addnodes.start_of_file)):
        name = start["docname"]
        is_back = part == "back" or name in back  # no text comes after what follows the text
        here = "back" if is_back else "front" if name in front else "body"
        if here != part:
            _put_before(start, rf"\smallpress{here}")
            part = here
        if here == "back":
            _set_across(start)


def _put_before(node: nodes.Element, command: str) -> None:
    """Let LaTeX execute a command before ``node``."""
    node.parent.insert(node.parent.index(node), nodes.raw("", f"{command}\n", format="latex"))


def _set_across(start: addnodes.start_of_file) -> None:
    """Say which sections of a document in columns are set across them.

    Those are the sections that hold, outside of their own sections, what no column has room for.
    """
    across = False
    for section in list(start.findall(nodes.section)):
        if section.parent is start:
            across = is_wide(section)
            if across:
                _put_before(section, r"\global\smallpresswidetrue")
        elif is_wide(section):
            across = True
            _put_before(section, r"\smallpressacross")
        elif across:
            across = False
            _put_before(section, r"\smallpressincolumns")


def is_wide(section: nodes.Element) -> bool:
    """Tell whether a section, its own sections apart, holds a drawing or a large table."""
    for child in section.children:
        if isinstance(child, nodes.Element) and not isinstance(child, nodes.section):
            if isinstance(child, nodes.table):
                size = (len(list(child.findall(kind))) for kind in (nodes.row, nodes.colspec))
                if any(count > most for count, most in zip(size, LARGEST_TABLE, strict=True)):
                    return True
            elif child.get("alt") and not isinstance(child, nodes.image):
                return True
            if is_wide(child):
                return True
    return False


def _check_face(doctree: nodes.document) -> None:
    """Warn of characters that would not be printed, where the first of them stands."""
    places: dict[str, nodes.Text] = {}
    for text in doctree.findall(nodes.Text):
        for character in lacking(text):
            places.setdefault(character, text)
    if places:
        warn(
            Warn.BOOK_CHARACTER,
            "the face of the book has no %s: name another in latex_elements['fontpkg']",
            described(sorted(places)),
            location=next(iter(places.values())).parent,
        )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the design."""
    app.setup_extension("sphinx_edition.core")
    for name, meaning in WORDS.items():
        app.add_config_value(f"small_press_{name}", "", "", (str,), meaning)
    for name, meaning in LISTS.items():
        app.add_config_value(f"small_press_{name}", [], "", (list, tuple), meaning)
        expect(app, **{f"small_press_{name}": list[str]})
    app.connect("config-inited", design, priority=Phase.COLLECT)
    app.connect("builder-inited", check_engine)
    app.connect("builder-inited", check_headings)
    app.connect("doctree-resolved", arrange, priority=Phase.SHOW)
    return metadata()
