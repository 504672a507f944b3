"""The built site on a server of this machine, and a browser that looks at it."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 390, "height": 844}

Opener = Callable[..., Page]


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files under the content policy that the site promises to keep."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "default-src 'self'")
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def site(build: Path) -> Path:
    return build / "html"


@pytest.fixture(scope="session")
def pages(site: Path) -> list[str]:
    """Every page of the site, as seen from its root."""
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return [name for name in found if not name.startswith("_static/")]


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    handler = functools.partial(Handler, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


# One for each module: two of Playwright's drivers cannot live side by side in a process.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Opener]:
    """Open a page of the site; options are those of a Playwright context.

    ``page.said`` has what the console said, ``page.asked`` the addresses that were asked for.
    """
    contexts: list[BrowserContext] = []

    def opener(name: str, **options: object) -> Page:
        context = browser.new_context(**{"viewport": WIDE, **options})
        contexts.append(context)
        page = context.new_page()
        page.said = []
        page.asked = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(address + name)
        return page

    yield opener
    for context in contexts:
        context.close()
