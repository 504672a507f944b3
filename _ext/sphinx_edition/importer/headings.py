"""Headings: in brackets, numbered, in capitals, ``CHAPTER II.``, and their levels."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sphinx_edition.importer import signs
from sphinx_edition.importer.levels import set_levels, value_of
from sphinx_edition.importer.model import Heading, Scan

NUMERAL = (
    r"(?:[IVXLCl1|]+|\d{1,3}|ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|ELEVEN|TWELVE|"
    r"(?:THE )?(?:FIRST|SECOND|THIRD|FOURTH|FIFTH|SIXTH|SEVENTH|EIGHTH|NINTH|TENTH|LAST))"
)
#: The end of a numeral, and a title after it; not what follows a reference: "Book I, ch. 3".
AFTER_NUMERAL = r"(?:[.:)—–-]*|[.:)—–-]+\s*[^\s,].{0,80}|\s+(?-i:[A-ZÀ-Þ“\"‘]).{0,80})"
DIVISIONS = (
    "CHAPTER|CHAP|LETTER|LECTURE|ESSAY|SECTION|CANTO|ACT|STAVE|SERMON|DISCOURSE|KAPITEL|CHAPITRE|"
    "CAPITULO|CAPITOLO"
)
SPECIAL = (
    "PREFACE|FOREWORD|INTRODUCTION|INTRODUCTORY|CONCLUSION|EPILOGUE|PROLOGUE|APPENDIX|POSTSCRIPT|"
    "DEDICATION|ADVERTISEMENT|CONTENTS|ARGUMENT|AFTERWORD|VORWORT|EINLEITUNG|AVANT-PROPOS"
)
STYLES = {
    "bracket-number": re.compile(r"^\[\s*(?:\d{1,3}|[IVXl]|[IVXLCl]{2,})[.:)]?\s+\S.{0,110}\]?$"),
    "bracket-letter": re.compile(r"^\[\s*[A-Z][.:)]\s+\S.{0,110}\]?$"),
    "bracket": re.compile(r"^\[[A-ZÀ-Þ][^\[\]]{2,70}\]$"),
    "part": re.compile(
        rf"^(?:PART|BOOK|VOLUME|TEIL|BUCH|LIVRE|PARTIE)\s+{NUMERAL}{AFTER_NUMERAL}$", re.I
    ),
    "chapter": re.compile(rf"^(?:{DIVISIONS})\.?\s+(?:THE\s+)?{NUMERAL}{AFTER_NUMERAL}$", re.I),
    "special": re.compile(rf"^(?:{SPECIAL})(?:\s+[IVX\dA-D]+)?[.:]?$", re.I),
    "roman": re.compile(r"^[IVXLC]{1,7}(?:[.:)]?|[.:)—–-]+\s*[\"“‘A-ZÀ-Þ].{1,75})$"),
    "number": re.compile(r"^(?:§\s*)?\d{1,3}(?:[.:)]?|[.:)—–-]+\s+[\"“‘A-ZÀ-Þ].{1,75})$"),
    "letter": re.compile(r"^[A-H][.:)]\s+[\"“‘A-ZÀ-Þ].{1,75}$"),
}
#: Styles that say by themselves that a line is a heading.
STRONG = {"bracket-number", "bracket-letter", "part", "chapter", "special"}
NUMBER_ONLY = re.compile(
    rf"^(?:(?:PART|BOOK|VOLUME|{DIVISIONS})\.?\s+(?:THE\s+)?{NUMERAL}|[IVXLC]+|(?:§\s*)?\d+)"
    r"[.:)—–-]*$",
    re.I,
)
LONGEST_TITLE = 75


def style_of(text: str) -> str:
    """Return the style of heading that a line by itself could be; empty for none."""
    for name, pattern in STYLES.items():
        if pattern.match(text):
            if name in {"chapter", "part"} and not text[0].isupper():
                return ""
            if name in {"roman", "number", "letter"} and sentence_like(text):
                return ""
            return name
    return "capitals" if signs.is_capitals(text) and len(text) <= LONGEST_TITLE else ""


def sentence_like(text: str) -> bool:
    """Tell whether a numbered line reads like a sentence rather than a title."""
    words = text.split()[1:]
    small = sum(word[:1].islower() for word in words)
    return text.endswith((".", ",", ";", ":")) and len(words) > 1 and small > 2


@dataclass
class Row:
    """A line of the body with what stands about it."""

    line: int
    text: str
    before: bool  # something parts it from the line before
    after: bool  # something parts it from the line after
    turn: bool  # it is the first of its page


class HeadingFinder:
    """Finds the headings among the lines of the body."""

    def __init__(
        self, scan: Scan, body: Sequence[int], starts: set[int], words: Mapping[int, str]
    ) -> None:
        """Take the body's lines, the numbers of those that begin a page, and each without marks."""
        self.scan = scan
        rows = []
        for place, line in enumerate(body):
            before = place == 0 or line - body[place - 1] > 1 or line in starts
            after = place + 1 == len(body) or body[place + 1] - line > 1
            rows.append(Row(line, words[line].replace("\0", ""), before, after, line in starts))
        self.rows = rows
        self.spaced = (sum(row.before for row in rows) - 1) * 40 > len(rows)

    def read(self) -> list[Heading]:
        """Return the headings with their levels."""
        found: list[Heading] = []
        place = 0
        while place < len(self.rows):
            heading, taken = self.heading_at(place)
            if heading:
                found.append(heading)
            place += taken
        found = self.plausible(found)
        self.first_line(found)
        set_levels(found, self.scan)
        return found

    def heading_at(self, place: int) -> tuple[Heading | None, int]:
        """Return the heading that begins at a row, if one does, and how many rows it takes."""
        row = self.rows[place]
        style = style_of(row.text)
        if not style or not self.may_begin(place, style):
            return None, 1
        end = self.end_of(place, style)
        if end < 0:
            return None, 1
        confidence = {"capitals": 0.75, "number": 0.8, "letter": 0.75, "bracket": 0.7}.get(
            style, 0.95
        )
        if not row.after and end == place:
            confidence -= 0.2
        return Heading(row.line, self.rows[end].line, 1, style, confidence), end - place + 1

    def may_begin(self, place: int, style: str) -> bool:
        """Tell whether a heading can begin at a row."""
        row = self.rows[place]
        if not row.before:
            return style in {"chapter", "part"} and not self.spaced and self.ended(place)
        return not (row.turn and place and style not in STRONG and not self.ended(place))

    def ended(self, place: int) -> bool:
        """Tell whether the line before a row ends a sentence."""
        return (
            place == 0
            or signs.is_finished(self.rows[place - 1].text)
            or bool(style_of(self.rows[place - 1].text))
        )

    def end_of(self, place: int, style: str) -> int:
        """Return the last row of the heading that begins at ``place``; -1 if it is none."""
        row = self.rows[place]
        if style.startswith("bracket") and not row.text.endswith("]"):
            return self.closing(place)
        end = place
        while not self.rows[end].after and end + 1 < len(self.rows) and end - place < 3:
            following = self.rows[end + 1].text
            if self.rows[end + 1].turn or not self.goes_on(row, following):
                break
            end += 1
        if not self.rows[end].after and not self.may_run_into_text(end, style):
            return -1
        if end == place and NUMBER_ONLY.match(row.text):
            return self.title_below(place)
        return end

    def closing(self, place: int) -> int:
        """Return the row that closes a bracket opened at ``place``, one of the next two."""
        for end in range(place + 1, min(place + 3, len(self.rows))):
            if self.rows[end].text.endswith("]"):
                return end
            if self.rows[end].before:
                break
        return -1 if len(self.rows[place].text) > LONGEST_TITLE else place

    def goes_on(self, row: Row, following: str) -> bool:
        """Tell whether a heading goes on with the line right below it."""
        if len(following) > LONGEST_TITLE or style_of(following) in STRONG:
            return False
        if signs.is_capitals(following):
            return True
        title = signs.starts_large(following) and not signs.is_finished(following)
        return bool(NUMBER_ONLY.match(row.text)) and title and len(following) < 60

    def may_run_into_text(self, end: int, style: str) -> bool:
        """Tell whether text may follow a heading without a blank line."""
        if end + 1 >= len(self.rows):
            return True
        following = self.rows[end + 1]
        indented = self.scan.indent[following.line] > self.scan.indent[self.rows[end].line]
        if style in STRONG:
            return True
        return not self.spaced or (indented and signs.starts_large(following.text))

    def title_below(self, place: int) -> int:
        """Return the last row of the title that stands below a bare number, or ``place``."""
        end = place + 1
        if end >= len(self.rows) or self.rows[end].turn or not self.rows[end].before:
            return place
        text = self.rows[end].text
        if style_of(text) not in {"", "capitals", "special"} or len(text) > LONGEST_TITLE:
            return place
        if not signs.is_capitals(text) and not is_title(text):
            return place
        while not self.rows[end].after and end < place + 3 and end + 1 < len(self.rows):
            if not (
                signs.is_capitals(self.rows[end + 1].text) or is_title(self.rows[end + 1].text)
            ):
                return place
            end += 1
        return end if self.rows[end].after else place

    def plausible(self, found: list[Heading]) -> list[Heading]:
        """Return ``found`` without numbered lines that count nothing, and lists."""
        for style in ("number", "roman", "letter"):
            these = [heading for heading in found if heading.style == style]
            values = [value_of(self.scan.text[heading.line]) for heading in these]
            good = sum(
                value == 1 or value - 1 in values[max(0, i - 1) : i]
                for i, value in enumerate(values)
            )
            if (these and (good * 2 <= len(these) or (len(these) == 1 and values != [1]))) or (
                style == "number" and self.is_list(these)
            ):
                for heading in these:
                    heading.confidence = 0.0
        return [heading for heading in found if heading.confidence > 0]

    def is_list(self, these: list[Heading]) -> bool:
        """Tell whether numbered lines follow each other without text between."""
        lines = {row.line: place for place, row in enumerate(self.rows)}
        gaps = [lines[b.line] - lines[a.last] for a, b in itertools.pairwise(these)]
        return bool(gaps) and sorted(gaps)[len(gaps) // 2] < 3

    def first_line(self, found: list[Heading]) -> None:
        """Take the first line of the text for a heading if it looks like a title."""
        first = self.rows[0]
        if found and found[0].line == first.line:
            return
        end = 0
        while not self.rows[end].after and end < 2 and end + 1 < len(self.rows):
            end += 1
        lines = self.rows[: end + 1]
        if not lines[-1].after or len(self.rows) <= end + 1:
            return
        if all(is_title(row.text) or signs.is_capitals(row.text) for row in lines):
            found.insert(0, Heading(first.line, lines[-1].line, 1, "title", 0.7))


def is_title(text: str) -> bool:
    """Tell whether a line reads like a title: short, large letters, no sentence."""
    words = re.findall(r"[^\W\d_][^\s]*", text)
    large = sum(word[0].isupper() for word in words)
    small = sum(word[0].islower() and len(word) > 4 for word in words)
    stopped = text.endswith((".", ",", ";", ":", "!", "?", "-"))
    return (
        bool(words)
        and len(text) <= LONGEST_TITLE
        and words[0][0].isupper()
        and (large >= small and (not stopped or (large == len(words) and text.endswith("."))))
    )
