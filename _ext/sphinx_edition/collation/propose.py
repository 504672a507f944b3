"""Proposes records for the differences that the ledger does not explain.

    python -m sphinx_edition.collation.propose [FOLDER]

FOLDER holds conf.py; by default, it is this one.

The records are written in YAML, ready to be pasted into the ledger and completed by a person: the
kind is a guess, and a record without a reason is refused.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_edition.collation.domain import CollationDomain
from sphinx_edition.collation.results import Difference
from sphinx_edition.collation.tokens import PILCROW, spacing, tokenise


def kind_of(difference: Difference) -> str:
    """Guess the kind of a difference from its looks."""
    if "⟨" in difference.reading:
        return "lacuna"
    old, new = difference.witness.replace(PILCROW, ""), difference.reading.replace(PILCROW, "")
    same = tokenise(old) == tokenise(new) and spacing(old) == spacing(new)
    return "layout" if same else "ocr"


def record(difference: Difference) -> str:
    """Return a record for a difference; only a remark if its words do not differ."""
    where = f"# {difference.source}\n"
    old, new = difference.witness, difference.reading
    if tokenise(old) == tokenise(new) and spacing(old) == spacing(new):
        return f"{where}# line {difference.line}: a note or a heading: correct the document.\n"
    return (
        f"{where}- line: {difference.line}\n"
        f"  witness: {json.dumps(difference.witness, ensure_ascii=False)}\n"
        f"  reading: {json.dumps(difference.reading, ensure_ascii=False)}\n"
        f"  kind: {kind_of(difference)}  # or printer (then reading as witness), lacuna, layout\n"
        "  certainty: low  # or medium, high\n"
        '  reason: ""\n'
    )


def proposals(differences: Iterable[Difference]) -> str:
    """Return records for ``differences``, one after the other."""
    return "\n".join(record(difference) for difference in differences)


def unexplained(folder: Path) -> list[Difference]:
    """Read the project in ``folder`` and return the differences that it does not explain."""
    with (
        tempfile.TemporaryDirectory() as out,
        patch_docutils(folder),
        docutils_namespace(),
    ):
        quiet = {"suppress_warnings": ["collation.difference"]}
        app = Sphinx(folder, folder, out, out, "dummy", quiet, status=None)
        app.builder.read()
        collations = CollationDomain.of(app.env).collations.values()
        return [difference for each in collations for difference in each.unexplained]


def main() -> int:
    """Print proposals; what stands in their way is told by the build itself, on stderr."""
    parser = argparse.ArgumentParser(prog="collation.propose", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path())
    found = unexplained(parser.parse_args().folder.resolve())
    sys.stdout.write(proposals(found) or "# Every difference is explained.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
