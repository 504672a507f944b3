"""Take the pictures of the handbook and of README: docs/pictures/, by Chromium and pdftoppm.

    python tools/pictures.py [NAME …]    all of them, or those named

Those of the edition (``edition-…``) show what ``make all`` has built, the others small examples.
"""

from __future__ import annotations

import functools
import io
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

from handbook import DOCS, ROOT, build, play
from PIL import Image
from playwright.sync_api import sync_playwright
from pypdf import PdfReader
from pypdf.generic import Destination

PICTURES = DOCS / "pictures"
LARGEST = 60_000  # bytes of a picture
LARGEST_OF_EDITION = 160_000  # of one for README, where more is to be seen


class View(NamedTuple):
    """What a picture shows: a page, what is pointed at, and the part of it in pixels of CSS."""

    page: str = "index.html"
    point: str = ""
    width: int = 720
    height: int = 420
    left: int = 0
    marks: str = "everything"
    scheme: str = "light"


SECTION = "chapters/06-bolshevik-policy.html"
#: The examples of the handbook, a project that its first chapter makes, and the edition's site.
VIEWS = {
    "collation": View("apparatus.html", height=780),
    "prosopography": View(point=".mention", height=560),
    "references": View(point=".cited >> nth=1", height=440),
    "citable": View("01-america.html", "#p1-1", width=1280, height=260, left=250),
    "notes": View(width=1280, height=300, left=250),
    "pages": View("01-america.html", width=1280, height=480),
    "hosting": View("404.html", height=250),
    "epub": View("cover.xhtml", width=420, height=600),
    "print-pages": View(width=1280, height=330, left=250),
    "verse": View(height=210),
    "kinds": View(height=240),
    "theme": View(width=1000, height=400),
    "first": View("chapters/01-law-is-king.html", ".mention", width=1280, height=600),
    "edition-page": View(SECTION, width=1280, height=800, marks="names"),
    "edition-card": View(SECTION, "text=Stalinists", 390, 760, marks="names", scheme="dark"),
}


#: Pages of the e-book.
EBOOK = (
    "cover.xhtml",
    "index.xhtml",
    "chapters/06-bolshevik-policy.xhtml",
    "chapters/concepts.xhtml",
    "chapters/chronology.xhtml",
    "prosopography-person.xhtml",
)
#: Chapters of the book whose first pages are shown, besides the title page and the contents.
CHAPTERS = (
    "1. The Significance of the Russian Revolution",
    "2. The Main Questions",
    "7. The Management of Production",
    "People",
    "Chronology",
    "Bibliography",
    "Apparatus",
    "Index of people",
)


class SilentHandler(SimpleHTTPRequestHandler):
    """Serves a folder under ``/leaflet/``."""

    def translate_path(self, path: str) -> str:
        """Leave the name of the folder out."""
        return super().translate_path(path.removeprefix("/leaflet"))

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def shoot(browser: Any, folder: Path, view: View) -> bytes:
    """Return a picture of a page of the site in ``folder`` as PNG.

    The site stands where a page for wrong addresses believes it to stand.
    """
    handler = functools.partial(SilentHandler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context(
        viewport={"width": view.width, "height": view.height},
        color_scheme=view.scheme,
        device_scale_factor=1.5 if view.width < 900 else 1.2,
    )
    tab = context.new_page()
    tab.goto(f"http://127.0.0.1:{server.server_port}/leaflet/{view.page}")
    tab.evaluate(f"document.documentElement.dataset.marks = '{view.marks}'")
    if view.point:
        tab.locator(view.point).first.hover()
        tab.wait_for_timeout(600)
    part = {"x": view.left, "y": 0, "width": view.width - view.left, "height": view.height}
    picture: bytes = tab.screenshot(clip=part)
    context.close()
    server.shutdown()
    return picture


def sheet(pages: Sequence[Image.Image], columns: int, gap: int = 20) -> bytes:
    """Return a picture of several pages of one size, in rows, as PNG."""
    width, height = pages[0].size
    rows = -(-len(pages) // columns)
    size = (columns * (width + gap) + gap, rows * (height + gap) + gap)
    picture = Image.new("RGB", size, (205, 203, 196))
    for number, page in enumerate(pages):
        row, column = divmod(number, columns)
        picture.paste(page, (gap + column * (width + gap), gap + row * (height + gap)))
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def printed(book: Path, work: Path, pages: Sequence[int], resolution: int) -> list[Image.Image]:
    """Return pages of a PDF, counted from 1, as pictures."""
    found: list[Image.Image] = []
    for page in pages:
        part = ["-f", f"{page}", "-l", f"{page}", "-singlefile"]
        target = work / f"page-{page}"
        subprocess.run(["pdftoppm", "-r", f"{resolution}", "-png", *part, book, target], check=True)
        found.append(Image.open(f"{target}.png"))
    return found


def example_book(_browser: Any, work: Path) -> bytes:
    """Return the title page and the last page of the example's book, side by side."""
    folder = build("book", work / "book")
    tex = ["latexmk", "-r", "latexmkrc", "-pdf", "-dvi-", "-ps-", "-silent"]
    subprocess.run(tex, cwd=folder, check=True, capture_output=True)
    (book,) = folder.glob("*.pdf")
    return sheet(printed(book, work, [1, len(PdfReader(book).pages)], 90), 2)


def edition_book(_browser: Any, work: Path) -> bytes:
    """Return ten pages of the edition's book."""
    (book,) = ROOT.glob("_build/latex/*.pdf")
    pdf = PdfReader(book)
    opened = {
        str(item.title): (pdf.get_destination_page_number(item) or 0) + 1
        for item in pdf.outline
        if isinstance(item, Destination)
    }
    return sheet(printed(book, work, [1, 3, *(opened[name] for name in CHAPTERS)], 55), 5)


def edition_ebook(browser: Any, work: Path) -> bytes:
    """Return six pages of the edition's e-book, as a small reader shows them."""
    (book,) = ROOT.glob("_build/epub/*.epub")
    ZipFile(book).extractall(work / "open")
    (cover,) = (work / "open").rglob("cover.xhtml")
    views = [View(page, width=390, height=600) for page in EBOOK]
    pages = [Image.open(io.BytesIO(shoot(browser, cover.parent, view))) for view in views]
    return sheet([page.resize((292, 450)) for page in pages], 6)


SHEETS: dict[str, Callable[[Any, Path], bytes]] = {
    "book": example_book,
    "edition-book": edition_book,
    "edition-ebook": edition_ebook,
}


def site_of(name: str, work: Path) -> Path:
    """Return the folder of the pages that a picture shows."""
    if name.startswith("edition-"):
        return ROOT / "_build" / "html"
    if name == "first":
        return play(DOCS / "first" / "index.md", work)[1] / "_build" / "html"
    folder = build(name, work / "html")
    if name != "epub":
        return folder
    (book,) = folder.glob("*.epub")
    ZipFile(book).extractall(folder / "open")
    (cover,) = (folder / "open").rglob("cover.xhtml")
    return cover.parent


def keep(picture: bytes, name: str) -> None:
    """Write a picture as WebP, of a quality with which it is small enough."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for quality in (85, 70, 55, 40):
        image.save(PICTURES / f"{name}.webp", quality=quality, method=6)
        if (PICTURES / f"{name}.webp").stat().st_size <= largest(name):
            return
    raise ValueError(f"{name}.webp is larger than {largest(name)} bytes")


def largest(name: str) -> int:
    """Return how many bytes a picture may have."""
    return LARGEST_OF_EDITION if name.startswith("edition-") else LARGEST


def main(*names: str) -> None:
    """Take the pictures that ``names`` name, or all."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for name in names or (*VIEWS, *SHEETS):
            with tempfile.TemporaryDirectory(prefix="pictures.") as folder:
                work = Path(folder)
                if name in SHEETS:
                    keep(SHEETS[name](browser, work), name)
                else:
                    keep(shoot(browser, site_of(name, work), VIEWS[name]), name)
        browser.close()
    print("done: docs/pictures/")


if __name__ == "__main__":
    main(*sys.argv[1:])
