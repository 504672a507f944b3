"""Walking and editing doctrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_edition.core.phases import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Found = TypeVar("Found", bound=nodes.Element)

#: The class of what the editor or the build adds: no word of the edition.
EDITORIAL = "editorial"

#: What LaTeX may set several times, or within an argument: no anchor can stand there.
MOVED = (nodes.Titular, nodes.caption, nodes.reference)

#: The class of what heads an entry of a register, as a title heads a section.
ENTRY_HEAD = "entry-head"


def is_editorial(node: nodes.Node) -> bool:
    """Tell whether ``node``, and so all below it, is an addition of the editor or the build."""
    return isinstance(node, nodes.Element) and EDITORIAL in node.get("classes", ())


def ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    """Yield what ``node`` stands in, the nearest first."""
    around = node.parent
    while around is not None:
        yield around
        around = around.parent


def enclosing(node: nodes.Node, kind: type[Found] | tuple[type[Found], ...]) -> Found | None:
    """Return the nearest element of a ``kind`` that ``node`` stands in."""
    return next((around for around in ancestors(node) if isinstance(around, kind)), None)


def moved_around(node: nodes.Node) -> nodes.Element | None:
    """Return after what an anchor for ``node`` has to stand in LaTeX; None where it may stand.

    The title of a table, a figure or a box goes wherever the whole of it goes.
    """
    holder = next(reversed([each for each in ancestors(node) if isinstance(each, MOVED)]), None)
    if isinstance(holder, (nodes.title, nodes.caption)) and not isinstance(
        holder.parent, (nodes.section, nodes.document)
    ):
        return holder.parent
    return holder


def language_of(node: nodes.Node) -> str:
    """Return the language of ``node`` by a class of docutils (``language-fr``), else nothing."""
    for around in ancestors(node):
        classes: list[str] = around.get("classes", [])
        for name in classes:
            if name.startswith("language-"):
                return name.removeprefix("language-")
    return ""


def conditions_of(node: nodes.Node) -> tuple[str, ...]:
    """Return the conditions under which ``node`` is kept: those of the ``only`` around it."""
    return tuple(around["expr"] for around in ancestors(node) if isinstance(around, addnodes.only))


def heading_of(node: nodes.Node) -> str:
    """Return the words over ``node``: of the nearest title or head of an entry, else nothing."""
    for around in ancestors(node):
        for child in around.children:
            if isinstance(child, nodes.title) or (
                isinstance(child, nodes.Element) and ENTRY_HEAD in child["classes"]
            ):
                return str(child.astext())
    return ""


def kinds_in(document: nodes.Element) -> set[type[nodes.Node]]:
    """Return the classes of all nodes in ``document``, itself included."""
    return {type(node) for node in document.findall()}


def line_of(node: nodes.Node) -> int:
    """Return the line of the source at which ``node``, or what it stands in, begins; else 1."""
    for at in (node, *ancestors(node)):
        if at.line:
            return int(at.line)
    return 1


def text_of(node: nodes.Node) -> str:
    """Return the edition's own words in ``node``, without the numbers of notes."""
    if isinstance(node, nodes.Text):
        return str(node)
    if isinstance(node, nodes.footnote_reference) or is_editorial(node):
        return ""
    return "".join(text_of(child) for child in node.children)


def outermost_section(root: nodes.Element) -> nodes.Element:
    """Return where the content of a document ends: its last outermost section, or ``root``."""
    sections = [child for child in root.children if isinstance(child, nodes.section)]
    return sections[-1] if sections else root


def documents_in(doctree: nodes.document, docname: str) -> Iterator[tuple[str, nodes.Element]]:
    """Yield the document ``docname`` and those that a builder has put into its doctree."""
    yield docname, doctree
    for part in doctree.findall(addnodes.start_of_file):
        yield part["docname"], part


def document_of(node: nodes.Node, docname: str) -> str:
    """Return the document that ``node``, in the doctree of ``docname``, was written in."""
    part = enclosing(node, addnodes.start_of_file)
    return str(part["docname"]) if part is not None else docname


def omit(doctree: nodes.document, classes: Iterable[str]) -> None:
    """Take out of ``doctree`` what has one of the ``classes``."""
    omitted = set(classes)
    for node in list(doctree.findall(nodes.Element)):
        if omitted.intersection(node.get("classes", ())) and node.parent is not None:
            node.parent.remove(node)


class Adopt(SphinxPostTransform):
    """Let what builders put together know what it stands in now.

    Sphinx moves the nodes of a document into the doctree of the whole book, and leaves them with
    the parent that they had.
    """

    default_priority = Step.ADOPT

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Give the nodes of each document their parent."""
        for part in self.document.findall(addnodes.start_of_file):
            for child in part.children:
                child.parent = part


class TopOfOnePage(SphinxPostTransform):
    """Where the book is one page, give the first document the anchor that links to it have.

    Sphinx sets one before every other document.
    """

    default_priority = Step.ADOPT
    builders = ("singlehtml",)

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Set the anchor before everything."""
        anchor = f"document-{self.config.root_doc}"
        self.document.insert(0, nodes.target("", "", ids=[anchor]))
