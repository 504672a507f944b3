"""Change the code of a module in small ways, and list the changes that no test notices.

    python tools/mutants.py MODULE TEST... [--every N]

Each mutant is one change: another comparison, ``and`` for ``or``, a condition upside down, a number
one higher, a line left out, a sum for a difference.  The tests run for each in a process of their
own; a mutant that they let live is printed with its line.  With ``--every 3`` only every third
mutant is tried.  Exits with 1 if one lives: read it, and write a test, or see that it means the
same.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.abc
import importlib.util
import multiprocessing
import os
import sys
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import hypothesis  # noqa: F401  (imported once, for all mutants)
import pytest
import sphinx.application  # noqa: F401

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 60
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


def changes(node: ast.AST) -> Iterator[str]:
    """Change ``node`` in place in each way there is, one after another, and say how."""
    if isinstance(node, ast.Compare):
        old = node.ops[0]
        node.ops[0] = COMPARISONS[type(old)]()
        yield f"{type(old).__name__} -> {type(node.ops[0]).__name__}"
        node.ops[0] = old
    elif isinstance(node, ast.BoolOp):
        was = node.op
        node.op = ast.And() if isinstance(was, ast.Or) else ast.Or()
        yield f"{type(was).__name__} -> {type(node.op).__name__}"
        node.op = was
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        sign = node.op
        node.op = ast.Sub() if isinstance(sign, ast.Add) else ast.Add()
        yield f"{type(sign).__name__} -> {type(node.op).__name__}"
        node.op = sign
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        number = node.value
        node.value = not number if isinstance(number, bool) else number + 1
        yield f"{number} -> {node.value}"
        node.value = number
    elif isinstance(node, ast.If | ast.While | ast.IfExp):
        test = node.test
        node.test = ast.UnaryOp(ast.Not(), test)
        yield f"not {ast.unparse(test)}"
        node.test = test
    elif isinstance(node, ast.FunctionDef):
        for index, line in enumerate(node.body):
            is_docstring = isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)
            if not isinstance(line, ast.Return) and not is_docstring:
                node.body[index] = ast.Pass()
                yield f"without {ast.unparse(line).splitlines()[0]}"
                node.body[index] = line


def mutants(source: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, description and source of each mutant."""
    tree = ast.parse(source)
    plain = ast.unparse(tree)
    for node in ast.walk(tree):
        for what in changes(node):
            mutant = ast.unparse(ast.fix_missing_locations(copy.deepcopy(tree)))
            if mutant != plain:
                yield getattr(node, "lineno", 0), what, mutant


class Mutant(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Lets one module be imported with another source."""

    def __init__(self, module: str, source: str) -> None:
        """Remember both."""
        self.module = module
        self.source = source

    def find_spec(self, fullname: str, *_where: object) -> ModuleSpec | None:
        """Find the one module."""
        if fullname != self.module:
            return None
        return importlib.util.spec_from_loader(fullname, self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the other source."""
        exec(compile(self.source, self.module, "exec"), module.__dict__)


def survives(module: str, source: str, tests: list[str]) -> bool:
    """Tell whether all tests pass with ``source`` in the place of ``module``."""

    def work() -> None:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        sys.meta_path.insert(0, Mutant(module, source))
        os._exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests]))

    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    process.join(SECONDS)
    if process.is_alive():
        process.kill()
        process.join()
    return process.exitcode == 0


def main() -> None:
    """Try the mutants, print those that live, exit with 1 if one does."""
    parser = argparse.ArgumentParser()
    parser.add_argument("module")
    parser.add_argument("tests", nargs="+")
    parser.add_argument("--every", type=int, default=1)
    asked = parser.parse_args()
    path = ROOT / "_ext" / f"{asked.module.replace('.', '/')}.py"
    source = path.read_text("utf-8")
    if not survives(asked.module, source, asked.tests):
        sys.exit("the tests fail without any mutant")
    tried = lived = 0
    for line, what, mutant in list(mutants(source))[:: asked.every]:
        tried += 1
        if survives(asked.module, mutant, asked.tests):
            lived += 1
            print(f"{path.relative_to(ROOT)}:{line}: {what}", flush=True)
    print(f"{tried - lived} of {tried} mutants killed")
    sys.exit(bool(lived))


if __name__ == "__main__":
    main()
