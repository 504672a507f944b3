"""Pages of sphinx-book-theme (and of pydata-sphinx-theme, its parent) without their weight.

The theme sends 2 MB to every reader, for a page of text.  This extension keeps the theme's look
and its features, and

* draws icons as inline SVG, in place of a script of 1.5 MB and an icon font,
* sends only the rules of the style sheets that the site's pages use, in one file,
* does the work of the theme's scripts in one small one, and loads the search index when the
  search is opened,
* leaves no inline script, handler or style in a page, so that a site runs under the content
  policy ``default-src 'self'``,
* renders the navigation once per page, where the theme renders it a second time only to see
  whether it is empty.

There is nothing to configure.  With another theme, and in every format but HTML, it does nothing.

Each page is made lean when it is rendered (`page`), in whatever process; the style sheet is made
when the build is finished, from all pages that then exist (`stylesheet`), so it is right after an
incremental build too.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.util import logging
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

from .page import THEME_SCRIPTS, LeanPage
from .stylesheet import style_sheet
from .used import Used

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config
    from sphinx.theming import Theme
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

STATIC = Path(__file__).parent / "static"
BUNDLE_LINK = re.compile(
    r'<link rel="stylesheet" href="[^"?]*_static/(?P<name>lean-[0-9a-f]{8}\.css)'
    r'(?P<version>\?v=[0-9a-f]+)?" data-sheets="(?P<sheets>[^"]+)"/>'
)
NEVER_EMPTY = ("sbt-sidebar-nav.html", "sidebar-nav-bs.html")


def is_lean(builder: Builder) -> bool:
    """Say whether ``builder`` writes pages of the theme."""
    theme: Theme | None = getattr(builder, "theme", None)
    return theme is not None and any(
        folder.name == "pydata_sphinx_theme" for folder in map(Path, theme.get_theme_dirs())
    )


class LeanTemplates(BuiltinTemplateLoader):
    """Sphinx's own templates; a finished page is made lean."""

    def init(
        self, builder: Builder, theme: Theme | None = None, dirs: list[str] | None = None
    ) -> None:
        """Remember the builder."""
        super().init(builder, theme, dirs)
        self.builder = builder

    def render(self, template: str, context: dict[str, Any]) -> str:  # type: ignore[override]
        """Return the rendered template; it is a page when it ends as one."""
        if not is_lean(self.builder):
            return super().render(template, context)
        if template.endswith(NEVER_EMPTY):
            return template  # the theme only asks whether the navigation is empty
        html = super().render(template, context)
        if not html.rstrip().endswith("</html>"):
            return html
        return make_lean(self.builder, html, context)


@cache
def checksum_of(path: Path, changed: int) -> str:  # noqa: ARG001
    """Return the checksum of the file at ``path``, as it is since the time ``changed``."""
    return f"{crc32(path.read_bytes()):08x}"


def make_lean(builder: Builder, html: str, context: dict[str, Any]) -> str:
    """Return the page ``html``, rendered with ``context``, made lean."""
    static = Path(builder.outdir) / "_static"

    def script_text(name: str) -> str:
        path = static / name
        return path.read_text("utf-8") if path.is_file() else ""

    def keep_script(body: str) -> str:
        name = f"lean-inline-{crc32(body.encode()):08x}.js"
        (static / name).write_text(body, "utf-8")
        return name

    def checksum(name: str) -> str:
        path = static / name
        return f"?v={checksum_of(path, path.stat().st_mtime_ns)}" if path.is_file() else ""

    def warn(subtype: str, message: str) -> None:
        logger.warning("%s", message, location=context["pagename"], type="pages", subtype=subtype)

    return LeanPage(
        html,
        keyboard=str(context.get("theme_navigation_with_keys")).lower() in ("true", "1"),
        script_text=script_text,
        keep_script=keep_script,
        checksum=checksum,
        warn=warn,
    ).html()


def use_lean_templates(app: Sphinx, config: Config) -> None:  # noqa: ARG001
    """Render templates through `LeanTemplates`, unless the project has a bridge of its own."""
    if config.template_bridge:
        logger.warning(
            "template_bridge is set: pages stay as heavy as the theme makes them",
            type="pages",
            subtype="template_bridge",
        )
    else:
        config.template_bridge = f"{__name__}.{LeanTemplates.__name__}"


def add_assets(app: Sphinx) -> None:
    """Copy our files with the static files, when the pages are to be lean."""
    if is_lean(app.builder):
        app.config.html_static_path = [*app.config.html_static_path, str(STATIC)]
        # After the theme's sheets and before those of the project and of other extensions.
        app.add_css_file("lean-base.css", priority=300)


def write_style_sheets(app: Sphinx, exception: Exception | None) -> None:
    """Write the style sheets of the finished pages and put their checksums into the pages."""
    if exception is not None or not is_lean(app.builder):
        return
    builder: StandaloneHTMLBuilder = app.builder  # type: ignore[assignment]
    static = Path(builder.outdir) / "_static"
    pages = {
        path: path.read_text("utf-8")
        for path in sorted(Path(builder.outdir).rglob("*.html"))
        if static not in path.parents
    }
    used = Used()
    bundles: dict[str, list[str]] = {}
    for html in pages.values():
        used.add_page(html)
        for link in BUNDLE_LINK.finditer(html):
            bundles[link["name"]] = link["sheets"].split()
    drop_theme_scripts(static)
    for script in sorted(static.rglob("*.js")):
        used.add_script(script.read_text("utf-8"))
    for old in static.glob("lean-????????.css"):
        if old.name not in bundles:
            old.unlink()
    versions = {}
    for name, sheets in bundles.items():
        css = style_sheet(static, sheets, used)
        (static / name).write_text(css, "utf-8")
        versions[name] = f"?v={crc32(css.encode()):08x}"
    for path, html in pages.items():
        new = BUNDLE_LINK.sub(
            lambda link: link[0].replace(
                f"{link['name']}{link['version'] or ''}", link["name"] + versions[link["name"]]
            ),
            html,
        )
        if new != html:
            path.write_text(new, "utf-8")


def drop_theme_scripts(static: Path) -> None:
    """Remove the theme's scripts, which no page loads, and the maps for their debugging."""
    for script in THEME_SCRIPTS:
        (static / script).unlink(missing_ok=True)
    for unneeded in (*static.rglob("*.js.map"), *static.rglob("*.css.map")):
        unneeded.unlink()


def spare_builders_without_pages(app: Sphinx) -> None:
    """Keep the theme's handlers away from JSON and pickles, which sphinx-book-theme 1.4 breaks."""
    if isinstance(app.builder, SerializingHTMLBuilder):
        themes = {"sphinx_book_theme", "pydata_sphinx_theme"}
        app.events.listeners["html-page-context"] = [
            listener
            for listener in app.events.listeners["html-page-context"]
            if listener.handler.__module__.split(".")[0] not in themes
        ]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.connect("config-inited", use_lean_templates)
    app.connect("builder-inited", add_assets)
    app.connect("builder-inited", spare_builders_without_pages)
    app.connect("build-finished", write_style_sheets, priority=900)  # after the theme's own
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
