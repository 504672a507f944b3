"""Data that belong to documents: kept by name, forgotten and merged with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain

if TYPE_CHECKING:
    from collections.abc import Set


class DocumentDomain(Domain):
    """A domain whose ``stores`` map names of documents to what was read from each.

    Each store is a dictionary in ``data``; a subclass names them and fills them when a document is
    read.  Whatever else is in ``data`` is computed from them.
    """

    stores: ClassVar[tuple[str, ...]] = ()

    def clear_doc(self, docname: str) -> None:
        """Forget what was read from a document."""
        for store in self.stores:
            self.data[store].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process has read, in an order that tells nothing of processes."""
        for store in self.stores:
            for docname in sorted(docnames & otherdata[store].keys()):
                self.data[store][docname] = otherdata[store][docname]
