"""YAML files that a person writes: read with the line of every value, checked with a schema."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Hashable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, ValidationError

from sphinx_edition.core.warnings import Warn

SCHEMAS = Path(__file__).parent
DEEPEST = 8
LARGEST = 10_000_000  # bytes: two thousand printed pages
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C reads ten times faster


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong: in which file, at which line, of which type.

    ``file`` is relative to the project; lines count from 1.
    """

    file: str
    line: int
    kind: Warn = field(compare=False)
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


def read_text(path: Path, file: str, kind: Warn) -> tuple[bytes, str, list[Problem]]:
    """Return the bytes and the text of a file; what is wrong with it is told, not raised."""
    try:
        if (size := path.stat().st_size) > LARGEST:
            message = (
                f"has {size / 1e6:.0f} MB: divide it into files of {LARGEST / 1e6:.0f} at most"
            )
            return b"", "", [Problem(file, 1, kind, message)]
        raw = path.read_bytes()
    except OSError as error:
        message = f"cannot be read ({error.strerror}): check the name in conf.py"
        return b"", "", [Problem(file, 1, kind, message)]
    try:
        return raw, raw.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8: byte 0x{raw[error.start]:02x}; convert the file to UTF-8"
        return raw, "", [Problem(file, line, kind, message)]


def load(path: Path, file: str, schema: str, kind: Warn) -> Described:
    """Read the YAML file ``path``, shown as ``file``, and check it with the ``schema`` beside us.

    Data that does not fit the schema is not given on: ``data`` is then None.
    """
    _raw, text, problems = read_text(path, file, kind)
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
        found.problems.append(Problem(file, line, kind, f"cannot be read as YAML: {what}"))
        return found
    if root is not None:
        note_lines(root, (), found, kind)
    validator = Draft202012Validator(json.loads((SCHEMAS / schema).read_text(encoding="utf-8")))
    for wrong in validator.iter_errors(data):
        where = tuple(wrong.absolute_path)
        name = ".".join(map(str, where)) or "the file"
        message = f"{name}: {said_of(wrong)}"
        found.problems.append(Problem(file, found.line(*where), kind, message))
    found.problems.sort()
    if not found.problems:
        found.data = data
    return found


#: What a schema calls a type, and what a person does.
TYPES = {
    "string": "a text between quotation marks",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping of names to values",
}


def said_of(wrong: ValidationError) -> str:
    """Return what is wrong with a value by its schema, and what would be right."""
    expected: Any = wrong.validator_value
    if wrong.validator in {"anyOf", "oneOf"} and all("required" in each for each in expected):
        keys = [" and ".join(option["required"]) for option in expected]
        return f"needs {' or '.join(keys)}" + (", not both" * (wrong.validator == "oneOf"))
    if wrong.validator == "additionalProperties" and isinstance(wrong.instance, dict):
        schema: Any = wrong.schema
        known = list(schema.get("properties", {}))
        unknown = [str(name) for name in wrong.instance if name not in known]
        near = get_close_matches(unknown[0], known, 1) if unknown else []
        meant = f"; did you mean {near[0]!r}?" if near else ""
        return f"there is nothing called {' and '.join(map(repr, unknown))}{meant}"
    if wrong.validator == "type":
        names = [expected] if isinstance(expected, str) else expected
        wanted = " or ".join(TYPES.get(name, name) for name in names)
        what = "there is nothing" if wrong.instance is None else f"{wrong.instance!r} stands"
        return one_line(f"{what} where {wanted} should be")
    return one_line(wrong.message)


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


def note_lines(node: Any, path: tuple[Hashable, ...], found: Described, kind: Warn) -> None:
    """Fill ``found.lines`` from the tree of nodes under ``node``; a key given twice is an error."""
    found.lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            note_lines(child, (*path, index), found, kind)
    elif isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            if (*path, key.value) in found.lines:
                message = f"the key {key.value!r} is given twice: remove one"
                found.problems.append(Problem(found.file, key.start_mark.line + 1, kind, message))
            note_lines(child, (*path, key.value), found, kind)
