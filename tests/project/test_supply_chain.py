"""The packages that the edition stands on: pinned by hash, under licences that allow their use."""

import importlib.util
import re

import pytest


@pytest.fixture(scope="module")
def tool(project):
    """``tools/licences.py`` as a module."""
    spec = importlib.util.spec_from_file_location("licences", project / "tools" / "licences.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_every_package_has_hashes(project, lock):
    entries = re.split(r"^(?=[a-z0-9])", (project / lock).read_text("utf-8"), flags=re.MULTILINE)
    pinned = [entry for entry in entries if "==" in entry]
    assert len(pinned) > 40
    assert [entry.split()[0] for entry in pinned if "--hash=sha256:" not in entry] == []


def test_licences_allow_our_use(project, tool):
    found = tool.licences(project / "requirements.lock")
    assert found["sphinx"] == "BSD-2-Clause"
    assert [name for name, licence in found.items() if not tool.FREE.search(licence)] == []


def test_licence_that_forbids_is_seen(tool):
    assert not tool.FREE.search("Proprietary; all rights reserved")
    assert not tool.FREE.search("")
