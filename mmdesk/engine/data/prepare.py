"""Data preparation, the same for training and evaluation: from a dataset on the disk to tables of features."""

import dataclasses
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from mmdesk.core.datasets.example import UNDECIDED, Dataset, Decisions, Example, Skipped
from mmdesk.core.datasets.read import read_dataset, with_targets, without
from mmdesk.core.datasets.splits import with_splits
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, Names, Sentence
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.tasks.task import TaskName
from mmdesk.engine.data.batches import Table
from mmdesk.engine.data.feature_cache import Features, extract
from mmdesk.engine.model.tasks.registry import task_of


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """What a model can learn from, or be judged by.

    Attributes:
        dataset: without the rows that cannot be decoded or whose label the model does not know; they are among its skipped
        examples: the N examples of the splits that were asked for, decoded or not
        features: theirs
    """

    dataset: Dataset
    examples: tuple[Example, ...]
    features: Features
    spec: ModelSpec

    def divided(self, splits: Mapping[int, str]) -> Self:
        """The same with these splits, by row; rows without one stay where they are."""
        examples = tuple(dataclasses.replace(example, split=splits.get(example.row, example.split)) for example in self.examples)
        return dataclasses.replace(self, examples=examples)

    def table(self, split: str) -> Table:
        """The usable rows of one split, which may be none."""
        return Table(self.examples, self.features, self.spec, split)


def read_labelled(path: Path, task: TaskName, decisions: Decisions = UNDECIDED) -> Dataset:
    """The rows of a dataset that the task can use, each with its split.

    Raises:
        DatasetError: if the dataset cannot be read
    """
    return with_splits(with_targets(read_dataset(path, decisions), task), task)


def prepare(dataset: Dataset, spec: ModelSpec, splits: Sequence[str], token: CancelToken) -> Generator[Note, None, Prepared]:
    """Decode the rows of these splits, or find them in the cache; rows that the model cannot use are left out.

    Raises:
        DatasetError: if one of the splits has no rows
        InputError: if the cache cannot be written
        Cancelled: if the token asks for it
    """
    for split in splits:
        if not any(example.split == split for example in dataset.examples):
            there = sorted({example.split for example in dataset.examples})
            sentence = QT_TRANSLATE_NOOP("errors", "{path} has no rows of the split {split}. Choose one of {there}.")
            raise DatasetError(sentence, path=dataset.root, split=split, there=Names(there))
    task = task_of(spec)
    chosen = [example for example in dataset.examples if example.split in splits]
    examples = tuple(example for example in chosen if task.accepts(example.label))
    features = yield from extract(examples, spec, token)
    unknown = QT_TRANSLATE_NOOP("errors", "The model does not know the label {label}.")
    strange = (Skipped(e.row, Sentence(unknown, label=e.label)) for e in chosen if not task.accepts(e.label))
    return Prepared(without(dataset, [*features.skipped, *strange]), examples, features, spec)
