"""A review of a project: its questions, and the files that a choice changes."""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sphinx_edition.importer import project, reader, source
from sphinx_edition.importer.review.choices import AROUND, Question, apply, questions
from sphinx_edition.importer.source import SeedError


class Session:
    """The review of the project in ``folder``."""

    def __init__(self, folder: Path) -> None:
        """Read the scan again, and what was chosen before.

        Raises:
            SeedError: the folder holds no imported project.

        """
        self.folder = folder
        try:
            self.report: dict[str, Any] = json.loads((folder / project.REPORT).read_text("utf-8"))
            seeds = [name for name in self.report["files"] if name.endswith(".txt")]
            self.seed = next(name for name in seeds if name.startswith("seeds/"))
        except (OSError, ValueError, KeyError, StopIteration, TypeError):
            raise SeedError(f"{folder / project.REPORT}: is no report of an import") from None
        self.raw = source.read_bytes(folder / self.seed)
        self.found = reader.read(source.scan(source.decode(self.raw, str(folder / self.seed))))
        self.asked = questions(self.found)
        self.chosen: dict[str, int] = dict(self.report.get("chosen", {}))
        self.files = self.render()

    def render(self) -> project.Files:
        """Return the files of the project with what was chosen."""
        reading, settled = apply(self.found, self.chosen)
        return project.rendered(reading, self.raw, Path(self.seed).stem, settled)

    def data(self) -> list[dict[str, Any]]:
        """Return the questions for the page, in order of doubt."""
        return [self.question(each) for each in self.asked]

    def question(self, question: Question) -> dict[str, Any]:
        """Return a question with its lines of the scan."""
        scan = self.found.scan
        shown = set(range(question.line - AROUND, question.line + AROUND + 1))
        for line in question.also:
            shown |= {line, line + 1}
        lines = [
            {"number": n, "text": scan.raw[n].rstrip("\r\f"), "here": n == question.line}
            for n in sorted(shown)
            if 0 < n <= scan.count
        ]
        return {
            "key": question.key,
            "kind": question.kind,
            "asks": question.asks,
            "choices": question.choices,
            "confidence": round(question.confidence, 2),
            "marked": question.marked,
            "lines": lines,
            "chosen": self.chosen.get(question.key, -1),
        }

    def choose(self, key: str, choice: int) -> list[str]:
        """Write a choice; return the files that could not follow because a hand changed them.

        Raises:
            KeyError: there is no such question, or it has no such choice.

        """
        known = {question.key: question for question in self.asked}
        if not 0 <= choice < len(known[key].choices):
            raise KeyError(choice)
        before = self.files
        self.chosen[key] = choice
        self.files = self.render()
        left = self.bring_over(before, self.files)
        self.write_report()
        return left

    def bring_over(self, before: project.Files, after: project.Files) -> list[str]:
        """Change the project's files as ``before`` became ``after``; return those that resist."""
        left = []
        for name in sorted({*before, *after} - {project.REPORT}):
            path = self.folder / name
            old, new = before.get(name, b""), after.get(name, b"")
            if old == new:
                continue
            there = path.read_bytes() if path.is_file() else b""
            if there == old:
                merged: bytes | None = new
            else:
                text = patched(there.decode("utf-8", "replace"), old.decode(), new.decode())
                merged = None if text is None else text.encode()
            if merged is None:
                left.append(name)
            elif name not in after and there == old:
                path.unlink(missing_ok=True)
            else:
                write_whole(path, merged)
        return left

    def write_report(self) -> None:
        """Note in the report what was chosen."""
        report = json.loads(self.files[project.REPORT])
        report["chosen"] = dict(sorted(self.chosen.items()))
        for name in report["files"]:
            path = self.folder / name
            if path.is_file() and path.read_bytes() != self.files[name]:
                report["files"][name] = hashlib.sha256(self.files[name]).hexdigest()
        text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
        write_whole(self.folder / project.REPORT, text.encode())


def patched(there: str, old: str, new: str) -> str | None:
    """Return ``there`` with what changed from ``old`` to ``new``; None if a place is not found."""
    theirs, before, after = there.split("\n"), old.split("\n"), new.split("\n")
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, j, k, m in reversed(matcher.get_opcodes()):
        if tag == "equal":
            continue
        start = max(0, i - 1) if i == j else i
        wanted = before[start:j]
        places = [n for n in range(len(theirs)) if theirs[n : n + len(wanted)] == wanted]
        if len(places) != 1:
            return None
        theirs[places[0] : places[0] + len(wanted)] = [*before[start:i], *after[k:m]]
    return "\n".join(theirs)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if path.exists():
            Path(name).chmod(path.stat().st_mode & 0o777)
        else:
            Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def check(choice: Mapping[str, Any]) -> tuple[str, int]:
    """Return key and choice of what a page has sent.

    Raises:
        KeyError: it is something else.

    """
    key, number = choice["key"], choice["choice"]
    if not isinstance(key, str) or not isinstance(number, int) or isinstance(number, bool):
        raise KeyError(key)
    return key, number
