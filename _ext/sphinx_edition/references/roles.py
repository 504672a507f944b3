"""The roles ``cited``, ``mentioned`` and ``ibid``: printed words of the text, bound to a record.

``{cited}`S. ou B. <soub>` ``
    words, and the key of the record.
``{cited}`SB 1, pp. 283-312 <castoriadis1973{pp. 283–312}>` ``
    the same with a locator, in the syntax of ``{cite:p}``.
``{mentioned}`his biography of Stalin <trotsky1946>` ``
    words that speak of a work without citing it: an Ibid. passes over them.
``{ibid}`Ibid., p. 260 <p. 260>` `` and ``{ibid}`Ibid.` ``
    words, and the locator; without one, that of the citation before it holds.

The words may contain emphasis.  A role that cannot be read warns (``references.malformed``) and
leaves its words as they are.
"""

from types import SimpleNamespace

from docutils import nodes
from docutils.nodes import Node, system_message, unescape
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import ReferenceRole
from sphinxcontrib.bibtex.citation_target import CitationTarget, parse_citation_targets

from sphinx_edition.core.warnings import Warn, warn


class PrintedRole(ReferenceRole):
    """What the roles share: words that stay, in a cross-reference of type ``kind``."""

    kind: str

    def words(self) -> list[Node]:
        """Return the printed words with their markup."""
        memo = SimpleNamespace(
            document=self.inliner.document,
            reporter=self.inliner.reporter,
            language=self.inliner.language,
        )
        parsed, messages = self.inliner.parse(
            unescape(self.title), self.lineno, memo, self.inliner.parent
        )
        return [*parsed, *messages]

    def citation(self, target: str) -> list[Node]:
        """Return the cross-reference; ids come when the whole document is read.

        What was written says all: where a project is translated, Sphinx takes the cross-references
        of a paragraph that have one target for the same.
        """
        node = pending_xref("", *self.words(), refdomain="references", reftype=self.kind)
        node.update_all_atts({"reftarget": target, "refdoc": self.env.docname, "refwarn": False})
        self.set_source_info(node)
        return [node]


class CitedRole(PrintedRole):
    """Words that cite the record named after them."""

    kind = "cited"

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the citation, or the bare words with a warning."""
        targets = self.targets()
        if len(targets) == 1 and not targets[0].pre:
            return self.citation(self.target), []
        warn(
            Warn.REFERENCES_MALFORMED,
            "cannot read the citation %r: write {%s}`printed words <key>`, "
            "or <key{p. 5}> for a locator",
            self.rawtext,
            self.kind,
            location=self.get_location(),
        )
        return [nodes.inline("", "", *self.words())], []

    def targets(self) -> list[CitationTarget]:
        """Return what stands between the angle brackets; nothing where it is malformed."""
        try:
            return list(parse_citation_targets(self.target)) if self.has_explicit_title else []
        except ValueError:
            return []


class MentionedRole(CitedRole):
    """Words that speak of the work named after them."""

    kind = "mentioned"


class IbidRole(PrintedRole):
    """Words that cite the work of the citation before them."""

    kind = "ibid"

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the citation; which work it is shows when all documents are read."""
        return self.citation(self.target if self.has_explicit_title else ""), []
