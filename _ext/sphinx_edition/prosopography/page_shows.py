"""What each page shows of the register: for the ledger, which finds the pages that are stale."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_edition.prosopography.domain import ProsopographyDomain
from sphinx_edition.prosopography.model import Entry, View


def page_shows(_app: Sphinx, env: BuildEnvironment) -> dict[str, object]:
    """Return by document whatever its page shows of the register, as plain values."""
    domain = ProsopographyDomain.of(env)
    return {docname: list(_shown_on(docname, domain)) for docname in sorted(env.found_docs)}


def _shown_on(docname: str, domain: ProsopographyDomain) -> Iterator[object]:
    register = domain.register
    for each in register.named_in(docname):
        yield _head(each)
    for each in register.held_by(docname):
        yield each.anchor
        for other, relation in register.relations_of(each):
            yield other.name, other.docname, other.anchor, relation.span
        for mention in register.mentions_of(each):
            title = domain.env.titles[mention.docname].astext()
            yield mention.anchor, mention.before, mention.text, mention.after, title
    for view in domain.views(docname):
        yield view, list(_charted(view, domain))


def _charted(view: View, domain: ProsopographyDomain) -> Iterator[object]:
    """Yield whatever a chart may show."""
    for each in domain.register.entries.values():
        yield each.name, each.docname, each.anchor
        if view.name == "chronology":
            yield each.first, each.last
        else:
            named = domain.register.mentions_of(each)
            yield [(it.docname, domain.characters(it.docname, it.offset)) for it in named]
    if view.name == "dispersion":
        documents = [each for each in domain.documents if domain.register.named_in(each)]
        yield [(each, domain.characters(each)) for each in documents]
        yield [domain.env.titles[each].astext() for each in documents]


def _head(each: Entry) -> tuple[object, ...]:
    """Return what a link to an entry and its card show."""
    return each.docname, each.anchor, each.name, each.first, each.last, each.summary
