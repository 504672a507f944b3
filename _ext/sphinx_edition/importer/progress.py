"""A bar on a terminal while a long text is read."""

from __future__ import annotations

import sys
from typing import TextIO

WIDTH = 24


class Bar:
    """Shows on ``stream``, if it is a terminal, how far an import has come."""

    def __init__(self, stream: TextIO | None = None) -> None:
        """Write to the standard error by default."""
        self.stream = stream or sys.stderr
        self.shows = self.stream.isatty()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` steps are behind; nothing when all are."""
        if not self.shows:
            return
        bar = "#" * (WIDTH * done // total)
        line = f"[{bar:<{WIDTH}}] {what}" if what else ""
        self.stream.write(f"\r\x1b[K{line}")
        self.stream.flush()
