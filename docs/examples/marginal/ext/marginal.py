"""Words in the margin of the print: ``{marginal}`A government of our own` ``."""

from docutils import nodes
from sphinx.util.docutils import SphinxRole
from sphinx_edition.core.assets import add_preamble
from sphinx_edition.core.visitors import WORDS, add_node

PREAMBLE = r"\providecommand{\marginalwords}[1]{\marginpar{\footnotesize #1}}"


class marginal(nodes.Inline, nodes.TextElement):  # noqa: N801
    """Words that stand in the margin."""


class Marginal(SphinxRole):
    """Words that stand in the margin."""

    def run(self):
        """Return the node."""
        return [marginal(self.rawtext, self.text, classes=["marginal"])], []


def visit_html(self, node):
    """Open a small element; the words follow."""
    self.body.append(self.starttag(node, "small", ""))


def depart_html(self, node):
    """Close it."""
    self.body.append("</small>")


def visit_latex(self, node):
    """Open the command."""
    self.body.append(r"\marginalwords{")


def depart_latex(self, node):
    """Close it."""
    self.body.append("}")


def visit_tei(self, node):
    """Open a note that stands in the margin."""
    self.start("note", node, place="margin")


def depart_tei(self, node):
    """Close it."""
    self.end()


def setup(app):
    """Register the node and the role."""
    app.setup_extension("sphinx_edition.core")
    add_node(
        app,
        marginal,
        html=(visit_html, depart_html),
        latex=(visit_latex, depart_latex),
        tei=(visit_tei, depart_tei),
        words=WORDS,
    )
    add_preamble(app, "marginal", PREAMBLE)
    app.add_role("marginal", Marginal())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
