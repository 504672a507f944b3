"""An incremental build leaves the same pages, to the byte, as a clean one.

Sphinx writes a page anew when its source changed.  What else a page shows it leaves stale:

* the titles of other documents, their order and their numbers (links to the previous and the next
  page, navigation, references by title), and the links to indexes: when any of these changed, all
  pages are written anew;
* what another builder has read first, out of the same doctrees: that is written, too;
* the numbers of sections when ``:numbered:`` is taken away: they go, too;
* the page of a document that is gone, static files of a theme that is no longer used, and a backup
  of ``.buildinfo``: they are removed;
* the search index of pages that are not written anew: entries of the index get lost, words that no
  page has any more stay, and the order tells which pages were written when: it is made canonical.

What a page shows it tells core's ledger, which keeps an account for each builder.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.search import IndexBuilder

from sphinx_edition.core import metadata
from sphinx_edition.core.ledger import EVERY_PAGE, PAGE_SHOWS, documents_shown
from sphinx_edition.core.phases import Phase

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def tidy(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Forget what is no more, before anybody asks what pages show (``env-get-updated``)."""
    drop_old_numbers(env)
    if isinstance(app.builder, StandaloneHTMLBuilder):
        remove_leftovers(app.builder, sorted(documents_shown(app, env) - env.all_docs.keys()))
    return []


def drop_old_numbers(env: BuildEnvironment) -> None:
    """Take the numbers from sections that no table of contents numbers any more."""
    for docname in env.titles.keys() - env.toc_secnumbers.keys():
        env.titles[docname].attributes.pop("secnumber", None)
        for link in env.tocs[docname].findall(nodes.reference):
            link.attributes.pop("secnumber", None)


def page_shows(_app: Sphinx, env: BuildEnvironment) -> dict[str, object]:
    """Tell the ledger what pages show of one another, and when each document was read."""
    documents = []
    for docname in sorted(env.found_docs):
        trees = (env.titles.get(docname), env.longtitles.get(docname), env.tocs.get(docname))
        documents.append(
            (
                docname,
                [tree.pformat() for tree in trees if tree is not None],
                env.toctree_includes.get(docname),
                env.toc_secnumbers.get(docname),
                env.toc_fignumbers.get(docname),
            )
        )
    indexes = [
        (domain.name, index.name, bool(index(domain).generate()[0]))
        for domain in env.domains.sorted()
        for index in domain.indices
    ]
    return {EVERY_PAGE: (documents, indexes), **env.all_docs}


def remove_leftovers(builder: StandaloneHTMLBuilder, gone: list[str]) -> None:
    """Remove the pages of the documents ``gone``, and what other settings have left."""
    folder = Path(builder.outdir)
    for docname in gone:
        Path(builder.get_outfilename(docname)).unlink(missing_ok=True)
        for copy in (folder / "_sources").glob(f"{docname}.*"):
            copy.unlink()
    backup = folder / ".buildinfo.bak"  # Sphinx makes it when settings changed; all is copied anew
    if backup.exists():
        backup.unlink()
        shutil.rmtree(folder / "_static", ignore_errors=True)


class CanonicalIndex(IndexBuilder):
    """A search index that does not tell how it came about."""

    def load(self, stream: Any, format: Any) -> None:
        """Take over the index of an earlier build with the entries that Sphinx forgets."""
        frozen = (self.formats[format] if isinstance(format, str) else format).load(stream)
        super().load(stream, SimpleNamespace(load=lambda _stream: frozen))
        self._index_entries.clear()
        for entry, places in frozen["indexentries"].items():
            for document, anchor, is_main in places:
                self._index_entries.setdefault(frozen["docnames"][document], []).append(
                    (entry, anchor, "main" if is_main else "")
                )

    def prune(self, docnames: Iterable[str]) -> None:
        """Forget all documents but ``docnames``, with their entries."""
        kept = set(docnames)
        super().prune(kept)
        for docname in self._index_entries.keys() - kept:
            del self._index_entries[docname]

    def freeze(self) -> dict[str, Any]:
        """Return the index, in an order of its own."""
        self._objtypes.clear()
        self._objnames.clear()
        frozen = super().freeze()
        for name in ("terms", "titleterms"):
            frozen[name] = {word: at for word, at in sorted(frozen[name].items()) if at != []}
        entries = frozen["indexentries"]
        frozen["indexentries"] = {entry: sorted(entries[entry]) for entry in sorted(entries)}
        return frozen


def use_canonical_index(app: Sphinx) -> None:
    """Let the builder make its search index with `CanonicalIndex`."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    load = builder.load_indexer

    def load_indexer(docnames: Set[str]) -> None:
        assert builder.indexer is not None  # Sphinx has just made it
        builder.indexer.__class__ = CanonicalIndex
        load(docnames)

    builder.load_indexer = load_indexer  # type: ignore[method-assign]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    app.setup_extension("sphinx_edition.core")
    app.connect("builder-inited", use_canonical_index)
    app.connect("env-get-updated", tidy, priority=Phase.NUMBER)
    app.connect(PAGE_SHOWS, page_shows)
    return metadata()
