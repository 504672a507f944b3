"""What extensions add to a TEI document beside its text: sources, rules, registers.

An extension listens to the event :data:`TEI_PARTS` and returns parts, each an element and the
element of the document that it goes into::

    def parts(app: Sphinx) -> list[TeiPart]:
        return [TeiPart("standOff", ET.Element("listPerson"))]

    app.connect(TEI_PARTS, parts)

Parts of one place come in the order of their elements' names, then of their ``xml:id``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

    from sphinx.application import Sphinx

TEI_PARTS = "edition-tei-parts"

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class TeiPart(NamedTuple):
    """An element for one place of the document.

    ``place`` is ``titleStmt``, ``sourceDesc``, ``editorialDecl`` or ``standOff``.  What has an
    ``xml:id`` that links of the text lead to takes it from the text.
    """

    place: str
    element: ET.Element


def setup(app: Sphinx) -> None:
    """Let extensions listen."""
    app.add_event(TEI_PARTS)
