"""What extensions add to a TEI document beside its text: sources, rules, registers.

An extension listens to the event :data:`TEI_PARTS` and returns parts, each an element and the
element of the document that it goes into::

    def parts(app: Sphinx) -> list[TeiPart]:
        return [TeiPart("standOff", ET.Element("listPerson"))]

    app.connect(TEI_PARTS, parts)

Parts of one place come in the order of their elements' names, then of their ``xml:id``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

    from sphinx.application import Sphinx

TEI_PARTS = "edition-tei-parts"

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

#: An address of IPv6, quoted.
HOST = re.compile(r"(?<=//)%5B([0-9A-Fa-f:.]+)%5D")


class TeiPart(NamedTuple):
    """An element for one place of the document.

    ``place`` is ``titleStmt``, ``sourceDesc``, ``editorialDecl`` or ``standOff``.  What has an
    ``xml:id`` that links of the text lead to takes it from the text.
    """

    place: str
    element: ET.Element


def address(uri: str) -> str:
    """Return an address with everything quoted that a URI may not hold."""
    quoted = quote(uri, safe=":/?#@!$&'()*+,;=%-._~")
    return HOST.sub(r"[\1]", quoted)


def setup(app: Sphinx) -> None:
    """Let extensions listen."""
    app.add_event(TEI_PARTS)
