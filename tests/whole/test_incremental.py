"""Incremental equals clean: random edits, built upon earlier builds and afresh, to the byte.

``HYPOTHESIS_PROFILE=thorough`` tries far more, another sample each time; ``WHOLE_STOCK=1`` leaves
our extensions out, to see what Sphinx and its companions get wrong themselves.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from edits import PIECES, Edition
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from whole_builds import build, differences

BUILDERS = ("html", "epub", "latex")
DOCUMENTS = sorted({file for file, _old, _new in PIECES if file.startswith("chapters/")})
#: Words that mean something to Markdown, HTML, TeX or the register, and words that do not.
WORDS = st.sampled_from(
    [
        "the",
        "Orlova",
        "{person}`Orlova`",
        "<b>",
        "&",
        "\\input",
        "*x*",
        "⟨so⟩",
        "{cite:p}`orlova1921`",
    ]
)
VARIANTS = [(index, v) for index, piece in enumerate(PIECES) for v in range(len(piece[2]) + 1)]
STOCK = {
    "extensions": ["myst_parser", "sphinxcontrib.bibtex"],
    "primary_domain": "py",
    "bibtex_default_style": "plain",
    "bibtex_tooltips_style": "plain",
    "bibtex_reference_style": "label",
}
SETTINGS = STOCK if "WHOLE_STOCK" in os.environ else {}

settings.register_profile("thorough", max_examples=100, stateful_step_count=20)
settings.register_profile("suite", max_examples=3, stateful_step_count=5, derandomize=True)


class Editing(RuleBasedStateMachine):
    """Somebody edits, and builds now and then; each build is compared with a clean one."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="whole-"))
        self.edition = Edition(self.folder / "edition")

    @initialize(builders=st.sets(st.sampled_from(BUILDERS), min_size=1))
    def begin(self, builders: set[str]) -> None:
        """Build before the first edit."""
        self.edition.write()
        for builder in sorted(builders):
            self.build_upon(builder)

    @rule(
        edits=st.lists(st.sampled_from(VARIANTS), min_size=1, max_size=4),
        builder=st.sampled_from(BUILDERS),
        jobs=st.sampled_from([1, 2]),
    )
    def edit(self, edits: list[tuple[int, int]], builder: str, jobs: int) -> None:
        """Change pieces of files, or change them back; then build."""
        self.edition.chosen.update(edits)
        self.compare(builder, jobs)

    @rule(
        document=st.sampled_from(DOCUMENTS),
        words=st.lists(WORDS, min_size=1, max_size=5),
        builder=st.sampled_from(BUILDERS),
    )
    def say(self, document: str, words: list[str], builder: str) -> None:
        """Add a paragraph; then build."""
        self.edition.said.append((document, " ".join(words)))
        self.compare(builder)

    @rule(extra=st.booleans(), builder=st.sampled_from(BUILDERS))
    def add_or_remove(self, extra: bool, builder: str) -> None:
        """Add or remove a document, and the last added paragraph; then build."""
        self.edition.extra = extra
        self.edition.said[-1:] = []
        self.compare(builder)

    def compare(self, builder: str, jobs: int = 1) -> None:
        """Build upon what is there, and afresh; nothing may differ."""
        self.edition.write()
        self.build_upon(builder, jobs)
        clean = self.folder / "clean"
        done = build(
            self.edition.folder,
            clean / builder,
            builder,
            doctrees=clean / "doctrees",
            settings=SETTINGS,
        )
        assert done.is_good, done.traceback
        assert differences(self.folder / builder, clean / builder) == []
        shutil.rmtree(clean)

    def build_upon(self, builder: str, jobs: int = 1) -> None:
        """Build upon earlier builds; all builders share the doctrees, as on the hosting service."""
        done = build(
            self.edition.folder,
            self.folder / builder,
            builder,
            doctrees=self.folder / "doctrees",
            jobs=jobs,
            settings=SETTINGS,
        )
        assert done.is_good, done.traceback

    def teardown(self) -> None:
        """Leave nothing."""
        shutil.rmtree(self.folder)


TestIncremental = Editing.TestCase
TestIncremental.settings = settings(
    settings.get_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],  # the first counter-example is short enough, and shrinking is slow
)
