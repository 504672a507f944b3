"""Count who and what each section names.

python names_per_section.py passages.json register.json
"""

import json
import sys
from collections import Counter
from pathlib import Path


def names_per_section(passages: Path, register: Path) -> dict[str, Counter[str]]:
    """Return for each section how often its paragraphs name each entry of the register."""
    graph = json.loads(register.read_text("utf-8"))["@graph"]
    name_of = {thing["identifier"]: thing["name"] for thing in graph}
    found: dict[str, Counter[str]] = {}
    for unit in json.loads(passages.read_text("utf-8"))["member"]:
        if unit["citeType"] == "section":
            found[unit["identifier"]] = Counter()
        else:
            found[unit["section"]].update(name_of[each["entry"]] for each in unit["mentions"])
    return found


if __name__ == "__main__":
    for section, names in names_per_section(*map(Path, sys.argv[1:])).items():
        most = ", ".join(f"{name} {times}" for name, times in names.most_common(3))
        print(f"section {section}: {names.total()} names: {most}")
