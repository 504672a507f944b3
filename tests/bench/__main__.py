"""All benchmarks in one run, as ratios: printed, and written to ``_build/bench.json``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[2]
sys.path.insert(0, str(PROJECT / "_ext"))

from collation.bench import measure as measure_proof  # noqa: E402

from tests.bench import builds, pages, prosopography  # noqa: E402

SEED = "seeds/000_39ea79eae56c5405.yaml"


def main() -> None:
    """Run every benchmark, print each figure, write them all."""
    found = {
        "pages": pages.measure(),
        "collation": measure_proof(PROJECT, SEED),
        "prosopography": prosopography.measure(),
        "builds": builds.measure(),
    }
    text = json.dumps(found, indent=2)
    print(text)
    (PROJECT / "_build").mkdir(exist_ok=True)
    (PROJECT / "_build" / "bench.json").write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main()
