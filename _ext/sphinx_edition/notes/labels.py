"""The labels and anchors of notes."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_edition.core.ids import make_id
from sphinx_edition.core.note_labels import printed_label
from sphinx_edition.core.phases import Step
from sphinx_edition.core.reading import reading_order
from sphinx_edition.core.trees import document_of

References = dict[str, list[nodes.footnote_reference]]

#: A label that an anchor can hold as it is: one word, or the page and the number on it, as in
#: ``p2-1`` (so that one word does not begin as a page does); in parentheses, after ``later-``.
PLAIN = re.compile(
    r"\((?P<later>[A-Za-z0-9]+)\)|p[A-Za-z0-9]+-[A-Za-z0-9]+|(?!later$|p)[A-Za-z0-9]+"
)
#: How MyST and reStructuredText write a reference: ``[^IV]``, ``[#IV]_``, ``[4]_``.
SOURCE = re.compile(r"\[[\^#]?(?P<label>.+)\]_?")


def anchor_of(label: str) -> str:
    """Return the part of an anchor that stands for ``label``: ``7``, or ``later-1`` for ``(1)``.

    Any other label has a digest, so that no two share an anchor.
    """
    plain = PLAIN.fullmatch(label)
    if plain is None:
        return make_id("", f"[{label}]")[1:]
    return f"later-{plain['later']}" if plain["later"] else label


def source_label(note: nodes.footnote, references: list[nodes.footnote_reference]) -> str | None:
    """Return the label of ``note`` in the source, or None if it was numbered by docutils.

    reStructuredText keeps the case of ``[#IV]_`` in the references only.
    """
    name = note["names"][0] if note["names"] else ""
    if "auto" not in note:
        return note.children[0].astext()
    for reference in references:
        written = SOURCE.fullmatch(reference.rawsource)
        if written and name in (written["label"], nodes.fully_normalize_name(written["label"])):
            return written["label"]
    return None


def references_of(document: nodes.document) -> References:
    """Return the references by the id of their note, in the order of the text.

    Docutils has not yet bound those that a translation has put into the text.
    """
    found: References = defaultdict(list)
    for reference in document.findall(nodes.footnote_reference):
        refid = reference.get("refid") or document.nameids.get(reference.get("refname", ""))
        if refid:
            found[refid].append(reference)
    return found


class PrintedLabels(SphinxTransform):
    """Give notes and their references the label of the source, and anchors made from it."""

    default_priority = Step.NOTES

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Relabel every note of the document."""
        references = references_of(self.document)
        for note in list(self.document.findall(nodes.footnote)):
            bound = [each for id_ in note["ids"] for each in references[id_]]
            label = source_label(note, bound)
            if label is not None:
                self.relabel(note, bound, label)

    def relabel(
        self, note: nodes.footnote, references: list[nodes.footnote_reference], label: str
    ) -> None:
        """Give ``note`` and the ``references`` to it what is printed of ``label``, and anchors."""
        anchor = anchor_of(label)
        for node in (note, *references):
            node.attributes.pop("auto", None)  # a printed label is never assigned anew
        self.rename(note, f"note-{anchor}", label)
        set_text(note.children[0], printed_label(label))
        note["backrefs"] = []
        for place, reference in enumerate(references, start=1):
            suffix = "" if place == 1 else f"-{place}"
            self.rename(reference, f"noteref-{anchor}{suffix}", label + suffix)
            bind(reference, note)
            set_text(reference, printed_label(label))

    def rename(self, node: nodes.Element, id_: str, label: str) -> None:
        """Make ``id_`` the only id of ``node``; if a heading has it, one that differs."""
        taken = self.document.ids.get(id_)
        if taken is not None and taken is not node:
            id_ = make_id(id_.partition("-")[0], f"[{label}]")
        for old in node["ids"]:
            if self.document.ids.get(old) is node:
                del self.document.ids[old]
        for name in node["names"]:
            self.document.nameids[name] = id_
        node["ids"] = [id_]
        self.document.ids[id_] = node


def bind(reference: nodes.footnote_reference, note: nodes.footnote) -> None:
    """Let ``reference`` lead to ``note``, and ``note`` back to it."""
    reference["refid"] = note["ids"][0]
    reference.attributes.pop("refname", None)
    reference.resolved = True
    note["backrefs"].append(reference["ids"][0])


class OnePage(SphinxPostTransform):
    """Where the book is one page, let notes that restart in each document differ."""

    default_priority = Step.PRINT_NOTES
    builders = ("singlehtml",)

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Add the document to the anchors that another document has already."""
        seen: set[str] = set()
        new: dict[tuple[str, str], str] = {}
        found = [
            (document_of(node, self.env.config.root_doc), node)
            for kind in (nodes.footnote, nodes.footnote_reference)
            for node in self.document.findall(kind)
        ]
        order = reading_order(self.env)  # a document that holds another one comes before it
        for docname, node in sorted(found, key=lambda each: order.index(each[0])):
            ids: list[str] = node["ids"]
            new.update({(docname, i): make_id(f"{i}-in", docname) for i in ids if i in seen})
            seen.update(ids)
        for docname, node in found:
            for name in ("ids", "backrefs"):
                old: list[str] = node.get(name, [])
                node[name] = [new.get((docname, id_), id_) for id_ in old]
            if "refid" in node:
                node["refid"] = new.get((docname, node["refid"]), node["refid"])


class ShownReferences(SphinxPostTransform):
    """Lead back only to what the builder shows: a reference may stand in ``only:: latex``."""

    default_priority = Step.PRINT_NOTES
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Drop the ways back to references that are not in the document."""
        shown = {
            id_ for each in self.document.findall(nodes.footnote_reference) for id_ in each["ids"]
        }
        for note in self.document.findall(nodes.footnote):
            note["backrefs"] = [id_ for id_ in note["backrefs"] if id_ in shown]


def set_text(node: nodes.Node, text: str) -> None:
    """Make ``text`` the whole content of ``node``."""
    assert isinstance(node, nodes.Element)
    node.clear()
    node += nodes.Text(text)
