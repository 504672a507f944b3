"""The pages in a browser: what a reader does, and what the site must not do."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
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


@pytest.mark.parametrize("serif", ["serif", "DejaVu Serif"])
def test_measure_is_sixty_to_seventy_five_characters(open_page: Opener, serif: str) -> None:
    """Whatever serif a machine has: the letters of some are a fifth wider than those of others."""
    page = open_page(SECTION)
    page.evaluate("serif => document.body.style.setProperty('--ed-serif', serif)", serif)
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


# -- Aa: marks, size, colours ----------------------------------------------------------------------


def choose(page: Page, choice: str) -> None:
    page.get_by_role("button", name="Aa").click()
    page.locator("#_reader").get_by_label(choice, exact=True).check()
    page.keyboard.press("Escape")


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


@pytest.mark.parametrize(
    ("choice", "name", "value"),
    [
        ("everything", "marks", "everything"),
        ("none", "marks", "plain"),
        ("dark", "theme", "dark"),
        ("large", "size", "large"),
    ],
)
def test_choices_last(open_page: Opener, address: str, choice: str, name: str, value: str) -> None:
    page = open_page(SECTION, color_scheme="light")
    expect(page.locator("html")).to_have_attribute("data-marks", "names")
    choose(page, choice)
    expect(page.locator("html")).to_have_attribute(f"data-{name}", value)
    page.goto(f"{address}index.html")
    expect(page.locator("html")).to_have_attribute(f"data-{name}", value)


def test_choices_are_made_by_keyboard_and_by_touch(open_page: Opener) -> None:
    page = open_page(SECTION)
    page.get_by_role("button", name="Aa").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator("html")).to_have_attribute("data-marks", "everything")
    page.keyboard.press("Escape")
    expect(page.locator("#_reader")).to_be_hidden()
    touched = open_page(SECTION, **TOUCH)
    touched.get_by_role("button", name="Aa").tap()
    touched.locator("#_reader label", has_text="everything").tap()
    expect(touched.locator("html")).to_have_attribute("data-marks", "everything")


LINE = "found => getComputedStyle(found).textDecorationLine"


def test_marks_are_calm_until_everything_is_asked_for(open_page: Opener) -> None:
    page = open_page(SECTION)
    emended, lines = page.locator("#emended-480"), page.locator("#p6-1 .witness-lines")
    assert page.locator("#p6-1 .mention").first.evaluate(LINE) == "underline"
    assert page.locator("h1 .mention").evaluate(LINE) == "none"
    assert emended.evaluate(LINE) == "none"
    expect(lines).to_have_css("opacity", "0")
    choose(page, "everything")
    assert emended.evaluate(LINE) == "underline"
    expect(lines).to_have_css("opacity", "1")
    choose(page, "none")
    assert page.locator("#p6-1 .mention").first.evaluate(LINE) == "none"


def test_nothing_stands_between_a_title_and_its_first_sentence(open_page: Opener) -> None:
    page = open_page(SECTION)
    following = page.locator("h1 + *")
    expect(following).to_have_attribute("id", "p6-1")
    cast = page.locator("aside.cast details")
    assert cast.get_attribute("open") is None
    expect(cast.locator("summary")).to_have_text(re.compile(r"^\d+ named in this section$"))


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
    sentence = page.locator("#search-results .context a", has_text="We are happy to present").first
    expect(sentence.locator("mark").first).to_have_text("Kollontai")
    sentence.click()
    expect(page).to_have_url(re.compile(r"01-significance\.html#p1-1$"))
    page.wait_for_function("CSS.highlights.get('found')?.size")  # the hit is marked on arrival
    assert page.said == []


def test_search_finds_a_person_by_another_name_once(open_page: Opener) -> None:
    page = open_page("search.html?q=Bronstein")
    results = page.locator("#search-results li")
    expect(results.first).to_contain_text("person")
    expect(results.first).to_contain_text("Leon Trotsky was a leader of the October Revolution")
    expect(results.first.locator("a").first).to_have_attribute(
        "href", re.compile(r"people\.html#person-trotsky$")
    )
    assert "Prosopography" not in page.locator("#search-results").inner_text()
    places = [link.get_attribute("href") for link in page.locator("#search-results li > a").all()]
    assert len(places) == len(set(places))


def test_a_quoted_phrase_is_a_phrase(open_page: Opener) -> None:
    page = open_page("search.html?q=“dictatorship of the proletariat”")
    sentences = page.locator("#search-results li:has(a:text('6. Bolshevik Policy')) .context")
    expect(sentences).to_have_count(1)
    assert "‘dictatorship of the proletariat’" in sentences.inner_text()
    title = page.locator("#search-results li > a").all_inner_texts()
    assert title.count("Dictatorship of the proletariat") == 1
    page.locator(".search-form input").fill('"proletariat of the dictatorship"')
    expect(page.locator("#search-results")).to_have_text("Nothing was found.")


def test_arrows_lead_through_the_results(open_page: Opener) -> None:
    page = open_page("search.html?q=Kronstadt")
    first = page.locator("#search-results a").first
    expect(first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".search-form input")).to_be_focused()


def test_escape_closes_the_search(open_page: Opener) -> None:
    page = open_page(SECTION)
    page.keyboard.press("/")
    expect(page.locator("#_search")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#_search")).to_be_hidden()


def test_without_script_the_search_says_what_it_needs(open_page: Opener) -> None:
    page = open_page("search.html", java_script_enabled=False)
    expect(page.locator("main p").first).to_have_text(re.compile("needs JavaScript"))
    expect(page.locator("input[type=search]")).to_have_count(2)
    for field in page.locator("input[type=search]").all():
        expect(field).to_be_hidden()


# -- Contents --------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", [True, False])
def test_contents_open_beside_a_narrow_page(open_page: Opener, script: bool) -> None:
    page = open_page(SECTION, **TOUCH, java_script_enabled=script)
    link = page.locator("#_contents").get_by_role("link", name="7. The Management of Production")
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Contents").tap()
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Contents").tap()
    link.tap()
    expect(page).to_have_url(re.compile("07-management"))


def test_few_steps_lead_from_the_skip_link_to_the_text(open_page: Opener) -> None:
    page = open_page(SECTION)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    steps = 0
    while not page.evaluate("document.activeElement.closest('article')") and steps < 9:
        page.keyboard.press("Tab")
        steps += 1
    assert steps <= 3


def test_only_the_current_entry_looks_current_in_forced_colours(open_page: Opener) -> None:
    page = open_page(SECTION, forced_colors="active")
    widths = page.locator("#_contents a").evaluate_all(
        "found => found.map((link) => getComputedStyle(link).borderInlineStartWidth)"
    )
    assert sum(width != "0px" for width in widths) == 1


# -- Where one left off ----------------------------------------------------------------------------


def test_title_page_leads_back_to_where_one_left_off(open_page: Opener, address: str) -> None:
    page = open_page(SECTION)
    page.locator("#p6-5").scroll_into_view_if_needed()
    with page.expect_event("console") as _told:
        page.evaluate(
            "() => { const look = () => Object.keys(localStorage).some((key) =>"
            " key.startsWith('edition-place')) ? console.log('kept') : setTimeout(look, 50);"
            " scrollBy(0, 1); look(); }"
        )
    page.goto(f"{address}index.html")
    link = page.get_by_role("link", name=re.compile(r"Continue at 6 ¶ \d"))
    expect(link).to_be_visible()
    link.click()
    expect(page).to_have_url(re.compile(r"06-bolshevik-policy\.html#p6-\d$"))


def test_title_page_says_how_long_a_section_takes(open_page: Opener) -> None:
    page = open_page("index.html")
    expect(page.locator("li", has_text="6. Bolshevik Policy").last).to_contain_text("minutes")


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


def test_notes_beside_and_on_cards_have_the_words_alone(open_page: Opener) -> None:
    wide = open_page(SECTION)
    narrow = open_page(SECTION, **TOUCH)
    assert wide.locator(".note-beside .editorial, .note-beside [id]").count() == 0
    assert narrow.locator(".note-card .editorial, .note-card [id]").count() == 0
    assert "p. 168." in wide.locator(".note-beside").last.inner_text()


def test_notes_in_the_margin_do_not_overlap(open_page: Opener) -> None:
    for name in (SECTION, "chapters/07-management-of-production.html"):
        page = open_page(name, viewport={"width": 1440, "height": 900})
        boxes = page.locator(".note-beside").evaluate_all(
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
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["height"] <= 0.6 * 844 + 1
    card.get_by_role("button", name="Close").tap()
    expect(card).to_be_hidden()


def test_a_finger_on_a_number_stays_where_the_note_stands_beside(open_page: Opener) -> None:
    page = open_page(SECTION, viewport={"width": 1366, "height": 1024}, has_touch=True)
    page.locator("#noteref-6").tap()
    assert "#" not in page.url
    expect(page.locator(".note-beside.named")).to_have_count(1)


def test_notes_stay_at_the_end_of_the_text(open_page: Opener) -> None:
    page = open_page(SECTION)
    assert page.locator("aside.footnote-list").count() == 1
    listed = page.locator("aside.footnote-list [role=doc-footnote]").count()
    assert page.locator("[role=doc-footnote]").count() == listed == 4


def test_old_page_number_stands_in_the_margin(open_page: Opener) -> None:
    page = open_page(SECTION)
    shown = page.locator("#page-9").evaluate("mark => getComputedStyle(mark, '::before').position")
    assert shown == "absolute"


# -- Arriving, copying -----------------------------------------------------------------------------


def test_arrival_is_seen_and_no_card_covers_it(open_page: Opener) -> None:
    for name in (
        f"{SECTION}#p6-3",
        f"{SECTION}#note-6",
        f"{SECTION}#emended-480",
        "chapters/people.html#person-lenin",
        "scan/06-bolshevik-policy.html#p6-2",
    ):
        page = open_page(name)
        colours = page.evaluate(
            "() => [getComputedStyle(document.querySelector(':target')).backgroundColor,"
            " getComputedStyle(document.body).backgroundColor]"
        )
        assert colours[0] not in (colours[1], "rgba(0, 0, 0, 0)"), name
        assert page.locator(".card-popup:popover-open").count() == 0, name


def test_a_copied_paragraph_is_its_words_alone(open_page: Opener) -> None:
    page = open_page(SECTION)
    copied = page.evaluate(
        "() => { getSelection().selectAllChildren(document.getElementById('p6-1'));"
        " return getSelection().toString(); }"
    )
    assert copied.strip().endswith("will come afterward.")
    assert "the capitalist model of the time, a form" in " ".join(copied.split())
    assert "One quotation among a hundred" not in copied


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


SELECT = """([id, first, last]) => {
  const nodes = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node; (node = nodes.nextNode()); ) {
    const text = node.data.replaceAll("\\n", " ");
    if (text.includes(first)) range.setStart(node, text.indexOf(first));
    if (text.includes(last)) range.setEnd(node, text.indexOf(last) + last.length);
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.mark.parametrize(
    ("first", "last", "words", "link"),
    [
        ("simply said", "thought.", "simply said or thought.", "simply%20said%20or%20thought."),
        (
            "In its deep-down",
            "the unquestionable conviction",
            "In its deep-down mentality and in its real attitude, the Party was permeated from top "
            "to bottom with the unquestionable conviction",
            "In%20its%20deep%2Ddown%20mentality%20and,bottom%20with%20the%20unquestionable%20conviction",
        ),
        (  # over the number of a note
            "model of the time,",
            "a form of",
            "model of the time, a form of",
            "model%20of%20the,a%20form%20of",
        ),
    ],
)
def test_selected_words_are_quoted_and_led_to(
    open_page: Opener, address: str, first: str, last: str, words: str, link: str
) -> None:
    page = open_page(SECTION, **CLIPBOARD)
    paragraph = "p6-1" if "time" in first else "p6-2"
    page.evaluate(SELECT, [paragraph, first, last])
    page.locator(f"#{paragraph} .cite-button").click()
    expect(page.get_by_text("Copied to the clipboard.")).to_be_visible()
    assert clipboard(page).startswith(f"“{words}” (Cornelius Castoriadis, “Bolshevik Policy,” in")
    assert clipboard(page).endswith(f"{address}{SECTION}#{paragraph}).")
    page.get_by_role("button", name="Copy a link to these words").click()
    expect(page.locator(".cite-panel code")).to_contain_text(":~:text=")
    assert clipboard(page).startswith(f"{address}{SECTION}#{paragraph}:~:text={link}")
    page.goto(clipboard(page))
    expect(page.locator(f"#{paragraph}")).to_be_in_viewport()


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
    for name in ("Previous", "Next", "Title page and contents", "People", "Index of people"):
        expect(page.get_by_role("link", name=re.compile(name, re.I)).last).to_be_visible()
    expect(page.locator(".search-button")).to_be_hidden()
    expect(page.locator(".reader-button")).to_be_hidden()
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
        "#_contents",
        ".bar",
        ".note-beside",
        ".turn",
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
