"""Edits and their inverses."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmdesk.core.errors import InputError
from mmdesk.core.projects.edits import (
    Arrange,
    Change,
    Content,
    Delete,
    Insert,
    apply,
    check,
    decoded,
    encoded,
    renamed,
    runs,
    unrolled,
)
from mmdesk.core.projects.rows import PIECE, Row

PETS = Content(tuple(Row(key, {"text": f"pet {key}"}, label="cat" if key % 2 else "dog") for key in range(6)))
KEYS = st.lists(st.integers(0, 8), max_size=6, unique=True).map(tuple)
WORDS = st.text(max_size=3)


def changes():
    def change(keys, column, one, many):
        return Change(keys, column, many[: len(keys)] if len(keys) > 1 and len(many) >= len(keys) else (one,))

    return st.builds(
        change, KEYS, st.sampled_from(["image", "text", "audio", "label", "split"]), WORDS, st.lists(WORDS, max_size=9).map(tuple)
    )


def inserts():
    rows = st.lists(st.integers(20, 60), max_size=4, unique=True).map(sorted)
    return rows.map(lambda keys: Insert(tuple(Row(key, label="new", further=("x",)) for key in keys)))


EDITS = st.one_of(changes(), KEYS.map(Delete), st.lists(WORDS, max_size=4, unique=True).map(lambda names: Arrange(tuple(names))))


@given(st.lists(EDITS, max_size=6), inserts())
def test_what_is_undone_is_as_it_was_and_can_be_done_again(edits, insert):
    done, undo = apply([insert, *edits], PETS)
    back, redo = apply(undo, done)
    assert back == PETS
    assert apply(redo, back)[0] == done
    assert [row.key for row in done.rows] == sorted(row.key for row in done.rows)


@given(st.one_of(EDITS, inserts()))
def test_an_edit_survives_json(edit):
    assert decoded(json.loads(json.dumps(encoded(edit)))) == edit


def test_a_deletion_in_the_middle_is_undone_in_its_place():
    done, undo = apply([Delete((2, 3))], PETS)
    assert [row.key for row in done.rows] == [0, 1, 4, 5]
    assert apply(undo, done)[0] == PETS


@pytest.mark.parametrize("form", [["change"], ["jump", 3], ["change", [[0, 1]], "key", ["x"]], []])
def test_what_is_no_edit_is_refused(form):
    with pytest.raises(ValueError, match="no edit"):
        decoded(form)


def test_labels_come_in_the_persons_order_first():
    rows = (*PETS.rows, Row(9, {"text": "?"}), Row(10, {"text": "x"}, label="class 10"), Row(11, {"text": "x"}, label="class 2"))
    assert Content(rows, ("zebra", "cat")).labels == ("zebra", "cat", "class 2", "class 10", "dog")


def test_a_renamed_class_keeps_its_place():
    content = Content(PETS.rows, ("dog", "cat"))
    done, undo = apply(renamed(content, "dog", "wolf"), content)
    assert done.labels == ("wolf", "cat")
    assert {row.label for row in done.rows} == {"wolf", "cat"}
    assert apply(undo, done)[0] == content


def test_two_classes_become_one():
    done, _ = apply(renamed(PETS, "dog", "cat"), PETS)
    assert done.labels == ("cat",)


def test_runs():
    assert runs([1, 2, 3, 7, 9, 10]) == [(1, 3), (7, 1), (9, 2)]
    assert unrolled(runs([5, 4, 3])) == (5, 4, 3)


@pytest.mark.parametrize(
    "edit",
    [
        Change((0, 1), "text", ("fine", "x" * 131_073)),
        Change((), "label", ("\udce9",)),
        Insert((Row(9, {"text": "fine"}), Row(10, {"image": "\udce9.png"}))),
        Arrange(("cat", "\ud83d")),
    ],
)
def test_what_no_table_can_hold_is_refused(edit):
    fine = Change((0,), "text", ("七",)), Delete((1,)), Arrange(("cat", "狗"))
    check(fine)
    with pytest.raises(InputError):
        check((*fine, edit))


def test_kinds_are_counted_however_many_rows_there_are():
    rows = tuple(Row(key, {"text": "?"} if key % 3 else {}, "cat" if key % 2 else "", "train") for key in range(2 * PIECE + 6))
    kinds = Content(rows).kinds
    assert kinds[("text",), "cat", "train"] == sum(1 for key in range(len(rows)) if key % 3 and key % 2)
    assert kinds.total() == len(rows)
    assert len(kinds) == 4
