"""The other forms of the book, which the title page offers."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_edition.core.builders import is_site
from sphinx_edition.core.data_files import DataFile
from sphinx_edition.core.i18n import _, format_number

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "downloads"


class Form(NamedTuple):
    """A form of the book: its name, and either its address or its file."""

    name: str
    address: str
    file: Path | None

    @property
    def size(self) -> str:
        """The size of the file as one says it, of an address nothing."""
        if self.file is None:
            return ""
        kilobytes = self.file.stat().st_size / 1000
        if kilobytes >= 1000:
            return _("{number} MB").format(number=format_number(kilobytes / 1000, 1))
        return _("{number} KB").format(number=format_number(kilobytes))


def forms_of(app: Sphinx) -> list[Form]:
    """Return the forms that there are: addresses, and files that have been built."""
    found = []
    for name, place in app.config.reading_page_downloads:
        if "://" in place:
            found.append(Form(name, place, None))
        else:
            built = sorted(Path(app.outdir).parent.glob(place))
            found += [Form(name, f"{FOLDER}/{path.name}", path) for path in built[:1]]
    return found


def data_files(app: Sphinx) -> list[DataFile]:
    """Say that the text lies beside the pages as TEI, where it does."""
    return [
        DataFile(form.address, "application/tei+xml", "TEI")
        for form in forms_of(app)
        if form.address.endswith(".xml")
    ]


def copy_files(app: Sphinx, exception: Exception | None) -> None:
    """Copy the forms that were built into the site (``build-finished``)."""
    if exception is not None or not is_site(app.builder):
        return
    for form in forms_of(app):
        if form.file is not None:
            target = Path(app.outdir) / form.address
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(form.file, target)
