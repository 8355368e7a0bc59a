"""What a dataset's table tells before anything is trained on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mmdesk.core.datasets.imbalance import Uneven, uneven
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.progress import CancelToken
from mmdesk.core.tasks import TaskName, likely_task, number_of


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a dataset before it is trained on.

    Attributes:
        splits: samples of each split, "" where nothing is said
        task: what its labels are likely meant to tell
        range: the least and the greatest label, if all are numbers
        strange: a label that is no number, where all others seem meant as numbers
        uneven: the ends of the training samples' classes, if some are rare
    """

    dataset: Path
    modalities: tuple[Modality, ...]
    labels: tuple[str, ...]
    splits: dict[str, int]
    unreadable: int
    task: TaskName = "classification"
    range: tuple[float, float] | None = None
    strange: str | None = None
    uneven: Uneven | None = None


def facts_of(dataset: Path, _token: CancelToken) -> Facts:
    """Read the dataset's table, not its files; raises `InputError`."""
    from collections import Counter

    from mmdesk.core.datasets.read import check_answerable, read_dataset

    found = read_dataset(dataset)
    check_answerable(found)
    splits = Counter(example.split for example in found.examples)
    numbers = {label: number_of(label) for label in found.labels}
    strange = [label for label, number in numbers.items() if number is None]
    known = [number for number in numbers.values() if number is not None]
    return Facts(
        dataset,
        found.modalities,
        found.labels,
        dict(splits),
        len(found.skipped) - len(found.repeats),
        task=likely_task(found.labels),
        range=None if strange else (min(known), max(known)),
        strange=next(iter(strange), None) if likely_task(map(str, known)) == "regression" else None,
        uneven=uneven(example.label for example in found.examples if example.split in ("train", "")),
    )
