"""What the pages of a site are made of, and which selectors can match something there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tinycss2 import ast  # type: ignore[import-untyped]

TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:\s[^>]*)?)>")
ATTRIBUTE = re.compile(r"""([^\s=/]+)(?:=(?:"([^"]*)"|'([^']*)'))?""")
SCRIPT_COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)
SCRIPT_STRING = re.compile(r'"[^"\n]*"|\'[^\'\n]*\'|`[^`]*`')
SCRIPT_VALUE = re.compile(r"\$\{[^}]*\}")
NAMES = re.compile(r"[\w\s-]+")
SCRIPT_DATA = re.compile(r"\bdataset\.(\w+)")
COMBINATORS = frozenset(">+~")
STATES = frozenset({"[open]", "[hidden]", "[disabled]", "[checked]"})
"""Attributes that browsers set."""

Nodes = list[ast.Node]


@dataclass
class Used:
    """What the pages of a site are made of, and what their scripts may add.

    An element is known by its parts, written as selectors: ``div``, ``.note``, ``[href]``,
    ``[type=text]``.  ``elements`` has the numbers of the different kinds of elements by part.
    """

    elements: dict[str, set[int]] = field(default_factory=dict)
    kinds: dict[frozenset[str], int] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)
    added: set[str] = field(default_factory=set)  # words in the strings of scripts

    def add_page(self, html: str) -> None:
        """Note what the page is made of."""
        for tag, rest in TAG.findall(html):
            parts = {tag.lower()}
            for name, double, single in ATTRIBUTE.findall(rest):
                value = double or single
                parts.add(f"[{name.lower()}]")
                if name == "class":
                    parts.update(f".{part}" for part in value.split())
                elif name == "type":
                    parts.add(f"[type={value}]")
                elif name == "id":
                    self.ids.add(value)
                elif name == "data-style":
                    self.styles.add(value)
            kind = self.kinds.setdefault(frozenset(parts), len(self.kinds))
            for part in parts:
                self.elements.setdefault(part, set()).add(kind)

    def add_script(self, text: str) -> None:
        """Note what a script may put into a page: names in its strings, attributes set by name.

        A string that is a selector only looks for what is there.
        """
        text = SCRIPT_COMMENT.sub("", text)
        for quoted in SCRIPT_STRING.findall(text):
            string = SCRIPT_VALUE.sub("", quoted[1:-1])
            if "<" in string:
                self.add_page(string)
            elif NAMES.fullmatch(string):
                self.added.update(string.split())
        for name in SCRIPT_DATA.findall(text):
            self.added.add("data-" + re.sub("[A-Z]", lambda upper: "-" + upper[0].lower(), name))

    def has_element(self, parts: Iterable[str]) -> bool:
        """Say whether one element may have all ``parts``, some of them from a script."""
        fixed = [
            part for part in parts if part.strip(".[]") not in self.added and part not in STATES
        ]
        if not fixed:
            return True
        kinds = [self.elements.get(part, set()) for part in fixed]
        return bool(set.intersection(*kinds))

    def has_id(self, name: str) -> bool:
        """Say whether an element has the id, or a script may give it to one."""
        return name in self.ids or name in self.added


def split(tokens: Iterable[ast.Node]) -> Iterator[Nodes]:
    """Yield the parts between commas, without comments."""
    part: Nodes = []
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            yield part
            part = []
        elif token.type != "comment":
            part.append(token)
    yield part


def possible(selector: Nodes, used: Used) -> bool:
    """Say whether some element of some page can match ``selector``, as far as names tell."""
    parts: list[str] = []  # of the element at which we are
    before = ""
    for token in selector:
        mark, before = before, token.value if token.type == "literal" else ""
        match token.type:
            case "whitespace":
                known, parts = used.has_element(parts), []
            case "literal" if token.value in COMBINATORS:
                known, parts = used.has_element(parts), []
            case "hash":
                known = used.has_id(token.value)
            case "function" if token.lower_name in ("is", "where", "has", "-webkit-any"):
                known = any(possible(part, used) for part in split(token.arguments))
            case _:
                known = True
                parts += part_of(token, mark)
        if not known:
            return False
    return used.has_element(parts)


def part_of(token: ast.Node, mark: str) -> list[str]:
    """Return what ``token``, after the sign ``mark``, demands of an element: one part or none."""
    if token.type == "ident" and mark != ":":
        return [f".{token.value}" if mark == "." else token.lower_value]
    if token.type == "[] block":
        name, *rest = [part for part in token.content if part.type != "whitespace"]
        attribute = name.value.lower()
        if attribute == "type" and len(rest) == 2 and rest[0].value == "=":
            return [f"[type={rest[1].value}]"]
        return [f"[{attribute}]"]
    return []
