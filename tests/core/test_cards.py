"""A card shows on hover, on focus and on the first tap, and goes as it came."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

STATIC = Path(__file__).parent.parent.parent / "_ext" / "sphinx_edition" / "core" / "static"
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Cards</title>
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<link rel="stylesheet" href="tokens.css"><link rel="stylesheet" href="cards.css">
<script src="words.js" defer></script><script src="cards.js" defer></script>
<p>Words <a id="one" href="#target" data-card="card-1" title="in short">one</a> and
<a id="two" href="#target" data-card="card-2">two</a>, <a id="lost" href="#target"
data-card="card-0">lost</a>.</p>
<p id="elsewhere">Elsewhere</p>
<p id="target">Target</p>
<div id="card-1" class="card-popup" popover="manual"><p>First card, <a id="inside"
href="#elsewhere">with a link</a> and <a id="three" href="#target" data-card="card-3">three</a></p>
</div>
<div id="card-3" class="card-popup" popover="manual"><p>Third</p></div>
<div id="card-2" class="card-popup" popover="manual"><p>Second</p></div>
"""


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("cards")
    for name in ("tokens.css", "cards.css", "words.js", "cards.js"):
        (folder / name).write_bytes((STATIC / name).read_bytes())
    (folder / "index.html").write_text(PAGE, "utf-8")
    handler = functools.partial(QuietHandler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 500})
    opened = context.new_page()
    opened.clock.install()
    opened.goto(address)
    yield opened
    context.close()


@pytest.fixture
def touched(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 500}, has_touch=True)
    opened = context.new_page()
    opened.goto(address)
    yield opened
    context.close()


def assert_shown(page: Page, link: str, card: str) -> None:
    expect(page.locator(f"#{card}")).to_be_visible()
    expect(page.locator(f"#{link}")).to_have_attribute("aria-describedby", card)


def assert_gone(page: Page) -> None:
    expect(page.locator(".card-popup:popover-open")).to_have_count(0)
    expect(page.locator("[aria-describedby]")).to_have_count(0)


def test_hover(page: Page) -> None:
    assert_gone(page)
    page.hover("#one")
    assert_shown(page, "one", "card-1")
    assert page.get_attribute("#one", "title") is None  # not two tooltips
    page.hover("#inside")  # the card stays while the pointer is on it
    page.clock.run_for(400)
    assert_shown(page, "one", "card-1")
    page.hover("#two")
    assert_shown(page, "two", "card-2")
    expect(page.locator("#card-1")).to_be_hidden()
    page.hover("#target")
    page.clock.run_for(400)
    assert_gone(page)


def test_focus_and_escape(page: Page) -> None:
    page.keyboard.press("Tab")
    assert_shown(page, "one", "card-1")
    page.keyboard.press("Escape")
    assert_gone(page)
    expect(page.locator("#one")).to_be_focused()
    page.keyboard.press("Tab")
    assert_shown(page, "two", "card-2")
    page.keyboard.press("Tab")
    assert_gone(page)  # this link's card is not there


def test_first_tap_shows_second_tap_follows(touched: Page) -> None:
    touched.tap("#one")
    assert_shown(touched, "one", "card-1")
    assert not touched.url.endswith("#target")
    touched.touchscreen.tap(200, 480)
    assert_gone(touched)
    touched.tap("#one")
    assert_shown(touched, "one", "card-1")
    touched.tap("#one")
    touched.wait_for_url("**/#target")


def test_a_link_in_the_card_leads_on_by_touch(touched: Page) -> None:
    touched.tap("#one")
    touched.tap("#inside")
    touched.wait_for_url("**/#elsewhere")


def test_a_card_may_open_another(touched: Page) -> None:
    touched.tap("#one")
    touched.tap("#three")
    assert_shown(touched, "one", "card-1")
    assert_shown(touched, "three", "card-3")
    above = touched.evaluate(
        """() => { const { x, y, width, height } =
          document.getElementById("card-3").getBoundingClientRect();
          return document.elementFromPoint(x + width / 2, y + height / 2).closest("div").id; }"""
    )
    assert above == "card-3"
    touched.keyboard.press("Escape")
    expect(touched.locator("#card-3")).to_be_hidden()
    assert_shown(touched, "one", "card-1")
    touched.tap("#two")
    assert_shown(touched, "two", "card-2")
    expect(touched.locator("#card-1")).to_be_hidden()


def test_a_card_that_a_finger_opened_has_a_button_to_close_it(touched: Page) -> None:
    touched.tap("#one")
    button = touched.get_by_role("button", name="Close")
    box = button.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    button.tap()
    assert_gone(touched)


def test_a_long_card_leaves_the_text_visible(touched: Page) -> None:
    touched.evaluate("document.querySelector('#card-1 p').textContent = 'Many words. '.repeat(300)")
    touched.tap("#one")
    box = touched.locator("#card-1").bounding_box()
    assert box is not None
    assert box["height"] <= 300


def test_no_card_covers_the_place_that_a_page_is_opened_at(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}#one")
    page.evaluate("document.getElementById('one').focus()")
    assert_gone(page)
    page.close()


def test_the_pointer_follows_at_once(page: Page) -> None:
    page.click("#one")
    page.wait_for_url("**/#target")


@pytest.mark.parametrize("place", ["0 0 0 300px", "470px 0 0 0", "470px 0 0 330px"])
def test_the_card_stays_inside_the_window(page: Page, place: str) -> None:
    page.evaluate(f"document.querySelector('p').style.margin = '{place}'")
    page.hover("#one")
    box = page.locator("#card-1").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 500


def test_nothing_breaks_the_content_policy(browser: Browser, address: str) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    page.hover("#one")
    assert_shown(page, "one", "card-1")
    assert page.locator("[style]").count() == 0
    assert [line for line in said if "favicon" not in line and "404" not in line] == []
    page.close()
