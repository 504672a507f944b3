"""The chapters have the shape of the printed essay."""

import re
from pathlib import Path

import pytest

HEADINGS = {
    "00-note": ["# Note from Marxists Internet Archive"],
    "01-significance": ["# 1. The Significance of the Russian Revolution"],
    "02-main-questions": ["# 2. The Main Questions"],
    "03-traditional-answers": ["# 3. The Traditional “Answers”"],
    "04-bureaucracy-in-the-modern-world": [
        "# 4. Bureaucracy in the Modern World",
        "## A. Modern Capitalist Countries",
        "## B. Economically Backward Countries",
        "## C. Russia",
    ],
    "05-working-class-in-the-russian-revolution": [
        "# 5. The Working Class in the Russian Revolution"
    ],
    "06-bolshevik-policy": ["# 6. Bolshevik Policy"],
    "07-management-of-production": ["# 7. The Management of Production"],
    "08-ends-and-means": ["# 8. On “Ends” and “Means”"],
}
# Each note's label, its chapter, and the end of the words that its anchor follows.
ANCHORS = [
    ("(1)", "01", "as on all the others."),
    ("1", "02", "on several occasions in *S. ou B.*"),
    ("2", "02", "and will be again."),
    ("3", "02", "in its theoretical form,"),
    ("4", "04", "fulfilled the “historical function”"),
    ("5", "04", "the latter sort of bureaucracy."),
    ("6", "06", "the capitalist model of the time,"),
    ("(2)", "06", "on the part of the workers."),
    ("(3)", "06", "activities of these tendencies."),
    ("7", "06", "for it is his State.”"),
    ("8", "07", "“character and capacity”"),
    ("9", "07", "individual economic enterprises are administered."),
    ("10", "07", "the working class as a whole."),
    ("11", "07", "a much more profound character.”"),
    ("12", "07", "the Central Committee of our Party."),
    ("13", "08", "Who is in power?"),
    ("14", "08", "economic enterprises are administered.”"),
    ("15", "08", "man is a fairly lazy animal.”"),
    ("16", "08", "a “socialist dictatorship”"),
    ("17", "08", "and the disorganizers."),
]


# How each long quotation begins, and the chapter that has it.
QUOTATIONS = [
    ("07", "It may be correct or incorrect"),
    ("07", "In this ‘substitution’ of the power"),
    ("07", "The continuous ‘independence’"),
    ("08", "Under capitalism, the system of piece-work"),
]


def source(project: Path, prefix: str) -> str:
    (path,) = (project / "chapters").glob(f"{prefix}*.md")
    return path.read_text("utf-8")


def plain(text: str) -> str:
    """Return ``text`` without the roles around its words."""
    return re.sub(r"\{[a-z]+\}`([^`<]*?)(?: ?<[^`]*)?`", r"\1", text)


@pytest.mark.parametrize("name", HEADINGS)
def test_headings(project: Path, name: str) -> None:
    lines = plain(source(project, name)).splitlines()
    assert [line for line in lines if line.startswith("#")] == HEADINGS[name]


def test_twenty_notes(project: Path) -> None:
    text = "\n".join(source(project, name) for name in HEADINGS)
    notes = re.findall(r"^\[\^([^\]]+)\]:", text, re.MULTILINE)
    anchors = re.findall(r"\[\^([^\]]+)\](?!:)", text)
    assert sorted(notes) == sorted(label for label, _, _ in ANCHORS)
    assert anchors == [label for label, _, _ in ANCHORS]


def test_long_quotations_are_set_off(project: Path) -> None:
    found = [
        (name[:2], plain(quotation))
        for name in HEADINGS
        for quotation in re.findall(r"(?<=\n\n)> (.*)", source(project, name))
    ]
    assert [chapter for chapter, _ in found] == [chapter for chapter, _ in QUOTATIONS]
    for (_, words), (_, begins) in zip(found, QUOTATIONS, strict=True):
        assert words.startswith(begins)


@pytest.mark.parametrize(("label", "chapter", "words"), ANCHORS)
def test_each_note_is_attached_where_the_print_had_it(
    project: Path, label: str, chapter: str, words: str
) -> None:
    before, found, _ = plain(source(project, chapter)).partition(f"[^{label}]")
    assert found
    assert re.sub(r"[”*]+$", "", before).endswith(re.sub(r"[”*]+$", "", words))


def test_chapters_read_as_prose(project: Path) -> None:
    for name in HEADINGS:
        text = plain(source(project, name))
        assert not re.search(r"</?[a-z]+[ >]|\\[a-z]+\{|^```", text, re.MULTILINE), name
