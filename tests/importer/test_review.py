"""A review: by keyboard alone, every choice written at once, for this machine alone."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import ThreadingHTTPServer

import pytest
import yaml
from playwright.sync_api import Page, expect, sync_playwright
from sphinx_edition.importer.review.server import make_server
from sphinx_edition.importer.review.session import Session, patched
from sphinx_edition.importer.source import SeedError

TALE = (
    "[1. One]\n\n"
    "It was a fine day in the narrow birthin 1918 of the well-fed and by-\n"
    "product of a market.! He was there? And so they all went home again.\n"
    "They had said “so be it” The day was over.\n\n"
    "1 A note of some words.\n\n\n\n"
    "[2. Two]\n\nThe second page has words, too.2 And it ends.\n\n2 Another note.\n"
)


@pytest.fixture
def made(make):
    return make(TALE)


@pytest.fixture
def server(made) -> Iterator[ThreadingHTTPServer]:
    server = make_server(made.folder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(server: ThreadingHTTPServer) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        opened = browser.new_page()
        opened.goto(f"http://127.0.0.1:{server.server_address[1]}/")
        yield opened
        browser.close()


def key_of(session: Session, words: str) -> str:
    return next(each.key for each in session.asked if words in each.asks or words in each.key)


def test_doubtful_ones_come_first(made):
    asked = Session(made.folder).data()
    assert [each["confidence"] for each in asked] == sorted(each["confidence"] for each in asked)
    assert all(each["choices"] and each["lines"] for each in asked)


def test_an_accepted_reading_stands_in_ledger_and_chapter(made):
    session = Session(made.folder)
    assert session.choose(key_of(session, "“birthin”"), 1) == []
    assert "the narrow birth in 1918" in made.chapters["01-one"]
    ledger = yaml.safe_load((made.folder / "seeds" / "emendations.yaml").read_text("utf-8"))
    (record,) = [each for each in ledger if each["witness"] == "birthin"]
    assert record["reading"] == "birth in"
    assert "proposed" not in record
    assert made.build() == ""
    again = Session(made.folder)
    assert again.chosen == session.chosen
    again.choose(key_of(again, "“birthin”"), 0)
    assert "birthin 1918" in made.chapters["01-one"]
    assert made.build() == ""


def test_every_last_choice_leaves_a_project_that_builds(made):
    session = Session(made.folder)
    for question in session.asked:
        assert session.choose(question.key, len(question.choices) - 1) == []
    assert made.build() == ""


def test_what_a_hand_has_written_stays(made):
    chapter = made.folder / "chapters" / "01-one.md"
    chapter.write_text(
        chapter.read_text("utf-8").replace("He was there?", "He *was* there?"), "utf-8"
    )
    session = Session(made.folder)
    assert session.choose(key_of(session, "“birthin”"), 1) == []
    assert "birth in 1918" in chapter.read_text("utf-8")
    assert "*was*" in chapter.read_text("utf-8")
    changed = chapter.read_text("utf-8").replace("birth in", "*birth* in")
    chapter.write_text(changed, "utf-8")
    assert session.choose(key_of(session, "“birthin”"), 0) == ["chapters/01-one.md"]
    assert chapter.read_text("utf-8") == changed


def test_patching() -> None:
    assert patched("a\nX\nb\nc", "a\nb\nc", "a\nb\nd") == "a\nX\nb\nd"
    assert patched("a\nX\nb\nc", "a\nb\nc", "a\nb\nnew\nc") == "a\nX\nb\nnew\nc"
    assert patched("a\nB\nc", "a\nb\nc", "a\nd\nc") is None
    assert patched("b\nb", "b\nx", "c\nx") is None


def test_a_folder_without_an_import(tmp_path):
    with pytest.raises(SeedError, match="is no report of an import"):
        Session(tmp_path)


def ask(server: ThreadingHTTPServer, path: str, data: object = None, **headers: str) -> int:
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.server_address[1]}{path}",
        None if data is None else json.dumps(data).encode(),
        headers,
    )
    try:
        with urllib.request.urlopen(request) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_nobody_else_is_answered(server):
    json_type = {"Content-Type": "application/json"}
    assert server.server_address[0] == "127.0.0.1"
    assert ask(server, "/") == 200
    assert ask(server, "/", Host="evil.example") == 403
    assert ask(server, "/choose", {"key": "x", "choice": 0}, Origin="http://evil.example") == 403
    assert ask(server, "/../conf.py") == 404
    assert ask(server, "/choose", {"key": "x", "choice": 0}) == 404  # no JSON by its type
    for bad in ({"key": "x", "choice": 0}, {"key": 1}, [], {"key": "heading 1", "choice": 9}):
        assert ask(server, "/choose", bad, **json_type) == 400


def test_by_keyboard_alone(page: Page, made) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    expect(page.locator("#where")).to_contain_text("Decision 1 of")
    for _ in range(40):
        if "birthin" in page.inner_text("#asks"):
            break
        page.keyboard.press("ArrowRight")
    expect(page.locator("pre .here mark")).to_have_text("birthin")
    page.keyboard.press("2")
    expect(page.locator("#said")).to_contain_text("Written: birth in")
    assert "birth in 1918" in made.chapters["01-one"]
    while "Every decision" not in page.inner_text("#said"):
        before = page.inner_text("#where")
        page.keyboard.press("Enter")
        expect(page.locator("#where")).not_to_have_text(before)
        if " 0 open" in page.inner_text("#where"):
            break
    page.reload()
    expect(page.locator("#where")).to_contain_text(" 0 open")
    assert made.build() == ""
    assert [line for line in said if "favicon" not in line and "404" not in line] == []
