"""All benchmarks in one run, as ratios: printed, and written to ``_build/bench.json``."""

from __future__ import annotations

import json

from tests.bench import builds, collation, pages, prosopography, scale

BENCHMARKS = {
    "pages": pages.measure,
    "collation": collation.measure,
    "prosopography": prosopography.measure,
    "builds": builds.measure,
    "scale": scale.measure,
}


def main() -> None:
    """Run every benchmark, print each figure, write them all."""
    text = json.dumps({name: measure() for name, measure in BENCHMARKS.items()}, indent=2)
    print(text)
    folder = builds.PROJECT / "_build"
    folder.mkdir(exist_ok=True)
    (folder / "bench.json").write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main()
