"""What a dataset's table tells before anything is trained on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from mmdesk.core.datasets.example import Decisions
from mmdesk.core.datasets.imbalance import Uneven, uneven
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.progress import CancelToken
from mmdesk.core.tasks.registry import TASKS, USUAL_TASK, likely_task
from mmdesk.core.tasks.task import TaskName


class Strange(NamedTuple):
    """A task that nearly all labels suit, and one that does not."""

    task: TaskName
    label: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a dataset before it is trained on.

    Attributes:
        splits: samples of each split, "" where nothing is said
        task: what its labels are likely meant to tell
        tasks: all that its labels can be learned as
        strange: a label that keeps it from being learned as all others seem meant
        uneven: the ends of the training samples' classes, if some are rare
        teaching: samples of each label that are there to learn from and to judge by while training
        source: where the labels come from, and what was left aside, as sentences
        choices: where they could come from, if that has to be decided
        foreign: the likely encoding of texts that were left out for it, if that has to be decided
    """

    dataset: Path
    modalities: tuple[Modality, ...]
    labels: tuple[str, ...]
    splits: dict[str, int]
    unreadable: int
    task: TaskName = USUAL_TASK
    tasks: tuple[TaskName, ...] = (USUAL_TASK,)
    strange: Strange | None = None
    uneven: Uneven | None = None
    teaching: Mapping[str, int] = field(default_factory=dict)
    source: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    foreign: str = ""


def facts_of(dataset: Path, decisions: Decisions, _token: CancelToken) -> Facts:
    """Read the dataset's table, not its files; raises `InputError`."""
    from collections import Counter

    from mmdesk.core.datasets.read import check_answerable, check_labelled, labelled, read_dataset
    from mmdesk.core.datasets.understood import foreign_words, source_of

    found = read_dataset(dataset, decisions)
    check_labelled(found)
    found = labelled(found)
    check_answerable(found)
    labels = found.labels
    splits, training, teaching = Counter[str](), Counter[str](), Counter[str]()
    for (label, split), count in Counter((example.label, example.split) for example in found.examples).items():
        splits[split] += count
        if split in ("train", ""):
            training[label] += count
        if split != "test":
            teaching[label] += count
    return Facts(
        dataset,
        found.modalities,
        labels,
        dict(splits),
        len(found.skipped) - len(found.repeats) - len(found.foreign.rows if found.foreign else ()),
        task=likely_task(labels),
        tasks=tuple(name for name, task in TASKS.items() if not any(map(task.problem_of, labels))),
        strange=_strange(labels),
        uneven=uneven(training),
        teaching=teaching,
        source=(source_of(found.layout), *(found.layout.remarks if found.layout else ()), *filter(None, (foreign_words(found),))),
        choices=found.layout.choices if found.layout else (),
        foreign=found.foreign.encoding if found.foreign else "",
    )


def _strange(labels: Sequence[str]) -> Strange | None:
    for name, task in TASKS.items():
        suiting = [label for label in labels if not task.problem_of(label)]
        if len(suiting) < len(labels) and likely_task(suiting) == name:
            return Strange(name, next(label for label in labels if task.problem_of(label)))
    return None
