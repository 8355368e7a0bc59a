from pathlib import Path

from mmdesk.core.datasets.example import Example, Item
from mmdesk.core.problems.classes import find_class_problems
from mmdesk.core.problems.findings import Kind


def rows(**share_with_text: tuple[int, int]) -> list[Example]:
    """For each class so many rows of which so many have a text; all have a picture."""
    made = []
    for label, (count, with_text) in share_with_text.items():
        for number in range(count):
            made.append(
                Example(len(made), {"image": Item(Path("a.png")), "text": "words" if number < with_text else None}, label, "train")
            )
    return made


def test_small_classes() -> None:
    (problem,) = find_class_problems(rows(a=(10, 10), b=(9, 9), c=(40, 40), d=(1, 1)))
    assert problem.kind is Kind.FEW
    assert len(problem.rows) == 10
    assert problem.sentence == "The classes b, d have fewer than 10 examples: add some."


def test_a_class_without_texts_is_telling() -> None:
    (problem,) = find_class_problems(rows(a=(50, 50), b=(50, 5), c=(50, 48)))
    assert (problem.kind, problem.modality, len(problem.rows)) == (Kind.MISSING, "text", 45)
    assert "In b a modality" in problem.sentence


def test_texts_missing_everywhere_tell_nothing() -> None:
    assert list(find_class_problems(rows(a=(50, 10), b=(50, 5), c=(50, 12)))) == []
    assert list(find_class_problems(rows(a=(50, 0), b=(50, 0)))) == []
    assert list(find_class_problems(rows(a=(50, 35), b=(50, 30), c=(12, 5)))) == []
