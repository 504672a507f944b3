"""What stands in a document still stands in it when the book is one doctree."""

from pathlib import Path

import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp
from sphinx_edition.core.trees import document_of


@pytest.mark.parametrize("builder", ["singlehtml", "latex"])
def test_each_word_knows_its_document(tmp_path: Path, builder: str) -> None:
    (tmp_path / "conf.py").write_text("extensions = ['sphinx_edition.core']")
    (tmp_path / "index.rst").write_text("index\n=====\n\n.. toctree::\n\n   one\n")
    (tmp_path / "one.rst").write_text("one\n\none\n===\n\none\n\n.. toctree::\n\n   two\n")
    (tmp_path / "two.rst").write_text("two\n===\n\ntwo\n")
    found: list[tuple[str, str]] = []
    app = SphinxTestApp(builder, srcdir=tmp_path)
    app.connect(
        "doctree-resolved",
        lambda _app, tree, docname: found.extend(
            (document_of(node, docname), node.astext()) for node in tree.findall(nodes.paragraph)
        ),
    )
    app.build()
    app.cleanup()
    assert sorted(found) == [("one", "one"), ("one", "one"), ("two", "two")]
