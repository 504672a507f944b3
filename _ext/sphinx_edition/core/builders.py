"""What a builder makes, which documents it shows, and where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from weakref import WeakKeyDictionary

from sphinx.errors import NoUri

from sphinx_edition.core.phases import Phase
from sphinx_edition.core.reading import reading_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config

#: What an address may hold beside letters and digits; what is quoted stays quoted.
SIGNS = "%/:?#[]@!$&'()*+,;="

#: What the single page of a builder holds, kept while the builder lives.
_HELD: WeakKeyDictionary[Builder, frozenset[str]] = WeakKeyDictionary()


def is_ebook(builder: Builder) -> bool:
    """Tell whether ``builder`` writes pages for a reading system, where no script runs."""
    return builder.format == "html" and "epub" in builder.name


def is_site(builder: Builder) -> bool:
    """Tell whether ``builder`` writes pages, or one page, for a browser."""
    return builder.format == "html" and not is_ebook(builder)


def has_pages(builder: Builder) -> bool:
    """Tell whether ``builder`` writes a site with a page for each document, and others beside."""
    return builder.name in {"html", "dirhtml"}


def is_in_output(builder: Builder, docname: str) -> bool:
    """Tell whether ``builder`` shows the document ``docname``: a book may leave some out."""
    if builder.name in {
        "singlehtml",
        "tei",
    }:  # they know an address for every document, shown or not
        if builder not in _HELD:
            _HELD[builder] = frozenset(reading_order(builder.env))
        return docname in _HELD[builder]
    try:
        builder.get_relative_uri(builder.config.root_doc, docname)
    except NoUri:
        return False
    return True


def uri(builder: Builder, here: str, there: str, anchor: str) -> str | None:
    """Return the address of ``anchor`` in the document ``there``, as seen from ``here``.

    None if the builder does not show ``there``.  Where the whole book is one page, an anchor needs
    no more than itself.
    """
    if not is_in_output(builder, there):
        return None
    if builder.name == "singlehtml":
        return f"#{anchor}"
    return f"{builder.get_relative_uri(here, there)}#{anchor}"


def site_path(builder: Builder, docname: str) -> str:
    """Return the address of a document within the site, quoted, as Sphinx does not with folders."""
    address = builder.get_target_uri(docname)
    return quote(address) if builder.name == "dirhtml" else address


def keeps(builder: Builder, conditions: Iterable[str]) -> bool:
    """Tell whether ``builder`` keeps what stands under the ``conditions`` of ``only`` directives.

    Sphinx keeps what stands under a condition that it cannot read, and warns of it.
    """
    for condition in conditions:
        try:
            if not builder.tags.eval_condition(condition):
                return False
        except Exception:  # whatever the template language raises
            continue
    return True


def quote_home(_app: Sphinx, config: Config) -> None:
    """Quote the address of the site, which others than browsers read, too (``config-inited``)."""
    config.html_baseurl = quote(config.html_baseurl, safe=SIGNS)


def quote_page(
    app: Sphinx,  # noqa: ARG001
    pagename: str,  # noqa: ARG001
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Quote the address of a page, whatever its document is called (``html-page-context``)."""
    if context.get("pageurl"):
        context["pageurl"] = quote(context["pageurl"], safe=SIGNS)


def setup(app: Sphinx) -> None:
    """Quote addresses before anybody asks for them."""
    app.connect("config-inited", quote_home, priority=Phase.COLLECT)
    app.connect("html-page-context", quote_page, priority=Phase.COLLECT)
