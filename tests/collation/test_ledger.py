"""The ledger: records applied to streams, and what a record can have wrong."""

from __future__ import annotations

import hashlib

import pytest
from sphinx_edition.collation import emending, ledger, tokens, witness
from sphinx_edition.collation.kinds import built_in

RECORD = (
    "- {{line: {line}, witness: {witness}, reading: {reading}, kind: {kind}, "
    "certainty: high, reason: because}}\n"
)


def record(line, witness, reading, kind="ocr"):
    return RECORD.format(line=line, witness=repr(witness), reading=repr(reading), kind=kind)


@pytest.fixture
def emend(tmp_path):
    """Apply records to a text: the words that come of it, the changes, the problems."""

    def emend(text, *records, description=""):
        (tmp_path / "seed.txt").write_text(text)
        digest = hashlib.sha256(text.encode()).hexdigest()
        described = f"sha256: {digest}\ndocument: index\n{description}"
        (tmp_path / "seed.yaml").write_text(described)
        (tmp_path / "emendations.yaml").write_text("".join(records))
        found = witness.read(tmp_path, "seed.yaml")
        assert found.problems == []
        read = ledger.read(tmp_path, found.ledger, built_in())
        streams, problems = emending.apply(found, read)
        body = streams["index", "body"]
        shown = " ".join(tokens.show(token.text) for token in body.stream)
        return shown, body.changes, [p.message for p in read.problems + problems]

    return emend


@pytest.mark.parametrize(
    ("text", "line", "old", "new", "words"),
    [
        ("a birthin b\n", 1, "birthin", "birth in", "¶ a birth in b"),
        ("a V b\n", 1, "V", "", "¶ a b"),
        ("life halted\n", 1, "life halted", "life ⟨be⟩ halted", "¶ life ⟨ be ⟩ halted"),
        ("a gener-\nated b\n", 1, "generated", "general", "¶ a general b"),
        ("a gener-\nated b\n", 2, "generated", "general", "¶ a general b"),
        ("over the\nend here\n", 2, "the end", "an end", "¶ over an end here"),
        ("one\n\ntwo\n", 1, "one ¶ two", "one two", "¶ one two"),
        ("one. two\n", 1, "one. two", "one. ¶ two", "¶ one . ¶ two"),
    ],
)
def test_readings(emend, text, line, old, new, words):
    kind = "lacuna" if "⟨" in new else "ocr"
    shown, changes, problems = emend(text, record(line, old, new, kind))
    assert shown == words
    assert [change.key for change in changes] == [str(line)]
    assert problems == []


def test_a_missing_space_is_a_difference(emend):
    shown, (change,), problems = emend("a b).Then c\n", record(1, "b).Then", "b). Then"))
    assert shown == "¶ a b ) . Then c"
    assert (change.start, change.end, change.spacing) == (2, 6, [False, True, True, False])
    assert problems == []


def test_a_space_is_missing_where_the_record_says(emend):
    _, changes, problems = emend("a b). Then c\n", record(1, "b).Then", "b). Then"))
    assert changes == []
    assert "matches nothing" in problems[0]


def test_a_note_stays_where_it_is_bound(emend):
    notes = 'notes: [{label: "1", lines: [2, 2], anchor: {line: 1, mark: "™"}}]\n'
    text = "a “function™ of\nNote.\n"
    shown, _, problems = emend(text, record(1, "function", "function”"), description=notes)
    assert shown == "¶ a “ function ” [note 1 here] of"
    shown, _, problems = emend(text, record(1, "function of", "functions of"), description=notes)
    assert shown == "¶ a “ functions [note 1 here] of"
    assert problems == []


def test_several_records_on_a_line_are_numbered(emend):
    _, changes, problems = emend("a b c\n", record(1, "c", "x"), record(1, "a", "y"))
    assert [(change.key, change.old) for change in changes] == [("1-2", ["a"]), ("1", ["c"])]
    assert problems == []


def test_a_rule_has_many_lines(emend):
    rule = record(1, "[", "").replace("line: 1", "lines: [1, 3]")
    shown, changes, problems = emend("[a\n\n[b\n", rule)
    assert shown == "¶ a ¶ b"
    assert [change.line for change in changes] == [1, 3]
    assert problems == []


def test_only_what_differs_is_changed(emend):
    _, changes, _ = emend("one two three four\n", record(1, "one two three four", "one 2 three 4"))
    assert [change.reading for change in changes] == [["2"], ["4"]]
    assert {change.key for change in changes} == {"1"}


@pytest.mark.parametrize(
    ("records", "message"),
    [
        ([record(1, "x", "y")], "matches nothing: seed.txt:1 reads ‘a b a’"),
        ([record(1, "a", "y")], "matches 2 times"),
        ([record(9, "a", "y")], "there is no line 9 in seed.txt, which has 1"),
        ([record(1, "b", "b")], "changes nothing"),
        ([record(1, "b", "c", "printer")], "left as it stands"),
        ([record(1, "b", "⟨b⟩")], "are of the kind lacuna"),
        ([record(1, "b", "c", "lacuna")], "are of the kind lacuna"),
        ([record(1, "b", "c", "layout")], "changes words"),
        ([record(1, "b", "c"), record(1, "b", "c")], "emended already by the record at line 1"),
        ([record(1, "b", "c"), record(1, "b a", "x")], "emended already"),
        ([record(1, "b", "b", "printer"), record(1, "b", "c")], "emended already"),
        ([record(1, "a b", "a x b"), record(1, "a b", "a y b")], "emended already"),
    ],
)
def test_records_that_cannot_be(emend, records, message):
    _, _, problems = emend("a b a\n", *records)
    assert len(problems) == 1
    assert message in problems[0]
