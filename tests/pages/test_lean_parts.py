"""The parts: selectors, style sheets, icons, one page."""

from pathlib import Path

import pytest
import tinycss2
from sphinx_edition.pages.lean.icons import icon_for, icons
from sphinx_edition.pages.lean.page import LeanPage, normal_name
from sphinx_edition.pages.lean.stylesheet import style_sheet
from sphinx_edition.pages.lean.used import Used, possible, split

PAGE = '<html data-content_root="./"><p class="note first" id="a">x</p><a href="b">y</a></html>'
SCRIPT = "x.classList.add('shown'); x.dataset.openNow = 1; x.querySelector('.sought b');\n// 'no'"


def used() -> Used:
    found = Used()
    found.add_page(PAGE)
    found.add_script(SCRIPT)
    return found


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("p", True),
        ("p.note", True),
        ("p.note.first", True),
        ("a.note", False),
        (".note a[href]", True),
        (".note > a[name]", False),
        ("p.shown", True),
        (".sought", False),
        ("b", False),
        ("#a", True),
        ("#b", False),
        ("[data-open-now] p", True),
        ("p:not(.other)", True),
        (":is(.other, .note) a", True),
        (":is(.other, .more) a", False),
        ("details[open]", False),
        ("p[open]::before", True),
        (":root", True),
        ("*", True),
        ("no", False),
    ],
)
def test_possible(selector: str, expected: bool) -> None:
    tokens = tinycss2.parse_component_value_list(selector)
    assert [possible(part, used()) for part in split(tokens)] == [expected]


def sheet(folder: Path, css: str) -> str:
    (folder / "styles").mkdir(exist_ok=True)
    (folder / "styles" / "a.css").write_text(css, "utf-8")
    return style_sheet(folder, ["styles/a.css"], used())


def test_unused_selectors_rules_and_groups_go(tmp_path: Path) -> None:
    css = "p,b{color:red} b{x:y} @media print{b{x:y}} @media print{p{x:y}}"
    assert sheet(tmp_path, css) == "p{color:red}\n@media print{p{x:y}}"


def test_unused_properties_go(tmp_path: Path) -> None:
    css = ":root{--a:1;--b:var(--c);--c:2;--d:var(--d)} p{margin:var(--b,var(--e))}"
    assert sheet(tmp_path, css) == ":root{--b:var(--c);--c:2}\np{margin:var(--b,var(--e))}"


def test_overruled_properties_go(tmp_path: Path) -> None:
    css = ":root{--a:1} p{margin:var(--a)} :root{--a:2}"
    assert sheet(tmp_path, css) == "p{margin:var(--a)}\n:root{--a:2}"


def test_unused_animations_and_fonts_go(tmp_path: Path) -> None:
    css = (
        "@keyframes one{to{top:0}} @keyframes two{to{top:0}} p{animation:one 1s;font-family:Used}"
        '@font-face{font-family:"Used";src:url("../f.woff2")} @font-face{font-family:Other}'
    )
    assert sheet(tmp_path, css) == (
        "@keyframes one{to{top:0}}\np{animation:one 1s;font-family:Used}\n"
        '@font-face{font-family:"Used";src:url("f.woff2")}'
    )


def test_imports_are_put_in_their_place(tmp_path: Path) -> None:
    (tmp_path / "basic.css").write_text("a{x:y}", "utf-8")
    assert sheet(tmp_path, '@import "../basic.css"; p{x:y}') == "a{x:y}\np{x:y}"


def test_dark_colours_without_script(tmp_path: Path) -> None:
    css = 'html[data-theme="dark"]{color:red}'
    found = Used()
    found.add_page('<html data-theme="light">')
    (tmp_path / "a.css").write_text(css, "utf-8")
    assert style_sheet(tmp_path, ["a.css"], found).endswith(
        "@media (prefers-color-scheme:dark){html:not([data-theme]){color:red}}"
    )


@pytest.mark.parametrize(
    ("sheet_name", "url", "expected"),
    [("styles/a.css", "../b.png", "b.png"), ("a.css", "b.png", "b.png"), ("s/a.css", "b", "s/b")],
)
def test_normal_name(sheet_name: str, url: str, expected: str) -> None:
    assert normal_name(sheet_name, url) == expected


def test_icons() -> None:
    assert len(icons()) > 1000
    assert icon_for(["fa-solid", "fa-bars"]) == icon_for(["fas", "fa-navicon"])
    assert icon_for(["fa-brands", "fa-github"]) is not None
    assert icon_for(["fa-solid", "fa-github"]) is None
    assert icon_for(["fa-solid", "fa-lg", "fa-moon"]) != icon_for(["fa-regular", "fa-moon"])


def lean(body: str, head: str = "") -> tuple[str, list[str]]:
    said: list[str] = []
    html = f'<html data-content_root="../"><head>{head}</head><body>{body}</body></html>'
    page = LeanPage(
        html,
        keyboard=False,
        script_text=lambda name: "Documentation.init" if name == "needy.js" else "",
        keep_script=lambda body: f"kept-{len(body)}.js",
        checksum=lambda name: "",  # noqa: ARG005
        warn=lambda kind, message: said.append(f"{kind}: {message}"),
    )
    return page.html(), said


def test_foreign_inline_script_moves_to_a_file() -> None:
    html, _ = lean("", "<script>foo()</script>")
    assert '<script src="../_static/kept-5.js" defer=""></script>' in html


def test_data_stays() -> None:
    html, _ = lean("", '<script type="application/ld+json">{"a": 1}</script>')
    assert '<script type="application/ld+json">{"a": 1}</script>' in html


def test_sphinx_scripts_stay_for_who_needs_them() -> None:
    doctools = '<script src="../_static/doctools.js"></script>'
    assert "doctools" not in lean("", doctools)[0]
    assert "doctools" in lean("", doctools + '<script src="../_static/needy.js"></script>')[0]


def test_unknown_handlers_icons_and_features_are_reported() -> None:
    _, said = lean(
        '<button onclick="thebe()"></button><i class="fa-solid fa-nothing"></i>'
        '<div class="version-switcher__button"></div>'
    )
    assert [line.split(":")[0] for line in said] == ["unsupported", "icon", "handler"]


def test_text_is_left_alone() -> None:
    body = "<pre>\n\n one\n</pre><p>a &lt; b &amp; c “d” é</p>"
    assert body in lean(body)[0]
