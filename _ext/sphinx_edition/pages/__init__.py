"""The pages of a site: a page of text, on the name and the options of sphinx-book-theme.

``html_theme`` stays ``sphinx_book_theme`` (or ``pydata_sphinx_theme``, its parent).  The page is
ours: templates of our own come before the theme's, the theme renders none of its components, and
none of its style sheets and scripts are sent.  With another theme, and in every format that is no
site, nothing changes.

Settings:

``reading_page_downloads``
    Other forms of the book for the title page to offer: a name and either an address or a pattern
    of a file, seen from the folder that holds the site.
``reading_page_minutes``
    Patterns of documents whose time of reading the title page says.
``reading_page_whole``
    Patterns of documents that ``whole.html`` has on one page, with all their notes, to print.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import FileSystemBytecodeCache

from sphinx_edition.core import metadata
from sphinx_edition.core.assets import add_asset, add_words
from sphinx_edition.core.data_files import DATA_FILES
from sphinx_edition.core.i18n import N_
from sphinx_edition.core.ledger import PAGE_SHOWS
from sphinx_edition.core.phases import Phase
from sphinx_edition.core.settings import expect
from sphinx_edition.pages import bundle, context, downloads, index, minutes, theme, whole

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

#: Settings without their prefix ``reading_page_``, all lists: what a change renews, what they hold,
#: what they mean.
SETTINGS: dict[str, tuple[Literal["html", "env"], Any, str]] = {
    "downloads": (
        "html",
        list[tuple[str, str]],
        "other forms of the book that the title page offers: pairs of a name, and an address or a "
        "pattern of a file beside the site's folder",
    ),
    "whole": (
        "html",
        list[str],
        "patterns of the documents that ``whole.html`` has on one page, with all notes",
    ),
    "minutes": (
        "env",
        list[str],
        "patterns of the documents whose time of reading the title page says",
    ),
}
HERE = Path(__file__).parent
STATIC = HERE / "static"
WORDS = (
    N_("Nothing was found."),
    N_("Continue at"),
    N_("Search results"),
)


def add_templates(app: Sphinx, config: Config) -> None:
    """Put our templates before the theme's and after the project's (``config-inited``).

    Sphinx leaves a digest of the setting in the site, so it must not say where the project lies.
    """
    try:
        templates = os.path.relpath(HERE / "templates", app.confdir)
    except ValueError:  # on another drive
        templates = str(HERE / "templates")
    config.templates_path = [*config.templates_path, templates]


def add_files(app: Sphinx) -> None:
    """Bring the files that are fetched one by one (``builder-inited``)."""
    if theme.has_our_page(app.builder):
        names = ("first.js", "search.js", "found.js", "icon.svg")
        files = [str(STATIC / name) for name in names]
        app.config.html_static_path = [*app.config.html_static_path, *files]


def keep_templates(app: Sphinx) -> None:
    """Keep what templates are compiled to, which is most of a build with little to do."""
    if theme.has_our_page(app.builder):
        compiled = Path(app.doctreedir) / "templates"
        compiled.mkdir(parents=True, exist_ok=True)
        cache = FileSystemBytecodeCache(str(compiled))
        app.builder.templates.environment.bytecode_cache = cache


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.setup_extension("sphinx_edition.core")
    for name, (rebuild, form, meaning) in SETTINGS.items():
        app.add_config_value(f"reading_page_{name}", [], rebuild, (list,), meaning)
        expect(app, **{f"reading_page_{name}": form})
    app.add_domain(minutes.PagesDomain)
    add_asset(app, STATIC / "pages.css", rank=1)
    add_asset(app, STATIC / "notes.js")
    add_asset(app, STATIC / "pages.js")
    add_words(app, *WORDS)
    app.connect("config-inited", add_templates)
    app.connect("builder-inited", theme.check_theme)
    app.connect("builder-inited", theme.take_over)
    app.connect("builder-inited", bundle.take_over, priority=Phase.COLLECT)
    app.connect("builder-inited", add_files)
    app.connect("builder-inited", keep_templates)
    app.connect("doctree-read", minutes.count_words, priority=Phase.SHOW)
    app.connect("doctree-resolved", minutes.say_minutes, priority=Phase.SHOW)
    app.connect(DATA_FILES, downloads.data_files)
    app.connect(PAGE_SHOWS, minutes.shows)
    app.connect(PAGE_SHOWS, context.shows)
    app.connect("html-page-context", context.before_theme, priority=Phase.COLLECT)
    app.connect("html-page-context", context.after_theme, priority=Phase.SHOW)
    app.connect("html-collect-pages", whole.whole_page)
    app.connect("write-started", bundle.write_bundle)
    app.connect("write-started", index.leave_out_empty)
    app.connect("build-finished", downloads.copy_files)
    app.connect("build-finished", theme.drop_unsent_files, priority=Phase.SHOW)
    return metadata()
