import numpy as np
from planted import CLASSES, Planter

from mmdesk.core.datasets.example import Example
from mmdesk.core.modalities.text.fingerprint import fingerprint
from mmdesk.core.problems.findings import Kind
from mmdesk.core.problems.label_errors import find_label_problems
from mmdesk.core.progress import CancelToken


def rows(count: int, classes: int = 4) -> list[Example]:
    planter = Planter(0)
    labels = [CLASSES[number % classes] for number in range(count)]
    return [Example(row, {"text": planter.text(label)}, label, "train") for row, label in enumerate(labels)]


def problems(examples: list[Example]) -> list[tuple[Kind, tuple[int, ...], tuple[str | None, ...]]]:
    seen = {"text": [fingerprint(str(example["text"])) for example in examples]}
    found = find_label_problems(examples, seen, CancelToken())
    return [(problem.kind, problem.rows, tuple(suspect.label for suspect in problem.suspects)) for problem in found]


def test_of_one_modality_a_wrong_label_is_told_with_the_right_one() -> None:
    examples = rows(200)
    wrong = examples[8]
    examples[8] = Example(wrong.row, {"text": wrong["text"]}, CLASSES[3], "train")
    assert problems(examples) == [(Kind.WRONG_LABEL, (8,), (CLASSES[0],))]


def test_right_labels_are_left_alone() -> None:
    assert problems(rows(200)) == []


def test_labels_without_meaning_are_left_alone() -> None:
    examples = rows(200)
    labels = np.random.default_rng(0).permutation([example.label for example in examples])
    assert (
        problems([Example(e.row, {"text": e["text"]}, str(label), "train") for e, label in zip(examples, labels, strict=True)])
        == []
    )


def test_too_few_say_nothing() -> None:
    assert problems(rows(30)) == []
    assert problems(rows(200, classes=1)) == []
