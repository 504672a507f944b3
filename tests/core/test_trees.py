"""Walking doctrees that Sphinx has put together."""

from pathlib import Path

from docutils import nodes
from sphinx.testing.util import SphinxTestApp
from sphinx_edition.core.trees import document_of


def test_a_node_in_a_book_knows_the_document_that_it_was_written_in(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("", "utf-8")
    (tmp_path / "index.rst").write_text("A\n=\n\nroot\n\n.. toctree::\n\n   b\n", "utf-8")
    (tmp_path / "b.rst").write_text("B\n=\n\npart\n\n.. toctree::\n\n   c\n", "utf-8")
    (tmp_path / "c.rst").write_text("C\n=\n\nleaf\n", "utf-8")
    app = SphinxTestApp("singlehtml", srcdir=tmp_path)
    app.build()
    book = app.builder.assemble_doctree()  # type: ignore[attr-defined]
    found = {each.astext(): document_of(each, "index") for each in book.findall(nodes.paragraph)}
    app.cleanup()
    assert found == {"root": "index", "part": "b", "leaf": "c"}
