"""Under fire: whatever the files say, a build ends, soon, with lines that say what is wrong."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

import pytest
import yaml
from edits import DESCRIPTION, ROOT, SEED, Edition
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sphinx_edition.collation.collator import read_sources
from whole_builds import PROCESSES, build, differences

LEDGER = "seeds/emendations.yaml"
FUZZ = settings(
    max_examples=int(os.environ.get("FUZZ", "30")),
    deadline=10_000,  # milliseconds: an endless loop, not a slow machine
    derandomize="FUZZ" not in os.environ,
    suppress_health_check=list(HealthCheck),
)

#: Any data that YAML can hold, nested a little.
DATA = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 30)
    | st.floats()
    | st.text(max_size=8)
    | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)


def paths(data: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Return the path of every value in ``data``."""
    inner = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else []
    )
    return [path, *(p for key, value in inner for p in paths(value, (*path, key)))]


def replaced(data: object, path: tuple[object, ...], value: object) -> object:
    """Return ``data`` with another value at ``path``."""
    if not path:
        return value
    copy = dict(data) if isinstance(data, dict) else list(data)  # type: ignore[call-overload]
    copy[path[0]] = replaced(copy[path[0]], path[1:], value)
    return copy


def check(files: dict[str, str | bytes]) -> None:
    """Read the witness with other files; every problem is one line with a file and a line."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        for file, text in files.items():
            (folder / file).write_bytes(text if isinstance(text, bytes) else text.encode())
        for problem in read_sources(folder, DESCRIPTION).problems:
            assert problem.file
            assert problem.line >= 1
            assert "\n" not in problem.message


@pytest.mark.parametrize("file", [DESCRIPTION, LEDGER])
def test_any_value_in_the_place_of_any_other(file):
    original = yaml.safe_load((ROOT / file).read_text("utf-8"))

    @FUZZ
    @given(path=st.sampled_from(paths(original)), value=DATA)
    def fuzz(path, value):
        check({file: yaml.safe_dump(replaced(original, path, value), allow_unicode=True)})

    fuzz()


@pytest.mark.parametrize("file", [DESCRIPTION, LEDGER])
@FUZZ
@given(data=st.data())
def test_any_text_in_the_place_of_any_other(file, data):
    text = (ROOT / file).read_text("utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    new = data.draw(
        st.text(max_size=20) | st.sampled_from(["&a", "*a", "!!python/none", "---", "\t", "<<: "])
    )
    check({file: text[:start] + new + text[end:]})


@FUZZ
@given(seed=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_as_the_seed(seed):
    description = (ROOT / DESCRIPTION).read_text("utf-8").partition("\n")[2]
    digest = hashlib.sha256(seed).hexdigest()
    check({SEED: seed, DESCRIPTION: f"sha256: {digest}\n{description}"})


LAUGHS = "a0: &a0 [ha, ha]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30)
)


@pytest.mark.parametrize(
    "bomb", [LAUGHS, "&a [*a, *a, *a]\n", "[" * 5000, "? " * 2000, "- " * 2000]
)
@pytest.mark.parametrize("file", [DESCRIPTION, LEDGER])
def test_bomb_is_defused(tmp_path, file, bomb):
    """A bomb in YAML is refused within a few seconds, and takes no memory to speak of."""
    edition = Edition(tmp_path / "edition")
    (edition.folder / file).write_text(bomb, "utf-8")
    done = build(edition.folder, tmp_path / "html", "dummy", around=little_memory, seconds=60)
    assert done.is_good, done.traceback or "no end"
    assert f"{file}:" in done.warnings


class little_memory:  # noqa: N801
    """A context in which a process may take 1 GB more than it has."""

    def __enter__(self) -> None:
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limit = pages * resource.getpagesize() + 2**30
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    def __exit__(self, *_args: object) -> None:
        pass


def test_huge_seed_is_one_line(tmp_path):
    edition = Edition(tmp_path / "edition")
    (edition.folder / SEED).write_bytes(b"An essay without an end. \n" * 2_000_000)  # 52 MB
    done = build(edition.folder, tmp_path / "out", "dummy", around=little_memory, seconds=60)
    assert done.is_good, done.traceback or "no end"
    about = [line for line in done.warnings.splitlines() if "collation.witness" in line]
    assert len(about) == 1, done.warnings


NAMES = st.text(
    st.sampled_from("aB é’'\"`<>{}[]()\\^~$%&#_*;:/.-\u0000\u202e\U0001f600\n|=1")
    | st.characters(),
    max_size=12,
)
OPTIONS = ["id", "aliases", "born", "died", "factions", "people", "events", "sources", "wikidata"]
ROLES = ["person", "faction", "event", "cited", "mentioned", "ibid", "cite:p"]


@settings(FUZZ, max_examples=int(os.environ.get("FUZZ", "4")), deadline=None)
@given(
    entries=st.lists(
        st.tuples(
            st.sampled_from(["person", "faction", "event"]),
            NAMES,
            st.lists(st.tuples(st.sampled_from(OPTIONS), NAMES), max_size=4),
            NAMES,
        ),
        max_size=8,
    ),
    roles=st.lists(st.tuples(st.sampled_from(ROLES), NAMES, NAMES), max_size=12),
    builder=st.sampled_from(["html", "epub", "latex", "text", "tei"]),
)
def test_any_entry_and_any_mention(entries, roles, builder):
    with tempfile.TemporaryDirectory() as name:
        edition = Edition(Path(name) / "edition")
        people = edition.folder / "chapters" / "people.md"
        said = people.read_text("utf-8")
        for kind, entry, options, body in entries:
            lines = "".join(f":{option}: {value}\n" for option, value in options)
            said += f"\n`````{{{kind}}} {entry}\n{lines}{body}\n`````\n"
        for role, words, target in roles:
            said += f"\n{{{role}}}`{words}` and {{{role}}}`{words} <{target}>`\n"
        people.write_text(said, "utf-8", errors="replace")
        done = build(edition.folder, Path(name) / builder, builder)
        assert done.is_good, done.traceback or "no end"


def test_twice_the_seed_is_about_twice_the_work(tmp_path):
    """Ratio of the times of one run: what grows faster than its input would show at eightfold."""
    took = {}
    for size in (1, 8):
        folder = tmp_path / str(size)
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        words = "".join(
            f"Line {n} of an essay that has, by and large, no end.\n" for n in range(2000 * size)
        )
        (folder / SEED).write_text(f"One\n\n{words}", "utf-8")
        digest = hashlib.sha256((folder / SEED).read_bytes()).hexdigest()
        (folder / DESCRIPTION).write_text(f"sha256: {digest}\ndocument: one\n", "utf-8")
        records = "".join(
            f"- {{line: {n + 3}, witness: large, reading: great, kind: ocr, "
            "certainty: low, reason: Why}\n"
            for n in range(0, 2000 * size, 100)
        )
        (folder / LEDGER).write_text(records, "utf-8")
        runs = []
        for _ in range(3):  # the shortest counts: whatever else the machine does only adds
            start = time.process_time()
            assert read_sources(folder, DESCRIPTION).problems == []
            runs.append(time.process_time() - start)
        took[size] = min(runs)
    assert took[8] < 8 * took[1] * 2.5


@pytest.mark.parametrize("moment", [0.8])
def test_killed_build_is_not_taken_for_good(tmp_path, moment):
    """``tools/build.py`` takes up nothing of a build that was killed at any moment."""
    project = Path(__file__).parent.parent.parent
    house = tmp_path / "house"
    shutil.copytree(ROOT, house)
    (house / "tools").mkdir()
    shutil.copy(project / "tools" / "build.py", house / "tools")
    (house / ".venv").symlink_to(project / ".venv")
    conf = house / "conf.py"
    path = f'import sys\nsys.path.insert(0, "{project / "_ext"}")\n'
    conf.write_text(path + conf.read_text("utf-8"), "utf-8")
    chapter = house / "chapters" / "01-works.md"

    def make() -> None:
        os.chdir(house)
        os.environ["SOURCE_DATE_EPOCH"] = "1700000000"
        os.setpgid(0, 0)
        os.execv(sys.executable, [sys.executable, "tools/build.py", "html"])

    def run(seconds: float | None = None) -> float:
        start = time.monotonic()
        process = PROCESSES.Process(target=make)
        process.start()
        process.join(seconds)
        if process.is_alive():
            os.killpg(process.pid, signal.SIGKILL)
            process.join()
        return time.monotonic() - start

    whole = run()
    chapter.write_text(
        chapter.read_text("utf-8").replace("“Nobody", "## Title\n\n“Nobody"), "utf-8"
    )
    run(whole * moment)
    run()
    clean = tmp_path / "clean" / "html"
    assert build(house, clean).is_good
    assert differences(house / "_build" / "html", clean) == []
