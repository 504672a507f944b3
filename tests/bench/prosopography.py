"""The cost of a register: the same text with ``{person}`` and with Sphinx's own ``{term}``.

``python -m tests.bench.prosopography`` prints the ratio of both builds' processor time at 300
chapters with 12,000 mentions of 300 entries, and how the cost grows from half that size.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).parents[2]
ENTRIES = 300
MENTIONS = 40  # in a chapter
ROUNDS = 2  # the fastest counts: whatever else the machine does only adds


def write_project(folder: Path, chapters: int, role: str) -> None:
    """Write a book whose every name is marked with a *role*, and the register or glossary."""
    folder.mkdir(parents=True)
    names = [f"Person {n:03d}" for n in range(ENTRIES)]
    # No navigation: Sphinx draws it on every page, so that its cost alone would be quadratic.
    settings = [
        'extensions = ["myst_parser"]',
        'html_theme = "basic"',
        "html_sidebars = {'**': []}",
    ]
    if role == "person":
        settings[0] = 'extensions = ["myst_parser", "sphinx_edition.prosopography"]'
        settings.append('primary_domain = "prosopography"')
        entries = "\n\n".join(f"```{{person}} {name}\nWho this was.\n```" for name in names)
    else:
        lines = "\n\n".join(f"{name}\n  Who this was." for name in names)
        entries = f"```{{glossary}}\n{lines}\n```"
    (folder / "conf.py").write_text("\n".join(settings) + "\n", "utf-8")
    (folder / "people.md").write_text(f"# People\n\n{entries}\n", "utf-8")
    documents = [f"chapter-{n:03d}" for n in range(chapters)]
    for number, docname in enumerate(documents):
        text = [f"# Chapter {number}\n"]
        for n in range(MENTIONS):
            name = names[(number * 7 + n * 13) % ENTRIES]
            text.append(f"In that year, as was said before, {{{role}}}`{name}` spoke to the rest.")
            text.append("Nobody knows what came of it, and the sources that we have are silent.")
            if n % 4 == 3:
                text.append("")
        (folder / f"{docname}.md").write_text("\n".join(text), "utf-8")
    toctree = "\n".join([*documents, "people"])
    (folder / "index.md").write_text(f"# Book\n\n```{{toctree}}\n{toctree}\n```\n", "utf-8")


def seconds(source: Path) -> float:
    """Return the processor time of a full HTML build."""
    best = float("inf")
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as out:
            before = os.times()
            subprocess.run(
                [sys.executable, "-m", "sphinx", "-q", "-E", "-b", "html", str(source), out],
                check=True,
                env=os.environ | {"PYTHONPATH": str(PROJECT / "_ext")},
            )
            after = os.times()
        spent = sum(after[2:4]) - sum(before[2:4])
        best = min(best, spent)
    return best


def measure() -> dict[str, float]:
    """Return the cost above ``{term}`` as a ratio, and the growth from half the chapters to all."""
    with tempfile.TemporaryDirectory() as folder:
        spent = {}
        for role, chapters in (("term", 300), ("person", 300), ("person", 150)):
            source = Path(folder, f"{role}-{chapters}")
            write_project(source, chapters, role)
            spent[role, chapters] = seconds(source)
    return {
        "register_to_glossary": round(spent["person", 300] / spent["term", 300], 3),
        "register_growth": round(spent["person", 300] / spent["person", 150], 3),
    }


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name}\t{value}")
