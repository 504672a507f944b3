"""The data that lie beside a site's pages, which the heads of the pages name.

An extension that writes such a file listens to the event :data:`DATA_FILES` and says so; whoever
describes the pages (``citable``) leads to the files of all::

    def files(app: Sphinx) -> list[DataFile]:
        return [DataFile("register.json", "application/ld+json", _("Register"))]

    app.connect(DATA_FILES, files)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_edition.core.builders import has_pages
from sphinx_edition.core.ledger import EVERY_PAGE, PAGE_SHOWS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

DATA_FILES = "edition-data-files"


class DataFile(NamedTuple):
    """A file: its address from the root of the site, or a whole one; media type; what it is."""

    address: str
    media_type: str
    title: str


def data_files(app: Sphinx) -> list[DataFile]:
    """Return what lies beside the pages of a site, in an order of its own; elsewhere nothing."""
    if not has_pages(app.builder):
        return []
    return sorted(file for told in app.emit(DATA_FILES) for file in told)


def shows(app: Sphinx, _env: BuildEnvironment) -> dict[str, object]:
    """Return what every page names in its head (see ``core.ledger``)."""
    return {EVERY_PAGE: data_files(app)}


def setup(app: Sphinx) -> None:
    """Let extensions listen."""
    app.add_event(DATA_FILES)
    app.connect(PAGE_SHOWS, shows)
