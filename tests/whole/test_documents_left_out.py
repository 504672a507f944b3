"""A document that a book leaves out: what is linked to it becomes plain words, and nothing dies."""

import pytest
from edits import Edition
from whole_builds import build

LEFT_OUT = [
    "chapters/02-guild",  # cites, names, is proven
    "chapters/people",
    "chapters/bibliography",
    "chapters/apparatus",
]


@pytest.mark.parametrize("builder", ["latex"])
@pytest.mark.parametrize("docname", LEFT_OUT)
def test_book_without_a_document_is_built(tmp_path, docname, builder):
    edition = Edition(tmp_path / "edition")
    index = edition.folder / "index.md"
    index.write_text(index.read_text("utf-8").replace(f"{docname}\n", ""), "utf-8")
    done = build(edition.folder, tmp_path / builder, builder)
    assert done.is_good, done.traceback
