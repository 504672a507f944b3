"""Make what the handbook shows of commands and figures; pictures are pictures.py's.

    python tools/handbook.py outputs     what commands and builders say, written into docs/
    python tools/handbook.py figures     docs/figures/, from _build/bench*.json and a profile

The tests run the same commands and compare (``tests/docs``).
"""

from __future__ import annotations

import json
import os
import pstats
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
EXAMPLES = DOCS / "examples"
FIGURES = DOCS / "figures"
MARKUPS = ("md", "rst")
#: Builders of the examples that are not about a site.
BUILDERS = {"book": "latex", "epub": "epub", "tei": "tei"}


# -- The steps of a tutorial -----------------------------------------------------------------------

FENCE = re.compile(
    r"^(?P<ticks>`{3,})(?P<head>\{code-block\} (?:diff|\w+)|console)\n"
    r"(?::caption: (?P<file>\S+)\n\n)?(?P<body>.*?)^(?P=ticks)$",
    re.MULTILINE | re.DOTALL,
)
HOME = "/home/you"


class Step(NamedTuple):
    """A block of a tutorial: a file to write, a change to make, or commands to run."""

    head: str
    file: str | None
    body: str
    span: tuple[int, int]


def steps_of(text: str) -> Iterator[Step]:
    """Yield the steps of a tutorial; blocks without a caption are only shown."""
    for match in FENCE.finditer(text):
        if match["file"] or match["head"] == "console":
            yield Step(match["head"], match["file"], match["body"], match.span("body"))


def environment(home: Path) -> dict[str, str]:
    """Return the variables with which a tutorial finds the library: as in an active environment."""
    tools = home / ".bin"
    tools.mkdir()
    command = tools / "sphinx-edition"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sphinx_edition "$@"\n', "utf-8")
    command.chmod(0o755)
    ours = {name: value for name, value in os.environ.items() if name != "MAKELEVEL"}
    return {
        **ours,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "_ext"),
        "VIRTUAL_ENV": sys.prefix,
        "LC_ALL": "C.UTF-8",
        "MAKEFLAGS": "",
        "NO_COLOR": "1",  # where CI is set, Sphinx colours what no terminal shows
    }


def change(path: Path, diff: str) -> None:
    """Make the change that the lines of ``diff`` show, which stand together in the file."""
    lines = diff.splitlines()
    old = "\n".join(line[1:] for line in lines if line[:1] in {" ", "-"})
    new = "\n".join(line[1:] for line in lines if line[:1] in {" ", "+"})
    text = path.read_text("utf-8")
    if text.count(old) != 1:
        raise ValueError(f"{path.name} does not have these lines once: {old!r}")
    path.write_text(text.replace(old, new), "utf-8")


def run(body: str, folder: Path, variables: dict[str, str], home: Path) -> tuple[str, Path]:
    """Run the commands of a block; return it with what they say, and the folder they end in."""
    said = []
    for line in body.splitlines():
        if not line.startswith("$ "):
            continue
        said.append(line)
        command = line[2:]
        if command.startswith("cd "):
            folder = folder / command[3:]
            continue
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=folder,
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        said += done.stdout.replace(str(home), HOME).splitlines()
    return "".join(f"{line}\n" for line in said), folder


def play(tutorial: Path, home: Path) -> tuple[str, Path]:
    """Do what a tutorial says in ``home``; return its text with the outputs, and the project."""
    text = tutorial.read_text("utf-8")
    for path in tutorial.parent.glob("*.txt"):
        shutil.copy(path, home)
    variables, folder, changed, done = environment(home), home, "", 0
    for step in steps_of(text):
        if step.head == "console":
            said, folder = run(step.body, folder, variables, home)
            changed += text[done : step.span[0]] + said
            done = step.span[1]
        elif step.head.endswith("diff"):
            change(folder / str(step.file), step.body)
        else:
            path = folder / str(step.file)
            path.parent.mkdir(exist_ok=True)
            path.write_text(step.body, "utf-8")
    return changed + text[done:], folder


# -- The examples ----------------------------------------------------------------------------------


def build(
    name: str, out: Path, markup: str = "md", builder: str = "", source: Path | None = None
) -> Path:
    """Build an example under -W; return the folder of the result.

    Raises:
        RuntimeError: the build warns.

    """
    source = source or EXAMPLES / name
    builder = builder or BUILDERS.get(name, "html")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", builder]
    done = subprocess.run(
        [*command, "-D", f"include_patterns=*.{markup}", "-d", f"{out}.doctrees", source, out],
        env={**os.environ, "PYTHONPATH": str(ROOT / "_ext")},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{name}, {markup}: {done.stderr}")
    return out


def words_of_tei(work: Path) -> str:
    """Return the text of the TEI example, indented."""
    (document,) = build("tei", work / "tei").glob("*.xml")
    space = "http://www.tei-c.org/ns/1.0"
    ET.register_namespace("", space)
    text = ET.parse(document).getroot().find(f"{{{space}}}text")
    assert text is not None
    ET.indent(text)
    return ET.tostring(text, "unicode")


def marked_languages(work: Path) -> str:
    """Return the paragraph of the example in which words are marked."""
    page = (build("languages", work / "languages") / "index.html").read_text("utf-8")
    paragraph = re.search(r"<p>To .*?</p>", page, re.DOTALL)
    assert paragraph
    return paragraph[0]


def rewritten_pages(work: Path) -> str:
    """Return which pages a build writes anew after a title was changed, and what is then stale."""
    source = work / "source"
    shutil.copytree(EXAMPLES / "fresh", source)
    pages = build("fresh", work / "fresh", source=source)
    times = {path: path.stat().st_mtime_ns for path in pages.glob("*.html")}
    changed = source / "02-time.md"
    text = changed.read_text("utf-8")
    changed.write_text(text.replace("# The time", "# Now the time"), "utf-8")
    build("fresh", pages, source=source)
    clean = build("fresh", work / "clean", source=source)
    anew = sorted(path.name for path, time in times.items() if path.stat().st_mtime_ns != time)
    stale = sorted(
        path.relative_to(pages).as_posix()
        for path in pages.rglob("*")
        if path.is_file() and path.read_bytes() != (clean / path.relative_to(pages)).read_bytes()
    )
    return (
        f"changed:                    the title of 02-time.md\n"
        f"written anew:               {', '.join(name for name in anew if name[0] in 'i0')}\n"
        f"other than in a clean build: {', '.join(stale) or 'nothing'}"
    )


#: Outputs that stand in the folder of an example, and what makes them.
OUTPUTS: dict[str, Callable[[Path], str]] = {
    "fresh/output.text": rewritten_pages,
    "languages/output.html": marked_languages,
    "tei/output.xml": words_of_tei,
}


def outputs() -> dict[Path, str]:
    """Return the files of the handbook that show what programs say, as they are to be."""
    made = {}
    for tutorial in sorted((DOCS / "first").glob("*.md")):
        with tempfile.TemporaryDirectory(prefix="handbook.") as home:
            made[tutorial] = play(tutorial, Path(home))[0]
    for name, make in OUTPUTS.items():
        with tempfile.TemporaryDirectory(prefix="handbook.") as work:
            made[EXAMPLES / name] = f"{make(Path(work))}\n"
    return made


# -- Figures ---------------------------------------------------------------------------------------


def rows_of(figures: Any, path: str = "") -> Iterator[list[str]]:
    """Yield the figures of a benchmark as rows: what was measured, and the number."""
    if isinstance(figures, dict):
        for name, value in figures.items():
            yield from rows_of(value, f"{path}, {name}" if path else str(name))
    elif isinstance(figures, float):
        yield [path.replace("_", " "), f"{figures:,.2f}"]
    else:
        yield [path.replace("_", " "), f"{figures:,}" if isinstance(figures, int) else str(figures)]


def import_rows(found: dict[str, dict[str, dict[str, float]]]) -> Iterator[list[str]]:
    """Yield a row for each style of printing, clean and noisy."""
    for damage, styles in found.items():
        for style, score in styles.items():
            cells = [f"{score[key]:.3f}" for key in ("notes", "hyphens", "pages", "chapters")]
            wrong = f"{100 * score['wrong']:.2f}\u00a0%"
            yield [f"{damage}: {style}", *cells, wrong, f"{score['neither']}"]


def profile_rows() -> Iterator[list[str]]:
    """Yield the ten functions that take most time in a clean build of the edition as a site."""
    with tempfile.TemporaryDirectory(prefix="handbook.") as work:
        file = f"{work}/profile"
        command = [sys.executable, "-m", "cProfile", "-o", file, "-m", "sphinx", "-q"]
        subprocess.run([*command, "-d", f"{work}/doctrees", ROOT, f"{work}/html"], check=True)
        found: dict[tuple[str, int, str], tuple[int, int, float, float]]
        found = pstats.Stats(file).stats  # type: ignore[attr-defined]
    whole = sum(own for _, _, own, _, *_ in found.values())
    slowest = sorted(found.items(), key=lambda item: -item[1][2])[:10]
    for (path, _line, name), (_calls, calls, own, *_more) in slowest:
        place = Path(path).with_suffix("").parts[-2:] if path != "~" else ()
        yield [
            f"`{'.'.join([*place, name.strip('<>')])}`",
            f"{100 * own / whole:.1f}\u00a0%",
            f"{calls:,}",
        ]


#: Tables of figures: the command that measures, the head, and how its file becomes rows.
TABLES: dict[str, tuple[str, list[str], Callable[[], Iterator[list[str]]]]] = {
    "bench": (
        "make bench",
        ["measured", "figure"],
        lambda: rows_of(measured("bench")),
    ),
    "bench-import": (
        "make bench-import",
        ["texts", "notes", "hyphens", "pages", "chapters", "wrong", "neither"],
        lambda: import_rows(measured("bench-import")),
    ),
    "profile": ("make docs-figures", ["function", "time of its own", "calls"], profile_rows),
}


def measured(name: str) -> Any:
    """Return what a benchmark has written."""
    path = ROOT / "_build" / f"{name}.json"
    if not path.exists():
        sys.exit(f"there is no {path.relative_to(ROOT)}: run make {name} first")
    return json.loads(path.read_text("utf-8"))


def figures(*names: str) -> None:
    """Write the tables that ``names`` name, or all, with the day of today."""
    FIGURES.mkdir(exist_ok=True)
    for name in names or TABLES:
        command, head, rows = TABLES[name]
        table = {
            "command": command,
            "date": datetime.now(UTC).date().isoformat(),
            "where": f"{os.cpu_count()} processors, Python {sys.version.split()[0]}",
            "head": head,
            "rows": list(rows()),
        }
        text = json.dumps(table, ensure_ascii=False, indent=1)
        (FIGURES / f"{name}.json").write_text(f"{text}\n", "utf-8")
        if name == "bench":
            shutil.copy(ROOT / "_build" / "scale.svg", FIGURES)


def main(command: str, *names: str) -> None:
    """Make what ``command`` names."""
    if command == "outputs":
        for path, text in outputs().items():
            path.write_text(text, "utf-8")
    else:
        figures(*names)
    print(f"done: {command} of docs/")


if __name__ == "__main__":
    main(*sys.argv[1:])
