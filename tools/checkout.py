"""A copy of the project as git would hand it to a stranger."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def copy_tracked(root: Path, folder: Path) -> None:
    """Copy the files of ``root`` that git knows or would add into ``folder``, which is emptied."""
    shutil.rmtree(folder, ignore_errors=True)
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for name in filter(None, listing.split("\0")):
        if (root / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, folder / name)
