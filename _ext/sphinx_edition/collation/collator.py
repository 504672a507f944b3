"""The collation of a build: reads the witnesses, collates the documents, reports what is wrong.

The words of a document are noted when it is read (in whichever process).  When all have been
read, the documents whose words, witness or records changed are collated anew.  Problems are kept
and told on every build, because a document that is not read again is no less wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_edition.collation import ledger as ledgers
from sphinx_edition.collation import witness as witnesses
from sphinx_edition.collation.comparison import collate
from sphinx_edition.collation.described import Problem
from sphinx_edition.collation.domain import CollationDomain, Summary
from sphinx_edition.collation.edition import texts
from sphinx_edition.collation.emending import Emended, apply
from sphinx_edition.collation.kinds import Kind, built_in
from sphinx_edition.collation.ledger import Ledger
from sphinx_edition.collation.results import Collation, Names
from sphinx_edition.collation.witness import Witness
from sphinx_edition.core.reading import reading_order
from sphinx_edition.core.warnings import Warn, warn


def digest(*parts: object) -> str:
    """Return what stands for ``parts``, by their representations."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass
class Sources:
    """A witness with its ledger applied."""

    witness: Witness
    ledger: Ledger
    streams: dict[tuple[str, str], Emended]
    problems: list[Problem]

    @property
    def usable(self) -> bool:
        """Tell whether documents can be collated: what cannot be read would make all wrong."""
        return bool(self.witness.passages) and self.ledger.readable


def read_sources(root: Path, file: str, kinds: Mapping[str, Kind] | None = None) -> Sources:
    """Read the witness described by ``file``, and its ledger with records of the ``kinds``."""
    kinds = kinds or built_in()
    witness = witnesses.read(root, file)
    problems = list(witness.problems)
    if not witness.passages:
        return Sources(witness, Ledger(witness.ledger, kinds), {}, problems)
    ledger = ledgers.read(root, witness.ledger, kinds)
    streams, unmatched = apply(witness, ledger)
    return Sources(witness, ledger, streams, problems + ledger.problems + unmatched)


def inputs(root: Path, file: str, ledger: str, kinds: Mapping[str, Kind]) -> str:
    """Return what stands for the bytes of a description, its witness and its ledger."""
    paths = [file, PurePosixPath(file).with_suffix(".txt").as_posix(), ledger]
    found = [(root / path).read_bytes() if (root / path).is_file() else None for path in paths]
    return digest(paths, kinds, *found)


def summarise(sources: Sources, inputs: str, number: int) -> Summary:
    """Return what the environment keeps of a witness, the ``number``-th from 0."""
    witness = sources.witness
    passages = {
        passage.document: digest(
            passage, [sources.streams[passage.document, name] for name in ("body", "notes")]
        )
        for passage in witness.passages
    }
    return Summary(
        witness.file,
        witness.text_file,
        witness.ledger,
        inputs,
        witness.sha256,
        f"w{number + 1}-" if number else "",
        sources.usable,
        passages,
        {passage.document: passage.first for passage in witness.passages},
        sources.ledger.records,
        sources.problems,
        witness.hyphens,
        witness.note_marks,
    )


class Collator:
    """Handles the events of one build."""

    def __init__(self) -> None:
        """Have no sources: they are read when something changed."""
        self.sources: dict[str, Sources] = {}

    def look_up_witnesses(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        added: Set[str],  # noqa: ARG002
        changed: Set[str],  # noqa: ARG002
        removed: Set[str],  # noqa: ARG002
    ) -> list[str]:
        """Read the witnesses that changed; return documents that have a witness for the first time.

        Handles ``env-get-outdated``, the first event at which the environment is there.
        """
        domain = CollationDomain.of(env)
        root, kinds = Path(app.srcdir), domain.kinds
        summaries = {}
        self.sources = {}
        for number, file in enumerate(map(str, app.config.collation_witnesses)):
            old = domain.summaries.get(file)
            if old is None or old.inputs != inputs(root, file, old.ledger, kinds):
                self.sources[file] = sources = read_sources(root, file, kinds)
                now = inputs(root, file, sources.witness.ledger, kinds)
                old = summarise(sources, now, number)
            summaries[file] = old
        domain.data["summaries"] = summaries
        return [name for s in summaries.values() for name in s.passages if name not in domain.texts]

    def note_words(self, app: Sphinx, document: nodes.document) -> None:
        """Note the words of a document that has a witness (``doctree-read``)."""
        domain = CollationDomain.of(app.env)
        docname = app.env.docname
        if domain.witness_of(docname) is not None:
            found = texts(document)
            domain.texts[docname] = (digest(found), found)

    def collate(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Collate what changed, and tell every problem (``env-updated``)."""
        domain = CollationDomain.of(env)
        collations: dict[str, Collation] = {}
        problems: list[Problem] = []
        for summary in domain.summaries.values():
            problems += summary.problems
            for docname in summary.passages if summary.usable else ():
                if docname in collations:
                    problems.append(second_witness(domain, summary, docname))
                elif docname in domain.texts:
                    collations[docname] = self.collation(app, env, domain, summary, docname)
                    problems += collations[docname].problems
                else:
                    problems.append(missing(summary, docname))
        domain.data["collations"] = collations
        problems += misplaced(env, domain)
        report(Path(app.srcdir), problems)

    def collation(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        domain: CollationDomain,
        summary: Summary,
        docname: str,
    ) -> Collation:
        """Return the collation of a document: the one at hand, or a new one if anything changed."""
        words, found = domain.texts[docname]
        wanted = digest(words, summary.passages[docname], summary.prefix)
        at_hand = domain.collations.get(docname)
        if at_hand is not None and at_hand.digest == wanted:
            return at_hand
        sources = self.sources.get(summary.file)
        if sources is None:
            sources = read_sources(Path(app.srcdir), summary.file, domain.kinds)
            self.sources[summary.file] = sources
        return collate(
            sources.witness.passage_of(docname),
            {name: sources.streams[docname, name] for name in ("body", "notes")},
            found,
            sources.witness.pages,
            {record.at: index for index, record in enumerate(summary.records)},
            Names(str(env.doc2path(docname, base=False)), summary.text_file, summary.ledger),
            wanted,
        )


def page_shows(app: Sphinx, env: BuildEnvironment) -> dict[str, object]:
    """Return what pages show of the collations, for the ledger of what builders wrote."""
    domain = CollationDomain.of(env)
    found: dict[str, object] = {
        docname: (collation.digest, domain.apparatus_page())
        for docname, collation in domain.collations.items()
    }
    together = [sorted((name, c.digest) for name, c in domain.collations.items())]
    everything = digest(together, domain.summaries, app.config.collation_kinds)
    return found | dict.fromkeys(domain.displays, everything)


def second_witness(domain: CollationDomain, summary: Summary, docname: str) -> Problem:
    """Say that a document has a witness already, and what can be done."""
    first = domain.witness_of(docname)
    assert first is not None
    message = (
        f"the document {docname} is collated with {first.text_file} already, and with one witness "
        f"only: give {summary.text_file} a document of its own, or leave one of the two out of "
        "collation_witnesses"
    )
    return Problem(summary.file, 1, Warn.COLLATION_WITNESS, message)


def missing(summary: Summary, docname: str) -> Problem:
    """Say that a witness has a passage for a document that is not there."""
    message = (
        f"there is no document {docname} for {summary.text_file}:{summary.begins[docname]}: "
        "restore it, or correct the headings"
    )
    return Problem(summary.file, 1, Warn.COLLATION_DOCUMENT, message)


def misplaced(env: BuildEnvironment, domain: CollationDomain) -> Iterator[Problem]:
    """Yield a problem for each document that the table of contents has in another order."""
    order = {name: place for place, name in enumerate(reading_order(env))}
    for summary in domain.summaries.values():
        placed = [name for name in summary.passages if name in order]
        for earlier, later in pairwise(placed):
            if order[earlier] > order[later]:
                message = (
                    f"comes after {later} in the table of contents, but before it in the witness "
                    f"({summary.text_file}:{summary.begins[earlier]}): put them in order"
                )
                source = str(env.doc2path(earlier, base=False))
                yield Problem(source, 1, Warn.COLLATION_DOCUMENT, message)


def report(root: Path, problems: Iterable[Problem]) -> None:
    """Tell each problem once, with file and line."""
    for problem in dict.fromkeys(problems):
        warn(problem.kind, problem.message, location=f"{root / problem.file}:{problem.line}")
