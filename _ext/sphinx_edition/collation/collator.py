"""The collation of a build: reads the witnesses, proves the documents, reports what is wrong.

The words of a document are noted when it is read (in whichever process).  When all have been
read, the documents whose words, witness or records changed are proven anew.  Problems are kept
and told on every build, because a document that is not read again is no less wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from sphinx_edition.collation import ledger as ledgers
from sphinx_edition.collation import witness as witnesses
from sphinx_edition.collation.comparison import prove
from sphinx_edition.collation.described import Problem
from sphinx_edition.collation.domain import CollationDomain, Summary
from sphinx_edition.collation.edition import texts
from sphinx_edition.collation.ledger import Emended, Ledger
from sphinx_edition.collation.proof import Names, Proof
from sphinx_edition.collation.witness import Share, Witness

logger = logging.getLogger(__name__)


def digest(*parts: object) -> str:
    """Return what stands for ``parts``, by their representations."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def domain_of(env: BuildEnvironment) -> CollationDomain:
    """Return the store of ``env``."""
    domain = env.domains["collation"]
    assert isinstance(domain, CollationDomain)
    return domain


@dataclass
class Sources:
    """A witness with its ledger applied."""

    witness: Witness
    ledger: Ledger
    streams: dict[tuple[str, str], Emended]
    problems: list[Problem]

    @property
    def usable(self) -> bool:
        """Tell whether documents can be proven: what cannot be read would make all words wrong."""
        return bool(self.witness.shares) and self.ledger.readable


def read_sources(root: Path, file: str) -> Sources:
    """Read the witness described by ``file``, and its ledger."""
    witness = witnesses.read(root, file)
    problems = list(witness.problems)
    if not witness.shares:
        return Sources(witness, Ledger(witness.ledger), {}, problems)
    ledger = ledgers.read(root, witness.ledger)
    streams, unmatched = ledgers.apply(witness, ledger)
    return Sources(witness, ledger, streams, problems + ledger.problems + unmatched)


def inputs(root: Path, file: str, ledger: str) -> str:
    """Return what stands for the bytes of a description, its witness and its ledger."""
    paths = [file, PurePosixPath(file).with_suffix(".txt").as_posix(), ledger]
    found = [(root / path).read_bytes() if (root / path).is_file() else None for path in paths]
    return digest(paths, *found)


def summarise(sources: Sources, inputs: str, number: int) -> Summary:
    """Return what the environment keeps of a witness, the ``number``-th from 0."""
    witness = sources.witness
    shares = {
        share.document: digest(
            share, [sources.streams[share.document, name] for name in ("body", "notes")]
        )
        for share in witness.shares
    }
    return Summary(
        witness.file,
        witness.text_file,
        witness.ledger,
        inputs,
        witness.sha256,
        f"w{number + 1}-" if number else "",
        sources.usable,
        witness.pages,
        shares,
        {share.document: share.first for share in witness.shares},
        sources.ledger.records,
        sources.problems,
        witness.hyphens,
        witness.note_marks,
    )


class Collator:
    """Handles the events of one build."""

    def __init__(self) -> None:
        """Know no sources yet: they are read when something changed."""
        self.sources: dict[str, Sources] = {}
        self.digest = ""

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
        domain = domain_of(env)
        root = Path(app.srcdir)
        summaries = {}
        self.sources = {}
        for number, file in enumerate(map(str, app.config.collation_witnesses)):
            old = domain.summaries.get(file)
            if old is None or old.inputs != inputs(root, file, old.ledger):
                self.sources[file] = sources = read_sources(root, file)
                now = inputs(root, file, sources.witness.ledger)
                old = summarise(sources, now, number)
            summaries[file] = old
        domain.data["summaries"] = summaries
        return [name for s in summaries.values() for name in s.shares if name not in domain.texts]

    def note_words(self, app: Sphinx, document: nodes.document) -> None:
        """Note the words of a document that has a witness (``doctree-read``)."""
        domain = domain_of(app.env)
        docname = app.env.docname
        if domain.witness_of(docname) is not None:
            found = texts(document)
            domain.texts[docname] = (digest(found), found)

    def prove(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Prove what changed and tell every problem; return the documents that now look different.

        Handles ``env-updated``.
        """
        domain = domain_of(env)
        proofs: dict[str, Proof] = {}
        problems: list[Problem] = []
        for summary in domain.summaries.values():
            problems += summary.problems
            for docname in summary.shares if summary.usable else ():
                if docname in proofs:
                    message = f"the document {docname} has another witness already"
                    problems.append(Problem(summary.file, 1, "witness", message))
                elif docname in domain.texts:
                    proofs[docname] = self.proof(app, env, domain, summary, docname)
                    problems += proofs[docname].problems
                else:
                    message = (
                        f"there is no document {docname} for {summary.text_file}:"
                        f"{summary.begins[docname]}: restore it, or correct the headings"
                    )
                    problems.append(Problem(summary.file, 1, "document", message))
        domain.data["proofs"] = proofs
        problems += misplaced(env, domain)
        report(Path(app.srcdir), problems)
        return stale(domain, app.builder.name, env)

    def proof(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        domain: CollationDomain,
        summary: Summary,
        docname: str,
    ) -> Proof:
        """Return the proof of a document: the one at hand if nothing changed, else a new one."""
        words, found = domain.texts[docname]
        wanted = digest(words, summary.shares[docname], summary.prefix)
        at_hand = domain.proofs.get(docname)
        if at_hand is not None and at_hand.digest == wanted:
            return at_hand
        sources = self.sources.get(summary.file)
        if sources is None:
            self.sources[summary.file] = sources = read_sources(Path(app.srcdir), summary.file)
        return prove(
            share_of(sources.witness, docname),
            {name: sources.streams[docname, name] for name in ("body", "notes")},
            found,
            sources.witness.breaks,
            {record.at: index for index, record in enumerate(summary.records)},
            Names(str(env.doc2path(docname, base=False)), summary.text_file, summary.ledger),
            wanted,
        )


def stale(domain: CollationDomain, builder: str, env: BuildEnvironment) -> list[str]:
    """Return the documents that ``builder`` has last shown with another proof, or none.

    Builders share what was read, so what one has shown says nothing of another.
    """
    before = domain.shown.get(builder, {})
    now = {docname: proof.digest for docname, proof in domain.proofs.items()}
    everything = digest(sorted(now.items()), domain.summaries)
    now |= dict.fromkeys(domain.shows, everything)  # these show all proofs together
    domain.shown[builder] = now
    changed = {name for name in now if before.get(name) != now[name]}
    gone = {name for name in before if name not in now and name in env.all_docs}
    return sorted(changed | gone)


def share_of(witness: Witness, docname: str) -> Share:
    """Return what a document owes to ``witness``."""
    return next(share for share in witness.shares if share.document == docname)


def misplaced(env: BuildEnvironment, domain: CollationDomain) -> Iterator[Problem]:
    """Yield a problem for each document that the table of contents has in another order."""
    order = {name: place for place, name in enumerate(reading_order(env, env.config.root_doc))}
    for summary in domain.summaries.values():
        placed = [name for name in summary.shares if name in order]
        for earlier, later in pairwise(placed):
            if order[earlier] > order[later]:
                message = (
                    f"comes after {later} in the table of contents, but before it in the witness "
                    f"({summary.text_file}:{summary.begins[earlier]}): put them in order"
                )
                source = str(env.doc2path(earlier, base=False))
                yield Problem(source, 1, "document", message)


def reading_order(env: BuildEnvironment, docname: str, seen: Iterable[str] = ()) -> Iterator[str]:
    """Yield ``docname`` and the documents below it in the table of contents."""
    yield docname
    for child in env.toctree_includes.get(docname, []):
        if child not in (path := {*seen, docname}):
            yield from reading_order(env, child, path)


def report(root: Path, problems: Iterable[Problem]) -> None:
    """Tell each problem once, with file and line, as a warning of the type of its kind."""
    for problem in dict.fromkeys(problems):
        logger.warning(
            "%s",
            problem.message,
            location=f"{root / problem.file}:{problem.line}",
            type="collation",
            subtype=problem.subtype,
        )
