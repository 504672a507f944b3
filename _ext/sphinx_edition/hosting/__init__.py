"""What a host and its visitors' robots ask for: ``404.html``, ``robots.txt`` and ``sitemap.xml``.

``html_baseurl`` says where the site stands.  Without it there is no map of the site, since a map
holds full addresses, and the page for wrong addresses works at the root of a host only.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sphinx_edition.core import metadata
from sphinx_edition.core.builders import has_pages, site_path
from sphinx_edition.core.files import write_text
from sphinx_edition.core.i18n import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

NOT_FOUND = "404"


def base_address(config: Config) -> str:
    """Return where the site stands, with a slash at the end; empty if the project does not say."""
    address = config.html_baseurl.rstrip("/")
    return f"{address}/" if address else ""


def not_found_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page that a host shows for an address that leads nowhere."""
    if not has_pages(app.builder):
        return
    home = app.builder.get_relative_uri(NOT_FOUND, app.config.root_doc)
    title = _("No such page")
    body = (
        f"<section><h1>{title}</h1><p>{_('This address leads nowhere.')} "
        f'<a href="{home}">{escape(app.config.project)}</a></p></section>'
    )
    # The page is shown at addresses of any depth: its links start from where it stands itself.
    own = (urlsplit(base_address(app.config)).path or "/") + site_path(app.builder, NOT_FOUND)
    base = escape(own[: own.rindex("/") + 1])
    head = f'<base href="{base}" /><meta name="robots" content="noindex" />'
    yield NOT_FOUND, {"title": title, "body": body, "metatags": head}, "page.html"


def know_pages(
    app: Sphinx,
    pagename: str,  # noqa: ARG001
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: object,  # noqa: ARG001
) -> None:
    """Tell templates that ``singlehtml`` has no page but one; Sphinx says it had an index."""
    if app.builder.name == "singlehtml":
        context["hasdoc"] = app.env.all_docs.__contains__


def write_for_hosts(app: Sphinx, exception: Exception | None) -> None:
    """Put the page for wrong addresses where hosts look for it; write for robots."""
    if exception is not None or not has_pages(app.builder):
        return
    out = Path(app.outdir)
    in_folder = out / NOT_FOUND / "index.html"  # the place that dirhtml gives it
    if in_folder.exists():
        in_folder.replace(out / f"{NOT_FOUND}.html")
        in_folder.parent.rmdir()
    rules = "User-agent: *\nAllow: /\n"
    if base := base_address(app.config):
        write_text(out / "sitemap.xml", sitemap(app, base))
        rules += f"Sitemap: {base}sitemap.xml\n"
    else:
        (out / "sitemap.xml").unlink(missing_ok=True)  # of an address that the site had
    write_text(out / "robots.txt", rules)


def sitemap(app: Sphinx, base: str) -> str:
    """Return the map of the site that stands at ``base``."""
    places = (base + site_path(app.builder, name) for name in sorted(app.env.found_docs))
    entries = "".join(f"<url><loc>{escape(place)}</loc></url>\n" for place in places)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.setup_extension("sphinx_edition.core")
    app.connect("html-collect-pages", not_found_page)
    app.connect("html-page-context", know_pages)
    app.connect("build-finished", write_for_hosts)
    return metadata()
