"""axe finds nothing on any page: in light, in dark, and on a narrow screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

SETTINGS = {
    "light": ({"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"}, {}),
    # Of axe's rules only that of contrast looks at colours.
    "dark": (
        {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
        {"runOnly": ["color-contrast"]},
    ),
    "forced colours": (
        {"viewport": {"width": 1280, "height": 800}, "forced_colors": "active"},
        {"runOnly": ["color-contrast"]},
    ),
    # What a narrow screen shows it shows in the colours of a wide one; one page is looked at again.
    "narrow": (
        {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
        {"rules": {"color-contrast": {"enabled": False}}},
    ),
}
SECTION = "chapters/07-management-of-production.html"


@pytest.mark.parametrize("setting", SETTINGS)
def test_axe(browser: Browser, address: str, pages: list[str], setting: str) -> None:
    options, rules = SETTINGS[setting]
    context = browser.new_context(**options, bypass_csp=True)  # axe is a script from elsewhere
    page = context.new_page()
    found = {}
    for name in pages:
        page.goto(address + name)
        chosen = {} if name == SECTION else rules
        answer = Axe().run(page, options={"resultTypes": ["violations"], **chosen})
        for violation in answer.response["violations"]:
            places = [node["target"] for node in violation["nodes"][:3]]
            found.setdefault(name, []).append((violation["id"], places))
    context.close()
    assert found == {}


CARDS = {
    "a note": ("#noteref-6", {"width": 390, "height": 844}),
    "a mention": ("#p6-1 .mention", {"width": 1280, "height": 800}),
}


@pytest.mark.parametrize("card", CARDS)
def test_axe_with_a_card_open(browser: Browser, address: str, card: str) -> None:
    link, viewport = CARDS[card]
    context = browser.new_context(viewport=viewport, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}chapters/06-bolshevik-policy.html")
    page.locator(link).first.hover()
    page.locator(".card-popup:popover-open").wait_for()
    assert Axe().run(page).response["violations"] == []
    context.close()


@pytest.mark.parametrize("menu", [".reader-button", ".contents-button", ".search-button"])
def test_axe_with_a_menu_open(browser: Browser, address: str, menu: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}chapters/06-bolshevik-policy.html")
    page.locator(menu).click()
    assert Axe().run(page).response["violations"] == []
    context.close()
