"""The engine of the window and the command line, and the public Python interface."""

import copy
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from mmdesk.core.answers.batch import Answered, Row
from mmdesk.core.answers.explanation import Explanation
from mmdesk.core.answers.neighbours import Indexed, Neighbours
from mmdesk.core.answers.prediction import Prediction
from mmdesk.core.answers.stream import ListenPlan
from mmdesk.core.datasets.example import UNDECIDED, Dataset, Decisions
from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.engine import Judged
from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError
from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.models.exported import ExportReport
from mmdesk.core.models.ready import located
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.paths import present_starter_model
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.tasks.task import TaskName
from mmdesk.core.training.collected import Learned
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.reports import EpochReport, TrainResult
from mmdesk.core.training.worth_labelling import Worth
from mmdesk.engine.device import choose_device
from mmdesk.engine.evaluation.evaluate import evaluate
from mmdesk.engine.export.exporting import export
from mmdesk.engine.inference.batch import answered
from mmdesk.engine.inference.neighbours import Neighbourhood, embedded_examples
from mmdesk.engine.inference.occlusion import Explainer
from mmdesk.engine.inference.predictor import Predictor
from mmdesk.engine.inference.stream_classifier import Listener
from mmdesk.engine.inference.worth_labelling import ranked
from mmdesk.engine.model.checkpoint import load_model, save_model
from mmdesk.engine.training import trainer
from mmdesk.engine.training.collecting import Collector, Quick

PREDICTION_THREADS = 1
"""More threads make a single prediction no faster, and ten times slower while something else computes."""


class TorchEngine:
    """Implements `mmdesk.core.engine.Engine`.

    Raises:
        OptionError: on creation, if the device is not there
    """

    def __init__(self, device: str = "auto") -> None:
        self._device = choose_device(device)
        self._predictor: Predictor | None = None
        self._neighbourhood: Neighbourhood | None = None
        self._collector = Collector()

    @property
    def device(self) -> str:
        return str(self._device)

    @property
    def device_reason(self) -> str:
        return self._device.reason

    @property
    def threads(self) -> int:
        return PREDICTION_THREADS

    def open(self, path: Path) -> ModelSpec:
        """Open a model file and warm it up; see `mmdesk.engine.model.checkpoint.load_model` for the errors."""
        torch.set_num_threads(PREDICTION_THREADS)
        model, spec = load_model(path)
        predictor = Predictor(model, spec, self._device)
        predictor.warm_up()
        self._predictor = predictor
        return spec

    def predict(self, sample: Sample, token: CancelToken) -> Prediction:
        """Answer one sample with the open model.

        Raises:
            InputError: if no model is open, or nothing is present that it takes
        """
        token.check()
        return self._open_predictor.predict(sample)

    def explain(self, sample: Sample, token: CancelToken, label: str | None = None) -> Iterator[Explanation]:
        """Say what in each part made the open model's answer, or speaks for another class: coarsely, then sharply.

        Raises:
            InputError: if no model is open, it has no such class, or nothing is present that it takes
        """
        return Explainer(self._open_predictor, sample, token, label).explain()

    def batch(self, rows: Sequence[Row], token: CancelToken) -> Iterator[Answered]:
        """Answer rows with the model that is open now, even if another one is opened meanwhile.

        Raises:
            InputError: if no model is open
        """
        return answered(self._open_predictor, rows, token)

    def listen(self, rate: int, plan: ListenPlan) -> Listener:
        """Begin to answer a stream with the open model.

        Raises:
            InputError: if no model is open, or it takes no sound
        """
        return Listener(self._open_predictor, rate, plan)

    @property
    def _open_predictor(self) -> Predictor:
        if self._predictor is None:
            raise InputError(QT_TRANSLATE_NOOP("errors", "No model is open. Open one first."))
        return self._predictor

    def train(self, dataset: Path, plan: TrainPlan, token: CancelToken) -> Iterator[Note | EpochReport | TrainResult]:
        """See `mmdesk.engine.training.trainer.train`."""
        return trainer.train(dataset, plan, token)

    def learn(self, dataset: Dataset, task: TaskName, token: CancelToken) -> Iterator[Note | Learned]:
        """See `mmdesk.engine.training.collecting.Collector.learn`."""
        return self._collector.learn(dataset, task, token)

    def open_learned(self) -> ModelSpec:
        """Answer with what was learned last.

        Raises:
            InputError: if that was not enough for a model
        """
        torch.set_num_threads(PREDICTION_THREADS)
        model, spec = self._learned
        memory = self._collector.memory
        front_ends = {modality: memory.front_end(modality, encoder) for modality, encoder in spec.encoders.items()}
        self._predictor = Predictor(copy.deepcopy(model), spec, self._device, front_ends)
        return spec

    def save_learned(self, path: Path) -> ModelSpec:
        """Write what was learned last as a model file.

        Raises:
            InputError: if that was not enough for a model, or it cannot be written
        """
        model, spec = self._learned
        save_model(path, model, spec)
        return spec

    @property
    def _learned(self) -> Quick:
        if self._collector.quick is None:
            raise InputError(QT_TRANSLATE_NOOP("errors", "There are too few examples for a model yet. Keep some more."))
        return self._collector.quick

    def worth_labelling(self, dataset: Dataset, model: Path | None, token: CancelToken) -> Iterator[Note | Worth]:
        """See `mmdesk.engine.inference.worth_labelling.ranked`."""
        return ranked(dataset, load_model(model) if model else self._collector.quick, token)

    def evaluate(
        self, model: Path, dataset: Path, split: str, token: CancelToken, decisions: Decisions = UNDECIDED
    ) -> Iterator[Judged]:
        """See `mmdesk.engine.evaluation.evaluate.evaluate`."""
        torch.set_num_threads(self._device.operation_threads)
        return evaluate(*load_model(model), dataset, split, self._device, token, model, decisions)

    def index(self, dataset: Dataset, token: CancelToken) -> Iterator[Note | Indexed]:
        """See `mmdesk.engine.inference.neighbours.embedded_examples`.

        Raises:
            InputError: if no model is open
        """
        found = yield from embedded_examples(self._open_predictor, dataset, token)
        self._neighbourhood = found
        yield Indexed(found.count, found.map())

    def neighbours(self, sample: Sample, token: CancelToken) -> Neighbours:
        """The nearest of the examples that were embedded last, if that was with the open model.

        Raises:
            InputError: if no model is open
        """
        token.check()
        found, predictor = self._neighbourhood, self._open_predictor
        return found.of(sample) if found and found.predictor is predictor else Neighbours()

    def export(self, model: Path, out: Path, dataset: Path | None, token: CancelToken) -> Iterator[Note | ExportReport]:
        """See `mmdesk.engine.export.exporting.export`."""
        torch.set_num_threads(self._device.operation_threads)
        return export(model, out, dataset, token)


class Model:
    """An open model, for use from Python.

    Attributes:
        spec: everything that is known about it
    """

    def __init__(self, path: Path, device: str) -> None:
        self._engine = TorchEngine(device)
        self.spec = self._engine.open(path)
        self._embedded: str | Path | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        return self.spec.labels

    def predict(
        self,
        image: str | Path | NDArray[np.uint8] | Picture | None = None,
        text: str | None = None,
        audio: str | Path | tuple[NDArray[np.float32], int] | Sound | None = None,
        **others: Any,
    ) -> Prediction:
        """Answer one sample of any modalities.

        Args:
            image: a file, or (H, W[, 3 or 4]) pixels: uint8 or float 0 to 1
            text: the words themselves
            audio: a file, or (samples, rate): (n,) or (n, channels) floats -1 to 1, and Hz
            others: what else is registered in `mmdesk.core.modalities.registry`, by its name

        Raises:
            InputError: if something cannot be read, or nothing is given that the model takes
        """
        given = {"image": image, "text": text, "audio": audio, **others}
        return self._engine.predict(_taken(**given), CancelToken())

    def neighbours(self, dataset: str | Path, **given: Any) -> Neighbours:
        """The examples of a dataset that a sample is most like; they are embedded once.

        Args:
            dataset: a folder or a table
            given: the sample, as `predict` takes it

        Raises:
            InputError: if the dataset or the sample cannot be read
        """
        if dataset != self._embedded:
            for _ in self._engine.index(read_dataset(Path(dataset)), CancelToken()):
                pass
            self._embedded = dataset
        return self._engine.neighbours(_taken(**given), CancelToken())

    def explain(self, label: str | None = None, **parts: Any) -> Explanation:
        """Say what in each part made the answer, or speaks for and against another class.

        Args:
            label: the class; without one it is the answer
            parts: what `predict` takes

        Raises:
            InputError: if something cannot be read, nothing is given that the model takes, or it has no such class
        """
        *_, found = self._engine.explain(_taken(**parts), CancelToken(), label)
        return found


def open_model(path: str | Path | None = None, device: str = "auto") -> Model:
    """Open a model file, a ready model by its name, or the starter model.

    Raises:
        ModelFileError: if it cannot be opened
        OptionError: if the device is not there
    """
    return Model(located(Path(path)) if path else present_starter_model(), device)


def train(dataset: str | Path, out: str | Path, *, start_from: str | Path | None = None, **options: Any) -> TrainResult:
    """Train a model on a dataset and write it to `out`; `options` are the fields of `mmdesk.core.training.plan.TrainPlan`.

    Args:
        start_from: model whose encoders it begins with, a file or the name of a ready model

    Raises:
        InputError: if the dataset, an option, the model file's place or the other model cannot be used
    """
    other = located(Path(start_from)) if start_from else None
    options = {
        name: tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
        for name, value in options.items()
    }
    *_, result = trainer.train(Path(dataset), TrainPlan(out=Path(out), start_from=other, **options), CancelToken())
    assert isinstance(result, TrainResult)  # noqa: S101 - train's last report
    return result


def _taken(**given: Any) -> Sample:
    """The sample that a Python program gives."""
    return Sample(**{name: None if part is None else MODALITIES[name].taken(part) for name, part in given.items()})
