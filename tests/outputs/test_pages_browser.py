"""The pages in a browser: what a reader does, and what the site must not do."""

import re
from collections.abc import Callable
from itertools import pairwise

from playwright.sync_api import Page, expect

SECTION = "chapters/06-bolshevik-policy.html"
NARROW = {"width": 390, "height": 844}
TOUCH = {"viewport": NARROW, "has_touch": True, "is_mobile": True}

Opener = Callable[..., Page]


def theme(page: Page) -> str:
    return page.evaluate("document.documentElement.dataset.theme")


def paper(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_no_page_breaks_the_policy_or_says_anything(
    open_page: Opener, pages: list[str], address: str
) -> None:
    page = open_page("index.html")
    for name in pages:
        page.goto(address + name)
    assert page.said == []
    assert {url for url in page.asked if not url.startswith(address)} == set()
    assert page.evaluate("document.querySelectorAll('[style], style').length") == 0


def test_nothing_scrolls_sideways(open_page: Opener, pages: list[str], address: str) -> None:
    page = open_page("index.html", viewport={"width": 320, "height": 640})
    too_wide = []
    for name in pages:
        page.goto(address + name)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            too_wide.append(name)
    assert too_wide == []


def test_measure_is_sixty_to_seventy_five_characters(open_page: Opener) -> None:
    page = open_page(SECTION)
    widest = page.evaluate(
        """() => {
          const range = document.createRange();
          const lines = new Map();
          const walker = document.createTreeWalker(document.getElementById("p6-2"), 4);
          while (walker.nextNode()) {
            const text = walker.currentNode;
            if (text.parentElement.closest(".editorial")) continue;
            for (let at = 0; at < text.length; at++) {
              range.setStart(text, at);
              range.setEnd(text, at + 1);
              const line = Math.round(range.getBoundingClientRect().bottom / 8);
              lines.set(line, (lines.get(line) ?? 0) + 1);
            }
          }
          const counts = [...lines.values()].sort((one, other) => one - other);
          return counts[Math.floor(counts.length / 2)];
        }"""
    )
    assert 60 <= widest <= 75


# -- Colour mode -----------------------------------------------------------------------------------


def test_colours_follow_the_system(open_page: Opener) -> None:
    light = open_page(SECTION, color_scheme="light")
    dark = open_page(SECTION, color_scheme="dark")
    assert (theme(light), theme(dark)) == ("light", "dark")
    assert paper(light) != paper(dark)
    light.emulate_media(color_scheme="dark")
    expect(light.locator("html")).to_have_attribute("data-theme", "dark")


def test_colours_follow_the_system_without_script(open_page: Opener) -> None:
    light = open_page(SECTION, color_scheme="light", java_script_enabled=False)
    dark = open_page(SECTION, color_scheme="dark", java_script_enabled=False)
    shade = "xpath=/html/body"
    assert light.locator(shade).screenshot() != dark.locator(shade).screenshot()


def test_chosen_colours_last(open_page: Opener, address: str) -> None:
    page = open_page(SECTION, color_scheme="light")
    page.get_by_role("button", name="Color mode").click()
    page.get_by_role("button", name="Dark").click()
    assert theme(page) == "dark"
    page.goto(address + "index.html")
    assert theme(page) == "dark"
    assert page.evaluate("document.documentElement.dataset.mode") == "dark"


def test_colour_menu_by_keyboard(open_page: Opener) -> None:
    page = open_page(SECTION, color_scheme="light")
    button = page.get_by_role("button", name="Color mode")
    menu = page.locator(".theme-switch-container .dropdown-menu")
    button.focus()
    page.keyboard.press("ArrowDown")
    expect(menu).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert theme(page) == "dark"
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


# -- Search ----------------------------------------------------------------------------------------


def test_index_is_loaded_when_the_search_is_opened(open_page: Opener) -> None:
    page = open_page(SECTION)
    assert not any("searchindex.js" in url or "searchtools.js" in url for url in page.asked)
    with page.expect_response(re.compile(r"searchindex\.js")):
        page.keyboard.press("Control+k")


def test_search_shows_the_sentence_and_leads_to_its_paragraph(open_page: Opener) -> None:
    page = open_page(SECTION)
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("Kollontai pamphlet")
    sentence = page.locator("#search-results .context a").first
    expect(sentence).to_contain_text("We are happy to present")
    expect(sentence.locator("mark").first).to_have_text("Kollontai")
    sentence.click()
    expect(page).to_have_url(re.compile(r"01-significance\.html#p1-1$"))


def test_search_finds_a_person_by_another_name(open_page: Opener) -> None:
    page = open_page("search.html?q=Bronstein")
    found = page.locator("#search-results .search > li > a").first
    expect(found).to_have_attribute("href", re.compile(r"people\.html#person-trotsky$"))


def test_escape_closes_the_search(open_page: Opener) -> None:
    page = open_page(SECTION)
    page.keyboard.press("Control+k")
    dialog = page.locator("#pst-search-dialog")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_matches_are_marked_on_the_page_that_was_found(open_page: Opener) -> None:
    page = open_page("search.html?q=Kronstadt")
    page.locator("#search-results .search > li > a").first.click()
    expect(page.locator(".highlighted").first).to_be_visible()
    page.get_by_role("button", name="Hide Search Matches").click()
    expect(page.locator(".highlighted")).to_have_count(0)
    assert page.said == []


# -- Contents --------------------------------------------------------------------------------------


def test_contents_open_in_a_dialog_on_a_narrow_screen(open_page: Opener) -> None:
    page = open_page(SECTION, **TOUCH)
    link = page.get_by_role("link", name="7. The Management of Production").first
    expect(link).not_to_be_in_viewport()
    button = page.get_by_role("button", name="Toggle primary sidebar")
    button.tap()
    dialog = page.locator("#pst-primary-sidebar-modal")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    button.tap()
    dialog.get_by_role("link", name="7. The Management of Production").tap()
    expect(page).to_have_url(re.compile("07-management"))


def test_contents_can_be_put_away_on_a_wide_screen(open_page: Opener) -> None:
    page = open_page(SECTION)
    contents = page.get_by_role("navigation", name="Main")
    expect(contents).to_be_visible()
    page.get_by_role("button", name="Toggle primary sidebar").click()
    expect(contents).not_to_be_in_viewport()


# -- Notes -----------------------------------------------------------------------------------------


def test_note_stands_in_the_margin_of_a_wide_screen(open_page: Opener) -> None:
    page = open_page(SECTION)
    reference = page.locator("#noteref-6")
    beside = page.locator(".note-beside").first
    expect(beside).to_be_visible()
    expect(beside).to_contain_text("one-volume edition")
    text, note = page.locator("#p6-1").bounding_box(), beside.bounding_box()
    assert note["x"] > text["x"] + text["width"]
    assert note["x"] + note["width"] <= 1280
    assert note["y"] >= reference.bounding_box()["y"] - 10


def test_notes_in_the_margin_do_not_overlap(open_page: Opener) -> None:
    for name in (
        SECTION,
        "chapters/02-main-questions.html",
        "chapters/07-management-of-production.html",
    ):
        page = open_page(name)
        boxes = page.locator("aside.cast, .note-beside").evaluate_all(
            "found => found.map((box) => box.getBoundingClientRect().toJSON())"
        )
        boxes.sort(key=lambda box: box["top"])
        assert len(boxes) > 2
        for above, below in pairwise(boxes):
            assert above["bottom"] <= below["top"] + 0.5


def test_whole_note_pops_over_on_a_narrow_screen(open_page: Opener) -> None:
    page = open_page(SECTION, **TOUCH)
    reference = page.locator("#noteref-6")
    card = page.locator("#card-note-6")
    reference.tap()
    expect(card).to_be_visible()
    expect(reference).to_have_attribute("aria-describedby", "card-note-6")
    note = page.locator("#note-6 > p").all_inner_texts()
    assert card.locator("p").all_inner_texts() == note
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_notes_stay_at_the_end_of_the_text(open_page: Opener) -> None:
    page = open_page(SECTION)
    assert page.locator("aside.footnote-list").count() == 1
    listed = page.locator("aside.footnote-list [role=doc-footnote]").count()
    assert page.locator("[role=doc-footnote]").count() == listed == 4


def test_cast_stands_at_the_right_of_a_wide_screen(open_page: Opener) -> None:
    page = open_page(SECTION)
    cast, title = page.locator("aside.cast").bounding_box(), page.locator("h1").bounding_box()
    assert cast["x"] > title["x"] + title["width"]
    assert abs(cast["y"] - title["y"]) < 60
    narrow = open_page(SECTION, viewport=NARROW)
    end = narrow.locator("#p6-12").bounding_box()
    assert narrow.locator("aside.cast").bounding_box()["y"] > end["y"]


def test_old_page_number_stands_in_the_margin(open_page: Opener) -> None:
    page = open_page(SECTION)
    shown = page.locator("#page-9").evaluate("mark => getComputedStyle(mark, '::before').position")
    assert shown == "absolute"


# -- Citing ----------------------------------------------------------------------------------------

CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


def clipboard(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def test_paragraph_is_cited_with_its_page(open_page: Opener, address: str) -> None:
    page = open_page(SECTION, **CLIPBOARD)
    paragraph = page.locator("#p6-2")
    link = paragraph.locator(".paragraph-link")
    expect(link).to_have_css("opacity", "0")
    paragraph.hover()
    expect(link).to_have_css("opacity", "1")
    page.get_by_role("button", name="Cite paragraph 2").click()
    expect(page.get_by_text("Copied to the clipboard.")).to_be_visible()
    assert clipboard(page) == (
        "Cornelius Castoriadis, “Bolshevik Policy,” in The Role of Bolshevik Ideology in the Birth "
        "of the Bureaucracy [translated by David Ames Curtis] (1964; The editors of this edition, "
        f"2026), sec. 6, par. 2 (p. 9 of the scanned copy), {address}{SECTION}#p6-2."
    )
    page.get_by_role("button", name="Copy BibTeX").click()
    expect(page.locator(".cite-panel code")).to_contain_text("@incollection")
    assert "  note = {par. 2 (p. 9 of the scanned copy)},\n" in clipboard(page)
    assert "pages = " not in clipboard(page)
    assert f"  url = {{{address}{SECTION}#p6-2}},\n" in clipboard(page)


def test_paragraph_over_two_pages_is_cited_with_both(open_page: Opener) -> None:
    page = open_page(SECTION, **CLIPBOARD)
    page.locator("#p6-1").hover()
    page.get_by_role("button", name="Cite paragraph 1").click()
    expect(page.get_by_text("Copied to the clipboard.")).to_be_visible()
    assert "(pp. 8–9 of the scanned copy), " in clipboard(page)
    page.get_by_role("button", name="Copy BibTeX").click()
    expect(page.locator(".cite-panel code")).to_contain_text("(pp. 8–9 of the scanned copy)")


def test_paragraph_is_cited_by_keyboard(open_page: Opener) -> None:
    page = open_page(SECTION, **CLIPBOARD)
    page.locator("#p6-3 .paragraph-link").focus()
    expect(page.locator("#p6-3 .paragraph-link")).to_have_css("opacity", "1")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Cite paragraph 3")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".cite-panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".cite-panel")).to_have_count(0)
    expect(page.get_by_role("button", name="Cite paragraph 3")).to_be_focused()


def test_paragraph_is_cited_by_touch(open_page: Opener) -> None:
    page = open_page(SECTION, **TOUCH)
    page.locator("#p6-3").tap(position={"x": 5, "y": 5})
    button = page.get_by_role("button", name="Cite paragraph 3")
    expect(button).to_be_visible()
    box = button.bounding_box()
    assert min(box["width"], box["height"]) >= 24
    button.tap()
    expect(page.locator(".cite-panel")).to_be_in_viewport()


# -- Without script, on paper, for those who see or move otherwise ---------------------------------


def test_everything_is_there_without_script(open_page: Opener) -> None:
    page = open_page(SECTION, viewport=NARROW, java_script_enabled=False)
    for name in ("Previous", "Next", "Title page and contents", "People", "Index"):
        expect(
            page.locator("main").get_by_role("link", name=re.compile(name, re.I)).last
        ).to_be_visible()
    expect(page.get_by_role("button", name="Search")).to_be_hidden()
    expect(page.get_by_role("button", name="Color mode")).to_be_hidden()
    reference = page.locator("#noteref-6")
    reference.click()
    expect(page.locator("#note-6")).to_be_in_viewport()
    page.locator("#note-6 a[role=doc-backlink]").first.click()
    expect(reference).to_be_in_viewport()


def test_contents_are_beside_the_text_without_script(open_page: Opener) -> None:
    page = open_page(SECTION, java_script_enabled=False)
    expect(page.get_by_role("link", name="7. The Management of Production").first).to_be_visible()


def test_paper_has_the_text_and_the_notes_only(open_page: Opener) -> None:
    page = open_page(SECTION)
    page.emulate_media(media="print")
    for hidden in (
        ".bd-sidebar-primary",
        ".bd-header-article",
        ".note-beside",
        ".prev-next-footer",
    ):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("#note-6")).to_be_visible()
    assert page.locator("h1:visible").count() == 1


def test_focus_is_seen(open_page: Opener) -> None:
    page = open_page(SECTION)
    for _ in range(40):
        page.keyboard.press("Tab")
        width = page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement);"
            " return s.outlineStyle === 'none' && s.boxShadow === 'none' ? 0 : 1; }"
        )
        assert width == 1, page.evaluate("document.activeElement.outerHTML")


def test_nothing_moves_for_who_asks_for_rest(open_page: Opener) -> None:
    page = open_page(SECTION, reduced_motion="reduce")
    moving = page.evaluate(
        "() => [...document.querySelectorAll('*')].filter((element) => {"
        " const style = getComputedStyle(element);"
        " return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0.01; })"
        ".length"
    )
    assert moving == 0


def test_no_line_moves_while_a_page_opens(open_page: Opener) -> None:
    page = open_page(SECTION, viewport=NARROW)
    expect(page.locator(".collation-switch")).to_be_visible()
    moved = page.evaluate(
        """async () => {
            let moved = 0;
            const add = (list) => list.forEach((entry) => (moved += entry.value));
            const observer = new PerformanceObserver((list) => add(list.getEntries()));
            observer.observe({ type: "layout-shift", buffered: true });
            for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
            add(observer.takeRecords());
            return moved;
        }"""
    )
    assert moved < 0.01
