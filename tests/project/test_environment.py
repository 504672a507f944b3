"""The environment: exactly what a lock names, or one line that says what to do."""

import ast
import hashlib
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest

# What a release of each package asks for.  The lock names the first "metal"; the second came later.
RELEASES = {
    ("metal", "1.0"): ['Provides-Extra: shiny\nRequires-Dist: lustre; extra == "shiny"'],
    ("metal", "1.1"): ['Provides-Extra: shiny\nRequires-Dist: lustre; extra == "shiny"'],
    ("lustre", "1.0"): [],
    ("sword", "1.0"): ["Requires-Dist: metal[shiny]"],
    ("stone", "1.0"): [],
}
LOCKED = [("metal", "1.0"), ("lustre", "1.0"), ("sword", "1.0")]
FOR_TESTS = [*LOCKED, ("stone", "1.0")]


def write_wheel(folder: Path, name: str, version: str, lines: list[str]) -> Path:
    """Write a wheel that holds one empty module."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    path.parent.mkdir(parents=True, exist_ok=True)
    info = f"{name}-{version}.dist-info"
    head = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *lines]
    files = {
        f"{name}.py": "",
        f"{info}/METADATA": "\n".join(head) + "\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{file},,\n" for file in [*files, f"{info}/RECORD"])
    with ZipFile(path, "w") as wheel:
        for file, text in files.items():
            wheel.writestr(ZipInfo(file), text)  # without the time: a hash has to fit
    return path


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an index on this machine, with all releases."""
    root = tmp_path_factory.mktemp("index")
    for (name, version), lines in RELEASES.items():
        write_wheel(root / name, name, version, lines)
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=str(root))
    ) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def lock_of(folder: Path, releases: list[tuple[str, str]]) -> str:
    """Return a lock with the hashes of ``releases``."""
    text = ""
    for name, version in releases:
        wheel = write_wheel(folder, name, version, RELEASES[name, version])
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        text += f"{name}=={version} \\\n    --hash=sha256:{digest}\n"
    return text


@pytest.fixture
def bare(project: Path, tmp_path: Path) -> Path:
    """A folder with what the Makefile stands on, a small lock, and no environment."""
    return furnish(project, tmp_path)


def furnish(project: Path, folder: Path) -> Path:
    shutil.copy(project / "Makefile", folder)
    shutil.copytree(project / "tools", folder / "tools")
    (folder / "requirements.lock").write_text(lock_of(folder / "wheels", LOCKED))
    (folder / "requirements-test.lock").write_text(lock_of(folder / "wheels", FOR_TESTS))
    return folder


@pytest.fixture(scope="module")
def first(project: Path, index: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Such a folder, with the environment."""
    folder = furnish(project, tmp_path_factory.mktemp("first"))
    done = make(folder, index)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def ready(first: Path, tmp_path: Path) -> Path:
    """A copy of the folder with the environment."""
    return shutil.copytree(first, tmp_path / "ready", symlinks=True)


def make(
    folder: Path, index: str, target: str = "edition", **more: str
) -> subprocess.CompletedProcess[str]:
    """Call make where pip knows no index but ``index``."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # pip is slow without
    environment |= {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": index,
        "PIP_NO_CACHE_DIR": "1",
        "PIP_RETRIES": "1",
        **more,
    }
    return subprocess.run(
        ["make", target, f"PYTHON={more.get('PYTHON', sys.executable)}"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )


def installed(folder: Path) -> set[tuple[str, str]]:
    """Return name and version of what lies in the environment besides pip and its like."""
    found = (folder / ".venv").glob("lib/*/site-packages/*.dist-info")
    pairs = {tuple(path.stem.split("-")) for path in found}
    return {pair for pair in pairs if pair[0] not in ("pip", "setuptools", "wheel")}


def pip(folder: Path, body: str) -> dict[str, str]:
    """Return the settings with which ``body`` stands for pip."""
    module = folder / "fake" / "pip"
    module.mkdir(parents=True)
    (module / "__init__.py").touch()
    (module / "__main__.py").write_text(body)
    return {"PYTHONPATH": str(module.parent)}


def only_line(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one line that a failed call says, besides make's own last word."""
    assert done.returncode != 0
    (line,) = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    return line


# -- What is installed is what the lock names ------------------------------------------------------


def test_a_newer_release_and_an_extra_do_not_break_the_lock(first: Path) -> None:
    assert installed(first) == set(LOCKED)


def test_all_that_pip_says_of_an_error_is_told(bare: Path, index: str) -> None:
    lock = bare / "requirements.lock"
    lock.write_text(re.sub(r"sha256:\w{8}", "sha256:00000000", lock.read_text()))
    done = make(bare, index)
    assert done.returncode != 0
    errors = done.stderr.partition("ERROR")[2]
    assert "DO NOT MATCH THE HASHES" in errors.splitlines()[0]
    assert re.search(r"Expected sha256 00000000\w+\s+Got +\w+", errors)  # its last lines


def test_a_lock_that_forgets_a_package_is_not_taken(bare: Path, index: str) -> None:
    (bare / "requirements.lock").write_text(lock_of(bare / "wheels", [("sword", "1.0")]))
    done = make(bare, index)
    assert done.returncode != 0
    assert "requirements.lock is not complete, make lock renews it" in done.stderr
    assert "sword 1.0 requires metal" in done.stderr


def test_a_file_that_does_not_fit_its_hash_is_refused(bare: Path, index: str) -> None:
    lock = bare / "requirements.lock"
    lock.write_text(re.sub(r"sha256:\w{64}", f"sha256:{'0' * 64}", lock.read_text()))
    done = make(bare, index)
    assert done.returncode != 0
    assert (
        "requirements.lock could not be installed: pip says:\nERROR: THESE PACKAGES" in done.stderr
    )
    assert installed(bare) == set()


def test_what_a_new_lock_no_longer_names_goes(ready: Path, index: str) -> None:
    (ready / "requirements.lock").write_text(lock_of(ready / "wheels", [("lustre", "1.0")]))
    assert make(ready, index).returncode == 0
    assert installed(ready) == {("lustre", "1.0")}


def test_nothing_is_done_twice(ready: Path) -> None:
    done = make(ready, "http://127.0.0.1:9/")
    assert (done.returncode, done.stdout) == (0, "")


def test_two_calls_at_once_make_one_environment(bare: Path, index: str) -> None:
    with_both = bare / "Makefile.both"
    with_both.write_text("both: a b\na b:\n\t@$(MAKE) -f Makefile edition\n")
    environment = {"PIP_INDEX_URL": index, "PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1"}
    done = subprocess.run(
        ["make", "-f", with_both.name, "-j2", "both"],
        cwd=bare,
        env={**os.environ, **environment, "PIP_FIND_LINKS": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("installing requirements.lock") == 1
    assert installed(bare) == set(LOCKED)


# -- What is not whole is made anew ----------------------------------------------------------------


@pytest.mark.parametrize(
    "lost", ["bin/python", "lib/*/site-packages/pip", "lib/*/site-packages/lustre.py"]
)
def test_a_half_written_environment_is_made_anew(ready: Path, index: str, lost: str) -> None:
    (path,) = (ready / ".venv").glob(lost)
    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    done = make(ready, index)
    assert done.returncode == 0, done.stderr
    assert ".venv is not whole" in done.stdout
    assert installed(ready) == set(LOCKED)


def test_an_environment_in_which_pip_was_killed_is_made_anew(ready: Path, index: str) -> None:
    killed = (
        'import os; print("Installing collected packages", flush=True); os.kill(os.getpid(), 9)'
    )
    assert make(ready, index, "test-tools", **pip(ready, killed)).returncode != 0
    done = make(ready, index)
    assert ".venv is not whole" in done.stdout
    assert installed(ready) == set(LOCKED)


def test_without_network_one_line_and_what_was_there_stays(ready: Path, index: str) -> None:
    line = only_line(make(ready, "http://127.0.0.1:9/", "test-tools"))
    assert line == (
        "requirements-test.lock could not be installed: the package index does not answer: "
        "connect to the network, then call make again"
    )
    done = make(ready, "http://127.0.0.1:9/")
    assert (done.returncode, done.stdout) == (0, "")
    assert make(ready, index, "test-tools").returncode == 0


def test_on_a_full_disk_one_line_and_the_next_call_goes_on(ready: Path, index: str) -> None:
    full = (
        'import sys; print("Installing collected packages: metal"); sys.exit("ERROR: Could not '
        'install packages due to an OSError: [Errno 28] No space left on device")'
    )
    line = only_line(make(ready, index, "test-tools", **pip(ready, full)))
    assert line.endswith("the disk is full: make room, then call make again")
    assert make(ready, index, "test-tools").returncode == 0
    assert installed(ready) == set(FOR_TESTS)


# -- What the machine lacks ------------------------------------------------------------------------


def python(folder: Path, preparation: str) -> str:
    """Return a Python that does ``preparation`` first."""
    path = folder / "other-python"
    run = "del sys.argv[0]; runpy.run_path(sys.argv[0], run_name='__main__')"
    code = f"import sys, runpy; {preparation}; {run}"
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{code}" "$@"\n')
    path.chmod(0o755)
    return str(path)


def test_a_missing_python_is_one_line(bare: Path, index: str) -> None:
    line = only_line(make(bare, index, PYTHON="no-such-python"))
    assert line == "no no-such-python here: install Python 3.11 or newer"


def test_an_old_python_is_one_line(bare: Path, index: str) -> None:
    old = python(bare, "sys.version_info = (3, 9, 2, 'final', 0)")
    line = only_line(make(bare, index, PYTHON=old))
    assert line == "Python 3.9.2 is too old: install Python 3.11 or newer (make PYTHON=…)"
    assert not (bare / ".venv").exists()


def test_an_old_python_can_read_what_tells_it_so(project: Path) -> None:
    ast.parse((project / "tools" / "environment.py").read_text("utf-8"), feature_version=(3, 7))


def test_a_python_without_venv_is_one_line(bare: Path, index: str) -> None:
    lame = python(bare, "sys.modules['ensurepip'] = None")
    line = only_line(make(bare, index, PYTHON=lame))
    assert line.endswith("has no venv: on Debian, install python3-venv")


def test_a_missing_lock_is_one_line(bare: Path, index: str) -> None:
    (bare / "requirements.lock").unlink()
    line = only_line(make(bare, index))
    assert (
        line
        == "requirements.lock is missing: fetch it again with git checkout -- requirements.lock"
    )
