import numpy as np

from mmdesk.core.datasets.example import Example
from mmdesk.core.modalities.fingerprint import Fingerprint
from mmdesk.core.modalities.image.fingerprint import SIDE
from mmdesk.core.problems.duplicates import Contents, find_copies, near_groups
from mmdesk.core.problems.findings import Kind
from mmdesk.core.progress import CancelToken


def examples(*labels_and_splits: tuple[str, str]) -> list[Example]:
    return [Example(row, {"text": "x"}, label, split) for row, (label, split) in enumerate(labels_and_splits, 1)]


def told(rows: list[Example], contents: Contents) -> list[tuple[Kind, str | None, list[tuple[int, int | None]]]]:
    return [
        (problem.kind, problem.modality, [(suspect.row, suspect.twin) for suspect in problem.suspects])
        for problem in find_copies(rows, contents)
    ]


def same(**exact: list[object]) -> Contents:
    return Contents(exact, exact)


def test_the_training_row_of_a_leak_stays_where_it_is() -> None:
    rows = examples(("a", "test"), ("a", "train"), ("a", "val"), ("a", "train"))
    assert told(rows, same(text=["t", "t", "t", "u"])) == [(Kind.LEAK, None, [(1, 2), (3, 2)])]


def test_without_splits_nothing_leaks() -> None:
    assert told(examples(("a", ""), ("a", "")), same(text=["t", "t"])) == [(Kind.EXACT_COPY, None, [(2, 1)])]


def test_the_same_with_two_labels_accuses_both() -> None:
    assert told(examples(("a", "train"), ("b", "train")), same(text=["t", "t"])) == [(Kind.TWO_LABELS, None, [(1, 2), (2, 1)])]


def test_a_shared_picture_is_told_unless_the_dataset_is_made_so() -> None:
    rows = examples(*[("a", "train")] * 20)
    texts: list[object] = [f"text {number}" for number in range(20)]
    seldom: list[object] = ["p", "p", *range(18)]
    often: list[object] = [number // 2 for number in range(20)]
    assert told(rows, same(text=texts, image=seldom)) == [(Kind.EXACT_COPY, "image", [(2, 1)])]
    assert told(rows, same(text=texts, image=often)) == []


def test_shared_words_alone_are_no_copy() -> None:
    rows = examples(("a", "train"), ("a", "test"))
    assert told(rows, same(text=["t", "t"], image=["p", "q"])) == []


def test_a_brighter_noisier_picture_is_near_and_another_colour_is_not() -> None:
    random = np.random.default_rng(0)
    pictures = [random.uniform(0, 255, (SIDE // 4, SIDE // 4, 3)).repeat(4, 0).repeat(4, 1) for _ in range(30)]
    brighter = pictures[3] * 0.8 + 30 + random.normal(0, 4, pictures[3].shape)
    recoloured = pictures[5][..., ::-1]
    numbers = np.stack([*pictures, brighter, recoloured]).astype(np.float32)
    groups = near_groups([Fingerprint(str(place).encode(), picture) for place, picture in enumerate(numbers)], CancelToken())
    assert groups[b"30"] == b"3"
    assert groups[b"31"] == b"31"
    assert len(set(groups.values())) == 31
