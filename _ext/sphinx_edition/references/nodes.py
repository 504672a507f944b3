"""The nodes of citations and of the bibliography: one class for each concept, no output format."""

from docutils import nodes


class cited(nodes.reference):  # noqa: N801
    """Printed words that cite a work.

    It comes when a cross-reference is resolved, and has ``refdoc`` and ``ids`` (one, unique over
    the book).  ``refuri`` leads to the work in the bibliography, ``reftitle`` says in plain words
    which one, and ``card`` is the id of the card that shows it.

    ``kind`` is ``cited``, ``mentioned`` or ``ibid``, of which the domain knows the work; or
    ``stock`` for the roles of sphinxcontrib-bibtex, which know it themselves: ``target`` is the
    document of its list, and its anchor there; ``locator`` says where in the work.
    """


class cited_place(nodes.Invisible, nodes.Inline, nodes.Element):  # noqa: N801
    """The anchor of a citation in a heading: it stands after it in print."""


class expansion(nodes.inline):  # noqa: N801
    """What an *Ibid.* or an abbreviation stands for, in the editor's brackets.

    It follows the words in print and in an e-book; a site shows a card instead.
    """


class crossref(nodes.reference):  # noqa: N801
    """A link within the book, which print completes with the number of the page."""


class works(nodes.General, nodes.Element):  # noqa: N801
    """A list of works; its children are ``work`` nodes."""


class work(nodes.General, nodes.Element):  # noqa: N801
    """A work in the bibliography: the reference, then where it is cited.

    ``refdoc`` is the document of the list, and its id the anchor of the work there.
    """


class abbreviations(nodes.General, nodes.Element):  # noqa: N801
    """Where the list of abbreviations comes."""


class exports(nodes.General, nodes.Element):  # noqa: N801
    """Where the links to the files for reference managers come."""
