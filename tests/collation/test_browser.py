"""The card, in a real browser."""

from __future__ import annotations

import functools
import http.server
import threading

import pytest
from playwright.sync_api import expect, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture(scope="module")
def address(new_book):
    book = new_book("test-collation")
    assert book.build("html") == []
    folder = str(book.folder / "_build" / "html")
    handler = functools.partial(QuietHandler, directory=folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def reader(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_a_card_on_hover_and_focus(reader, address):
    reader.goto(f"{address}/two.html")
    mark = reader.locator("#emended-21")
    card = reader.locator("#card-emendation-21")
    mark.hover()
    expect(card).to_be_visible()
    expect(mark).to_have_attribute("aria-describedby", "card-emendation-21")
    reader.keyboard.press("Escape")
    expect(card).to_be_hidden()
    mark.focus()
    expect(card).to_contain_text("The printer was tired.")


def test_without_script_a_link_is_there(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/two.html")
    expect(page.locator(".collation-note a").first).to_be_visible()
    context.close()
