"""Small projects, written by the test that builds them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

ROOT = Path(__file__).parent.parent / "roots" / "test-citable"
Build = Callable[..., SphinxTestApp]


@pytest.fixture
def build(make_app: Callable[..., SphinxTestApp], tmp_path: Path) -> Build:
    """Build files (name: text) with a builder and the settings of ``test-citable``.

    ``ALL`` in the first page stands for the names of all other documents.
    """
    source = tmp_path / "source"
    first_page = {"index.rst": ""}
    built: list[SphinxTestApp] = []

    def build(builder: str, files: dict[str, str], **settings: object) -> SphinxTestApp:
        first_page.update({name: text for name, text in files.items() if name == "index.rst"})
        conf = {"conf.py": (ROOT / "conf.py").read_text("utf-8")}
        for name, text in {**conf, **files}.items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        others = [path for kind in ("rst", "md") for path in source.rglob(f"*.{kind}")]
        names = sorted({str(p.relative_to(source).with_suffix("")) for p in others} - {"index"})
        toctree = "".join(f"   {name}\n" for name in names)
        text = first_page["index.rst"].replace("ALL", toctree)
        (source / "index.rst").write_text(text, "utf-8")
        for earlier in built:
            earlier.cleanup()
        app = make_app(builder, srcdir=source, confoverrides=settings)
        built[:] = [app]
        app.build()
        return app

    return build
