"""Ids that keep what is distinct distinct."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

#: A name that an id can hold as it is, but for the slashes of a document's name.
PLAIN = re.compile(r"[A-Za-z0-9]+(?:[-/][A-Za-z0-9]+)*")
FORBIDDEN = re.compile(r"[^a-z0-9]+")


def make_id(prefix: str, *names: str) -> str:
    """Return an id for what ``names`` tell apart: ``work-smith2000``, ``cite-chapters_01-x-2``.

    Letters, digits and single hyphens stay as they are, and a slash becomes ``_``.  Of any other
    name, what can be read stays, and a digest of the name follows it, so that ``smith_2000`` and
    ``smith-2000``, ``x/y`` and ``x-y``, or two names in Cyrillic never share an id.
    """
    return "-".join([prefix, *map(_part, names)])


def _part(name: str) -> str:
    if PLAIN.fullmatch(name):
        return name.replace("/", "_")
    decomposed = unicodedata.normalize("NFKD", name)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    readable = FORBIDDEN.sub("-", letters.casefold()).strip("-")
    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{readable}-{digest}" if readable else digest
