"""The theme whose page we write: its options that our page has, and those that it has not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

from sphinx_edition.core.i18n import N_, _
from sphinx_edition.core.settings import place_of
from sphinx_edition.core.warnings import Warn, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

THEMES = ("sphinx_book_theme", "pydata_sphinx_theme")

#: Lists of templates for the parts of the theme's page; our page has parts of its own.
COMPONENTS = (
    "article_footer_items",
    "article_header_end",
    "article_header_start",
    "content_footer_items",
    "footer_center",
    "footer_content_items",
    "footer_end",
    "footer_start",
    "navbar_center",
    "navbar_end",
    "navbar_persistent",
    "navbar_start",
    "primary_sidebar_end",
    "secondary_sidebar_items",
)
#: Lists whose usual items our page has in places of its own.
KNOWN_ITEMS = {"page-toc", "edit-this-page", "sourcelink"}

#: What the themes say in the field for words to search, if the project says nothing else.
SEARCH = (N_("Search..."), N_("Search the docs ..."))

#: Other options that our page does not have.
LEFT_OUT = (
    "external_links",
    "search_as_you_type",  # it always does
    "show_version_warning_banner",
    "switcher",
    "use_fullscreen_button",
)


def has_our_page(builder: Builder) -> bool:
    """Tell whether ``builder`` writes the pages of a theme that we know, or of one built on it."""
    theme = getattr(builder, "theme", None)
    return (
        theme is not None
        and builder.name in {"html", "dirhtml", "singlehtml"}
        and any(Path(folder).name in THEMES for folder in theme.get_theme_dirs())
    )


def theme_files(builder: Any) -> frozenset[str]:
    """Return what the theme brings for its own page, as seen from ``_static``; not Sphinx's own."""
    return frozenset(
        path.relative_to(static).as_posix()
        for folder in map(Path, builder.theme.get_theme_dirs())
        if folder.name != "basic"
        for static in [folder / "static"]
        for path in static.rglob("*")
        if path.is_file()
    )


def theme_templates(builder: Any) -> frozenset[str]:
    """Return the names of the parts that the theme brings for a side bar."""
    return frozenset(
        path.stem
        for folder in builder.theme.get_theme_dirs()
        for path in (*Path(folder).glob("components/*.html"), *Path(folder).glob("*.html"))
    )


def drop_unsent_files(app: Sphinx, exception: Exception | None) -> None:
    """Take what the theme has put into the site, and no page loads, out of it."""
    if exception is not None or not has_our_page(app.builder):
        return
    static = Path(app.outdir) / "_static"
    names = theme_files(app.builder)
    for name in names:
        (static / name).unlink(missing_ok=True)
    folders = {folder for name in names for folder in (static / name).parents}
    for folder in sorted(folders, key=lambda path: len(path.parts), reverse=True):
        if static in folder.parents and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def check_theme(app: Sphinx) -> None:
    """Warn of a theme that we do not know, and of options that our page lacks.

    Who loads all of the library at once has not asked for our page, and may have any theme.
    """
    conf = Path(app.confdir) / "conf.py"
    if app.builder.name not in {"html", "dirhtml", "singlehtml"}:
        return
    if not has_our_page(app.builder):
        if "sphinx_edition.pages" in app.config.extensions:
            known, theme = " and ".join(THEMES), app.config.html_theme
            message = f"sphinx_edition.pages knows {known}, and leaves {theme} as it is"
            warn(Warn.PAGES_THEME, message, location=place_of("html_theme", conf))
        return
    lacking = sorted(lacking_options(app.config.html_theme_options))
    if lacking:
        message = f"our page has no place for html_theme_options {', '.join(lacking)}"
        warn(Warn.PAGES_OPTION, message, location=place_of("html_theme_options", conf))


def lacking_options(options: dict[str, Any]) -> list[str]:
    """Return the names of the options that ask for something that our page does not have."""
    lacking = [name for name in LEFT_OUT if options.get(name)]
    for name in COMPONENTS:
        items = options.get(name) or []
        names = items.split(",") if isinstance(items, str) else list(items)
        if {item.strip().removesuffix(".html") for item in names} - KNOWN_ITEMS:
            lacking.append(name)
    if str(options.get("announcement", "")).startswith("http"):
        lacking.append("announcement")
    return lacking


def take_over(app: Sphinx) -> None:
    """Leave the theme nothing to render: notes stand beside the text by our script."""
    if has_our_page(app.builder):
        options: dict[str, Any] = app.builder.theme_options  # type: ignore[attr-defined]
        options["use_sidenotes"] = False


def give_defaults(app: Sphinx, context: dict[str, Any]) -> None:
    """Let the theme's listeners find what they look for where a builder has no pages (JSON)."""
    if isinstance(app.builder, SerializingHTMLBuilder):
        context.setdefault("root_doc", app.config.root_doc)
        context.setdefault("theme_search_as_you_type", False)
        context["sidebars"] = []  # it would render them
        address = context["pathto"]
        context["pathto"] = lambda page, *_resource, **_more: address(page)


def drop_functions(app: Sphinx, context: dict[str, Any]) -> None:
    """Take back the functions that the theme has left for templates, which no JSON can hold."""
    if isinstance(app.builder, SerializingHTMLBuilder):
        for name in [name for name, value in context.items() if callable(value)]:
            del context[name]


def empty_components(context: dict[str, Any]) -> None:
    """Empty the theme's lists of components, so that it renders none."""
    for name in COMPONENTS:
        context[f"theme_{name}"] = []


def page_links(context: dict[str, Any]) -> list[tuple[str, str]]:
    """Return words and addresses of what the theme offers for a page: its source, its repository.

    The theme's own listener has filled ``header_buttons`` from its options.
    """
    found: list[tuple[str, str]] = []
    waiting = list(context.get("header_buttons", []))
    while waiting:
        button = waiting.pop(0)
        if button.get("type") == "group":
            waiting[:0] = button.get("buttons", [])
        elif button.get("label", "").startswith("download"):
            if context.get("has_source") and button.get("type") == "link":
                found.append((button["tooltip"], button["url"]))
        elif button.get("type") == "link":
            found.append((button.get("text") or button.get("tooltip") or _("Link"), button["url"]))
    links = context.get("theme_icon_links") or []
    return found + [(link["name"], link["url"]) for link in links]
