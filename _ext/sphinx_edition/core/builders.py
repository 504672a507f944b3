"""What a builder makes, which documents it shows, and where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sphinx.errors import NoUri

from sphinx_edition.core.reading import reading_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.builders import Builder

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
