"""What the references know of passages: which works they cite or speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sphinx_edition.core.passages import Fact

from .domain import ReferencesDomain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def facts(app: Sphinx, docname: str, doctree: nodes.document) -> list[Fact]:  # noqa: ARG001
    """Return the work that each citation of a document leads to, and where in it."""
    domain = cast(ReferencesDomain, app.env.get_domain("references"))
    works = domain.cite.works()
    return [
        Fact(
            citing.id,
            "citations",
            [
                {
                    "work": works[citing.key].entry.key,
                    "kind": citing.kind,
                    **({"locator": citing.locator} if citing.locator else {}),
                }
            ],
        )
        for citing in domain.resolved.get(docname, [])
        if citing.key in works
    ]
