"""The style sheet: of all rules that the theme brings, those that the site's pages use.

A rule stays when each class, id, element and attribute that its selector demands occurs on some
page, or in a string of some script (scripts add classes).  That errs on the safe side, depends on
the finished pages only, and so is the same after a clean build and after an incremental one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import tinycss2  # type: ignore[import-untyped]
from tinycss2 import ast

from .page import normal_name
from .used import Nodes, Used, possible, split

CONTAINERS = ("media", "supports", "layer", "container")


# -- rules ---------------------------------------------------------------------------------------


@dataclass
class Rule:
    """A rule: its selectors (or the head of an at-rule), and declarations or rules inside."""

    head: list[str]
    declarations: list[ast.Declaration] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    at: str = ""

    def css(self) -> str:
        """Return the rule as text."""
        body = "".join(rule.css() for rule in self.rules)
        body += ";".join(
            f"{declaration.name}:{text(declaration.value)}"
            + ("!important" if declaration.important else "")
            for declaration in self.declarations
        )
        head = ",".join(self.head)
        if not self.at:
            return f"{head}{{{body}}}"
        return f"@{self.at}{' ' if head else ''}{head}{{{body}}}"

    def everything(self) -> Iterator[Rule]:
        """Yield the rule and all rules inside it."""
        yield self
        for rule in self.rules:
            yield from rule.everything()


def text(tokens: Nodes) -> str:
    """Return tokens as text, without comments and with single spaces."""
    kept = [token for token in tokens if token.type != "comment"]
    return re.sub(r"\s+", " ", tinycss2.serialize(kept)).strip()


def read_sheet(static: Path, name: str, used: Used) -> list[Rule]:
    """Return the rules of the style sheet ``name`` below ``static`` that ``used`` needs."""
    path = static / name
    if not path.is_file():
        return []
    nodes = tinycss2.parse_stylesheet(
        path.read_text("utf-8"), skip_comments=True, skip_whitespace=True
    )
    return list(read_rules(nodes, static, name, used))


def read_rules(nodes: Nodes, static: Path, sheet: str, used: Used) -> Iterator[Rule]:
    """Yield the rules of ``nodes`` that ``used`` needs; imported sheets are put in their place."""
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = [text(part) for part in split(node.prelude) if possible(part, used)]
            if selectors:
                yield Rule(selectors, read_declarations(node.content, sheet))
        elif node.type == "at-rule" and node.lower_at_keyword == "import":
            target = next(part.value for part in node.prelude if part.type in ("string", "url"))
            yield from read_sheet(static, normal_name(sheet, target), used)
        elif node.type == "at-rule" and node.content is not None:
            keyword = node.lower_at_keyword
            rule = Rule([text(node.prelude)] if text(node.prelude) else [], at=keyword)
            if keyword in CONTAINERS:
                inner = tinycss2.parse_rule_list(
                    node.content, skip_comments=True, skip_whitespace=True
                )
                rule.rules = list(read_rules(inner, static, sheet, used))
            elif keyword.endswith("keyframes"):
                inner = tinycss2.parse_rule_list(
                    node.content, skip_comments=True, skip_whitespace=True
                )
                rule.rules = [
                    Rule([text(frame.prelude)], read_declarations(frame.content, sheet))
                    for frame in inner
                ]
            else:
                rule.declarations = read_declarations(node.content, sheet)
            if rule.rules or rule.declarations:
                yield rule


def read_declarations(content: Nodes, sheet: str) -> list[ast.Declaration]:
    """Return the declarations of a rule, their addresses as seen from ``_static``."""
    found = []
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration":
            move_urls(node.value, sheet)
            found.append(node)
    return found


def move_urls(tokens: Nodes, sheet: str) -> None:
    """Make the addresses among ``tokens`` relative to ``_static``."""
    for token in tokens:
        if token.type == "url" and "://" not in token.value and not token.value.startswith("data:"):
            token.representation = f"url({normal_name(sheet, token.value)})"
        elif token.type == "function":
            if token.lower_name == "url":  # with its address as a string
                for part in token.arguments:
                    if part.type == "string" and not part.value.startswith("data:"):
                        part.representation = f'"{normal_name(sheet, part.value)}"'
            move_urls(token.arguments, sheet)


# -- the whole sheet -----------------------------------------------------------------------------


def style_sheet(static: Path, names: Iterable[str], used: Used) -> str:
    """Return the style sheet that serves the pages ``used``, made from the sheets ``names``."""
    rules = [rule for name in names for rule in read_sheet(static, name, used)]
    rules += list(dark_without_script(rules))
    drop_overruled_properties(rules)
    drop_unused_properties(rules, used)
    rules = drop_unused_definitions(rules)
    return "\n".join([*(rule.css() for rule in pruned(rules)), *inline_rules(used)])


def inline_rules(used: Used) -> list[str]:
    """Return a rule for each value that a ``style`` attribute had."""
    return [
        f'[data-style="{style}"]{{{style.rstrip(";")}}}'
        for style in sorted(used.styles)
        if not re.search(r'[{}<>"\\]', style)
    ]


def dark_without_script(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Yield dark colours for readers who want them and run no script.

    The theme's colours hang on an attribute that a script sets.
    """
    dark = re.compile(r"""\[data-theme=["']?dark["']?\]""")
    copies = [
        Rule([dark.sub(":not([data-theme])", head) for head in heads], rule.declarations)
        for rule in rules
        if not rule.at and (heads := [head for head in rule.head if dark.search(head)])
    ]
    if copies:
        yield Rule(["(prefers-color-scheme:dark)"], rules=copies, at="media")


def variables(tokens: Iterable[ast.Node]) -> Iterator[str]:
    """Yield the custom properties that a value refers to."""
    for token in tokens:
        if token.type == "function":
            if token.lower_name == "var":
                yield next(part.value for part in token.arguments if part.type == "ident")
            yield from variables(token.arguments)
        elif token.type in ("() block", "{} block", "[] block"):
            yield from variables(token.content)


def drop_overruled_properties(rules: Iterable[Rule]) -> None:
    """Remove custom properties that a later rule sets anew for the very same elements."""
    later: set[tuple[str, str]] = set()
    for rule in reversed([rule for rule in rules if not rule.at]):
        kept = []
        for declaration in rule.declarations:
            name = declaration.name
            overruled = all((head, name) in later for head in rule.head)
            if not (name.startswith("--") and overruled and not declaration.important):
                kept.append(declaration)
        later |= {(head, d.name) for head in rule.head for d in rule.declarations}
        rule.declarations = kept


def drop_unused_properties(rules: Iterable[Rule], used: Used) -> None:
    """Remove custom properties that no declaration and no script refers to."""
    everything = [inner for rule in rules for inner in rule.everything()]
    refers: dict[str, set[str]] = {}
    wanted = set()
    for declaration in (found for rule in everything for found in rule.declarations):
        references = set(variables(declaration.value))
        if declaration.name.startswith("--"):
            refers.setdefault(declaration.name, set()).update(references)
        else:
            wanted |= references
    wanted |= {name for name in refers if name in used.added}
    new = wanted
    while new:
        new = set().union(*(refers.get(name, set()) for name in new)) - wanted
        wanted |= new
    for rule in everything:
        rule.declarations = [
            declaration
            for declaration in rule.declarations
            if not declaration.name.startswith("--") or declaration.name in wanted
        ]


def drop_unused_definitions(rules: list[Rule]) -> list[Rule]:
    """Return the rules without animations and fonts that no declaration names."""
    values = [
        text(declaration.value)
        for rule in rules
        for inner in rule.everything()
        if inner.at != "font-face"
        for declaration in inner.declarations
        if declaration.name.startswith(("animation", "-webkit-animation", "font", "--"))
    ]
    mentioned = " ".join(values)

    def wanted(rule: Rule) -> bool:
        if rule.at.endswith("keyframes"):
            return re.search(rf"\b{re.escape(rule.head[0])}\b", mentioned) is not None
        if rule.at == "font-face":
            families = [d for d in rule.declarations if d.name == "font-family"]
            return any(text(d.value).strip("\"'") in mentioned for d in families)
        return True

    return [rule for rule in rules if wanted(rule)]


def pruned(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Yield the rules that still say something."""
    for rule in rules:
        rule.rules = list(pruned(rule.rules))
        if rule.rules or rule.declarations:
            yield rule
