"""The files of a project: made in memory, written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sphinx_edition.core.i18n import words_in
from sphinx_edition.importer import description, markdown, reader, records, report, source, stubs
from sphinx_edition.importer.model import Reading
from sphinx_edition.importer.reader import Progress, silent
from sphinx_edition.importer.source import SeedError

TEMPLATES = Path(__file__).parent / "templates"
REPORT = "import-report.json"
Files = dict[str, bytes]


def template(name: str, **values: str) -> bytes:
    """Return a file of ours with its gaps filled."""
    text = (TEMPLATES / name).read_text("utf-8")
    for key, value in values.items():
        text = text.replace(f"@{key}@", value)
    return text.encode()


def common_files(language: str) -> Files:
    """Return the files that every project has; what readers see is in its ``language``."""
    _ = words_in(language)
    return {
        "Makefile": template("Makefile"),
        "requirements.txt": template("requirements.txt"),
        ".readthedocs.yaml": template("readthedocs.yaml"),
        ".gitignore": b".venv/\n_build/\n",
        "apparatus.md": template(
            "apparatus.md",
            HEADING=_("Apparatus"),
            SCOPE=_("The text differs from the scan only where this page says so."),
            SIGNS=_(
                "A reading stands before the square bracket, what the scan has stands after it."
            ),
        ),
    }


def imported(seed: Path, progress: Progress = silent) -> tuple[Files, Reading]:
    """Return the files of a project made from the text file ``seed``.

    Raises:
        SeedError: it is no text that can be read.

    """
    raw = source.read_bytes(seed)
    reading = reader.read(source.scan(source.decode(raw, str(seed))), progress)
    return rendered(reading, raw, stem_of(seed)), reading


def rendered(
    reading: Reading, raw: bytes, stem: str, settled: Mapping[str, str | None] | None = None
) -> Files:
    """Return the files of a project; ``settled`` are the doubts that a person has settled."""
    lexicon = reader.lexicon_of(reading)
    _ = words_in(reading.language)
    files = common_files(reading.language)
    files[f"seeds/{stem}.txt"] = raw
    digest = hashlib.sha256(raw).hexdigest()
    files[f"seeds/{stem}.yaml"] = description.witness(reading, f"{stem}.txt", digest).encode()
    files["seeds/emendations.yaml"] = records.ledger(reading, settled).encode()
    accepted = [
        (doubt.line, doubt.choice, new)
        for doubt in reading.doubts
        if (new := (settled or {}).get(records.key_of(doubt))) is not None
    ]
    documents = markdown.Writer(reading, accepted).documents()
    for name, text in documents.items():
        files[f"{name}.md"] = text.encode()
    names = stubs.names(reading, lexicon)
    if names:
        files["register/people.md"] = stubs.register(names, _).encode()
    files["references.bib"] = stubs.references(reading).encode()
    title = " ".join(stem.replace("_", " ").split()) or _("Edition")
    files["conf.py"] = settings(
        title,
        reading.language,
        [f"seeds/{stem}.yaml"],
        _("The scan {file}").format(file=f"seeds/{stem}.txt"),
    )
    edition = (["register/people"] if names else []) + ["apparatus"]
    heading = markdown.heading(markdown.inline(title))
    files["index.md"] = contents(heading, [*documents], edition, reading.language)
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    files[REPORT] = report.report(reading, hashes).encode()
    return files


def settings(title: str, language: str, witnesses: list[str], source_of_pages: str) -> bytes:
    """Return ``conf.py``."""
    _ = words_in(language)
    values = {
        "TITLE": title,
        "AUTHOR": _("Unknown author"),
        "RIGHTS": _("the holders of the rights in the text"),
        "LANGUAGE": language,
        "WITNESSES": witnesses,
        "SOURCE": source_of_pages,
    }
    written = {key: json.dumps(value, ensure_ascii=False) for key, value in values.items()}
    return template("conf.py.in", **written)


def contents(heading: str, chapters: list[str], edition: list[str], language: str) -> bytes:
    """Return the title page, with the table of contents."""
    _ = words_in(language)
    return template(
        "index.md",
        HEADING=heading,
        TEXT=_("The text"),
        CHAPTERS="\n".join(chapters),
        ABOUT=_("The edition"),
        EDITION="\n".join(edition),
    )


def stem_of(seed: Path) -> str:
    """Return the name that a seed has in the project, without suffix."""
    stem = "".join(char if char.isprintable() else "-" for char in seed.stem).strip(" .") or "seed"
    return "seed" if stem == "emendations" else stem


def empty() -> Files:
    """Return the files of a project without a text."""
    files = common_files("en")
    files["references.bib"] = b"% Works that the edition cites.\n"
    files["chapters/01-first.md"] = b"# First chapter\n\nWords of the text.\n"
    files["conf.py"] = settings("Edition", "en", [], "")
    files["index.md"] = contents("Edition", ["chapters/01-first"], ["apparatus"], "en")
    return files


def write(files: Files, folder: Path, *, force: bool = False) -> None:
    """Write ``files`` into ``folder``, all or none.

    Raises:
        SeedError: the folder holds something and ``force`` is not set, or cannot be written.

    """
    shown = folder
    folder = Path.cwd() / folder
    if folder.exists() and not folder.is_dir():
        raise SeedError(f"{shown}: is a file; name a folder")
    try:
        full = folder.is_dir() and any(folder.iterdir())
        if full and not force:
            raise SeedError(f"{shown}: is not empty; name another folder, or set FORCE=1")
        made = make_parents(folder.parent)
        try:
            swap_in(files, folder, full=full)
        except BaseException:
            for parent in made:
                parent.rmdir()
            raise
    except OSError as error:
        raise SeedError(f"{shown}: cannot be written ({error.strerror})") from None


def make_parents(folder: Path) -> list[Path]:
    """Make a folder and what is above it; return what was made, the innermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def swap_in(files: Files, folder: Path, *, full: bool) -> None:
    """Write the files into a folder beside ``folder``, and put it into its place."""
    staged = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    new = staged / "new"
    try:
        if full:
            shutil.copytree(folder, new, symlinks=True)
            drop_imported(new)
        for name, data in files.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_symlink():
                path.unlink()
            path.write_bytes(data)
        if folder.exists():
            folder.rename(staged / "old")
        try:
            new.rename(folder)
        except OSError:
            if (staged / "old").exists():
                (staged / "old").rename(folder)
            raise
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def drop_imported(folder: Path) -> None:
    """Remove what an earlier import wrote and nobody has changed since."""
    try:
        hashes = json.loads((folder / REPORT).read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return
    for name, digest in hashes.items():
        path = folder / name
        inside = path.resolve().is_relative_to(folder.resolve())
        if inside and path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest:
            path.unlink()
