"""What ``make bench`` measures is still there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_every_benchmark_finds_what_it_measures(project: Path) -> None:
    code = "import tests.bench.__main__ as main; print(sorted(main.BENCHMARKS))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project,
        env={**os.environ, "PYTHONPATH": "_ext:tools"},
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == ("['builds', 'collation', 'pages', 'prosopography', 'scale']"), (
        done.stderr
    )
