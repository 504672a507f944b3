"""Scripts without spaces say what they said."""

import re
from pathlib import Path

import pytest
import sphinx_edition
from sphinx_edition.pages.bundle import lean_script

#: Scripts that are fetched by themselves, as they are.
APART = {"first.js", "search.js", "found.js"}
FOUND = Path(sphinx_edition.__file__).parent.glob("*/static/*.js")
SCRIPTS = sorted(path for path in FOUND if path.name not in APART)
#: A string, or a template without what stands in its braces.
STRING = re.compile(r'"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`')
CODE = re.compile(r"\$\{[^{}]*\}")


def strings(script: str) -> list[str]:
    return [CODE.sub("", text) for text in STRING.findall(script)]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_string_changes_in_a_lean_script(path: Path) -> None:
    text = path.read_text("utf-8")
    lean = lean_script(text)
    assert len(lean) < len(text)
    assert [each for each in strings(lean) if each not in strings(text)] == []


def test_a_lean_script_has_no_needless_spaces() -> None:
    text = "let x = a ? b : c; // why\nif (x >= 1) {\n  x += 1;\n}\n"
    assert lean_script(text) == "let x=a?b:c;if(x>=1){x+=1;}"
