"""The structure tree of a book, where LaTeX writes one; the same book without it."""

from __future__ import annotations

import re
import subprocess
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject
from sphinx.testing.util import SphinxTestApp
from tagged import descriptions, elements

PICTURE = b64decode(  # one pixel
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
FIRST_THAT_TAGS = "2024-11-01"
CONF = """
extensions = ["myst_parser", "sphinx_edition.languages", "sphinx_edition.book"]
myst_enable_extensions = ["deflist"]
project, language = "A Book", "en"
small_press_back = ["back"]
foreign_words = {"fr": ["Socialisme ou Barbarie"]}
"""
INDEX = "# A Book\n\n```{toctree}\none\nback\n```\n"
LONG = " ".join(["a link so long that lines divide it,"] * 6)
ONE = f"""# One

A sentence with a note[^1] and Socialisme ou Barbarie in it.

## A section

> Words that are quoted.

- An item
- Another item

![A line](line.png)

| Sign | Meaning |
|------|---------|
| a    | b       |

```{{list-table}}
:header-rows: 1

* - Name
  - What is said
* - One
  - First words

    - of a list
```

After the tables.

See [{LONG}](#behind) and [the archive](https://example.org/).

[^1]: The words of the note.
"""
BACK = "(behind)=\n# Back\n\n## Terms\n\nTerm\n: What it means.\n\nLast words.\n"
WORDS = [
    "A sentence with a note", "The words of the note", "Words that are quoted", "Another item",
    "What it means", "Last words", "the archive", "a link so long", "What is said", "of a list",
]  # fmt: skip
#: What the book says of each element, by the names that the tree gives them.
EXPECTED = {
    "Title": 1, "H1": 3, "H2": 2, "BlockQuote": 1, "Note": 1, "L": 3, "LI": 4, "Figure": 1,
    "TOCI": 3, "Table": 2, "TR": 4, "TD": 8,
}  # fmt: skip


@pytest.fixture(scope="module")
def can_tag(tmp_path_factory: pytest.TempPathFactory) -> bool:
    """Whether this machine's LaTeX is new enough."""
    folder = tmp_path_factory.mktemp("version")
    source = r"\typeout{it is \fmtversion}\stop"
    done = subprocess.run(
        ["lualatex", "-interaction=nonstopmode", source],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = re.search(r"it is (\d{4}-\d\d-\d\d)", done.stdout)
    assert found, done.stdout
    return found[1] >= FIRST_THAT_TAGS


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The book, made twice in different folders."""
    made = []
    for _ in range(2):
        folder = tmp_path_factory.mktemp("tagged")
        files = {"conf.py": CONF, "index.md": INDEX, "one.md": ONE, "back.md": BACK}
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
        (folder / "line.png").write_bytes(PICTURE)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SOURCE_DATE_EPOCH", "1735689600")
            app = SphinxTestApp("latex", srcdir=folder)
            app.build()
            app.cleanup()
        assert app.warning.getvalue() == ""
        for _run in range(3):  # where the clock goes on
            done = subprocess.run(
                ["lualatex", "-halt-on-error", "-interaction=nonstopmode", "abook.tex"],
                cwd=app.outdir, capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stdout[-3000:]
        made.append(Path(app.outdir, "abook.pdf"))
    return made


def name_of(pdf: PdfReader, element: DictionaryObject) -> str:
    """Return the standard name of an element, to which the book's own names lead."""
    roles = {"/chapter": "/H1", "/section": "/H2"}
    roles |= {str(k): str(v) for k, v in pdf.root_object["/StructTreeRoot"]["/RoleMap"].items()}
    name = str(element["/S"])
    while name in roles and name != "/Title":  # which PDF 2.0 knows
        name = roles[name]
    return name.removeprefix("/")


def parts(element: DictionaryObject) -> Iterator[tuple[int, int]]:
    """Yield the page (its object) and the number of each piece of content that is an element's."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        item = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if isinstance(item, DictionaryObject) and item.get("/Type") == "/MCR":
            page = item if "/Pg" in item else element
            yield page.raw_get("/Pg").idnum, int(item["/MCID"])
        elif isinstance(item, DictionaryObject) and "/S" in item:
            yield from parts(item)


def printed_parts(pdf: PdfReader) -> set[tuple[int, int]]:
    """Return page and number of the pieces of content that print something."""
    found = set()
    for page in pdf.pages:
        assert page.indirect_reference is not None
        opened: list[int | None] = []
        content = page.get_contents()
        assert content is not None
        for operands, operator in content.operations:
            if operator == b"BDC":
                known = operands[1] if isinstance(operands[1], dict) else {}
                opened.append(known.get("/MCID"))
            elif operator == b"BMC":
                opened.append(None)
            elif operator == b"EMC":
                opened.pop()
            elif operator in (b"Tj", b"TJ", b"Do") and opened and opened[-1] is not None:
                found.add((page.indirect_reference.idnum, int(opened[-1])))
    return found


def text_of_book(path: Path) -> str:
    made = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return " ".join(made.stdout.replace("-\n", "").split())


@pytest.mark.needs("lualatex", "pdftotext")
def test_it_is_the_same_book_with_tags_or_without(pdfs: list[Path], can_tag: bool) -> None:
    pdf = PdfReader(pdfs[0])
    assert len(pdf.pages) == 5
    assert ("/StructTreeRoot" in pdf.root_object) == can_tag
    text = text_of_book(pdfs[0])
    assert [words for words in WORDS if words not in text] == []


@pytest.mark.needs("lualatex", "pdftotext")
def test_the_row_of_a_table_is_a_line(pdfs: list[Path]) -> None:
    made = subprocess.run(
        ["pdftotext", "-bbox", pdfs[0], "-"], capture_output=True, text=True, check=True
    )
    tops = [re.search(rf'yMin="([\d.]+)".*>{word}<', made.stdout) for word in ("Meaning", "b")]
    head, row = (float(found[1]) for found in tops if found)
    assert 13.6 < row - head < 2 * 13.6


@pytest.mark.needs("lualatex")
def test_the_bytes_are_the_same_again(pdfs: list[Path]) -> None:
    assert pdfs[0].read_bytes() == pdfs[1].read_bytes()


@pytest.mark.needs("lualatex")
def test_the_tree_names_what_the_book_has(pdfs: list[Path], can_tag: bool) -> None:
    pdf = PdfReader(pdfs[0])
    if not can_tag:
        assert "/MarkInfo" not in pdf.root_object
        return
    found = list(elements(pdf))
    count = Counter(name_of(pdf, element) for element in found)
    assert {name: count[name] for name in EXPECTED} == EXPECTED
    assert pdf.root_object["/MarkInfo"]["/Marked"]
    assert pdf.root_object["/Lang"] == "en"
    assert descriptions(pdf) == ["A line"]
    assert [str(each["/Lang"]) for each in found if "/Lang" in each] == ["fr"]
    printed = printed_parts(pdf)
    assert [str(each["/S"]) for each in found if not printed & set(parts(each))] == []


@pytest.mark.needs("lualatex")
def test_the_tree_knows_every_part_of_a_link(pdfs: list[Path], can_tag: bool) -> None:
    """Lines divide the long link; each part is an annotation, and each has its reference."""
    pdf = PdfReader(pdfs[0])
    links = [
        each
        for page in pdf.pages
        for each in page.get("/Annots", [])
        if each.get_object()["/Subtype"] == "/Link"
    ]
    assert len(links) > 6
    if not can_tag:
        assert not any("/StructParent" in each.get_object() for each in links)
        return
    known = []
    for element in elements(pdf):
        kids = element.get("/K", [])
        kids = kids if isinstance(kids, list) else [kids]
        for kid in kids:
            item = kid.get_object() if isinstance(kid, IndirectObject) else kid
            if isinstance(item, DictionaryObject) and item.get("/Type") == "/OBJR":
                known.append(item.raw_get("/Obj").idnum)
    assert sorted(known) == sorted(each.idnum for each in links)
    numbers = [each.get_object()["/StructParent"] for each in links]
    assert len(set(numbers)) == len(numbers)
