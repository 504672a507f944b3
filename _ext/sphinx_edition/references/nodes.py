"""The nodes of citations and of the bibliography: one class for each concept, no output format."""

from docutils import nodes


class cited(nodes.reference):  # noqa: N801
    """Printed words that cite a work.

    From reading on it has ``refdoc`` and ``ids`` (one, unique over the book).  When the document is
    resolved, ``refid`` or ``refuri`` leads to the work in the bibliography, ``reftitle`` says in
    plain words which one, and ``card`` is the id of the card that shows it.

    ``kind`` is ``cited`` or ``mentioned`` (``key`` and ``locator`` say what) or ``ibid`` (the work
    of the citation before it), or ``stock`` for the roles of sphinxcontrib-bibtex.
    """


class expansion(nodes.inline):  # noqa: N801
    """What an *Ibid.* or an abbreviation stands for, in the editor's brackets.

    It follows the words in print and in an e-book; a site shows a card instead.
    """


class citation_card(nodes.General, nodes.Element):  # noqa: N801
    """The full reference of one citation, hidden until a script shows it (sites only)."""


class crossref(nodes.reference):  # noqa: N801
    """A link within the book, which print completes with the number of the page."""


class works(nodes.General, nodes.Element):  # noqa: N801
    """A list of works; its children are ``work`` nodes."""


class work(nodes.General, nodes.Element):  # noqa: N801
    """A work in the bibliography: the reference, then where it is cited."""


class abbreviations(nodes.General, nodes.Element):  # noqa: N801
    """The place of the list of abbreviations."""


class exports(nodes.General, nodes.Element):  # noqa: N801
    """The place of the links to the files for reference managers."""
