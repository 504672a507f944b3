"""Witnesses: pages, headings, notes and streams from a text and its description."""

from __future__ import annotations

import hashlib

import pytest
from sphinx_edition.collation import tokens, witness
from sphinx_edition.collation.hyphens import Hyphens


def read(tmp_path, text, description=""):
    raw = text if isinstance(text, bytes) else text.encode()
    (tmp_path / "seed.txt").write_bytes(raw)
    digest = hashlib.sha256(raw).hexdigest()
    (tmp_path / "seed.yaml").write_text(f"sha256: {digest}\n{description}")
    return witness.read(tmp_path, "seed.yaml")


def words(stream):
    return " ".join(tokens.show(token.text) for token in stream)


def test_a_text_of_one_document_needs_two_lines(tmp_path):
    found = read(tmp_path, "One two.\n\nThree.\n", "document: index\n")
    (passage,) = found.passages
    assert found.problems == []
    assert (passage.document, passage.first, passage.last) == ("index", 1, 3)
    assert words(passage.body) == "¶ One two . ¶ Three ."


def test_tokens_know_their_lines(tmp_path):
    (passage,) = read(tmp_path, "A gener-\nated thing\n", "document: index\n").passages
    assert [token[:4] for token in passage.body[1:]] == [
        ("A", 1, 1, 0),
        ("generated", 1, 2, 5),
        ("thing", 2, 2, 0),
    ]


def test_only_lf_ends_a_line(tmp_path):
    found = read(tmp_path, "One\x0ctwo\x85three\u2028four\r\nfive\n", "document: index\n")
    assert len(found.lines) == 2
    assert words(found.passages[0].body) == "¶ One two three four five"


def test_a_page_turns_within_a_sentence_or_after_it(tmp_path):
    text = "A sentence that\n\n\n goes on. It ends.)\n\n\nNew one.\n"
    pages = "pages: [{lines: [1, 1]}, {lines: [4, 4]}, {lines: [7, 7]}]\ndocument: index\n"
    found = read(tmp_path, text, pages)
    assert words(found.passages[0].body) == "¶ A sentence that goes on . It ends . ) ¶ New one ."


TURNS = """\
turns: {blank_lines: 3, indent: 1}
document: index
pages:
"""


@pytest.mark.parametrize(
    ("pages", "line", "message"),
    [
        ([[1, 2], [6, 7], [8, 8]], 7, "page 3 begins with line 8, which shows no sign: ‘fifth’"),
        ([[1, 2], [6, 8]], 2, "line 7 shows the sign of a new page, and begins none: ‘fourth’"),
        ([[1, 1], [2, 2], [6, 6], [7, 8]], 6, "page 2 begins with line 2, which shows no sign"),
    ],
)
def test_pages_begin_where_the_text_shows_it(tmp_path, pages, line, message):
    text = " first\nsecond\n\n\n\nthird\n fourth\nfifth\n"
    right = TURNS + "".join(f"- lines: {page}\n" for page in ([1, 2], [6, 6], [7, 8]))
    assert read(tmp_path, text, right).problems == []
    found = read(tmp_path, text, TURNS + "".join(f"- lines: {page}\n" for page in pages))
    assert any(problem.line == line and message in problem.message for problem in found.problems)


def test_notes_leave_the_sentence_whole(tmp_path):
    text = "One® two\n\n3 Of one.\n\n* Of two.\nthree* four.\n"
    notes = (
        "document: index\nnotes:\n"
        '  - {label: "1", lines: [3, 3], mark: "3", anchor: {line: 1, mark: "®"}}\n'
        '  - {label: "(2)", lines: [5, 5], mark: "*", anchor: {line: 6, mark: "*"}}\n'
    )
    (passage,) = read(tmp_path, text, notes).passages
    assert words(passage.body) == "¶ One [note 1 here] two three [note (2) here] four ."
    assert words(passage.notes) == ("[text of note 1:] ¶ Of one . [text of note (2):] ¶ Of two .")


def test_the_second_of_two_like_marks(tmp_path):
    notes = 'notes: [{{label: "1", lines: [2, 2], anchor: {{line: 1, mark: "1"{}}}}}]\n'
    text = "In 1 way one1\nNote.\n"
    found = read(tmp_path, text, "document: index\n" + notes.format(""))
    assert "line 1 has the mark '1' 2 times" in found.problems[0].message
    found = read(tmp_path, text, "document: index\n" + notes.format(", occurrence: 2"))
    assert words(found.passages[0].body) == "¶ In 1 way one [note 1 here]"


def test_furniture_is_no_text(tmp_path):
    text = "One two\n12 RUNNING HEAD\nthree.\n"
    found = read(tmp_path, text, "document: index\nfurniture: [{line: 2}]\n")
    assert words(found.passages[0].body) == "¶ One two three ."


def test_headings_are_levelled_by_document(tmp_path):
    headings = (
        "headings: [{line: 1, level: 2, document: a}, {line: 3, level: 3}, "
        "{line: 5, level: 2, document: b}]\n"
    )
    found = read(tmp_path, "A\nx\nB\ny\nC\nz\n", headings)
    assert [passage.document for passage in found.passages] == ["a", "b"]
    assert words(found.passages[0].body) == "[heading 1:] A ¶ x [heading 2:] B ¶ y"
    assert words(found.passages[1].body) == "[heading 1:] C ¶ z"


@pytest.mark.parametrize(
    ("line", "following", "kept"),
    [
        ("gener-", "ated", False),
        ("well-", "known man", True),  # the text has it within a line
        ("Gorter-", "Pannekoek", True),  # a capital
        ("1920-", "21", True),
        ("co-", "operate", False),  # the text has cooperate, too
        ("a dash -", "and more", None),
        ("word", "next", None),
    ],
)
def test_the_rule_of_hyphens(line, following, kept):
    rule = Hyphens(["a well-known case", "co-operate and cooperate"], {})
    assert rule.keep(1, line, following) is kept


def test_a_decision_goes_before_the_rule():
    assert Hyphens([], {7: True}).keep(7, "deep-", "down") is True


@pytest.mark.parametrize(
    ("text", "description", "file", "line", "message"),
    [
        (b"One\n\xff\n", "document: index\n", "seed.txt", 2, "is not UTF-8: byte 0xff"),
        ("", "document: [\n", "seed.yaml", 3, "cannot be read as YAML"),
        ("", "document: index\nnonsense: 1\n", "seed.yaml", 1, "nonsense"),
        ("", "document: index\ndocument: other\n", "seed.yaml", 3, "given twice"),
        ("", "pages: []\n", "seed.yaml", 1, "needs document or headings"),
        ("a\n", "document: index\npages: [{lines: [2, 2]}]\n", "seed.yaml", 3, "no line 2"),
        ("a\n", "document: index\nfurniture: [{line: 9}]\n", "seed.yaml", 3, "no line 9"),
        ("a\n", "document: index\nhyphens: [{line: 1, keep: true}]\n", "seed.yaml", 3, "hyphen"),
        ("a\n\n", "headings: [{line: 2, level: 1, document: x}]\n", "seed.yaml", 2, "blank"),
        ("a\nb\n", "headings: [{line: 2, level: 1, document: x}]\n", "seed.yaml", 2, "line 1 on"),
        (
            "a\nb\n",
            "document: x\nheadings: [{line: 2, level: 1}]\nfurniture: [{line: 2}]\n",
            "seed.yaml",
            3,
            "furniture already",
        ),
        ("a\n", "&a [*a]\n", "seed.yaml", 3, "cannot be read as YAML"),
    ],
)
def test_bad_input(tmp_path, text, description, file, line, message):
    found = read(tmp_path, text, description)
    problem = found.problems[0]
    assert (problem.file, problem.line) == (file, line)
    assert message in problem.message
    assert "\n" not in problem.message


def test_a_witness_that_is_not_there(tmp_path):
    found = witness.read(tmp_path, "none.yaml")
    assert {problem.file for problem in found.problems} == {"none.yaml", "none.txt"}
    assert "cannot be read" in found.problems[0].message


def test_an_empty_description(tmp_path):
    (tmp_path / "seed.txt").write_text("")
    (tmp_path / "seed.yaml").write_text("")
    (problem,) = witness.read(tmp_path, "seed.yaml").problems
    assert "there is nothing where a mapping of names to values should be" in problem.message


def test_an_alias_that_leads_to_itself(tmp_path):
    found = read(tmp_path, "a\n", "document: &a [*a]\n")
    assert found.problems
