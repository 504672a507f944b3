"""Every builder of Sphinx's makes something of the tiny edition, without a warning."""

import pytest
from edits import EXTENSIONS, ROOT
from whole_builds import build, contents

#: What the builder must have said of a person named in the first chapter.
BUILDERS = {
    "dirhtml": "Anna Orlova",
    "singlehtml": "Anna Orlova",
    "text": "Anna Orlova",
    "man": "Anna Orlova",
    "texinfo": "Anna Orlova",
    "xml": "Anna Orlova",
    "pseudoxml": "Anna Orlova",
    "gettext": "Putilov",
    "json": "Anna Orlova",
    "linkcheck": "",
    "dummy": "",
    "changes": "",
}
#: linkcheck stays at home: only what lies within the edition is looked up.
SETTINGS = {"linkcheck_ignore": [r"https?://.*"]}


@pytest.mark.parametrize("builder", BUILDERS)
def test_builder_ends_without_a_warning(tmp_path, builder):
    done = build(ROOT, tmp_path / builder, builder, settings=SETTINGS)
    assert (done.traceback, done.warnings) == ("", "")
    words = BUILDERS[builder].encode()
    found = contents(tmp_path / builder) if words else {}
    assert not words or any(words in text for text in found.values())


@pytest.mark.parametrize("theme", ["sphinx_book_theme", "alabaster", "furo"])
def test_site_is_built_in_any_theme_without_a_warning(tmp_path, theme):
    # The page is ours in one theme; elsewhere the project has no use for it.
    ours = theme == "sphinx_book_theme"
    extensions = [name for name in EXTENSIONS if ours or name != "sphinx_edition.pages"]
    settings = {"html_theme": theme, "extensions": extensions}
    done = build(ROOT, tmp_path / "html", settings=settings)
    assert (done.traceback, done.warnings) == ("", "")
