"""The card and the switch, in a real browser."""

from __future__ import annotations

import functools
import http.server
import re
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


def words(page):
    """Return the words of the body as they are shown, line by line."""
    return page.locator("section > p:not(.collation-note)").first.inner_text().splitlines()


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


def test_the_switch_shows_words_and_lines_of_the_seed(reader, address):
    reader.goto(f"{address}/one.html")
    switch = reader.get_by_role("button", name="Text as the seed has it")
    expect(switch).to_have_attribute("aria-pressed", "false")
    before = words(reader)
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    shown = [re.sub(r"\s*\[\d\]", "", line).strip() for line in words(reader)]
    assert shown[0].startswith("Alice went to the market-place")
    assert shown[0].endswith("early in the morn-")
    assert shown[1:3] == [
        "ing, and bought flve apples from a well-",
        "known dealer. Then she walked slowly",
    ]
    assert any(line.startswith("home with them, and all the neigh-") for line in shown)
    switch.click()
    assert words(reader) == before


def test_left_out_words_come_back(reader, address):
    reader.goto(f"{address}/two.html")
    reader.get_by_role("button", name="Text as the seed has it").click()
    assert words(reader)[0] == "Bob said nothing. He was “quiet” all day V and"
    assert words(reader)[1].startswith("all night. Carol laughed at him.")
    expect(reader.locator("h1")).to_contain_text("[Part the Second]")


def test_the_choice_is_kept(reader, address):
    reader.goto(f"{address}/one.html")
    reader.get_by_role("button", name="Text as the seed has it").click()
    reader.goto(f"{address}/two.html")
    expect(reader.locator("html")).to_have_attribute("data-text", "witness")
    reader.get_by_role("button", name="Text as the seed has it").click()
    reader.reload()
    assert reader.locator("html").get_attribute("data-text") is None


def test_a_browser_that_keeps_nothing(reader, address):
    reader.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }});"
    )
    failures = []
    reader.on("pageerror", lambda error: failures.append(error.stack))
    reader.goto(f"{address}/one.html")
    reader.get_by_role("button", name="Text as the seed has it").click()
    expect(reader.locator("html")).to_have_attribute("data-text", "witness")
    assert [stack for stack in failures if "collation.js" in stack] == []  # others may fail


def test_without_script_a_link_is_there(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/two.html")
    expect(page.locator(".collation-note a")).to_be_visible()
    expect(page.locator(".collation-switch")).to_have_count(0)
    context.close()
