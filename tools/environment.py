"""Make an environment that holds exactly the packages that a lock names.

    python3 tools/environment.py LOCK [FOLDER]

The environment lies in FOLDER (.venv), with the locks that were installed beside it: where one of
them is no longer the project's, or the environment is not whole, it is made anew.  pip installs
what the lock names and looks for nothing else, so no release of a later day can get in the way.

Runs on a bare machine, with the Python that the environment is to have: the standard library only,
and no words that Python 3.7 cannot read, for an older one has to say that it is too old.
"""

from __future__ import annotations

import errno
import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

NEEDED = (3, 11)
INSTALLING = "Installing collected packages"  # until pip says so, it has changed nothing
AGAIN = "then call make again"


def complaint_about_python() -> str:
    """Return what is wrong with this Python; nothing if it will do."""
    if sys.version_info < NEEDED:
        version, needed = (".".join(map(str, found[:3])) for found in (sys.version_info, NEEDED))
        return f"Python {version} is too old: install Python {needed} or newer (make PYTHON=…)"
    if not importlib.util.find_spec("ensurepip"):
        return f"{sys.executable} has no venv: on Debian, install python3-venv"
    return ""


def installed_locks(folder: Path) -> dict[Path, bytes]:
    """Return the locks that are installed in ``folder``, with what they say."""
    return {path: path.read_bytes() for path in sorted(folder.glob("*.lock"))}


def is_whole(folder: Path, locks: Path) -> bool:
    """Tell whether ``folder`` holds what the project's locks, in the folder ``locks``, now name."""
    installed = installed_locks(folder)
    if not installed or any(
        not (locks / path.name).is_file() or (locks / path.name).read_bytes() != text
        for path, text in installed.items()
    ):
        return False
    try:
        pip = subprocess.run([str(python_of(folder)), "-c", "import pip"], stderr=subprocess.PIPE)
    except OSError:
        return False
    return pip.returncode == 0 and not lacks_files(folder)


def lacks_files(folder: Path) -> bool:
    """Tell whether a file is gone that a package installed; what Python compiled does not count."""
    for record in folder.glob("lib/python*/site-packages/*.dist-info/RECORD"):
        packages = str(record.parent.parent)
        for line in record.read_text("utf-8").splitlines():
            name = line.rsplit(",", 2)[0].strip('"')
            path = os.path.join(packages, name)  # noqa: PTH118  # for thousands, Path is slow
            if not name.endswith(".pyc") and not os.path.exists(path):  # noqa: PTH110
                return True
    return False


def python_of(folder: Path) -> Path:
    """Return the interpreter of an environment."""
    return folder / "bin" / "python"


def make_anew(folder: Path) -> None:
    """Make an environment that holds pip and nothing else."""
    if folder.exists():
        print(f"{folder} is not whole, or of another lock: making it anew", flush=True)
        shutil.rmtree(folder)
    done = subprocess.run(
        [sys.executable, "-m", "venv", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        if "No space left" in done.stdout:
            raise OSError(errno.ENOSPC, "No space left on device", str(folder))
        sys.exit(f"{folder} could not be made: {done.stdout.strip()}")


def run_pip(folder: Path, *words: str) -> tuple[bool, str]:
    """Run the environment's pip; return whether it did what was asked, and what it said."""
    done = subprocess.run(
        [str(python_of(folder)), "-m", "pip", "--disable-pip-version-check", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode == 0, done.stdout


def reason(said: str) -> str:
    """Return why pip failed, and what to do; where that is not plain, all from its first ERROR."""
    if "No space left" in said:
        return f"the disk is full: make room, {AGAIN}"
    if "connection broken by" in said and "hash" not in said.lower():
        return f"the package index does not answer: connect to the network, {AGAIN}"
    return "pip says:\n" + said[max(said.find("ERROR"), 0) :].strip()


def install(lock: Path, folder: Path) -> None:
    """Install exactly what ``lock`` names; a package that it forgot is an error.

    The locks are taken out of ``folder`` while pip is at work: if it dies there, the environment
    counts as not whole.
    """
    print(f"installing {lock.name} …", flush=True)
    before = installed_locks(folder)
    for path in before:
        path.unlink()
    done, said = run_pip(
        folder,
        *["install", "--no-deps", "--require-hashes", "--only-binary=:all:", "-r", str(lock)],
    )
    if not done:
        if INSTALLING not in said:
            for path, text in before.items():
                path.write_bytes(text)
        sys.exit(f"{lock.name} could not be installed: {reason(said)}")
    complete, said = run_pip(folder, "check")
    if not complete:
        sys.exit(f"{lock.name} is not complete, make lock renews it; pip says:\n{said.strip()}")
    let_import(lock.parent / "_ext", folder)
    for path, text in {**before, folder / lock.name: lock.read_bytes()}.items():
        path.write_bytes(text)


def let_import(library: Path, folder: Path) -> None:
    """Let any project that is built with the environment import the library."""
    for packages in folder.glob("lib/python*/site-packages"):
        (packages / "sphinx-edition.pth").write_text(f"{library.resolve()}\n", "utf-8")


def prepare(lock: Path, folder: Path) -> None:
    """Bring the environment in ``folder`` to what ``lock`` names, one process at a time."""
    if not lock.is_file():
        sys.exit(f"{lock.name} is missing: fetch it again with git checkout -- {lock.name}")
    with Path(__file__).open("rb") as this:  # two calls of make may come at once
        fcntl.flock(this, fcntl.LOCK_EX)
        if not is_whole(folder, lock.parent):
            make_anew(folder)
        if not (folder / lock.name).is_file():
            install(lock, folder)


def main(lock: Path, folder: Path) -> None:
    """Prepare the environment, or say in one line what to do."""
    complaint = complaint_about_python()
    if complaint:
        sys.exit(complaint)
    try:
        prepare(lock, folder)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        sys.exit(f"{folder} could not be made: the disk is full: make room, {AGAIN}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path((sys.argv[2:] or [".venv"])[0]))
