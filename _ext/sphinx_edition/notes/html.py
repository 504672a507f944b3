"""Notes in HTML and EPUB: a number without brackets, and the ways back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


def visit_reference(self: HTML5Translator, node: nodes.footnote_reference) -> None:
    """Open a note's reference: the printed label, without the brackets that docutils adds."""
    href = f"#{node['refid']}"
    self.body.append(
        self.starttag(node, "a", "", CLASS="footnote-reference", href=href, role="doc-noteref")
    )


def depart_reference(self: HTML5Translator, node: nodes.footnote_reference) -> None:  # noqa: ARG001
    """Close a note's reference."""
    self.body.append("</a>")


def backrefs(label: nodes.label) -> list[str]:
    """Return the anchors of the references to the note of ``label``."""
    note = label.parent
    return list(note.get("backrefs", [])) if isinstance(note, nodes.footnote) else []


def visit_label(self: HTML5Translator, node: nodes.label) -> None:
    """Open a note's label, which leads back to the place of the note."""
    self.body.append('<span class="label">')
    if places := backrefs(node):
        self.body.append(f'<a role="doc-backlink" href="#{places[0]}">')


def depart_label(self: HTML5Translator, node: nodes.label) -> None:
    """Close a note's label; links to the second and later places of the note follow it."""
    places = backrefs(node)
    self.body.append("</a></span>\n" if places else "</span>\n")
    for number, place in enumerate(places[1:], start=2):
        self.body.append(
            f'<a class="editorial" role="doc-backlink" href="#{place}">({number})</a>\n'
        )
