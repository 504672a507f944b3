"""The theme's icons as inline SVG, read from the script that the theme would send to every reader.

pydata-sphinx-theme ships Font Awesome as one script of 1.5 MB, which turns ``<i class="fa-solid
fa-moon">`` into SVG in the browser.  We do the same while the page is written, for the few icons
that it shows.  (Icons: Font Awesome Free, CC BY 4.0.)
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pydata_sphinx_theme  # type: ignore[import-untyped]
from bs4 import BeautifulSoup, Tag

SCRIPT = Path("theme/pydata_sphinx_theme/static/scripts/fontawesome.js")

STYLES = {"fa-brands": "fab", "fa-regular": "far", "fab": "fab", "far": "far"}
"""Classes that say which style of an icon is meant; without one it is the solid style."""

STYLE_CLASSES = {*STYLES, "fa-solid", "fas"}

# name:[width,height,[aliases],"code point","path"] or the call that registers a style's icons
ICON_OR_STYLE = re.compile(
    r'"?(?P<name>[a-z0-9-]+)"?:\[(?P<width>\d+),(?P<height>\d+),\[(?P<aliases>[^\]]*)\],'
    r'"[0-9a-f]+","(?P<path>[^"]+)"\]'
    r'|\w\("(?P<style>fa[brs])",\w\)'
)


class Icon(NamedTuple):
    """One icon: the size of its view box, and its path."""

    width: str
    height: str
    path: str


@cache
def icons() -> dict[tuple[str, str], Icon]:
    """Return the theme's icons by style (``fas``, ``far``, ``fab``) and name or alias."""
    script = Path(pydata_sphinx_theme.__file__).parent / SCRIPT
    found: dict[tuple[str, str], Icon] = {}
    waiting: dict[str, Icon] = {}
    for match in ICON_OR_STYLE.finditer(script.read_text("utf-8") if script.exists() else ""):
        if style := match["style"]:
            found.update({(style, name): icon for name, icon in waiting.items()})
            waiting = {}
            continue
        icon = Icon(match["width"], match["height"], match["path"])
        for name in (match["name"], *re.findall(r'"([^"]+)"', match["aliases"])):
            waiting[name] = icon
    return found


def icon_for(classes: list[str]) -> Icon | None:
    """Return the icon that an element with ``classes`` stands for, if the theme has it."""
    style = next((STYLES[name] for name in classes if name in STYLES), "fas")
    names = (name.removeprefix("fa-") for name in classes if name.startswith("fa-"))
    return next((icons()[style, name] for name in names if (style, name) in icons()), None)


def draw_icons(soup: BeautifulSoup) -> list[str]:
    """Replace each icon element of the page by its drawing; return the classes of unknown ones."""
    unknown = []
    for element in soup.select('i[class*="fa-"], span[class*="fa-"]'):
        classes = [str(name) for name in element.get_attribute_list("class") if name]
        icon = icon_for(classes)
        if icon is None:
            unknown.append(" ".join(classes))
            continue
        element.replace_with(drawing(soup, icon, classes, element))
    return unknown


def drawing(soup: BeautifulSoup, icon: Icon, classes: list[str], element: Tag) -> Tag:
    """Return the SVG element for ``icon``, with the data attributes of ``element``."""
    kept = {name: str(value) for name, value in element.attrs.items() if name.startswith("data-")}
    named = [name for name in classes if name not in STYLE_CLASSES]
    svg = soup.new_tag(
        "svg",
        attrs={
            "class": " ".join(["svg-inline--fa", *named]),
            "viewBox": f"0 0 {icon.width} {icon.height}",
            "aria-hidden": "true",
            **kept,
        },
    )
    svg.append(soup.new_tag("path", attrs={"fill": "currentColor", "d": icon.path}))
    return svg
