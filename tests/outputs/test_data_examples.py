"""The three programs of the handbook's page about data do what it says."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).parent.parent.parent
EXAMPLES = PROJECT / "docs" / "examples"


def output(name: str, *arguments: object) -> list[str]:
    """Run a program by itself, as a reader does, and return the lines that it prints."""
    command = [sys.executable, "-I", EXAMPLES / name, *arguments]
    done = subprocess.run(list(map(str, command)), capture_output=True, check=True)
    return done.stdout.decode().splitlines()


@pytest.fixture
def data(build: Path) -> tuple[Path, Path]:
    return build / "html" / "passages.json", build / "html" / "register.json"


def test_names_are_counted_by_section(data: tuple[Path, Path]) -> None:
    lines = output("names_per_section.py", *data)
    members = json.loads(data[0].read_text("utf-8"))["member"]
    counts = [
        sum(len(each["mentions"]) for each in members if each.get("section") == str(section))
        for section in range(9)
    ]
    assert [line.partition(":")[0] for line in lines] == [f"section {each}" for each in range(9)]
    assert [int(line.split()[2]) for line in lines] == counts
    assert any(": Bolsheviks 23, Leon Trotsky 11" in line for line in lines)


@pytest.mark.parametrize("number", range(1, 16))
def test_a_page_of_the_scan_is_rebuilt_line_by_line(build: Path, number: int) -> None:
    (tei,) = (build / "tei").glob("*.xml")
    seed = next((PROJECT / "seeds").glob("*.txt")).read_text("utf-8").split("\n")
    described = yaml.safe_load(next((PROJECT / "seeds").glob("0*.yaml")).read_text("utf-8"))
    first, last = described["pages"][number - 1]["lines"]
    page = [" ".join(line.split()) for line in seed[first - 1 : last]]
    text = "\n".join(page).strip("\n").split("\n")
    found = output("scan_page.py", tei, number)
    assert found == text


def test_the_network_joins_people_of_one_paragraph(data: tuple[Path, Path]) -> None:
    first, *edges, last = output("network.py", *data)
    assert (first, last) == ("graph {", "}")
    assert edges[0] == '  "Leon Trotsky" -- "Vladimir Ilyich Lenin" [weight=5];'
    assert len(edges) == len(set(edges)) > 15


def test_the_page_shows_the_programs() -> None:
    page = (PROJECT / "docs" / "data.md").read_text("utf-8")
    shown = {path.name for path in EXAMPLES.glob("*.py")}
    assert len(shown) == 3
    assert all(f"examples/{name}" in page for name in shown)
