"""Labels that people mean as one, or as none."""

import pytest

from mmdesk.core.datasets.example import Example
from mmdesk.core.problems.findings import Kind, Remedy
from mmdesk.core.problems.label_spelling import canonical, find_spelling_problems


def found(*labels):
    examples = [Example(row, {"text": f"words {row}"}, label, "") for row, label in enumerate(labels, 1)]
    return list(find_spelling_problems(examples))


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ("cat", "Cat"),
        ("cat", "CAT"),
        ("cat", "cat "),
        ("1", "1.0"),
        ("caf\u00e9", "cafe\u0301"),
        ("tabby cat", "tabby  cat"),
        ("a b", "a_b"),
    ],
)
def test_spellings_of_one_label_become_the_commonest(usual, other):
    (problem,) = found(usual, usual, other, "dog", "dog")
    assert (problem.kind, problem.remedy) == (Kind.SPELLING, Remedy.RELABEL)
    assert [(suspect.row, suspect.label) for suspect in problem.suspects] == [(3, usual)]
    assert f"{usual} ({other})" in problem.sentence


@pytest.mark.parametrize("label", ["nan", "NULL", "None", "n/a"])
def test_labels_that_say_there_is_none(label):
    (problem,) = found("cat", "dog", label)
    assert (problem.kind, problem.rows, problem.remedy) == (Kind.NO_LABEL, (3,), Remedy.REMOVE)


def test_several_labels_in_one():
    (problem,) = found("red", "round", "red;round", "red, square")
    assert (problem.kind, problem.rows, problem.remedy) == (Kind.SEVERAL_LABELS, (3, 4), None)


@pytest.mark.parametrize(
    "labels", [("1", "2", "10"), ("cat", "cats", "cat 2"), ("salt, pepper", "ham; eggs"), ("a|b",), ("1", "01x")]
)
def test_labels_that_are_different_are_not_told(labels):
    assert found(*labels) == []


def test_what_cannot_be_seen_makes_no_other_label() -> None:
    assert canonical("\u200bcat") == canonical("cat\u00ad") == canonical("Cat\u00a0") == "cat"
