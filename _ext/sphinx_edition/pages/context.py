"""What the templates of a page are given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sphinx_edition.core.builders import has_pages
from sphinx_edition.core.i18n import _
from sphinx_edition.core.ledger import EVERY_PAGE
from sphinx_edition.core.places import index_places
from sphinx_edition.pages import bundle, whole
from sphinx_edition.pages.bundle import SCRIPT
from sphinx_edition.pages.downloads import forms_of
from sphinx_edition.pages.index import has_entries
from sphinx_edition.pages.navigation import Level, book_of, depth_of, neighbourhood
from sphinx_edition.pages.theme import (
    drop_functions,
    empty_components,
    give_defaults,
    has_our_page,
    page_links,
    theme_files,
    theme_templates,
)

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

#: Scripts of Sphinx's, which a page of text does without.
SPHINX_SCRIPTS = frozenset({"documentation_options.js", "doctools.js", "sphinx_highlight.js"})

FOOTER = 12  #: entries of a part of the book that is short enough to stand at the foot of a page

_THEME: WeakKeyDictionary[Builder, tuple[frozenset[str], frozenset[str]]] = WeakKeyDictionary()

#: What docutils says of each page, and Sphinx's own template says already.
VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1" />\n'


def theme_of(builder: Builder) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of the theme's own files and of its own templates."""
    if builder not in _THEME:
        _THEME[builder] = (theme_files(builder), theme_templates(builder))
    return _THEME[builder]


def shows(app: Sphinx, env: BuildEnvironment) -> dict[str, object]:
    """Tell the ledger what the title page offers, and whether pages lead to a general index."""
    return {
        env.config.root_doc: [(form.name, form.size) for form in forms_of(app)],
        EVERY_PAGE: has_entries(env),
    }


def before_theme(
    app: Sphinx,
    pagename: str,  # noqa: ARG001
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Leave the theme's listeners nothing to render."""
    if not has_our_page(app.builder):
        give_defaults(app, context)
        return
    context["edition"] = True
    context["metatags"] = (context.get("metatags") or "").replace(VIEWPORT, "")
    ours = theme_of(app.builder)[1]
    extra = [name for name in context["sidebars"] if name.removesuffix(".html") not in ours]
    context["edition_sidebars"] = extra
    context["sidebars"] = []
    given = context.get("theme_secondary_sidebar_items", "page-toc")
    context["edition_headings"] = "page-toc" in str(given)
    empty_components(context)


def after_theme(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give our templates what they show."""
    if not has_our_page(app.builder):
        drop_functions(app, context)
        return
    builder: Any = app.builder
    book = book_of(builder)
    depth = depth_of(context)
    meta = context.get("meta") or {}
    if not context["edition_headings"] or "html_theme.sidebar_secondary.remove" in meta:
        depth = depth._replace(headings=0)
    levels = neighbourhood(book, pagename, context["pathto"], depth)
    body = str(context.get("body", ""))
    sheets, scripts = files(builder, pagename, context)
    is_root = pagename == app.config.root_doc
    context.update(
        say=_,
        edition_levels=levels,
        edition_footer=[item for level in short_parts(levels) for item in level.items],
        edition_indices=[(name, title) for name, title in indices(builder)],
        edition_whole=whole.PAGE if is_root and whole.has_whole_page(app) else "",
        edition_places=index_places(app, context["pathto"]),
        edition_is_root=is_root,
        edition_forms=forms_of(app) if is_root else [],
        edition_links=page_links(context) if doctree is not None else [],
        edition_sheets=sheets,
        edition_scripts=scripts,
        edition_has_marks=bundle.has_marks(builder),
        edition_has_code='class="highlight' in body,
        edition_has_cards="data-card=" in body or 'class="pagebreak' in body,
    )
    context["favicon_url"] = context.get("favicon_url") or context["pathto"](
        "_static/icon.svg", resource=True
    )


def short_parts(levels: list[Level]) -> list[Level]:
    """Return the parts of the book that stand at the foot of each page: what serves the text."""
    return [level for level in levels[1:] if level.caption and len(level.items) <= FOOTER]


def indices(builder: Any) -> list[tuple[str, str]]:
    """Return the indices that the book has: the name of the page, and its title."""
    if not has_pages(builder):
        return []
    return [(name, str(index.localname)) for name, index, *_rest in builder.domain_indices]


def files(builder: Builder, pagename: str, context: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    """Return the style sheets and scripts of a page, without those of the theme and of Sphinx.

    Sphinx's own scripts are kept for who may need them: scripts that the project or an extension
    of it adds, keys for turning pages, and the page that searches.
    """
    theirs = theme_of(builder)[0]
    sheets = [
        sheet
        for sheet in sorted(context["css_files"], key=priority)
        if (name := name_of(sheet)) not in theirs and name not in {"pygments.css", "basic.css"}
    ]
    scripts = [
        script
        for script in sorted(context["script_files"], key=priority)
        if name_of(script) not in theirs and not is_of_theme(script)
    ]
    foreign = [s for s in scripts if name_of(s) not in {*SPHINX_SCRIPTS, SCRIPT}]
    keys = str(context.get("theme_navigation_with_keys")).lower() in {"true", "1"}
    if not (foreign or keys or pagename == "search"):
        scripts = [script for script in scripts if name_of(script) not in SPHINX_SCRIPTS]
    return sheets, scripts


def priority(file: Any) -> int:
    """Return the place of a style sheet or script among others."""
    return int(getattr(file, "priority", 500))


def name_of(file: Any) -> str:
    """Return the name of a style sheet or script below ``_static``."""
    return str(getattr(file, "filename", file) or "").removeprefix("_static/")


def is_of_theme(script: Any) -> bool:
    """Tell whether a script without a file is the theme's: options for its own scripts."""
    body = getattr(script, "attributes", {}).get("body") or ""
    return body.strip().startswith("DOCUMENTATION_OPTIONS.")
