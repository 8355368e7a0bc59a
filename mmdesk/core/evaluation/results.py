"""What a model answered to each sample of a dataset, the judgement that is shown of it, and the files that keep it."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.datasets.example import EVERY_SPLIT, Example, Skipped, words_of
from mmdesk.core.datasets.formulas import EXCEL, sheet
from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.evaluation.charts import Chart, Translate, heat
from mmdesk.core.evaluation.summary import Evaluation
from mmdesk.core.evaluation.svg import heat_map
from mmdesk.core.evaluation.trust import CalibrationError, Sets
from mmdesk.core.files import shown
from mmdesk.core.numerals import whole
from mmdesk.core.palette import Palette
from mmdesk.core.paths import write_spelled
from mmdesk.core.training.reports import trained_words
from mmdesk.core.training.start import descent_words

INTERVAL = QT_TRANSLATE_NOOP("judge", "{value} (95 % interval {low} to {high})")
ROW = QT_TRANSLATE_NOOP("judge", "Row")
LABEL = QT_TRANSLATE_NOOP("judge", "Label")
ANSWER = QT_TRANSLATE_NOOP("judge", "Answer")
SAMPLE = QT_TRANSLATE_NOOP("judge", "Sample")
SPLITS: Mapping[str, str] = {
    "test": QT_TRANSLATE_NOOP("judge", "test"),
    "val": QT_TRANSLATE_NOOP("judge", "validation"),
    "train": QT_TRANSLATE_NOOP("judge", "training; it knows them from there"),
    EVERY_SPLIT: QT_TRANSLATE_NOOP("judge", "all; it may know some from its training"),
}
"""What a report calls the samples of a split."""
E = TypeVar("E", bound=Evaluation)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Asked:
    """What is the same for the results of every task.

    Attributes:
        model, dataset: what was asked, and about what
        examples: the n samples
        subsets: (n,) answers with only these modalities shown, keyed "image", "image+text", ...
        unimodal: (n,) answers of each modality on its own
        training: what the model file tells about its training
        contributions: (n,) what each modality adds to the score or the number of the answer, in its units; NaN where it is absent
        sets: what the prediction sets hold with everything shown that is present, by coverage
        subset_sets: the same with only these modalities shown, of the samples that have all of them
        subset_errors: how far the scores can be trusted with only these shown; of a task without probabilities none
        known: (n,) the share of known samples at least as unlike, NaN where nothing tells, see `Prediction.known`; None without any
        strangers: (k,) that of samples of a class of other things which the model does not know; None of a model that cannot tell
    """

    model: Path
    dataset: Path
    examples: tuple[Example, ...]
    subsets: Mapping[str, NDArray[Any]]
    unimodal: Mapping[str, NDArray[Any]]
    training: Mapping[str, Any]
    contributions: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    sets: Sets = field(default_factory=dict)
    subset_sets: Mapping[str, Sets] = field(default_factory=dict)
    subset_errors: Mapping[str, CalibrationError] = field(default_factory=dict)
    known: NDArray[np.float64] | None = None
    strangers: NDArray[np.float64] | None = None

    @property
    def several(self) -> bool:
        """Whether the model has more than one modality, so that there is something to fuse."""
        return max(len(self.subsets), len(self.unimodal)) > 1

    def parts(self) -> dict[str, Any]:
        """All of these by their names, as the results of a task take them."""
        return {one.name: getattr(self, one.name) for one in fields(Asked)}


@dataclass(frozen=True, slots=True)
class SampleList:
    """Samples to look at, by their numbers, the first ones first.

    Attributes:
        none: what stands where there are no such samples
    """

    title: str
    none: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Confusion:
    """The confusion matrix.

    Attributes:
        counts: (C, C), rows the true class, columns the predicted one
        cells: the samples of each cell that is not empty
    """

    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    cells: Mapping[tuple[int, int], tuple[int, ...]]
    chart: Chart

    def drawing(self, size: tuple[int, int], ink: Palette, names: float) -> str:
        """The matrix as `svg.heat_map` draws it, with this share of the width for the names."""
        return heat_map(size, ink, self.labels, *heat(np.array(self.counts)), names)


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """A judgement in one language, which the window and the page show as it is.

    Attributes:
        results, evaluation: what it is told of
        large, unit: the one figure that says it all, and what it means
        sentence: whether fusion helps, and what to do where next to nothing judges; empty for neither
        figures: names and values that sum it up
        charts: all but the confusion matrix, the most important first
        lists: samples to look at
        head: over the cells of a sample
        confusion: of classes
        classes: of classes, a head and a row of figures for each
    """

    results: "Results[Any]"
    evaluation: Evaluation
    large: str
    unit: str
    sentence: str
    figures: tuple[tuple[str, str], ...]
    charts: tuple[Chart, ...]
    lists: tuple[SampleList, ...]
    head: tuple[str, ...]
    confusion: Confusion | None = None
    classes: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Results(Asked, ABC, Generic[E]):
    """A model's answers to n samples."""

    @abstractmethod
    def merits(self, predicted: NDArray[Any]) -> NDArray[np.float64]:
        """(n,) how good such answers are, the more the better; NaN where there is none."""

    @abstractmethod
    def evaluation(self, split: str, skipped: tuple[Skipped, ...] = ()) -> E:
        """All figures."""

    @abstractmethod
    def figures(self, evaluation: E, translate: Translate) -> Iterator[tuple[str, str]]:
        """The figures of the task that sum it up, with their names."""

    @abstractmethod
    def judgement(self, evaluation: E, translate: Translate) -> Judgement:
        """All that is shown."""

    @abstractmethod
    def document(self, evaluation: E) -> dict[str, Any]:
        """All figures as one JSON document."""

    @abstractmethod
    def table(self) -> Iterator[Sequence[object]]:
        """A head, and a row for each sample: its row in the dataset, the label, the answer, and how sure or how right it is."""

    @abstractmethod
    def answer_cells(self, place: int) -> tuple[str, str]:
        """The answer to one sample, and how sure or how right it is."""

    def cells(self, place: int) -> tuple[str, ...]:
        """What a person sees of one sample."""
        example = self.examples[place]
        return str(example.row), example.label, *self.answer_cells(place), words_of(example)

    def summed_up(self, evaluation: E, translate: Translate) -> tuple[tuple[str, str], ...]:
        """All figures that sum it up, and where they come from."""
        which = translate(SPLITS.get(evaluation.split, evaluation.split))
        samples = translate(QT_TRANSLATE_NOOP("judge", "Samples")), f"{whole(evaluation.samples)} ({which})"
        data = translate(QT_TRANSLATE_NOOP("judge", "Data")), shown(self.dataset)
        trained = trained_words(self.training, translate)
        training = [(translate(QT_TRANSLATE_NOOP("judge", "Training")), trained)] if trained else []
        if begun := descent_words(self.training, translate):
            training.append((translate(QT_TRANSLATE_NOOP("judge", "Began with")), begun))
        return *self.figures(evaluation, translate), samples, data, *training

    def head(self, last: str, translate: Translate) -> tuple[str, ...]:
        """The head over the cells of samples; `last` is what is told of an answer."""
        return tuple(map(translate, (ROW, LABEL, ANSWER, last, SAMPLE)))


def write_figures(path: Path, evaluation: Evaluation, results: Results[Any]) -> None:
    """Write all figures as JSON; files by their names, as reports go to others.

    Raises:
        InputError: if it cannot be written
    """
    document = {"model": results.model.name, "dataset": results.dataset.name, **results.document(evaluation)}
    write_spelled(path, json.dumps(document, ensure_ascii=False, indent=1))


def write_answers(path: Path, rows: Iterable[Sequence[object]]) -> None:
    """Write the table of answers as CSV.

    Raises:
        InputError: if it cannot be written
    """
    with sheet(path, EXCEL) as table:
        table.write_all(rows)
