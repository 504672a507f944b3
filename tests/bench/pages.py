"""Weight of one section's page: ours, the stock theme's, and Furo's, all with the same text.

``python -m tests.bench.pages`` builds the three sites and asks a browser what it loads at first.
"""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import io
import json
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

ROOT = Path(__file__).parent.parent.parent
PAGE = "chapters/06-bolshevik-policy.html"
PAGES_OF_OURS = ("sphinx_edition.pages",)
COMPRESSED = (".woff2", ".png")
"""Kinds of files that no server compresses again."""


def build(name: str, out: Path) -> Path:
    """Build the site ``ours``, ``stock`` or ``furo`` and return its folder."""
    overrides: dict[str, object] = {}
    if name != "ours":
        sys.path.insert(0, str(ROOT / "_ext"))
        settings: dict[str, object] = {}
        code = compile((ROOT / "conf.py").read_text("utf-8"), str(ROOT / "conf.py"), "exec")
        exec(code, {"__file__": str(ROOT / "conf.py")}, settings)
        extensions = settings["extensions"]
        assert isinstance(extensions, list)
        overrides = {
            "extensions": [item for item in extensions if item not in PAGES_OF_OURS],
            "html_theme": "furo" if name == "furo" else "sphinx_book_theme",
            "html_theme_options": {},
            "html_sidebars": {},
        }
    with docutils_namespace(), contextlib.redirect_stderr(io.StringIO()):
        app = Sphinx(
            ROOT, ROOT, out / "html", out / "doctrees", "html", overrides, status=None, warning=None
        )
        app.build()
    return out / "html"


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve ``folder`` on this machine."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            """Say nothing."""

    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def weigh(browser: Browser, site: Path) -> dict[str, int]:
    """Return bytes, bytes compressed, and requests of the page when it is opened."""
    with served(site) as address:
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address + PAGE, wait_until="networkidle")
        page.close()
    files = {
        site / unquote(urlsplit(url).path.removeprefix("/"))
        for url in asked
        if url.startswith(address)
    }
    bodies = [(path.suffix, path.read_bytes()) for path in sorted(files) if path.is_file()]
    return {
        "bytes": sum(len(body) for _, body in bodies),
        "compressed": sum(
            len(body) if suffix in COMPRESSED else len(gzip.compress(body, 9))
            for suffix, body in bodies
        ),
        "requests": len(asked),
    }


def measure() -> dict[str, dict[str, int]]:
    """Build and weigh the three sites."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        weights = {
            name: weigh(browser, build(name, Path(folder) / name))
            for name in ("ours", "stock", "furo")
        }
        browser.close()
    return weights


if __name__ == "__main__":
    found = measure()
    print(json.dumps(found, indent=2))
    for other in ("stock", "furo"):
        share = found["ours"]["compressed"] / found[other]["compressed"]
        print(f"ours weighs {share:.0%} of {other}")
