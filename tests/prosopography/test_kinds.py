"""The table of kinds."""

import pytest
from sphinx.errors import ConfigError
from sphinx_edition.prosopography.kinds import read_kinds


def test_a_project_adds_a_kind() -> None:
    kinds = read_kinds({"place": {"schema": "Place"}})
    assert list(kinds) == ["person", "faction", "place"]
    assert kinds["place"].plural == "places"
    assert kinds["place"].index_title == "Index of places"


def test_a_project_changes_a_kind() -> None:
    assert read_kinds({"faction": {"plural": "parties"}})["faction"].dates[0] == "founded"


@pytest.mark.parametrize(
    ("setting", "what"),
    [
        ({"Place": {}}, "no lower-case word"),
        ({"place": {"colour": "red"}}, "no property 'colour'"),
        ({"place": {"dates": "date"}}, "one or two names"),
        ({"place": {"plural": "people"}}, "same plural"),
    ],
)
def test_a_wrong_table_is_refused(setting: dict[str, dict[str, object]], what: str) -> None:
    with pytest.raises(ConfigError, match=what):
        read_kinds(setting)
