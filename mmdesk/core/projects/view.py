"""A project at one moment, as a window shows it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from mmdesk.core.datasets.example import UNDECIDED, Dataset, Decisions
from mmdesk.core.datasets.folder import Folder
from mmdesk.core.datasets.manifest import dataset_of
from mmdesk.core.datasets.understood import understood
from mmdesk.core.projects.edits import Content
from mmdesk.core.projects.rows import Kind


@dataclass(frozen=True, slots=True)
class Origin:
    """How a folder or a file that has no table of mmdesk yet was read.

    Attributes:
        understood: what was understood of it, as a sentence
        choices: where the labels could come from, if that has to be decided
        foreign: the likely encoding of texts that were left out for it, if that has to be decided
        decisions: what was decided
    """

    understood: str = ""
    choices: tuple[str, ...] = ()
    foreign: str = ""
    decisions: Decisions = UNDECIDED

    @classmethod
    def of(cls, dataset: Dataset, decisions: Decisions) -> Self:
        """That of a dataset which was read so."""
        choices = dataset.layout.choices if dataset.layout else ()
        return cls(understood(dataset), choices, dataset.foreign.encoding if dataset.foreign else "", decisions)

    @property
    def decided(self) -> bool:
        """Whether something was to be decided, and nothing is any more."""
        return bool(self.decisions) and not (self.choices or self.foreign)


@dataclass(frozen=True, slots=True)
class View:
    """A project at one moment.

    Attributes:
        folder: where its files are
        path: what `mmdesk.core.datasets.read.read_dataset` takes: the folder, or a table in it
        content: its rows and classes
        labels: all classes, in the person's order
        undo, redo: what would be undone or done again, in the words it was done with; empty if nothing
        saved: whether the table on the disk is as the rows here
        settings: what is kept beside the dataset, such as of training
        origin: how it was read
        kinds: how many rows there are of each kind
        names: which of a row's further cells is the original name of its files; -1 if none is
    """

    folder: Path
    path: Path
    content: Content = field(default_factory=Content)
    labels: tuple[str, ...] = ()
    undo: str = ""
    redo: str = ""
    saved: bool = True
    settings: Mapping[str, Any] = field(default_factory=dict)
    origin: Origin = Origin()
    names: int = -1
    kinds: Mapping[Kind, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What people call it: its folder, or the table in it."""
        return self.path.stem if self.path != self.folder else self.folder.name

    @property
    def counts(self) -> Counter[str]:
        """How many rows have each label; "" is none."""
        counts = Counter[str]()
        for (_, label, _), number in self.kinds.items():
            counts[label] += number
        return counts

    def dataset(self) -> Dataset:
        """The rows as they would be read; the number of each is its key and 1."""
        return dataset_of(Folder(self.folder), ((row.key + 1, row.cells) for row in self.content.rows))
