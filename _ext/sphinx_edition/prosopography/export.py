"""The register as data: ``register.json``, JSON-LD in the vocabulary of schema.org.

Dates of schema.org are those of ISO 8601; what the register says in EDTF stands beside them.
``subjectOf`` leads to the passages that name an entry, by the ids that ``passages.json`` gives them
(``identifier``, of a paragraph), and to its notes.  The context is in the file, so that whoever
reads it needs no network.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from sphinx_edition.core.builders import is_in_output, is_site, site_path
from sphinx_edition.core.data_files import DataFile
from sphinx_edition.core.files import write_text
from sphinx_edition.core.i18n import _
from sphinx_edition.core.places import Place, words_of
from sphinx_edition.prosopography.dates import Span, iso_date
from sphinx_edition.prosopography.directives import AUTHORITIES
from sphinx_edition.prosopography.domain import ProsopographyDomain
from sphinx_edition.prosopography.model import Entry
from sphinx_edition.prosopography.register import Register

CONTEXT = {
    "@version": 1.1,
    "@vocab": "http://schema.org/",  # as in the context at https://schema.org
    "sameAs": {"@type": "@id"},
    "edtf": {"@id": "http://id.loc.gov/datatypes/edtf/EDTF", "@type": "@json"},
}
FILE = "register.json"
# (type, type that a relation leads to) -> its property; other relations stay out of the data
PROPERTIES = {
    ("Person", "Organization"): "memberOf",
    ("Organization", "Person"): "member",
    ("Event", "Person"): "about",
    ("Event", "Organization"): "about",
}


def data_files(app: Sphinx) -> list[DataFile]:
    """Say that the register lies beside the pages, where it has entries."""
    if not ProsopographyDomain.of(app.env).register.entries:
        return []
    return [DataFile(FILE, "application/ld+json", _("Register"))]


def write_register(app: Sphinx, exception: Exception | None) -> None:
    """Write ``register.json`` beside the pages of a finished site; none where nothing is known."""
    if exception or not is_site(app.builder):
        return
    register = ProsopographyDomain.of(app.env).register
    file = Path(app.outdir, FILE)
    if not register.entries:
        file.unlink(missing_ok=True)
        return
    base = app.config.html_baseurl.rstrip("/")
    graph = [
        _thing(each, register, app, base)
        for kind in register.kinds
        for each in register.of_kind(kind)
    ]
    document = {"@context": CONTEXT, "@graph": graph}
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    write_text(file, text)


def remove_empty_indices(app: Sphinx, env: BuildEnvironment) -> None:
    """Remove the page of each index that an earlier build had entries for (``env-updated``)."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    register = ProsopographyDomain.of(env).register
    for kind in register.kinds:
        if not register.of_kind(kind):
            page = app.builder.get_outfilename(f"{ProsopographyDomain.name}-{kind}")
            Path(page).unlink(missing_ok=True)


def _thing(entry: Entry, register: Register, app: Sphinx, base: str) -> dict[str, Any]:
    """Return an entry as an object of the graph; what is not known is left out."""
    thing: dict[str, Any] = {
        "@id": _address(entry.docname, entry.anchor, app, base),
        "@type": entry.kind.schema,
        "identifier": entry.anchor,
        "name": entry.spoken,
        "description": entry.summary,
        "alternateName": [name for name in entry.aliases if name != entry.spoken],
        "sameAs": [AUTHORITIES[name][2].format(number) for name, number in entry.identifiers],
    }
    begins, ends = entry.kind.schema_dates
    thing |= _dates(begins, entry.first, ends, entry.last)
    for relation in entry.relations:
        target = register.find(relation.kind, relation.target).entry
        name = target and PROPERTIES.get((entry.kind.schema, target.kind.schema))
        if target and name:
            link = {"@id": _address(target.docname, target.anchor, app, base)}
            thing.setdefault(name, []).append(_role(name, link, relation.span))
    thing["subjectOf"] = _passages(entry, register, app, base)
    return {key: value for key, value in thing.items() if value}


def _passages(entry: Entry, register: Register, app: Sphinx, base: str) -> list[dict[str, str]]:
    """Return the paragraphs and notes of the text that name an entry, each once."""
    found: dict[str, dict[str, str]] = {}
    for mention in register.mentions_of(entry):
        if not mention.block or not is_in_output(app.builder, mention.docname):
            continue
        is_note = mention.block.startswith("note ")
        anchor = mention.anchor if is_note else mention.block
        words = words_of(app.env, Place(mention.docname, anchor, mention.block))
        passage = {"@id": _address(mention.docname, anchor, app, base), "name": words}
        found.setdefault(words, passage if is_note else passage | {"identifier": anchor})
    return list(found.values())


def _role(name: str, link: dict[str, Any], span: Span | None) -> dict[str, Any]:
    """Return a link, or a Role that says when it held."""
    if span is None:
        return link
    role: dict[str, Any] = {"@type": "Role", name: link}
    return role | _dates("startDate", span, "endDate", span)


def _dates(begins: str, first: Span | None, ends: str, last: Span | None) -> dict[str, Any]:
    """Return two properties with dates of ISO 8601, as far as they have such, and their EDTF."""
    written = {begins: first.sides[0] if first else "", ends: last.sides[1] if last else ""}
    written = {name: edtf for name, edtf in written.items() if edtf}
    dates: dict[str, Any] = {
        name: date for name, edtf in written.items() if (date := iso_date(edtf))
    }
    return dates if dates == written else dates | {"edtf": written}


def _address(docname: str, anchor: str, app: Sphinx, base: str) -> str:
    uri = site_path(app.builder, docname)
    page = "" if uri.startswith("#") else uri
    return f"{base}/{page}#{anchor}" if base else f"{page}#{anchor}"
