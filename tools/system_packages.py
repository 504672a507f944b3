"""Make sure that the system has what a list of Debian packages provides.

    python3 tools/system_packages.py LIST

Each line of LIST names a package, then what tells that it is there: commands, shared libraries, or
files that TeX finds.  Where something is missing and we are root on a machine with apt-get, the
packages are installed; anywhere else one line says what to install, and the exit status is 1.
Runs on a bare machine: the standard library only.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path


def read_list(path: Path) -> dict[str, list[str]]:
    """Return, for each package that ``path`` lists, the signs that it is there."""
    lines = (line.partition("#")[0].split() for line in path.read_text("utf-8").splitlines())
    return {package: signs for package, *signs in filter(None, lines)}


def is_there(sign: str) -> bool:
    """Tell whether ``sign``, a command, a shared library or a file of TeX's, can be found."""
    if "." not in sign:
        return shutil.which(sign) is not None
    if ".so." in sign:
        try:
            ctypes.CDLL(sign)
        except OSError:
            return False
        return True
    finder = shutil.which("kpsewhich")
    if finder is None:
        return False
    return subprocess.run([finder, sign], stdout=subprocess.DEVNULL).returncode == 0


def missing_packages(packages: dict[str, list[str]]) -> list[str]:
    """Return the packages of which at least one sign is not found."""
    return [name for name, signs in packages.items() if not all(map(is_there, signs))]


def install(packages: list[str]) -> None:
    """Install ``packages`` from Debian or Ubuntu; say what is going on, not every file of it."""
    print(f"installing {' '.join(packages)} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quietly = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    said = ""
    for command in (["update"], ["install", "--no-install-recommends", *packages]):
        done = subprocess.run(
            [*quietly, "-y", *command],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        said += done.stdout
        if done.returncode:
            sys.exit(f"{' '.join(packages)} could not be installed: {reason(said)}")


def reason(said: str) -> str:
    """Return why apt-get failed, and what to do where that is plain; in one line."""
    if "No space left" in said or "enough free space" in said:
        return "the disk is full: make room, then call make again"
    if "Failed to fetch" in said:
        return "the packages cannot be fetched: connect to the network, then call make again"
    return " ".join(line for line in said.splitlines() if line.startswith("E: ")) or said.strip()


def main(path: Path) -> None:
    """Install what is missing of the packages listed in ``path``, or say so and exit with 1."""
    packages = read_list(path)
    missing = missing_packages(packages)
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        install(missing)
        missing = missing_packages(packages)
    if missing:
        sys.exit(f"{path} needs the Debian packages (or their like): {' '.join(missing)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
