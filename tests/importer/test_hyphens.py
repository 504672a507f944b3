"""Words broken at the ends of lines, in a text that has neither form elsewhere."""

from __future__ import annotations

import pytest
from sphinx_edition.importer import hyphens
from sphinx_edition.importer.lexicon import Lexicon

TEXT = ["The workers and the managers of the factory, with all that was theirs."]


@pytest.mark.parametrize(
    ("broken", "keep"),
    [
        ("govern-ment", False),
        ("bureau-cracy", False),
        ("happi-ness", False),
        ("un-discovered", False),
        ("some-where", False),
        ("with-out", False),
        ("like-wise", False),
        ("nar-odniks", False),
        ("self-governing", True),
        ("three-masted", True),
        ("lion-maned", True),
        ("co-operate", True),
        ("mid-1918", True),
        ("Anglo-Saxon", True),
    ],
)
def test_a_word_that_the_text_does_not_have(broken, keep):
    first, second = broken.split("-")
    found = hyphens.parts(f"and {first}-", f"{second} with")
    assert found
    kept, confidence = hyphens.keep(found, Lexicon(TEXT))
    assert kept is keep
    assert 0.5 <= confidence <= 1


def test_the_text_comes_first():
    """What the text itself has outweighs the language."""
    parts = hyphens.parts("every where, to-", "day and")
    assert parts
    assert not hyphens.keep(parts, Lexicon(TEXT))[0]
    assert hyphens.keep(parts, Lexicon([*TEXT, "but to-day as ever"]))[0]


def test_a_soft_hyphen_is_kept_where_it_can_only_be_a_hyphen():
    lexicon = Lexicon(TEXT)
    for first, second, keep in (("strait", "jacket", False), ("self", "governing", True)):
        parts = hyphens.parts(f"{first}\u00ad", f"{second} of")
        assert parts
        assert hyphens.keep(parts, lexicon)[0] is keep
