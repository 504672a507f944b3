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
