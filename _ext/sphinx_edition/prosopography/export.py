"""The register as data: ``register.json``, JSON-LD in the vocabulary of schema.org."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from sphinx_edition.prosopography.dates import Span
from sphinx_edition.prosopography.directives import AUTHORITIES
from sphinx_edition.prosopography.domain import ProsopographyDomain
from sphinx_edition.prosopography.model import Entry
from sphinx_edition.prosopography.register import Register

# (type, type that a relation leads to) -> its property; other relations stay out of the data
PROPERTIES = {
    ("Person", "Organization"): "memberOf",
    ("Organization", "Person"): "member",
    ("Event", "Person"): "about",
    ("Event", "Organization"): "about",
}


def write_register(app: Sphinx, exception: Exception | None) -> None:
    """Write ``register.json`` beside the pages of a finished site."""
    if exception or app.builder.name not in ("html", "dirhtml", "singlehtml"):
        return
    register = ProsopographyDomain.of(app.env).register
    if not register.entries:
        return
    base = app.config.html_baseurl.rstrip("/")
    graph = [
        _thing(each, register, app, base)
        for kind in register.kinds
        for each in register.of_kind(kind)
    ]
    document = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    Path(app.outdir, "register.json").write_text(text, "utf-8")


def _thing(entry: Entry, register: Register, app: Sphinx, base: str) -> dict[str, Any]:
    """Return an entry as an object of the graph; what is not known is left out."""
    thing: dict[str, Any] = {
        "@id": _address(entry, app, base),
        "@type": entry.kind.schema,
        "identifier": entry.anchor,
        "name": entry.spoken,
        "description": entry.summary,
        "alternateName": [name for name in entry.aliases if name != entry.spoken],
        "sameAs": [AUTHORITIES[name][2].format(number) for name, number in entry.identifiers],
    }
    begins, ends = entry.kind.schema_dates
    thing[begins] = _side(entry.first, 0)
    thing[ends] = _side(entry.last, -1)
    for relation in entry.relations:
        target = register.find(relation.kind, relation.target).entry
        name = target and PROPERTIES.get((entry.kind.schema, target.kind.schema))
        if target and name:
            link = {"@id": _address(target, app, base)}
            thing.setdefault(name, []).append(_role(name, link, relation.span))
    return {key: value for key, value in thing.items() if value}


def _role(name: str, link: dict[str, Any], span: Span | None) -> dict[str, Any]:
    """Return a link, or a Role that says when it held."""
    if span is None:
        return link
    role: dict[str, Any] = {"@type": "Role", name: link}
    role |= {"startDate": _side(span, 0), "endDate": _side(span, -1)}
    return {key: value for key, value in role.items() if value}


def _address(entry: Entry, app: Sphinx, base: str) -> str:
    uri = app.builder.get_target_uri(entry.docname)
    page = "" if uri.startswith("#") else uri
    return f"{base}/{page}#{entry.anchor}" if base else f"{page}#{entry.anchor}"


def _side(span: Span | None, side: int) -> str | None:
    """Return one side of a date as EDTF (ISO 8601-2), which for a plain date is ISO 8601."""
    part = span.edtf.split("/")[side] if span else ""
    return None if part in ("", "..") else part
