"""Stubs for a person to fill: names that recur, references that notes seem to hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from sphinx_edition.importer.lexicon import Lexicon
from sphinx_edition.importer.model import Reading
from sphinx_edition.importer.naming import slug
from sphinx_edition.importer.reader import note_paragraphs, without_marks

PARTICLE = r"(?:de|von|van|der|du|la|le|of|di|da)"
NAME = re.compile(rf"(?<=[a-zà-ÿ,;’”)] )[A-ZÀ-Þ][\w’-]+(?: (?:{PARTICLE} )?[A-ZÀ-Þ][\w’-]+)*")
POSSESSIVE = re.compile(r"[’']s?$")
MOST_NAMES = 100
LEAST_OFTEN = 3
NO_NAMES = frozenset(
    [
        "i",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "sir",
        "mr",
        "mrs",
        "miss",
        "lord",
        "lady",
        "god",
        "ibid",
        "chapter",
    ]
)
YEAR = re.compile(r"\b(1[4-9]\d\d|20\d\d)\b")
PLACES = re.compile(r"\bpp?\.|\bvol\b|\bch\.|[(\[][^()\[\]]*\b1[4-9]\d\d[)\]]", re.IGNORECASE)
IBIDEM = re.compile(r"^\W*(?:[I1Tl]bid|Id\.|Loc\. cit|Op\. cit)", re.IGNORECASE)
AUTHOR = re.compile(r"(?:[A-ZÀ-Þ][\w’.-]* ){0,3}([A-ZÀ-Þ][\w’-]+),")
FORBIDDEN = re.compile(r"[{}\\%#$&~^_]")


def names(reading: Reading, lexicon: Lexicon) -> list[tuple[str, int]]:
    """Return names that recur in the text, with how often, the most frequent first."""
    found: Counter[str] = Counter()
    for text in without_marks(reading).values():
        for match in NAME.finditer(text):
            name = POSSESSIVE.sub("", match[0])
            words = name.split()
            if len(words) == 1 and (
                name.lower() in NO_NAMES or lexicon.frequency(name) > 40_000 or name.isupper()
            ):
                continue
            found[name] += 1
    often = [(name, count) for name, count in found.items() if count >= LEAST_OFTEN]
    return sorted(often, key=lambda item: (-item[1], item[0]))[:MOST_NAMES]


def register(found: list[tuple[str, int]], _: Callable[[str], str]) -> str:
    """Return a page of stub entries, whose words ``_`` puts into the language of the text."""
    heading = _("People")
    what = _(
        "Names that recur in the text, found by machine: sort them, say who they are, and name "
        "them in the chapters with roles."
    )
    to_do = _("To be written; the name stands {count} times in the text.")
    text = f"# {heading}\n\n{what}\n"
    taken: set[str] = set()
    for name, count in sorted(found):
        identity = slug(name)
        if not identity or identity in taken:
            continue
        taken.add(identity)
        text += f"\n```{{person}} {name}\n:id: {identity}\n\n{to_do.format(count=count)}\n```\n"
    return text


def references(reading: Reading) -> str:
    """Return a bibliography with a stub for each reference that a note seems to hold."""
    text = "% Works that the notes seem to cite, found by machine: complete and correct them.\n"
    taken: Counter[str] = Counter()
    for line, cited in citations(reading):
        author = AUTHOR.search(cited)
        year = YEAR.search(cited)
        key = (slug(author[1]) if author else "note") + (year[1] if year else "")
        taken[key] += 1
        if taken[key] > 1:
            key += f"-{taken[key]}"
        fields = [f"  title = {{{FORBIDDEN.sub(' ', cited)}}},"]
        if author:
            fields.insert(0, f"  author = {{{FORBIDDEN.sub(' ', author[1])}}},")
        if year:
            fields.append(f"  year = {{{year[1]}}},")
        where = f"Unverified: the words of the note at line {line} of the scan"
        fields.append(f"  note = {{{where}}},")
        text += f"\n@misc{{{key},\n" + "\n".join(fields) + "\n}\n"
    return text


def citations(reading: Reading) -> Iterator[tuple[int, str]]:
    """Yield the parts of notes that look like references, each with the line of its note."""
    words = without_marks(reading)
    for note in reading.notes:
        lines = [line for part in note_paragraphs(reading.scan, note) for line in part]
        text = " ".join(words[line].replace("\0", "") for line in lines)
        if IBIDEM.match(text):
            continue
        for part in re.split(r";\s+", text):
            if PLACES.search(part) and not IBIDEM.match(part) and len(part) > 12:
                yield lines[0], part.strip()[:300]
