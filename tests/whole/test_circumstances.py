"""The circumstances of a build leave no trace: processes, order of files, hashes, zone, locale."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from edits import ROOT
from whole_builds import EPOCH, build, differences, shuffled_files

EXTENSIONS = Path(__file__).parent.parent.parent / "_ext"
BUILDERS = ("html", "epub", "latex")
ELSEWHERE = {
    "PYTHONHASHSEED": "4711",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "PYTHONPATH": str(EXTENSIONS),
    "SOURCE_DATE_EPOCH": EPOCH,
}


@pytest.fixture(scope="module", params=BUILDERS)
def first(request, tmp_path_factory) -> Path:
    """The output of one process, its folder named for the builder."""
    folder = tmp_path_factory.mktemp("first") / request.param
    done = build(ROOT, folder, request.param)
    assert (done.traceback, done.warnings) == ("", "")
    return folder


def test_two_processes_do_what_one_does(first, tmp_path):
    done = build(ROOT, tmp_path / "out", first.name, jobs=2)
    assert (done.traceback, done.warnings) == ("", "")
    assert differences(first, tmp_path / "out") == []


@pytest.mark.parametrize("seed", [1])
def test_order_of_files_in_folders_makes_no_difference(first, tmp_path, seed):
    done = build(ROOT, tmp_path / "out", first.name, around=lambda: shuffled_files(seed))
    assert (done.traceback, done.warnings) == ("", "")
    assert differences(first, tmp_path / "out") == []


def test_place_hashes_zone_and_locale_make_no_difference(first, tmp_path):
    source = tmp_path / "somewhere" / "else"
    shutil.copytree(ROOT, source)
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-W",
        "-b",
        first.name,
        source,
        tmp_path / "out",
    ]
    done = subprocess.run(
        command,
        env={**os.environ, **ELSEWHERE},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    shutil.rmtree(tmp_path / "out" / ".doctrees")
    # The digest of settings says where templates lie, seen from here; make reproduce compares it.
    assert set(differences(first, tmp_path / "out")) <= {".buildinfo"}
