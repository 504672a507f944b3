"""Whatever is damaged, the build says where, and shows the words."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

WORD = re.compile(r"[\w’-]+")
LOOKALIKES = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")


def words(text: str) -> list[tuple[int, int]]:
    """Return where the words of the prose of a chapter stand: no labels of notes."""
    return [m.span() for m in WORD.finditer(text) if not m[0].isdigit()]


def drop(text: str, start: int, end: int) -> str:
    return text[:start] + text[end:]


def double(text: str, start: int, end: int) -> str:
    return f"{text[:end]} {text[start:]}"


def swap(text: str, start: int, end: int) -> str:
    following = WORD.search(text, end)
    assume(following is not None and following[0] != text[start:end])
    first, last = following.span()
    return text[:start] + following[0] + text[end:first] + text[start:end] + text[last:]


def replace(text: str, start: int, end: int) -> str:
    return f"{text[:start]}something{text[end:]}"


def change_case(text: str, start: int, end: int) -> str:
    return text[:start] + text[start:end].swapcase() + text[end:]


def look_alike(text: str, start: int, end: int) -> str:
    word = text[start:end].translate(LOOKALIKES)
    assume(word != text[start:end])
    return text[:start] + word + text[end:]


def split(text: str, start: int, end: int) -> str:
    assume(end - start > 3)
    return f"{text[: start + 2]} {text[start + 2 :]}"


def join(text: str, _start: int, end: int) -> str:
    assume(text[end : end + 1] == " " and text[end + 1].isalpha())
    return text[:end] + text[end + 1 :]


def punctuate(text: str, _start: int, end: int) -> str:
    return f"{text[:end]};{text[end:]}"


def hide(text: str, start: int, _end: int) -> str:
    return f"{text[: start + 1]}\N{ZERO WIDTH SPACE}{text[start + 1 :]}"


DAMAGE = (drop, double, swap, replace, change_case, look_alike, split, join, punctuate, hide)


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.filter_too_much],
)
@given(
    chapter=st.sampled_from(["one.md", "two.md"]),
    damage=st.sampled_from(DAMAGE),
    chance=st.integers(min_value=0, max_value=10_000),
)
def test_damage_to_any_word_is_found(new_book, chapter, damage, chance):
    book = new_book("test-collation")
    text = book.read(chapter)
    places = words(text)
    start, end = places[chance % len(places)]
    book.write(chapter, damage(text, start, end))
    warned = [w for w in book.build() if w.type == "collation.difference"]
    assert warned
    line = text.count("\n", 0, start) + 1
    assert any(w.file == chapter and abs(w.line - line) <= 2 for w in warned)
    for warning in warned:
        assert re.search(r"differs from seeds/tale\.txt:\d+: the edition has ‘.*⟦.*⟧", warning.text)
        assert "the witness" in warning.text
        assert re.search(r"Restore|Correct|Decide", warning.text)


# What is damaged, the file that the warning names, and words that it shows.
CHAPTERS = {
    "a comma lost": ("one.md", "morning, and", "morning and", "differs", "⟦,⟧"),
    "quotation marks made straight": ("two.md", "“quiet”", '"quiet"', "differs", '⟦"⟧'),
    "an accent made of two characters": (
        "two.md",
        "café",
        unicodedata.normalize("NFD", "café"),
        "differs",
        "U+0301",
    ),
    "a modern spelling": ("one.md", "neighbours", "neighbors", "differs", "⟦neighbors⟧"),
    "a slip of the print corrected": ("two.md", "there hat", "their hat", "differs", "emendations"),
    "a reading of the ledger undone": ("one.md", "five", "flve", "differs", "emendations.yaml:2"),
    "brackets of supplied words lost": ("two.md", "⟨loudly⟩", "loudly", "differs", "⟦⟨⟧"),
    "a note hung on another sentence": (
        "one.md",
        "walked[^2] slowly home",
        "walked slowly home[^2]",
        "differs",
        "[note 2 here]",
    ),
    "the anchors of two notes swapped": (
        "one.md",
        "*market-place*[^1] early in the morning, and bought five apples from a well-known "
        "dealer.\nThen she walked[^2]",
        "*market-place*[^2] early in the morning, and bought five apples from a well-known "
        "dealer.\nThen she walked[^1]",
        "differs",
        "[note 1 here]",
    ),
    "the texts of two notes swapped": (
        "one.md",
        "[^1]: A note on the market.\n\n[^2]: A note on Alice’s gait, which is famous.",
        "[^2]: A note on the market.\n\n[^1]: A note on Alice’s gait, which is famous.",
        "differs",
        "market",
    ),
    "a paragraph split": ("two.md", "night.\nCarol", "night.\n\nCarol", "differs", "⟦¶⟧"),
    "two paragraphs joined": ("two.md", "him.\n\nDave", "him.\nDave", "differs", "⟦¶⟧"),
    "a paragraph split at the turn of a page": (
        "one.md",
        "slowly home",
        "slowly\n\nhome",
        "differs",
        "⟦¶⟧",
    ),
    "a sentence moved": (
        "two.md",
        "Bob said nothing.\nHe was “quiet” all day and all night.\n",
        "He was “quiet” all day and all night.\nBob said nothing.\n",
        "differs",
        "the words stand at two.md:",
    ),
    "a sentence added": ("two.md", "him.\n", "him.\nWell done.\n", "differs", "⟦Well done.⟧"),
    "a heading lost": ("two.md", "# Part the Second\n", "", "differs", "Part the Second"),
    "a heading made a paragraph": ("two.md", "# Part", "Part", "differs", "[heading 1:]"),
    "a heading of a lower level": (
        "two.md",
        "Dave had there hat.\n",
        "## Dave had there hat.\n\n",
        "differs",
        "[heading 2:]",
    ),
    "a line that Markdown takes for a comment": (
        "two.md",
        "Dave had",
        "% Dave had",
        "differs",
        "Dave had there hat",
    ),
    "two words run together": (
        "one.md",
        "morning, and",
        "morning,and",
        "in a space",
        "‘morning,and’",
    ),
    "a sign set apart": ("one.md", "morning, and", "morning , and", "in a space", "morning ,’"),
    "a hyphen kept": ("one.md", "neighbours", "neigh-bours", "keep: true", "neigh-bours"),
    "a hyphen dropped": ("one.md", "well-known", "wellknown", "keep: false", "well-known"),
}


@pytest.mark.parametrize("damage", CHAPTERS.values(), ids=CHAPTERS)
def test_damage_to_a_chapter(book, damage):
    name, old, new, says, shows = damage
    book.edit(name, old, new)
    warned = [w for w in book.build() if w.type.startswith("collation")]
    assert warned
    assert all(w.file == name and w.type == "collation.difference" for w in warned)
    assert any(says in w.text for w in warned)
    assert any(shows in w.text for w in warned)


def test_a_chapter_without_words(book):
    book.write("two.md", "% nothing\n")
    (warned,) = [w for w in book.build() if w.type.startswith("collation")]
    assert (warned.file, warned.line) == ("two.md", 1)
    assert "has no words: seeds/tale.txt has lines 16 to 22" in warned.text


def test_a_chapter_deleted(book):
    (book.folder / "two.md").unlink()
    book.edit("index.md", "two\n", "")
    (warned,) = book.build()
    assert (warned.file, warned.type) == ("seeds/tale.yaml", "collation.document")
    assert "no document two for seeds/tale.txt:16" in warned.text


def test_chapters_in_another_order(book):
    book.edit("index.md", "one\ntwo\n", "two\none\n")
    (warned,) = book.build()
    assert (warned.file, warned.type) == ("one.md", "collation.document")
    assert "comes after two" in warned.text


# The file, what is replaced by what, the file and the line of the warning, and what it shows.
LEDGER = "seeds/emendations.yaml"
SEED = "seeds/tale.yaml"
SOURCES = {
    "a word of the seed": ("seeds/tale.txt", "nothing", "little", SEED, 2, "SHA-256"),
    "a line of the seed": ("seeds/tale.txt", "Bob said", "Bob\nsaid", SEED, 2, "SHA"),
    "the digest": (SEED, "sha256: ", "sha256: 0", SEED, 2, "match"),
    "a page": (SEED, "  - lines: [1, 10]\n", "", SEED, 4, "on no page"),
    "a page's first line": (SEED, "[13,", "[14,", SEED, 5, "line 13"),
    "a page's last line": (SEED, "22]", "23]", SEED, 5, "no line 23"),
    "a heading": (
        SEED,
        "  - {line: 16, level: 1, document: two}\n",
        "",
        "one.md",
        4,
        "Part the Second",
    ),
    "a heading's line": (SEED, "line: 16", "line: 15", SEED, 8, "blank"),
    "a heading's level": (
        SEED,
        "{line: 16, level: 1, document: two}",
        "{line: 16, level: 2}",
        "one.md",
        4,
        "[heading 2:]",
    ),
    "the mark of an anchor": (
        SEED,
        'anchor: {line: 3, mark: "!"}',
        'anchor: {line: 3, mark: "@"}',
        SEED,
        10,
        "no such mark '@'",
    ),
    "an anchor on another sentence": (
        SEED,
        'anchor: {line: 5, mark: "?"}',
        'anchor: {line: 5, mark: "."}',
        "one.md",
        3,
        "note 2 here",
    ),
    "a note's mark": (
        SEED,
        'mark: "?", a',
        'mark: "x", a',
        SEED,
        11,
        "x",
    ),
    "a note": (
        SEED,
        '  - {label: "1", lines: [7, 7], mark: "!", anchor: {line: 3, mark: "!"}}\n',
        "",
        "one.md",
        3,
        "note 1 here",
    ),
    "a label": (SEED, 'label: "2"', 'label: "1"', SEED, 11, "already"),
    "a hyphen's line": (
        SEED,
        "{line: 4,",
        "{line: 5,",
        SEED,
        13,
        "hyphen",
    ),
    "a hyphen": (SEED, "keep: true", "keep: false", "one.md", 3, "well-known"),
    "a record's line": (
        LEDGER,
        "line: 4",
        "line: 5",
        LEDGER,
        2,
        "flve",
    ),
    "a record's witness": (
        LEDGER,
        '"flve"',
        '"flvee"',
        LEDGER,
        2,
        "matches nothing",
    ),
    "a record's reading": (LEDGER, '"five"', '"fife"', "one.md", 3, "⟦fife⟧"),
    "a witness that stands twice": (
        LEDGER,
        'witness: "laughed at"',
        'witness: "."',
        LEDGER,
        20,
        "matches 2 times",
    ),
    "a reading made the witness's": (
        LEDGER,
        '"five"',
        '"flve"',
        LEDGER,
        2,
        "changes nothing",
    ),
    "a kind": (
        LEDGER,
        "ocr",
        "printer",
        LEDGER,
        2,
        "left as it",
    ),
    "an unknown kind": (LEDGER, "ocr", "ok", LEDGER, 5, "'ok'"),
    "a reason": (
        LEDGER,
        '"A letter misread."',
        '""',
        LEDGER,
        7,
        "reason",
    ),
    "a certainty": (
        LEDGER,
        "high",
        "sure",
        LEDGER,
        6,
        "'sure'",
    ),
    "a conjecture": (
        LEDGER,
        "kind: ocr",
        "conjecture: fine\n  kind: ocr",
        LEDGER,
        2,
        "conjecture",
    ),
    "a line that is not there": (
        LEDGER,
        "line: 4",
        "line: 400",
        LEDGER,
        2,
        "no line 400",
    ),
}


@pytest.mark.parametrize("damage", SOURCES.values(), ids=SOURCES)
def test_damage_to_the_sources(book, damage):
    name, old, new, file, line, shows = damage
    book.edit(name, old, new)
    warned = [w for w in book.build() if w.type.startswith("collation")]
    assert any(w.file == file and w.line == line and shows in w.text for w in warned), warned


def records(book) -> list[str]:
    """Return the records of the ledger, as they are written."""
    return re.split(r"(?m)^(?=- )", book.read("seeds/emendations.yaml"))[1:]


@pytest.mark.parametrize("index", range(4))
def test_a_record_deleted(book, index):
    book.edit("seeds/emendations.yaml", records(book)[index], "")
    warned = book.build()
    assert {w.type for w in warned} == {"collation.difference"}


@pytest.mark.parametrize("index", range(5))
def test_a_record_doubled(book, index):
    record = records(book)[index]
    book.edit("seeds/emendations.yaml", record, record + record)
    warned = [w for w in book.build() if w.type == "collation.ledger"]
    assert warned
    assert "is emended already by the record at line" in warned[0].text


def test_records_that_contradict_each_other(book):
    record = records(book)[0]
    other = record.replace('"flve"', '"bought flve"').replace('"five"', '"bought nine"')
    book.edit("seeds/emendations.yaml", record, record + other)
    warned = [w for w in book.build() if w.type == "collation.ledger"]
    assert len(warned) == 1
    assert "‘flve’ to ‘five’" in warned[0].text


def test_a_ledger_deleted(book):
    (book.folder / "seeds" / "emendations.yaml").unlink()
    assert len([w for w in book.build() if w.type == "collation.difference"]) == 5


def test_what_is_wrong_is_said_on_every_build(book):
    book.edit("one.md", "morning", "evening")
    assert book.build() == book.build() != []


def test_nothing_is_wrong(book):
    assert book.build() == []
