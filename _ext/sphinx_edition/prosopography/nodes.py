"""One node class for each concept; attributes are plain, so that every builder can write them."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from sphinx import addnodes


class mention(nodes.reference):  # noqa: N801
    """A name in the text, with its link: ``refuri``, ``kind``, and ``entry``, an anchor.

    A ``reference`` to docutils: a builder that we do not know writes it as a link.
    """


class unlinked_mention(nodes.inline):  # noqa: N801
    """A name within another link: words with an id; ``kind`` and ``target`` as written."""


class register_entry(nodes.General, nodes.Element):  # noqa: N801
    """An entry: ``register_head``, description, then what the build adds.

    ``kind``, ``entry_id``, ``anchor`` and ``name``; ``aliases`` and ``common``, lists of names;
    ``dates``, EDTF of beginning and end or nothing; ``relations``, (kind, target, EDTF or nothing);
    ``identifiers``, (authority, number).  ``number`` within its document, when that has been read.
    """


class register_head(nodes.General, nodes.TextElement):  # noqa: N801
    """Name (its text) and ``dates`` of an entry, in words.

    Sphinx translates the text, where a project has catalogues for its documents.
    """


class register_fact(nodes.General, nodes.TextElement, addnodes.translatable):  # noqa: N801
    """A line of an entry with a ``label``: aliases, relations, identifiers, sources.

    That of the ``aliases`` has them as a list, for Sphinx to translate.
    """

    def preserve_original_messages(self) -> None:
        """Keep the names as they are written."""
        if "aliases" in self:
            self["written"] = "; ".join(self["aliases"])

    def extract_original_messages(self) -> Sequence[str]:
        """Return what is to be translated."""
        return [self["written"]] if "written" in self else []

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:  # noqa: ARG002
        """Show the names of the translation."""
        self["aliases"] = [name.strip() for name in translated_message.split(";") if name.strip()]
        self.children = []
        self += nodes.Text(", ".join(self["aliases"]))


class register_backlinks(nodes.General, nodes.Element):  # noqa: N801
    """All mentions of an entry; ``count`` of them."""


class register_chapter(nodes.General, nodes.Element):  # noqa: N801
    """The mentions of an entry in one document; its ``title``."""


class register_backlink(nodes.reference):  # noqa: N801
    """A link to a mention: the words before it, a ``register_named``, the words after it."""


class register_named(nodes.Inline, nodes.TextElement):  # noqa: N801
    """The words of a mention among those around it."""


class register_link(nodes.reference):  # noqa: N801
    """An entry's name with a link to it, in what the build adds: a site has many of them."""


class register_cast(nodes.General, nodes.Element):  # noqa: N801
    """Who and what a document names: a ``register_line`` for each kind."""


class register_line(nodes.General, nodes.TextElement):  # noqa: N801
    """Links to the entries of one kind that a document names, with the kind’s ``label``."""


class noted_page(nodes.General, nodes.Element):  # noqa: N801
    """For print: notes the page of a mention that stands in a title, a caption or a link before."""


class register_page(nodes.Inline, nodes.Element):  # noqa: N801
    """For print: the page of the entry at ``refuri``."""


class register_chart(nodes.General, nodes.Element):  # noqa: N801
    """A picture drawn from the register, with its caption and its table.

    ``view`` and ``options``; ``name``, the prefix of its ids, when its document has been read.
    """


class register_picture(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801
    """A ``drawing`` that stands in a page itself, with its ``alt`` and ``caption``."""
