"""The style sheet: of all rules that the theme brings, those that the site's pages use.

A rule stays when each class, id, element and attribute that its selector demands occurs on some
page, or as a word in some script that a page loads (scripts add classes).  That errs on the safe
side, depends on the finished pages only, and so is the same after a clean build and after an
incremental one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import tinycss2  # type: ignore[import-untyped]
from tinycss2 import ast

from .page import normal_name

TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:\s[^>]*)?)>")
ATTRIBUTE = re.compile(r"""([^\s=/]+)(?:=(?:"([^"]*)"|'([^']*)'))?""")
WORD = re.compile(r"[A-Za-z_][\w-]*")
SCRIPT_COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)
CONTAINERS = ("media", "supports", "layer", "container")
STATES = frozenset({"open", "hidden", "disabled", "checked"})  # attributes that browsers set

Nodes = list[ast.Node]


@dataclass
class Used:
    """What the pages of a site are made of, and the words of their scripts."""

    tags: set[str] = field(default_factory=lambda: {"html", "body"})
    classes: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=lambda: set(STATES))
    types: set[str] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    def add_page(self, html: str) -> None:
        """Note what the page is made of."""
        for tag, rest in TAG.findall(html):
            self.tags.add(tag.lower())
            for name, double, single in ATTRIBUTE.findall(rest):
                value = double or single
                self.attributes.add(name.lower())
                if name == "class":
                    self.classes.update(value.split())
                elif name == "id":
                    self.ids.add(value)
                elif name == "type":
                    self.types.add(value)
                elif name == "data-style":
                    self.styles.add(value)

    def add_script(self, text: str) -> None:
        """Note the words of a script, and the attributes that it may set through ``dataset``."""
        text = SCRIPT_COMMENT.sub("", text)
        words = set(WORD.findall(text))
        self.words |= words
        self.words |= {
            "data-" + re.sub(r"[A-Z]", lambda upper: "-" + upper[0].lower(), word)
            for word in words
            if re.search(rf"dataset\.{re.escape(word)}\b", text)
        }

    def has(self, kind: str, name: str) -> bool:
        """Say whether a page or a script knows the class, id, tag or attribute ``name``."""
        return name in getattr(self, kind) or name in self.words


# -- selectors -----------------------------------------------------------------------------------


def split(tokens: Iterable[ast.Node]) -> Iterator[Nodes]:
    """Yield the parts between commas."""
    part: Nodes = []
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def possible(selector: Nodes, used: Used) -> bool:
    """Say whether some element of some page can match ``selector``, as far as names tell."""
    before = ""
    for token in selector:
        mark, before = before, token.value if token.type == "literal" else ""
        match token.type:
            case "ident" if mark == ".":
                known = used.has("classes", token.value)
            case "ident" if mark != ":":
                known = used.has("tags", token.lower_value)
            case "hash":
                known = used.has("ids", token.value)
            case "[] block":
                known = possible_attribute(token.content, used)
            case "function" if token.lower_name in ("is", "where", "has", "-webkit-any"):
                known = any(possible(part, used) for part in split(token.arguments))
            case _:
                known = True
        if not known:
            return False
    return True


def possible_attribute(test: Nodes, used: Used) -> bool:
    """Say whether some element can pass ``test``, the inside of an attribute selector."""
    name, *rest = [part for part in test if part.type != "whitespace"]
    if not used.has("attributes", name.value.lower()):
        return False
    if len(rest) == 2 and rest[0].value == "=" and name.value.lower() == "type":
        return used.has("types", rest[1].value)
    return True


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
            selectors = [text(part) for part in split(node.prelude) if possible(strip(part), used)]
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


def strip(tokens: Nodes) -> Nodes:
    """Return tokens without comments."""
    return [token for token in tokens if token.type != "comment"]


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
            move_urls(token.arguments, sheet)


# -- the whole sheet -----------------------------------------------------------------------------


def style_sheet(static: Path, names: Iterable[str], used: Used) -> str:
    """Return the style sheet that serves the pages ``used``, made from the sheets ``names``."""
    rules = [rule for name in names for rule in read_sheet(static, name, used)]
    rules += list(dark_without_script(rules))
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
    wanted |= {name for name in refers if name.removeprefix("--") in used.words}
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
