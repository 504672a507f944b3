"""Which pages show something of the register that has changed since they were written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_edition.prosopography.domain import ProsopographyDomain
from sphinx_edition.prosopography.model import Entry
from sphinx_edition.prosopography.register import Register


def changed_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents to write again, and remember what every document shows now.

    Builders may share an environment; each has a record of its own.
    """
    domain = ProsopographyDomain.of(env)
    before: dict[str, str] = domain.data["shown"].get(app.builder.name, {})
    now = {
        docname: hashlib.sha256(repr(list(shown_on(docname, domain))).encode()).hexdigest()
        for docname in sorted(env.found_docs)
    }
    domain.data["shown"][app.builder.name] = now
    return [docname for docname, digest in now.items() if before.get(docname) != digest]


def shown_on(docname: str, domain: ProsopographyDomain) -> Iterator[object]:
    """Yield whatever the page of a document shows of the register, as plain values."""
    register: Register = domain.register
    for each in register.named_in(docname):
        yield _head(each)
    for each in register.held_by(docname):
        yield each.anchor
        for other, relation in register.relations_of(each):
            yield other.name, other.docname, other.anchor, relation.span
        for mention in register.mentions_of(each):
            title = domain.env.titles[mention.docname].astext()
            yield mention.anchor, mention.before, mention.text, mention.after, title
    for view, options in domain.data["views"].get(docname, []):
        yield view, options, list(_charted(view, domain))


def _charted(view: str, domain: ProsopographyDomain) -> Iterator[object]:
    """Yield whatever a chart may show."""
    for each in domain.register.entries.values():
        yield each.name, each.docname, each.anchor
        if view == "chronology":
            yield each.first, each.last
        else:
            yield [(it.docname, it.offset) for it in domain.register.mentions_of(each)]
    if view == "dispersion":
        yield sorted(domain.data["lengths"].items()), domain.documents
        yield [domain.env.titles[docname].astext() for docname in domain.data["lengths"]]


def _head(each: Entry) -> tuple[str, ...]:
    """Return what a link to an entry and its card show."""
    return each.docname, each.anchor, each.name, each.dates, each.summary
