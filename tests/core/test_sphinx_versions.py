"""Every extension says which Sphinx it needs, whichever is loaded first."""

from pathlib import Path

import pytest
import sphinx
from sphinx.errors import VersionRequirementError
from sphinx.testing.util import SphinxTestApp
from sphinx_edition.core import OLDEST_SPHINX

PACKAGE = Path(__file__).parent.parent.parent / "_ext" / "sphinx_edition"
EXTENSIONS = sorted(
    f"sphinx_edition.{path.parent.name}"
    for path in PACKAGE.glob("*/__init__.py")
    if "def setup(" in path.read_text("utf-8")
)


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_an_older_sphinx_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extension: str
) -> None:
    (tmp_path / "conf.py").write_text(f"extensions = [{extension!r}]\n")
    (tmp_path / "index.rst").write_text("Title\n=====\n")
    major, minor = map(int, OLDEST_SPHINX.split("."))
    monkeypatch.setattr(sphinx, "version_info", (major, minor - 1, 9, "final", 0))
    with pytest.raises(VersionRequirementError, match=OLDEST_SPHINX):
        SphinxTestApp(srcdir=tmp_path)
