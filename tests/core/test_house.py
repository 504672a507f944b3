"""The rules of the house: who may import whom, how long a module is, what has no number."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent.parent / "_ext" / "sphinx_edition"
MODULES = sorted(PACKAGE.rglob("*.py"))
#: The front doors: they know the rooms by name.
DOORS = {"__init__", "__main__"}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Yield the modules of the package that a module imports, relative imports included."""
    package = ["sphinx_edition", *path.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            module = ".".join([*above, *filter(None, [node.module])])
            yield module
            yield from (f"{module}.{name.name}" for name in node.names)


def wrong_imports(path: Path) -> set[str]:
    room = room_of(path)
    rooms = {
        name.split(".")[1]
        for name in imported(path)
        if name.startswith("sphinx_edition.") and (PACKAGE / name.split(".")[1]).exists()
    }
    return set() if room in DOORS else rooms - {room, "core"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_itself_and_the_ground_floor_alone(path: Path) -> None:
    assert wrong_imports(path) == set()


def test_an_import_of_another_room_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.PACKAGE", tmp_path)
    for room in ("core", "tei", "notes"):
        (tmp_path / room).mkdir()
    for words in (
        "from sphinx_edition.notes import anchor_of",
        "from sphinx_edition import notes",
        "import sphinx_edition.notes",
        "from ..notes import anchor_of",
        "from .. import notes",
        "def late():\n    from sphinx_edition.notes import anchor_of",
    ):
        (tmp_path / "tei" / "x.py").write_text(words)
        assert wrong_imports(tmp_path / "tei" / "x.py") == {"notes"}, words
        (tmp_path / "core" / "x.py").write_text(words)
        assert wrong_imports(tmp_path / "core" / "x.py") == {"notes"}, words


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_and_functions_are_short(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 330
    long = [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and node.end_lineno - node.lineno >= 50
    ]
    assert long == []


def numbered(path: Path) -> list[int]:
    """Return the lines that give a listener or a transform a literal number as its priority."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (
            isinstance(node, ast.keyword)
            and node.arg == "priority"
            and isinstance(node.value, ast.Constant)
        )
        or (
            isinstance(node, ast.Assign)
            and any(getattr(name, "id", "") == "default_priority" for name in node.targets)
            and isinstance(node.value, ast.Constant)
        )
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_priorities_have_names(path: Path) -> None:
    assert numbered(path) == []


def test_a_priority_without_a_name_is_seen(tmp_path: Path) -> None:
    code = 'app.connect("x", f, priority=900)\n\n\nclass T:\n    default_priority = 5\n'
    (tmp_path / "x.py").write_text(code, "utf-8")
    assert sorted(numbered(tmp_path / "x.py")) == [1, 5]


def private_parts(code: str) -> set[str]:
    """Return what ``code`` uses of others though its name says that it is theirs alone."""
    tree = ast.parse(code)
    owners = {"self", "cls", "super"}
    attributes = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") not in owners
    }
    modules = {
        part
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and "sphinx_edition" not in node.module
        for part in [*node.module.split("."), *(name.name for name in node.names)]
    }
    named = {*attributes, *modules} - {"_replace", "_asdict", "_fields"}  # public, of named tuples
    return {name for name in named if re.fullmatch(r"_[a-z]\w*", name)}


def test_what_is_private_to_others_is_listed() -> None:
    text = (PACKAGE.parent / "AGREEMENTS.md").read_text("utf-8")
    section = text.partition("## Private parts of others\n")[2].partition("\n## ")[0]
    used = set().union(*(private_parts(path.read_text("utf-8")) for path in MODULES))
    own = set(re.findall(r"^    def (_\w+)", "".join(p.read_text("utf-8") for p in MODULES), re.M))
    assert used - own == set(re.findall(r"^\| `\w+\.(_\w+)` \|", section, re.MULTILINE))


def test_a_private_part_is_seen() -> None:
    code = "from sphinx._cli import x\nfrom y import _z\na._b\nself._c\na._replace(b=1)\n"
    assert private_parts(code) == {"_cli", "_z", "_b"}
