"""The command ``sphinx-edition``: a front door, which knows the rooms by name.

sphinx-edition new DIR           an empty edition project
sphinx-edition import SEED DIR   a project from the text of a scan
sphinx-edition review DIR        the doubtful decisions of an import, in a browser
sphinx-edition ledger [DIR]      records for what differs from the scan
sphinx-edition anchors [DIR]     the anchors of new paragraphs, which are for ever
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

#: Command -> module whose ``main`` takes the command's name and its arguments.
IN_ROOM = dict.fromkeys(("new", "import", "review"), "sphinx_edition.importer.command")


def ledger(argv: Sequence[str]) -> int:
    """Propose records for what differs from the scan and no record explains."""
    sys.argv = ["sphinx-edition ledger", *argv]
    return int(import_module("sphinx_edition.collation.propose").main())


def anchors(argv: Sequence[str]) -> int:
    """Record the anchors of new paragraphs, and say which."""
    return int(import_module("sphinx_edition.citable.record").main(*argv[:1]))


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the first argument names; return its status."""
    given = list(sys.argv[1:] if argv is None else argv)
    command = given[0] if given else ""
    if command in IN_ROOM:
        return int(import_module(IN_ROOM[command]).main(given))
    if command in {"ledger", "anchors"}:
        return {"ledger": ledger, "anchors": anchors}[command](given[1:])
    stream = sys.stdout if command in {"-h", "--help"} else sys.stderr
    stream.write(f"{__doc__}\n")
    return 0 if command in {"-h", "--help"} else 2


if __name__ == "__main__":
    sys.exit(main())
