"""What Python need not search for garbage where Sphinx reads and writes in parallel.

A worker is forked with the whole environment, and what was read is shown until all is written.  A
search through it finds nothing, and writes to every object, so that the kernel copies them.
"""

from __future__ import annotations

import gc
import os
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Leave out what workers are forked with, and what was read while pages are written."""
    if app.parallel > 1:
        spare_workers()
        app.connect("write-started", leave_out)
        app.connect("build-finished", take_in)


@cache
def spare_workers() -> None:
    """Let every process that this one forks search only what it makes itself."""
    if hasattr(os, "register_at_fork"):  # where processes are forked
        os.register_at_fork(after_in_child=gc.freeze)


def leave_out(*_: object) -> None:
    """Leave out all that is there and no garbage (``write-started``)."""
    gc.collect()
    gc.freeze()


def take_in(*_: object) -> None:
    """Search through everything again (``build-finished``)."""
    gc.unfreeze()
