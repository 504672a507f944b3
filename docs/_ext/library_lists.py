"""What the handbook says of the library is read from the library, when the handbook is built.

``{settings} collation``, ``{markup} collation``, ``{warnings} collation``
    a room's settings, its roles and directives, and its warnings, each with a place of its own:
    ``{confval}`collation_witnesses` ``, ``{rst:dir}`apparatus` ``, ``{warning-type}`tei.link` ``
``{agreements} collation``
    the rows of ``_ext/AGREEMENTS.md`` that name the room as their owner
``{example} collation``
    the project ``docs/examples/collation``, file by file, with its picture
``{figures} name``
    the table ``docs/figures/name.json``, with the day on which it was measured
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from docutils.parsers.rst import directives, roles
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata
from sphinx_edition.core.warnings import Warn

DOCS = Path(__file__).parent.parent
AGREEMENTS = DOCS.parent / "_ext" / "AGREEMENTS.md"
EXAMPLES = DOCS / "examples"
LANGUAGES = {
    ".md": "md",
    ".rst": "rst",
    ".py": "python",
    ".yaml": "yaml",
    ".bib": "bibtex",
    ".css": "css",
}
#: Rooms whose settings begin with something else than their own name.
PREFIXES = {
    "book": "small_press_",
    "epub": "accessible_epub_",
    "languages": "foreign_words",
    "pages": "reading_page_",
}
#: What the tables of agreements are about, by their headings.
NOUNS = {
    "Classes": "class",
    "Attributes": "attribute",
    "Ids": "id",
    "Commands of LaTeX": "command of LaTeX",
    "Events": "event",
}
#: Warnings of a type that is not the name of a room.
WARNS_FOR = {"edition": "core"}


# -- What the library has --------------------------------------------------------------------------


class Setting(NamedTuple):
    """A setting: its name, the default, the types that it may have, and what it means."""

    name: str
    default: object
    types: list[str]
    meaning: str


def settings_of(config: Config, room: str) -> list[Setting]:
    """Return the settings of ``room``, in the order in which it names them."""
    prefix = PREFIXES.get(room, f"{room}_")
    return [
        Setting(
            option.name,
            config.values[option.name].default,
            sorted(kind.__name__ for kind in config.values[option.name].valid_types),
            config.values[option.name].description,
        )
        for option in config
        if option.name.startswith(prefix)
    ]


def warnings_of(room: str) -> list[Warn]:
    """Return the warnings of ``room``."""
    return [each for each in Warn if WARNS_FOR.get(each.type, each.type) == room]


class Markup(NamedTuple):
    """A role or a directive: its name, what it is for, and the names of its options."""

    name: str
    meaning: str
    options: list[str]


def markup_of(env: BuildEnvironment, room: str) -> tuple[list[Markup], list[Markup]]:
    """Return the roles and the directives of ``room``, without those that it only mends."""
    own = f"sphinx_edition.{room}"
    found: tuple[dict[str, Markup], dict[str, Markup]] = ({}, {})
    domains = list(env.domains.sorted())
    tables: Iterable[tuple[int, dict[str, Any]]] = [
        (0, roles._roles),  # type: ignore[attr-defined]
        (1, directives._directives),  # type: ignore[attr-defined]
        *((0, dict(domain.roles)) for domain in domains if domain.name == room),
        *((1, dict(domain.directives)) for domain in domains if domain.name == room),
    ]
    for place, table in tables:
        for name, code in table.items():
            thing = code if inspect.isclass(code) else type(code)
            bases = {base.__module__ for base in thing.__mro__}
            if thing.__name__.startswith("Checked") or not any(b.startswith(own) for b in bases):
                continue
            found[place][name] = Markup(
                name, meaning_of(thing), sorted(getattr(code, "option_spec", None) or {})
            )
    return sorted(found[0].values()), sorted(found[1].values())


def meaning_of(thing: type) -> str:
    """Return what the docstring of a class says first, without the name of what it stands for."""
    text = next(filter(None, map(inspect.getdoc, thing.__mro__)))
    first = " ".join(text.split("\n\n")[0].split())
    first = re.sub(r"^(?:The )?``[\w-]+``(?: directive)?: ", "", first)
    return first[0].upper() + first[1:]


def agreements_of(room: str) -> Iterator[tuple[str, str, str]]:
    """Yield what the outside may rely on, of ``room``: the name, what that is, and what it says."""
    for part in AGREEMENTS.read_text("utf-8").split("\n## ")[1:]:
        heading, *lines = part.splitlines()
        for line in lines:
            cells = [cell.strip() for cell in line.strip("|").split(" | ")]
            if heading in NOUNS and line.startswith("| `") and cells[1] == room:
                yield cells[0], NOUNS[heading], cells[2]


# -- Directives ------------------------------------------------------------------------------------


class Generated(SphinxDirective):
    """A directive that writes Markdown about what its argument names."""

    required_arguments = 1

    def write(self, name: str) -> Iterable[str]:
        """Yield lines of Markdown."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Parse the lines."""
        return self.parse_text_to_nodes("\n".join(self.write(self.arguments[0])))


class Settings(Generated):
    """``settings``: the settings of a room."""

    def write(self, name: str) -> Iterable[str]:
        """Yield a ``confval`` for each."""
        found = settings_of(self.config, name)
        if not found:
            yield "None of its own."
        for setting in found:
            yield f"```{{confval}} {setting.name}"
            types = " or ".join(f"`{each}`" for each in setting.types)
            yield f"{setting.meaning[0].upper()}{setting.meaning[1:]}."
            yield f"A {types}; `{setting.default!r}` if not given.\n```\n"


class Warnings(Generated):
    """``warnings``: the warnings of a room."""

    def write(self, name: str) -> Iterable[str]:
        """Yield a ``warning-type`` for each."""
        found = warnings_of(name)
        if not found:
            yield "None."
        for warning in found:
            meaning = f"{warning.meaning[0].upper()}{warning.meaning[1:]}."
            yield f"```{{warning-type}} {warning.type}.{warning.subtype}\n{meaning}\n```\n"


class MarkupList(Generated):
    """``markup``: the roles and directives of a room."""

    def write(self, name: str) -> Iterable[str]:
        """Yield a directive of the domain ``rst`` for each."""
        its_roles, its_directives = markup_of(self.env, name)
        if not (its_roles or its_directives):
            yield "None: the text needs nothing."
        for role in its_roles:
            yield f"```{{rst:role}} {role.name}\n{role.meaning}\n```\n"
        for directive in its_directives:
            yield f"```{{rst:directive}} {directive.name}\n{directive.meaning}\n"
            if directive.options:
                yield f"Options: {', '.join(f'`{each}`' for each in directive.options)}.\n"
            yield "```\n"


class Agreements(Generated):
    """``agreements``: what the outside may rely on, of a room."""

    def write(self, name: str) -> Iterable[str]:
        """Yield a table."""
        self.env.note_dependency(str(AGREEMENTS))
        found = list(agreements_of(name))
        if not found:
            yield "Nothing of its own."
            return
        yield "| name | is | of |\n|---|---|---|"
        yield from (f"| {' | '.join(row)} |" for row in found)


class Example(Generated):
    """``example``: a project of ``docs/examples``; its content describes the picture."""

    has_content = True

    def write(self, name: str) -> Iterable[str]:
        """Yield the files, the text in MyST and reStructuredText, and the picture or output."""
        folder = EXAMPLES / name
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        shown = [path for path in files if path.suffix in LANGUAGES or path.parent != folder]
        for path in sorted(shown, key=lambda path: (path.suffix in {".md", ".rst"}, path)):
            self.env.note_dependency(str(path))
            caption = path.relative_to(folder).as_posix()
            if caption in {"index.md", "index.rst"}:
                markup = "Markdown (MyST)" if path.suffix == ".md" else "reStructuredText"
                caption += f", in {markup}"
            text = path.read_text("utf-8").rstrip()
            language = LANGUAGES.get(path.suffix, "text")
            yield f"`````{{code-block}} {language}\n:caption: {caption}\n\n{text}\n`````\n"
        alternative = " ".join(self.content)
        if alternative:
            yield "What a reader gets:\n"
            yield f"```{{image}} /pictures/{name}.webp\n:alt: {alternative}\n```\n"
        for path in (path for path in files if path.stem == "output"):
            text = path.read_text("utf-8").rstrip()
            yield f"What comes out:\n\n`````{{code-block}} {path.suffix[1:]}\n{text}\n`````\n"


class Figures(Generated):
    """``figures``: a table that a command has measured and written down."""

    def write(self, name: str) -> Iterable[str]:
        """Yield the table, and when and how it came about."""
        path = DOCS / "figures" / f"{name}.json"
        self.env.note_dependency(str(path))
        table = json.loads(path.read_text("utf-8"))
        yield f"| {' | '.join(table['head'])} |"
        yield f"|{'---|' * len(table['head'])}"
        yield from (f"| {' | '.join(row)} |" for row in table["rows"])
        yield f"\nMeasured by `{table['command']}` on {table['date']}: {table['where']}."


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives, and warnings as something that a text can refer to."""
    app.add_object_type("warning-type", "warning-type", "pair: %s; warning", objname="warning")
    for name, directive in (
        ("settings", Settings),
        ("warnings", Warnings),
        ("markup", MarkupList),
        ("agreements", Agreements),
        ("example", Example),
        ("figures", Figures),
    ):
        app.add_directive(name, directive)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
