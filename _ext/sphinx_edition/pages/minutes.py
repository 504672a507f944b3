"""How long a document takes to read: said beside its title on the title page."""

from __future__ import annotations

from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.environment.adapters.toctree import TocTree

from sphinx_edition.core.documents import DocumentDomain
from sphinx_edition.core.i18n import ngettext
from sphinx_edition.core.trees import EDITORIAL, text_of
from sphinx_edition.pages.theme import has_our_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

WORDS_A_MINUTE = 220


class PagesDomain(DocumentDomain):
    """What is known of the documents: how many words each has."""

    name = "edition_pages"
    label = "pages"
    stores: ClassVar = ("words",)
    initial_data: ClassVar[dict[str, Any]] = {"words": {}}


def count_words(app: Sphinx, doctree: nodes.document) -> None:
    """Count the words of a document whose time is to be said (``doctree-read``)."""
    docname = (
        app.env.current_document.docname
        if hasattr(app.env, "current_document")
        else app.env.docname
    )
    if any(fnmatch(docname, pattern) for pattern in app.config.reading_page_minutes):
        words = app.env.domaindata[PagesDomain.name]["words"]
        words[docname] = len(text_of(doctree).split())


def minutes_of(env: BuildEnvironment, docname: str) -> int:
    """Return the minutes that it takes to read a document; 0 if they are not said."""
    words = env.domaindata[PagesDomain.name]["words"].get(docname, 0)
    return max(1, round(words / WORDS_A_MINUTE)) if words else 0


def shows(app: Sphinx, env: BuildEnvironment) -> dict[str, object]:
    """Tell the ledger what the title page says of other documents."""
    names = env.domaindata[PagesDomain.name]["words"]
    return {app.config.root_doc: [(name, minutes_of(env, name)) for name in sorted(names)]}


def say_minutes(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Say the minutes in the contents of the title page (``doctree-resolved``)."""
    if docname != app.config.root_doc or not has_our_page(app.builder):
        return
    if not app.env.domaindata[PagesDomain.name]["words"] or app.builder.name == "singlehtml":
        return
    names = {
        app.builder.get_relative_uri(docname, name): name
        for name in app.env.domaindata[PagesDomain.name]["words"]
    }
    for toctree in list(doctree.findall(addnodes.toctree)):
        resolved = TocTree(app.env).resolve(docname, app.builder, toctree, prune=True)
        if resolved is None:
            continue
        toctree.replace_self(resolved)
        for link in resolved.findall(nodes.reference):
            name = names.get(link.get("refuri", ""))
            number = minutes_of(app.env, name) if name else 0
            if number:
                words = ngettext("%d minute", "%d minutes", number) % number
                said = nodes.inline("", words, classes=["minutes", EDITORIAL])
                link.parent.insert(link.parent.index(link) + 1, said)
