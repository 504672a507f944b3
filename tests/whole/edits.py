"""The edits that a random test makes to the tiny edition, as variants of pieces of its files."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent / "roots" / "test-whole"
SETTINGS: dict[str, object] = {}
exec(compile((ROOT / "conf.py").read_text("utf-8"), "conf.py", "exec"), SETTINGS)
#: What the tiny edition loads, in its order.
EXTENSIONS: list[str] = SETTINGS["extensions"]  # type: ignore[assignment]
SEED, DESCRIPTION = "seeds/leaflet.txt", "seeds/leaflet.yaml"

#: (file, what it says, what it may say instead)
PIECES: list[tuple[str, str, list[str]]] = [
    ("index.md", "# A Leaflet", ["# A Pamphlet"]),
    ("index.md", "chapters/01-works\nchapters/02-guild", ["chapters/02-guild\nchapters/01-works"]),
    ("index.md", "chapters/about\n", ["chapters/about\nchapters/03-more\n", ""]),
    ("index.md", ":maxdepth: 1", [":maxdepth: 2\n:numbered:"]),
    ("chapters/01-works.md", "# 1. The Works", ["# 1. The *Mill*"]),
    ("chapters/01-works.md", "in March.[^1]", ["in April.[^1]", "in March."]),
    ("chapters/01-works.md", "that the {faction}`Guild` was", ["that the Guild was"]),
    ("chapters/01-works.md", "“Nobody asked", ["## A Heading\n\n“Nobody asked"]),
    ("chapters/01-works.md", "{p. 3}", ["{p. 4}", ""]),
    ("chapters/02-guild.md", "{person}`Orlova` left", ["{person}`Klimov` left", "Orlova left"]),
    ("chapters/02-guild.md", "{ibid}`Ibid., p. 5 <p. 5>`", ["{cited}`Book <orlova1921>`"]),
    ("chapters/02-guild.md", "The Leauge won.", ["The Leauge won.\n\nAnd then?", ""]),
    ("chapters/people.md", "{person} Orlova, Anna", ["{person} Orlova, Hannah"]),
    (
        "chapters/people.md",
        ":aliases: Orlova; Anna Orlova",
        [":aliases: Orlova; Anna; Anna Orlova"],
    ),
    ("chapters/people.md", ":born: 1850", [":born: 1861-02", ""]),
    (
        "chapters/people.md",
        "A turner,",
        ["A *tanner* by trade,", "A turner {cite:p}`leaflet1949`,"],
    ),
    ("chapters/people.md", ":id: klimov", [":id: boris-klimov"]),
    ("chapters/people.md", "league 1917", ["guild 1920"]),
    ("chapters/people.md", "orlova1921{p. 12}", ["leaflet1949", "orlova1921"]),
    (
        "chapters/factions.md",
        "{faction} Guild",
        ["{faction} The Guild\n:id: guild\n:aliases: Guild"],
    ),
    ("chapters/factions.md", "Men without masters.", ["Men and {person}`Orlova`."]),
    ("chapters/factions.md", ":date: 1917-03", [":date: 1918-03"]),
    ("chapters/factions.md", ":people: orlova", [":people: klimov; mirsky-ivan"]),
    ("chapters/chronology.md", ":to: 1930", [":to: 1940"]),
    ("chapters/bibliography.md", "# Bibliography", ["# Works"]),
    ("chapters/bibliography.md", 'keywords % "editor"', ['keywords % "nobody"']),
    ("chapters/bibliography.md", "```{abbreviations}\n```", [""]),
    ("chapters/apparatus.md", "```{apparatus}\n```", [""]),
    ("chapters/about.md", "# About", ["# About this edition"]),
    ("chapters/about.md", "is proven", ["of {person}`Orlova` is proven"]),
    ("references.bib", "{One Book}", ["{One Other Book}", "{}"]),
    ("references.bib", "shorthand = {S. ou B.},", ["shorthand = {SB},", ""]),
    ("references.bib", "Orlova, Anna", ["Abel, Anna"]),
    ("references.bib", "@book{orlova1921", ["@book{nobody,\n}\n@book{orlova1921"]),
    ("seeds/emendations.yaml", "A misread h.", ["A misread *letter*."]),
    ("seeds/emendations.yaml", "kind: ocr", ["kind: layout"]),
    ("seeds/emendations.yaml", "reading: that", ["reading: this"]),
    ("seeds/emendations.yaml", "conjecture: League", ["conjecture: Guild"]),
    ("seeds/emendations.yaml", "- line: 5\n", ["- line: 6\n"]),
    (SEED, "The Leauge won.", ["The Leaugue won."]),
    (SEED, "Putilov fac-\ntory", ["Putilov\nfactory"]),
    (DESCRIPTION, "lines: [1, 10]\n  - lines: [14, 20]", ["lines: [1, 20]"]),
    (DESCRIPTION, "keep: true", ["keep: false"]),
    (DESCRIPTION, 'mark: "\'"', ["mark: S"]),
    ("conf.py", 'project = "A Leaflet"', ['project = "A Paper"']),
    ("conf.py", 'release = "1.0"', ['release = "1.1"']),
    ("conf.py", 'author = "Anna Orlova"', ['author = "A. O. & Co."']),
    ("conf.py", '"chicago_note"', ['"chicago_bibliography"']),
    ("conf.py", '"sphinx_book_theme"', ['"alabaster"', '"basic"']),
    ("conf.py", "myst_footnote_sort = False", ["myst_footnote_sort = True"]),
    ("conf.py", '"seeds/leaflet.yaml"', [""]),
]
EXTRA = "chapters/03-more.md"
EXTRA_TEXT = "# More\n\nMore of {person}`Orlova`, and {cite:p}`orlova1921`.\n"


@dataclass
class Edition:
    """The tiny edition in ``folder``; ``chosen`` says which variant each piece has."""

    folder: Path
    chosen: dict[int, int] = field(default_factory=dict)
    said: list[tuple[str, str]] = field(default_factory=list)  # paragraphs at documents' ends
    extra: bool = False

    def __post_init__(self) -> None:
        """Lay out the files."""
        shutil.copytree(ROOT, self.folder)

    def write(self) -> None:
        """Bring the files to the chosen state; one that says the same already is not touched."""
        for file in sorted({file for file, _old, _new in PIECES}):
            text = (ROOT / file).read_text("utf-8")
            for index, (name, old, new) in enumerate(PIECES):
                if name == file and self.chosen.get(index):
                    assert old in text, (file, old)
                    text = text.replace(old, new[self.chosen[index] - 1], 1)
            text += "".join(f"\n{words}\n" for name, words in self.said if name == file)
            if file == DESCRIPTION:
                digest = hashlib.sha256((self.folder / SEED).read_bytes()).hexdigest()
                text = f"sha256: {digest}\n{text.partition(chr(10))[2]}"
            change(self.folder / file, text)
        if self.extra:
            change(self.folder / EXTRA, EXTRA_TEXT)
        else:
            (self.folder / EXTRA).unlink(missing_ok=True)


def change(path: Path, text: str) -> None:
    """Write ``text`` if ``path`` says something else."""
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")
