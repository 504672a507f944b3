"""Building small projects, each build in a process of its own, and comparing what they left.

A forked process has everything imported and nothing of an earlier build: as quick as a build in
this process, as clean as one from the shell.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import random
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from sphinx.application import Sphinx
from sphinx.builders import epub3, latex  # noqa: F401
from sphinx.util.docutils import docutils_namespace, patch_docutils

EPOCH = "1700000000"
PROCESSES = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Built:
    """What a build said: warnings, the traceback if it died, and whether it ended in time."""

    warnings: str
    traceback: str
    in_time: bool = True

    @property
    def is_good(self) -> bool:
        """Whether the build ended, with warnings or without."""
        return self.in_time and not self.traceback


def build(
    source: Path,
    output: Path,
    builder: str = "html",
    *,
    doctrees: Path | None = None,
    jobs: int = 1,
    settings: dict[str, Any] | None = None,
    around: Callable[[], Any] | None = None,
    seconds: float = 600,
) -> Built:
    """Build ``source`` into ``output``; ``around`` returns a context in which that happens."""
    ours, theirs = PROCESSES.Pipe(duplex=False)

    def work() -> None:
        said = io.StringIO()
        trace = ""
        os.environ["SOURCE_DATE_EPOCH"] = EPOCH
        try:
            with patch_docutils(source), docutils_namespace(), (around or no_context)():
                Sphinx(
                    source,
                    source,
                    output,
                    doctrees or output.with_name(f"{output.name}.doctrees"),
                    builder,
                    confoverrides=settings or {},
                    status=None,
                    warning=said,
                    parallel=jobs,
                ).build()
        except BaseException:
            trace = traceback.format_exc()
        theirs.send((said.getvalue(), trace))

    process = PROCESSES.Process(target=work)
    process.start()
    theirs.close()
    answered = ours.poll(seconds)
    try:
        said, trace = ours.recv() if answered else ("", "")
    except EOFError:
        said, trace = "", "the build was killed"
    if not answered:
        process.kill()
    process.join()
    return Built(said, trace, answered)


@contextmanager
def no_context() -> Iterator[None]:
    """Change nothing."""
    yield


@contextmanager
def shuffled_files(seed: int) -> Iterator[None]:
    """Let folders list their files in another order."""
    shuffle, listdir, scandir = random.Random(seed).shuffle, os.listdir, os.scandir

    def listed(*args: Any) -> list[Any]:
        names = listdir(*args)
        shuffle(names)
        return names

    class Scanned(list[Any]):
        def __init__(self, *args: Any) -> None:
            with scandir(*args) as entries:
                super().__init__(entries)
            shuffle(self)

        def __enter__(self) -> Scanned:
            return self

        def __exit__(self, *_args: object) -> None:
            self.close()

        def __next__(self) -> Any:
            if not self:
                raise StopIteration
            return self.pop()

        def __iter__(self) -> Any:
            return self

        def close(self) -> None:
            self.clear()

    with mock.patch("os.listdir", listed), mock.patch("os.scandir", Scanned):
        yield


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below ``folder`` with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def differences(one: Path, other: Path) -> list[str]:
    """Return the names of the files that only one folder has, or that differ."""
    ours, theirs = contents(one), contents(other)
    return [name for name in sorted(ours | theirs) if ours.get(name) != theirs.get(name)]
