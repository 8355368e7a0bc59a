"""How a project's examples are spread over classes, splits and modalities."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mmdesk.core.modalities.registry import Modality
from mmdesk.core.progress import CancelToken
from mmdesk.core.projects.query import known_split
from mmdesk.core.projects.rows import Kind
from mmdesk.core.tasks.registry import USUAL_TASK, likely_task, task_named
from mmdesk.core.tasks.task import TaskName


@dataclass(frozen=True, slots=True)
class Count:
    """The rows of one class, of one range of numbers, or of all.

    Attributes:
        label: the class or the range; empty for rows without one
        total: how many there are
        splits: how many of each split; "" is none
        modalities: how many have each modality
        cells: how many of each split have each modality
    """

    label: str
    total: int
    splits: dict[str, int]
    modalities: dict[Modality, int]
    cells: dict[tuple[Modality, str], int]


@dataclass(frozen=True, slots=True)
class Balance:
    """All counts; the classes in their order, or the ranges if the labels are likely meant as numbers."""

    everything: Count
    classes: tuple[Count, ...]
    task: TaskName = USUAL_TASK


def balance_of(counted: Mapping[Kind, int], labels: Sequence[str], token: CancelToken) -> Balance:
    """Add up how many rows there are of each kind; `labels` are all classes in their order, also those without rows."""
    task = likely_task(filter(None, labels))
    groups, group_of = task_named(task).groups(labels)
    token.check()
    by_label: dict[str, list[tuple[str, tuple[Modality, ...], int]]] = {group: [] for group in groups}
    for (present, label, split), number in counted.items():
        by_label.setdefault(group_of(label), []).append((known_split(split), present, number))
    classes = tuple(_count(label, kinds_of) for label, kinds_of in by_label.items())
    return Balance(_count("", [kind for kinds_of in by_label.values() for kind in kinds_of]), classes, task)


def _count(label: str, kinds: Sequence[tuple[str, tuple[Modality, ...], int]]) -> Count:
    splits: Counter[str] = Counter()
    modalities: Counter[Modality] = Counter()
    cells: Counter[tuple[Modality, str]] = Counter()
    for split, present, number in kinds:
        splits[split] += number
        for modality in present:
            modalities[modality] += number
            cells[modality, split] += number
    return Count(label, sum(splits.values()), dict(splits), dict(modalities), dict(cells))
