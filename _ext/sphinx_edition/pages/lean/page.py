"""One page: from what the theme rendered to what a reader needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from urllib.parse import urlsplit
from zlib import crc32

from bs4 import BeautifulSoup, Comment, Tag
from bs4.dammit import EntitySubstitution
from bs4.element import NavigableString
from bs4.formatter import HTMLFormatter

from .icons import draw_icons

THEME_SCRIPTS = frozenset(
    f"scripts/{name}.js"
    for name in ("fontawesome", "bootstrap", "pydata-sphinx-theme", "sphinx-book-theme")
)
"""Scripts of the theme whose work ``lean.js`` does."""

SPHINX_SCRIPTS = ("documentation_options.js", "doctools.js", "sphinx_highlight.js")
"""Scripts that Sphinx adds to every page; ``lean.js`` loads them when they have something to do."""

SEARCH_SCRIPTS = ("searchtools.js", "language_data.js")

NEEDS_SPHINX_SCRIPTS = re.compile(r"\bDOCUMENTATION_OPTIONS\b|\bDocumentation\.|\b_ready\(")

THEME_INLINE = re.compile(r"\bDOCUMENTATION_OPTIONS\.\w+ =|documentElement\.dataset\.mode|\[PST\]")
"""Inline scripts of the theme: the colour mode before the first paint, options of scripts that are
no longer there, the focus of the search page."""

HANDLERS = {"toggleFullScreen()": "fullscreen", "window.print()": "print"}
"""What the theme's buttons have in ``onclick``, and the name that ``lean.js`` has for it."""

UNSUPPORTED = {
    ".version-switcher__button": "the version switcher",
    "[data-pst-announcement-url]": "an announcement from another address",
    "#pst-collapse-sidebar-button": "the button that collapses the sidebar",
}
"""Features that need the theme's own scripts."""


MAY_BE_EMPTY = (
    "#bd-header-version-warning, .pst-async-banner-revealer, header.bd-header, footer.bd-footer, "
    "footer.bd-footer-content, .bd-header-article"
)
"""Bars and banners that the theme writes whether or not they hold anything."""


class InOrder(HTMLFormatter):
    """Writes attributes in the order in which they stand."""

    def attributes(self, tag: Tag) -> Iterable[tuple[str, str | None]]:
        """Return the attributes of ``tag``, unsorted."""
        return tag.attrs.items()  # type: ignore[return-value]


FORMATTER = InOrder(entity_substitution=EntitySubstitution.substitute_xml)


# The two long parts of a page seldom hold anything to change, and parsing is slow.
LONG_PARTS = (('<nav class="bd-links', str.find, "</nav>"), ("<article", str.rfind, "</article>"))
NEEDS_CLEANING = re.compile(r"""<[^>]+\s(?:style|onclick)=|class="[^"]*\bfa-""")


def take_out(html: str) -> tuple[str, dict[str, str]]:
    """Return the page without navigation and text, and these by the names that stand for them."""
    parts: dict[str, str] = {}
    for opening, find, closing in LONG_PARTS:
        start, end = html.find(opening), -1
        if start >= 0:
            end = find(html, closing, start)
        part = html[start : end + len(closing)]
        if end >= 0 and "<script" not in part:
            place = f"\ue000part {len(parts)}\ue000"  # signs that no text has
            parts[place] = part
            html = html[:start] + place + html[end + len(closing) :]
    return html, parts


class LeanPage:
    """A page of the theme, made lean.

    ``script_text`` returns the text of a script below ``_static`` (empty when there is none), and
    ``keep_script`` stores a script that stood in the page and returns its name below ``_static``.
    ``checksum`` returns what to put behind the name of a static file, so that no browser shows an
    old one.  ``warn`` is told of what cannot be made lean.
    """

    def __init__(
        self,
        html: str,
        *,
        keyboard: bool,
        script_text: Callable[[str], str],
        keep_script: Callable[[str], str],
        checksum: Callable[[str], str],
        warn: Callable[[str, str], None],
    ) -> None:
        """Parse ``html``; ``keyboard`` says whether Sphinx's own keyboard shortcuts are wanted."""
        shell, self.parts = take_out(html)
        self.soup = BeautifulSoup(shell, "html.parser")
        self.searches = 'id="search-results"' in html
        self.has_togglers = 'class="toggler"' in html
        self.keyboard = keyboard
        self.script_text = script_text
        self.keep_script = keep_script
        self.checksum = checksum
        self.warn = warn
        root = self.soup.html
        assert root is not None
        assert self.soup.head is not None
        self.head = self.soup.head
        self.root = str(root.get("data-content_root", "./"))

    def html(self) -> str:
        """Return the lean page."""
        for selector, feature in UNSUPPORTED.items():
            if self.soup.select_one(selector):
                self.warn("unsupported", f"{feature} needs the theme's scripts and will not work")
        self.clean(self.soup)
        self.drop_empty_parts()
        self.replace_scripts()
        self.bundle_stylesheets()
        self.mend_names()
        self.mend_landmarks()
        self.drop_empty_lines()
        html = self.soup.decode(formatter=FORMATTER)
        for place, part in self.parts.items():
            html = html.replace(place, self.clean_part(part))
        return html

    def clean_part(self, html: str) -> str:
        """Return a part that was taken out, parsed only if there is something to change."""
        if not NEEDS_CLEANING.search(html):
            return html
        soup = BeautifulSoup(html, "html.parser")
        self.clean(soup)
        return soup.decode(formatter=FORMATTER)

    def clean(self, soup: BeautifulSoup) -> None:
        """Draw icons; move handlers and styles out of the elements."""
        for unknown in draw_icons(soup):
            self.warn("icon", f"the theme has no icon for the classes {unknown!r}")
        self.move_handlers(soup)
        self.move_inline_styles(soup)

    def static_name(self, url: str) -> str | None:
        """Return the name below ``_static`` (or of the search index) that ``url`` means, if any."""
        parts = urlsplit(url)
        if parts.scheme or parts.netloc or not parts.path.startswith(self.root.removeprefix("./")):
            return None
        path = parts.path.removeprefix(self.root.removeprefix("./"))
        if path == "searchindex.js":
            return path
        return path.removeprefix("_static/") if path.startswith("_static/") else None

    def static_url(self, name: str) -> str:
        """Return the address of a static file, as seen from this page."""
        return f"{self.root.removeprefix('./')}_static/{name}{self.checksum(name)}"

    # -- parts -----------------------------------------------------------------------------------

    def drop_empty_parts(self) -> None:
        """Remove comments, and the bars and banners that the theme leaves empty."""
        for comment in self.soup.find_all(string=lambda text: isinstance(text, Comment)):
            comment.extract()
        for again in self.soup.select('meta[name="viewport"] ~ meta[name="viewport"]'):
            again.decompose()
        for element in self.soup.select(MAY_BE_EMPTY):
            if element.decomposed or element.get_text(strip=True):
                continue
            if not element.select("a, button, img, [src]"):
                element.decompose()

    def drop_empty_lines(self) -> None:
        """Reduce the empty lines that templates leave between elements to line ends."""
        self.soup.smooth()
        for text in self.soup.find_all(string=lambda text: "\n" in text and not text.strip()):
            if type(text) is NavigableString and not text.find_parent(["pre", "textarea"]):
                text.replace_with("\n")

    def mend_names(self) -> None:
        """Let a button that shows a text be called by that text (WCAG 2.5.3)."""
        for button in self.soup.select("button[aria-label]"):
            if button.get_text(strip=True):
                del button["aria-label"]
        for keys in self.soup.select(".search-button__kbd-shortcut"):
            keys["aria-hidden"] = "true"

    def mend_landmarks(self) -> None:
        """Put what stands outside all landmarks into one (axe: ``region``)."""
        sidebar = self.soup.select_one("#pst-primary-sidebar")
        if sidebar is not None:
            sidebar["role"] = "complementary"
            sidebar["aria-label"] = "Site"
        main, button = (
            self.soup.select_one("#main-content"),
            self.soup.select_one("#pst-back-to-top"),
        )
        if main is not None and button is not None:
            main.append(button.extract())

    # -- scripts ---------------------------------------------------------------------------------

    def move_handlers(self, soup: BeautifulSoup) -> None:
        """Replace the handlers of the theme's buttons by names that ``lean.js`` knows."""
        for element in soup.select("[onclick]"):
            handler = str(element["onclick"])
            if handler in HANDLERS:
                del element["onclick"]
                element["data-lean"] = HANDLERS[handler]
            else:
                self.warn("handler", f"a content policy will block the handler {handler!r}")

    def replace_scripts(self) -> None:
        """Keep the scripts that the page needs, each in a file and deferred."""
        for link in self.soup.select('link[rel="preload"][as="script"]'):
            link.decompose()
        kept = []
        for script in self.soup.find_all("script"):
            if self.is_data(script):
                continue
            script.extract()
            name = self.static_name(str(script["src"])) if script.has_attr("src") else None
            if not script.has_attr("src"):
                if THEME_INLINE.search(script.get_text()):
                    continue
                script["src"] = self.static_url(self.keep_script(script.get_text()))
                script.clear()
            elif name in THEME_SCRIPTS or (name in (*SEARCH_SCRIPTS, "searchindex.js")):
                continue
            kept.append((name, script))
        wanted = self.searches or self.keyboard or self.has_togglers
        if not (wanted or self.any_needs_sphinx(name for name, _ in kept)):
            kept = [(name, script) for name, script in kept if name not in SPHINX_SCRIPTS]
        self.add_script("lean-mode.js", blocking="render")
        for _, script in kept:
            script["defer"] = ""
            self.head.append(script)
        if self.searches:
            # The search begins when the index arrives, so the index is last.
            for name in ("searchtools.js", "lean-search.js", "language_data.js"):
                self.add_script(name)
            index = f"{self.root.removeprefix('./')}searchindex.js"
            self.head.append(self.soup.new_tag("script", attrs={"src": index, "defer": ""}))
        self.add_script("lean.js")

    @staticmethod
    def is_data(script: Tag) -> bool:
        """Say whether the element holds data (JSON-LD, say), which no browser runs."""
        kind = str(script.get("type", "")).lower()
        return kind not in ("", "module", "text/javascript", "application/javascript")

    def any_needs_sphinx(self, names: Iterable[str | None]) -> bool:
        """Say whether one of the scripts uses what Sphinx's own scripts define."""
        return any(
            NEEDS_SPHINX_SCRIPTS.search(self.script_text(name))
            for name in names
            if name and name not in SPHINX_SCRIPTS
        )

    def add_script(self, name: str, **attributes: str) -> None:
        """Put a deferred script into the head."""
        attrs = {"src": self.static_url(name), "defer": "", **attributes}
        self.head.append(self.soup.new_tag("script", attrs=attrs))

    # -- style -----------------------------------------------------------------------------------

    def move_inline_styles(self, soup: BeautifulSoup) -> None:
        """Rename ``style`` attributes, which a content policy blocks, to ``data-style``.

        The style sheet gets a rule for each value (see `stylesheet.inline_rules`).
        """
        for noscript in soup.select("noscript:has(> style)"):
            noscript.decompose()
        for element in soup.select("[style]"):
            element["data-style"] = str(element.attrs.pop("style"))

    def bundle_stylesheets(self) -> None:
        """Put one style sheet in the place of the local ones, which it will be made from."""
        names: list[str] = []
        links = []
        for link in self.soup.select('link[rel="stylesheet"]'):
            name = self.static_name(str(link["href"]))
            if name is not None and link.get("media", "all") == "all":
                links.append(link)
                if name not in names:
                    names.append(name)
        if not links:
            return
        bundle = self.soup.new_tag(
            "link",
            attrs={
                "rel": "stylesheet",
                "href": f"{self.root.removeprefix('./')}_static/{bundle_name(names)}",
                "data-sheets": " ".join(names),
            },
        )
        links[0].insert_before(bundle)
        for link in links:
            link.decompose()


def bundle_name(names: Iterable[str]) -> str:
    """Return the name of the style sheet that takes the place of the sheets ``names``."""
    return f"lean-{crc32(' '.join(names).encode()):08x}.css"


def normal_name(sheet: str, url: str) -> str:
    """Return what ``url`` in the style sheet ``sheet`` means, seen from ``_static``."""
    parts: list[str] = []
    for part in (*PurePosixPath(sheet).parent.parts, *PurePosixPath(url).parts):
        if part == ".." and parts:
            parts.pop()
        elif part not in (".", ".."):
            parts.append(part)
    return "/".join(parts)
