"""What a site costs that grows: the same text with our extensions and with stock packages.

``python -m tests.bench.scale [CHAPTERS …]`` builds books of 100 and 300 chapters (or of the numbers
given), each once in full, then with nothing, one chapter and one entry changed.  Both books are
built in turns on the same machine, so that the ratios stand whatever else it does.  A book of 1,000
chapters, with ours alone, says how the cost grows.
"""

from __future__ import annotations

import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

PROJECT = Path(__file__).parents[2]
SIZES = (100, 300)
LARGE = 1000
ENTRIES = 30
STOCK = ["myst_parser", "sphinxcontrib.bibtex"]
OURS = [
    "myst_parser",
    "sphinx_edition.languages",
    "sphinx_edition.notes",
    "sphinx_edition.prosopography",
    "sphinx_edition.references",
    "sphinx_edition.citable",
    "sphinx_edition.pages",
    "sphinx_edition.hosting",
    "sphinx_edition.fresh",
]
SENTENCE = "In that year, as was said before, {name} spoke to the rest of the {n}th assembly. "
BIB = "@book{smith,\n author={Smith, Ann}, title={A Book}, year={2000}, publisher={Press}}\n"


class Cost(NamedTuple):
    """What a build took: seconds of the processors, seconds by the clock, megabytes at most."""

    cpu: float
    wall: float
    memory: float


def write_book(folder: Path, chapters: int, *, ours: bool) -> None:
    """Write a book of ``chapters`` with a register (stock: a glossary) and a bibliography."""
    folder.mkdir(parents=True)
    settings = [
        f"extensions = {OURS if ours else STOCK!r}",
        'html_theme = "sphinx_book_theme"',
        'exclude_patterns = ["_build"]',
        'bibtex_bibfiles = ["references.bib"]',
    ]
    settings += ['primary_domain = "prosopography"'] if ours else []
    (folder / "conf.py").write_text("\n".join(settings) + "\n", "utf-8")
    (folder / "references.bib").write_text(BIB, "utf-8")
    names = [f"Person {n:03d}" for n in range(ENTRIES)]
    (folder / "people.md").write_text(register(names, "Who this was.", ours=ours), "utf-8")
    documents = [f"{n:04d}-chapter" for n in range(chapters)]
    for number, docname in enumerate(documents):
        (folder / f"{docname}.md").write_text(chapter(number, names, ours=ours), "utf-8")
    bibliography = "```{bibliography}\n```\n"
    (folder / "works.md").write_text(f"# Works\n\n{bibliography}", "utf-8")
    toctree = "\n".join([*documents, "people", "works"])
    (folder / "index.md").write_text(f"# Book\n\n```{{toctree}}\n{toctree}\n```\n", "utf-8")


def register(names: list[str], description: str, *, ours: bool) -> str:
    """Return the register; the ``description`` is that of the first entry, which few pages show."""
    says = [description, *["Who this was."] * (len(names) - 1)]
    if ours:
        entries = (f"```{{person}} {n}\n{s}\n```" for n, s in zip(names, says, strict=True))
        return "# People\n\n" + "\n\n".join(entries) + "\n"
    lines = "\n\n".join(f"{n}\n  {s}" for n, s in zip(names, says, strict=True))
    return f"# People\n\n```{{glossary}}\n{lines}\n```\n"


def chapter(number: int, names: list[str], *, ours: bool) -> str:
    """Return a chapter of 20 paragraphs with five names, a note and a citation."""
    role = "person" if ours else "term"
    text = [f"# Chapter {number}\n"]
    for n in range(20):
        chosen = names[0] if number % 50 == 0 and n == 0 else names[1 + (number * 7 + n) % 29]
        name = f"{{{role}}}`{chosen}`" if n % 4 == 0 else "somebody"
        text.append("".join(SENTENCE.format(name=name if s == 0 else "he", n=s) for s in range(6)))
        text.append("")
    text += ["A note[^1] and {cite:p}`smith`.\n", "[^1]: The note.\n"]
    return "\n".join(text)


def build(folder: Path, *options: str, memory: bool = False) -> Cost:
    """Build the site of the book in ``folder``, in a process of its own.

    ``memory`` is asked for with a second build.
    """
    command = [sys.executable, "-m", "sphinx", "-q", *options, "-b", "html", ".", "_build/html"]
    environment = os.environ | {"PYTHONPATH": str(PROJECT / "_ext"), "PYTHONWARNINGS": "ignore"}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE) as process:
        _said, complained = process.communicate()
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise RuntimeError(complained.decode())
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, wall, peak(folder, command, environment) if memory else 0.0)


def peak(folder: Path, command: list[str], environment: dict[str, str]) -> float:
    """Return the most memory that a full build held, in megabytes, measured in a process apart."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, "
        "stderr=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    )
    command = [sys.executable, "-c", code, *command]
    return float(subprocess.check_output(command, cwd=folder, env=environment))


def measure_book(folder: Path, *, ours: bool) -> dict[str, Cost]:
    """Build a book in full, with nothing to do, after an edit of a chapter and of an entry."""
    found = {"full": build(folder, "-E", memory=True), "nothing changed": build(folder)}
    edited = folder / "0007-chapter.md"
    edited.write_text(edited.read_text("utf-8") + "\nOne sentence more.\n", "utf-8")
    found["one chapter edited"] = build(folder)
    names = [f"Person {n:03d}" for n in range(ENTRIES)]
    (folder / "people.md").write_text(register(names, "Somebody else.", ours=ours), "utf-8")
    found["one entry edited"] = build(folder)
    found["full, -j 2"] = build(folder, "-E", "-j", "2")
    return found


def gain(folder: Path) -> float:
    """Return the time by the clock with ``-j 2`` as a share of that without: the median of pairs.

    Other processes on the machine take from the one or the other.
    """
    return median(build(folder, "-E", "-j", "2").wall / build(folder, "-E").wall for _ in range(5))


Found = dict[int, dict[str, dict[str, Cost]]]


def measure_all(sizes: tuple[int, ...] = SIZES) -> tuple[Found, dict[int, float]]:
    """Return the costs by number of chapters, book (``ours``, ``stock``) and case; the gains."""
    found: Found = {}
    gains: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as parent:
        for chapters in (*sizes, LARGE):
            found[chapters] = {}
            for name in ("ours", "stock") if chapters in sizes else ("ours",):
                folder = Path(parent, f"{name}-{chapters}")
                write_book(folder, chapters, ours=name == "ours")
                found[chapters][name] = measure_book(folder, ours=name == "ours")
                if name == "ours" and chapters in sizes:
                    gains[chapters] = gain(folder)
    return found, gains


def ratios(found: Found, gains: dict[int, float]) -> dict[str, float]:
    """Return our costs as shares of the stock packages', and of our own."""
    shares: dict[str, float] = {}
    for chapters, books in found.items():
        if "stock" not in books:
            continue
        ours, stock = books["ours"], books["stock"]
        for case, cost in ours.items():
            key = f"{chapters} chapters, {case}"
            shares[f"{key}: CPU of stock's"] = round(cost.cpu / stock[case].cpu, 3)
        memory = ours["full"].memory / stock["full"].memory
        shares[f"{chapters} chapters: memory of stock's"] = round(memory, 3)
        key = f"{chapters} chapters: time by the clock with -j 2 of without"
        shares[key] = round(gains[chapters], 3)
    small, large = min(found), max(found)
    for case, cost in found[large]["ours"].items():
        growth = math.log(cost.cpu / found[small]["ours"][case].cpu) / math.log(large / small)
        shares[f"exponent of growth to {large} chapters, {case}"] = round(growth, 3)
    return shares


def draw(found: Found, picture: Path) -> None:
    """Draw the seconds of a full build, and of one after an edit, over the number of chapters."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.fonttype"] = "none"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4))
    for name, style in (("ours", "-"), ("stock", "--")):
        for case in ("full", "one chapter edited", "one entry edited"):
            sizes = [chapters for chapters, books in found.items() if name in books]
            seconds = [found[chapters][name][case].cpu for chapters in sizes]
            axes.plot(sizes, seconds, style, marker="o", label=f"{name}: {case}")
    axes.set(xlabel="chapters", ylabel="seconds of CPU", xscale="log", yscale="log")
    axes.legend(fontsize=7)
    picture.parent.mkdir(exist_ok=True)
    figure.savefig(picture, metadata={"Date": None})


def measure(sizes: tuple[int, ...] = SIZES) -> dict[str, float]:
    """Measure, draw and return the ratios."""
    found, gains = measure_all(sizes)
    draw(found, PROJECT / "_build" / "scale.svg")
    for chapters, books in found.items():
        for name, cases in books.items():
            for case, cost in cases.items():
                line = f"{chapters:5} {name:6} {case:20} {cost.cpu:7.1f} s CPU"
                print(f"{line} {cost.wall:7.1f} s {cost.memory:6.0f} MB", file=sys.stderr)
    return ratios(found, gains)


if __name__ == "__main__":
    chosen = tuple(map(int, sys.argv[1:])) or SIZES
    for label, value in measure(chosen).items():
        print(f"{label}\t{value}")
