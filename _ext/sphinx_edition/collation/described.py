"""YAML files that a person writes: read with the line of every value, checked with a schema."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

SCHEMAS = Path(__file__).parent
DEEPEST = 8
LARGEST = 10_000_000  # bytes: two thousand printed pages
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C reads ten times faster


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong: in which file (relative to the project), at which line, of which type.

    ``subtype`` is the second half of the warning's type, ``collation.<subtype>``.
    """

    file: str
    line: int
    subtype: str
    message: str


@dataclass
class Described:
    """The data of a YAML file, and the line on which each value stands.

    ``lines`` maps the path of a value (its keys and indexes) to its line, counted from 1.
    """

    file: str
    data: Any = None
    lines: dict[tuple[Hashable, ...], int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, *path: Hashable) -> int:
        """Return the line of the value at ``path``, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def one_line(message: object) -> str:
    """Return ``message`` on one line, shortened where a schema's message repeats a whole file."""
    return textwrap.shorten(str(message), 200, placeholder=" …")


def read_text(path: Path, file: str, subtype: str) -> tuple[bytes, str, list[Problem]]:
    """Return the bytes and the text of a file; what is wrong with it is told, not raised."""
    try:
        if (size := path.stat().st_size) > LARGEST:
            message = (
                f"has {size / 1e6:.0f} MB: divide it into files of {LARGEST / 1e6:.0f} at most"
            )
            return b"", "", [Problem(file, 1, subtype, message)]
        raw = path.read_bytes()
    except OSError as error:
        message = f"cannot be read ({error.strerror}): check the name in conf.py"
        return b"", "", [Problem(file, 1, subtype, message)]
    try:
        return raw, raw.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8: byte 0x{raw[error.start]:02x}; convert the file to UTF-8"
        return raw, "", [Problem(file, line, subtype, message)]


def load(path: Path, file: str, schema: str, subtype: str) -> Described:
    """Read the YAML file ``path``, shown as ``file``, and check it with the ``schema`` beside us.

    Data that does not fit the schema is not given on: ``data`` is then None.
    """
    _raw, text, problems = read_text(path, file, subtype)
    found = Described(file, problems=problems)
    if problems:
        return found
    try:
        refuse_bombs(text)
        loader = Loader(text)
        root = loader.get_single_node()
        data = None if root is None else loader.construct_document(root)
    except (yaml.YAMLError, ValueError) as error:  # a date such as 2000-99-99 is a ValueError
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        what = getattr(error, "problem", None) or one_line(error)
        found.problems.append(Problem(file, line, subtype, f"cannot be read as YAML: {what}"))
        return found
    if root is not None:
        note_lines(root, (), found, subtype)
    validator = Draft202012Validator(json.loads((SCHEMAS / schema).read_text(encoding="utf-8")))
    for wrong in validator.iter_errors(data):
        where = tuple(wrong.absolute_path)
        name = ".".join(map(str, where)) or "the file"
        message = one_line(wrong.message)
        if wrong.validator in {"anyOf", "oneOf"}:
            keys = [" and ".join(option["required"]) for option in wrong.validator_value]
            message = f"needs {' or '.join(keys)}" + (", not both" * (wrong.validator == "oneOf"))
        found.problems.append(Problem(file, found.line(*where), subtype, f"{name}: {message}"))
    found.problems.sort()
    if not found.problems:
        found.data = data
    return found


def refuse_bombs(text: str) -> None:
    """Raise an error of YAML's for an alias or a depth that no description needs.

    A few lines of aliases stand for more data than a machine can hold.
    """
    depth = 0
    for event in yaml.parse(text, Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        problem = ""
        if isinstance(event, yaml.AliasEvent):
            problem = "write out what an alias (*) stands for"
        elif depth > DEEPEST:
            problem = f"nested more than {DEEPEST} deep"
        if problem:
            mark: Any = event.start_mark
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


def note_lines(node: Any, path: tuple[Hashable, ...], found: Described, subtype: str) -> None:
    """Fill ``found.lines`` from the tree of nodes under ``node``; a key given twice is an error."""
    found.lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            note_lines(child, (*path, index), found, subtype)
    elif isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            if (*path, key.value) in found.lines:
                message = f"the key {key.value!r} is given twice: remove one"
                found.problems.append(
                    Problem(found.file, key.start_mark.line + 1, subtype, message)
                )
            note_lines(child, (*path, key.value), found, subtype)
