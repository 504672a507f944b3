"""What a host and its visitors' robots ask for: ``404.html``, ``robots.txt`` and ``sitemap.xml``.

``html_baseurl`` says where the site stands.  Without it there is no map of the site, since a map
holds full addresses, and the page for wrong addresses works at the root of a host only.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from sphinx.locale import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

SITES = ("html", "dirhtml")


def not_found_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page that a host shows for an address that leads nowhere."""
    if app.builder.name not in SITES:
        return
    home = app.builder.get_target_uri(app.config.root_doc)
    title = _("No such page")
    body = (
        f"<section><h1>{title}</h1><p>{_('This address leads nowhere.')} "
        f'<a href="{home}">{escape(app.config.project)}</a></p></section>'
    )
    # The page is shown at addresses of any depth: its links start from the root of the site.
    root = urlsplit(app.config.html_baseurl).path or "/"
    head = f'<base href="{escape(root)}" /><meta name="robots" content="noindex" />'
    yield "404", {"title": title, "body": body, "metatags": head}, "page.html"


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


def write_for_robots(app: Sphinx, exception: Exception | None) -> None:
    """Write the map of the site, and where to find it."""
    if exception is not None or app.builder.name not in SITES:
        return
    out = Path(app.outdir)
    rules = "User-agent: *\nAllow: /\n"
    (out / "sitemap.xml").unlink(missing_ok=True)  # of an address that the site no longer has
    if base := app.config.html_baseurl:
        places = (app.builder.get_target_uri(name) for name in sorted(app.env.found_docs))
        entries = "".join(
            f"<url><loc>{escape(urljoin(base, place))}</loc></url>\n" for place in places
        )
        (out / "sitemap.xml").write_text(
            '<?xml version="1.0" encoding="utf-8"?>\n'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n',
            "utf-8",
        )
        rules += f"Sitemap: {urljoin(base, 'sitemap.xml')}\n"
    (out / "robots.txt").write_text(rules, "utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.setup_extension("sphinx_edition.core")
    app.connect("html-collect-pages", not_found_page)
    app.connect("html-page-context", know_pages)
    app.connect("build-finished", write_for_robots)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
