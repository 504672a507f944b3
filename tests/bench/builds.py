"""What a build costs when nothing, or one word of one chapter, has changed: shares of a full build.

``python -m tests.bench.builds`` copies the edition and builds its site three times.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from checkout import copy_tracked

PROJECT = Path(__file__).parents[2]
CHANGED = "chapters/people.md"
ROUNDS = 3


def seconds(folder: Path) -> float:
    """Return how long a build of the site takes, start-up included."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", "doctrees", ".", "html"]
    subprocess.run(command, cwd=folder, check=True)
    return time.perf_counter() - start


def measure() -> dict[str, float]:
    """Return the shares of a full build that an empty and a small build take."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent, "edition")
        copy_tracked(PROJECT, folder)
        full = seconds(folder)
        nothing = min(seconds(folder) for _ in range(ROUNDS))
        entries = folder / CHANGED
        small = []
        for number in range(ROUNDS):
            text = entries.read_text("utf-8")
            entries.write_text(f"{text}\nOne sentence more, number {number}.\n", "utf-8")
            small.append(seconds(folder))
    return {
        "build with nothing to do, of a full one": round(nothing / full, 3),
        "build after a change in the register, of a full one": round(min(small) / full, 3),
    }


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name}\t{value}")
