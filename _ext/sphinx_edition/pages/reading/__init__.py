"""The look of the edition's pages: a page of text on sphinx-book-theme.

The theme is made for manuals.  This extension adds a style sheet for reading (a serif from the
reader's own system, a measure of about 66 characters, margins for notes and old page numbers), a
script that shows each note beside its reference (in the margin of a wide screen, else on a card),
and the small templates that the theme's options name.

On the title page it offers the other forms of the book: ``reading_page_downloads`` lists, in order,
the name of a form, and either its address or a pattern of its file, seen from the folder that holds
the site.  A file is copied into the site and offered once it has been built.

It changes HTML only: nothing is added to the pages of the EPUB builder.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

HERE = Path(__file__).parent
DOWNLOADS = "downloads"


def add_templates(app: Sphinx, config: Config) -> None:
    """Let our templates be found; they fill blocks that only this theme has.

    Sphinx leaves a digest of the setting in the site, so it must not say where the project lies.
    """
    templates = os.path.relpath(HERE / "templates", app.confdir)
    config.templates_path = [*config.templates_path, templates]


def is_site(app: Sphinx) -> bool:
    """Say whether the builder writes pages for a browser."""
    return app.builder.name in ("html", "dirhtml", "singlehtml")


def add_assets(app: Sphinx) -> None:
    """Add style sheet and script to the pages of a site."""
    if is_site(app):
        app.config.html_static_path = [*app.config.html_static_path, str(HERE / "static")]
        app.add_css_file("reading.css", priority=600)  # after the extensions that it restyles
        app.add_js_file("notes.js", loading_method="defer", priority=400)  # before the cards


def add_icon(
    app: Sphinx,
    pagename: str,  # noqa: ARG001
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Name the icon that browsers show for the site."""
    if is_site(app):
        context["favicon_url"] = context["pathto"]("_static/icon.svg", resource=True)


# -- The other forms of the book -------------------------------------------------------------------


def found_downloads(app: Sphinx) -> list[tuple[str, str]]:
    """Return names and places of the forms that there are: addresses, and files that are built."""
    found = []
    for name, place in app.config.reading_page_downloads:
        if "://" in place:
            found.append((name, place))
        else:
            built = sorted(Path(app.outdir).parent.glob(place))
            found += [(name, str(path)) for path in built[:1]]
    return found


def renew_title_page(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],  # noqa: ARG001
    changed: set[str],  # noqa: ARG001
    removed: set[str],  # noqa: ARG001
) -> list[str]:
    """Write the title page anew when other forms are to be offered than the last time."""
    if not is_site(app):
        return []
    offered = [
        (name, "" if "://" in place else size(Path(place))) for name, place in found_downloads(app)
    ]
    before = getattr(env, "reading_page_offered", [])
    env.reading_page_offered = offered  # type: ignore[attr-defined]
    return [app.config.root_doc] if offered != before else []


def offer_downloads(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Give the title page's template the forms: name, address, and size of a file."""
    if not is_site(app) or pagename != app.config.root_doc:
        return
    context["reading_downloads"] = [
        (name, place, "")
        if "://" in place
        else (
            name,
            context["pathto"](f"{DOWNLOADS}/{Path(place).name}", resource=True),
            size(Path(place)),
        )
        for name, place in found_downloads(app)
    ]


def size(path: Path) -> str:
    """Return the size of a file as one says it."""
    kilobytes = path.stat().st_size / 1000
    return f"{kilobytes / 1000:.1f} MB" if kilobytes >= 1000 else f"{kilobytes:.0f} KB"


def copy_downloads(app: Sphinx, exception: Exception | None) -> None:
    """Copy the other forms of the book into the site."""
    if exception is not None or not is_site(app):
        return
    for _, place in found_downloads(app):
        if "://" not in place:
            target = Path(app.outdir) / DOWNLOADS / Path(place).name
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(place, target)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.setup_extension("sphinx_edition.core")
    app.add_config_value("reading_page_downloads", [], "html", (list,))
    app.connect("config-inited", add_templates)
    app.connect("builder-inited", add_assets)
    app.connect("html-page-context", add_icon)
    app.connect("env-get-outdated", renew_title_page)
    app.connect("html-page-context", offer_downloads)
    app.connect("build-finished", copy_downloads)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
