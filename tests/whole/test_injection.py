"""What a chapter, a seed, an entry, a ledger or a record says stays words in every output."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from edits import DESCRIPTION, SEED, Edition
from whole_builds import build, contents

SCRIPT = "<script>alert(1)</script>"
PICTURE = '"><img src=x onerror=alert(1)>'
TEX = r"\input{/etc/passwd} \write18{id} % $x^2_3$ #1 & ~"
PASSWORDS = "../" * 20 + "etc/passwd"
LINK = "[click](javascript:alert(1)) <javascript:alert(1)>"
#: (file, what it says, what somebody who means harm lets it say)
HARM = [
    ("index.md", "# A Leaflet", f"# A {SCRIPT} {TEX}"),
    (
        "chapters/01-works.md",
        "“Nobody asked us,”",
        f"{SCRIPT} {PICTURE}\n\n{LINK} {TEX}\n\n“Nobody",
    ),
    ("chapters/01-works.md", "`S. ou B. No. 1, p. 3 ", rf"`S. ou B. {SCRIPT} \input{{x}} "),
    ("chapters/02-guild.md", "# 2. The", f"# 2. {SCRIPT} {TEX} The"),
    ("chapters/02-guild.md", "{person}`Boris Klimov <", "{person}`" + "\\<script> \\input{x} <"),
    (
        "chapters/people.md",
        "{person} Klimov, Boris",
        f"{{person}} Klimov, {SCRIPT} {PICTURE} {TEX}",
    ),
    ("chapters/people.md", ":aliases: Orlova; ", f":aliases: Orlova; {SCRIPT}; {PICTURE}; {TEX}; "),
    (
        "chapters/about.md",
        "Every word",
        f"```{{raw}} html\n{SCRIPT}\n```\n\n```{{raw}} latex\n{TEX}\n```\n\n"
        f"```{{include}} {PASSWORDS}\n```\n\n```{{literalinclude}} {PASSWORDS}\n```\n\nEvery word",
    ),
    ("chapters/people.md", "A turner,", f"A {SCRIPT} {PICTURE} {TEX} {LINK} turner,"),
    (
        "chapters/factions.md",
        "{faction} Guild",
        f"{{faction}} Guild {SCRIPT} {TEX}\n:id: guild\n:aliases: Guild",
    ),
    ("references.bib", "{One Book}", "{One <script>alert(1)</script> \\input{/etc/passwd} Book}"),
    ("references.bib", "{Nobody}", '{"><img src=x onerror=alert(1)>}'),
    (
        "references.bib",
        "{Paris}",
        "{Paris},\n  url = {javascript:alert(1)},\n  note = {\\write18{id}}",
    ),
    ("references.bib", "Castor, Paul", "{<script>alert(1)</script>}, Paul"),
    ("references.bib", "{S. ou B.}", "{S. ou B.; <script>alert(1)</script>}"),
    ("seeds/emendations.yaml", "A misread h.", f"A {SCRIPT} {TEX}"),
    ("seeds/emendations.yaml", "conjecture: League", f"conjecture: '{SCRIPT} \\input{{x}}'"),
    (SEED, "Nobody asked us", f"Nobody {SCRIPT} {PICTURE} {TEX} asked us"),
]


@pytest.fixture(scope="module")
def harmed(tmp_path_factory) -> Path:
    """The folder of the outputs of an edition in which everything means harm."""
    folder = tmp_path_factory.mktemp("harmed")
    edition = Edition(folder / "edition")
    for name, old, new in HARM:
        path = edition.folder / name
        text = path.read_text("utf-8")
        assert old in text, (name, old)
        path.write_text(text.replace(old, new, 1), "utf-8")
    description = edition.folder / DESCRIPTION
    digest = hashlib.sha256((edition.folder / SEED).read_bytes()).hexdigest()
    rest = description.read_text("utf-8").partition("\n")[2]
    description.write_text(f"sha256: {digest}\n{rest}", "utf-8")
    for builder in ("html", "singlehtml", "epub", "latex", "tei"):
        done = build(edition.folder, folder / builder, builder)
        assert done.is_good, done.traceback
    return folder


def pages(folder: Path) -> dict[str, BeautifulSoup]:
    """Return the parsed pages of the site, the single page and the book."""
    found = {
        f"{builder}/{name}": BeautifulSoup(text, "html5lib")
        for builder in ("html", "singlehtml")
        for name, text in contents(folder / builder).items()
        if name.endswith(".html")
    }
    (book,) = (folder / "epub").glob("*.epub")
    with ZipFile(book) as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".ncx", ".opf", ".svg")):
                found[f"epub/{name}"] = BeautifulSoup(archive.read(name), "xml")
    return found


def test_no_element_of_theirs_is_in_a_page(harmed):
    for name, tree in pages(harmed).items():
        assert not [script for script in tree.find_all("script") if "alert" in script.get_text()], (
            name
        )
        assert not tree.find_all("img", src="x"), name
        assert not [e for e in tree.find_all(True) if any(a.startswith("on") for a in e.attrs)], (
            name
        )


def test_no_link_runs_a_script(harmed):
    for name, tree in pages(harmed).items():
        for element in tree.find_all(True):
            for attribute in ("href", "src", "action", "formaction", "data"):
                address = unquote(str(element.get(attribute, ""))).strip().lower()
                assert not address.startswith(("javascript:", "vbscript:")), (name, str(element))


def test_no_file_of_the_machine_is_in_a_page(harmed):
    for name, tree in pages(harmed).items():
        assert "root:x:0" not in tree.get_text(), name


def test_words_are_still_there(harmed):
    tree = pages(harmed)["html/chapters/02-guild.html"]
    assert "alert(1)" in tree.h1.get_text()
    assert "\\input{/etc/passwd}" in tree.h1.get_text()


def test_no_command_of_theirs_is_in_the_printed_book(harmed):
    for name, source in contents(harmed / "latex").items():
        if name.endswith((".tex", ".toc", ".ind")):
            text = source.decode()
            assert not re.search(r"\\(input|include)\s*\{?\s*(/etc|x)", text), name
            assert not re.search(r"\\write\s*18|\\immediate\\write|\\openin", text), name


def test_book_of_the_harmed_edition_is_well_formed_tei(harmed):
    for name, text in contents(harmed / "tei").items():
        assert b"<script" not in text, name
