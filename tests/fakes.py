"""An engine that needs no PyTorch, for tests of the window and the commands."""

import signal
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from specs import spec_of

from mmdesk.core.answers.batch import Answered, Row
from mmdesk.core.answers.explanation import Explanation
from mmdesk.core.answers.neighbours import ExampleMap, Indexed, Near, Neighbour, Neighbours
from mmdesk.core.answers.prediction import ModalityAnswer, Prediction
from mmdesk.core.answers.prediction_set import PredictionSet
from mmdesk.core.answers.stream import Event, Hop, ListenPlan
from mmdesk.core.datasets.example import UNDECIDED, Dataset, Decisions, Example, Skipped
from mmdesk.core.datasets.read import read_sample
from mmdesk.core.engine import Judged
from mmdesk.core.errors import InputError, ModelFileError, OptionError
from mmdesk.core.evaluation.classification import ClassEvaluation, ClassResults
from mmdesk.core.evaluation.regression import NumberEvaluation, NumberResults
from mmdesk.core.modalities.audio.moments import Moments
from mmdesk.core.modalities.image.heat import Heat
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.modalities.text.mark import Mark, Marks
from mmdesk.core.models.exported import ExportReport
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.tasks.task import TaskName
from mmdesk.core.training.collected import Learned, LeaveOneOut
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.reports import EpochReport, TrainResult
from mmdesk.core.training.worth_labelling import Guess, Worth

SKIPPED = (Skipped(4, "b.png is empty"),)


class FakeListening:
    """Implements `mmdesk.core.engine.Listening`: what is loud is a cat, and after each half second of it a cat was heard.

    Attributes:
        rate: samples a second of its stream, in Hz
        plan: how it was asked to listen
        shown: the sample beside the sound
        samples: how many it has heard
    """

    def __init__(self, rate: int, plan: ListenPlan) -> None:
        self.rate, self.plan = rate, plan
        self.shown = Sample()
        self.samples = 0
        self._loud_hops = 0
        self._waiting = np.zeros(0, dtype=np.float32)

    def show(self, sample: Sample) -> None:
        self.shown = sample

    def hear(self, samples: NDArray[np.float32]) -> list[Hop | Event]:
        hop = round(self.plan.hop_seconds * self.rate)
        self.samples += len(samples)
        self._waiting = np.concatenate([self._waiting, samples])
        count = len(self._waiting) // hop
        done, self._waiting = self._waiting[: count * hop], self._waiting[count * hop :]
        first = (self.samples - len(self._waiting)) // hop - count
        return [report for number, part in enumerate(done.reshape(count, hop), first + 1) for report in self._hop(number, part)]

    def end(self) -> list[Event]:
        time = self.samples / self.rate
        return [Event("cat", time - self._loud_hops * self.plan.hop_seconds, time, 0.9)] if self._loud_hops else []

    def _hop(self, number: int, part: NDArray[np.float32]) -> Iterator[Hop | Event]:
        time, peak = number * self.plan.hop_seconds, float(np.abs(part).max())
        loud = peak > 0.1
        level = 20 * float(np.log10(max(peak, 1e-10)))
        yield Hop(time, level, loud, "cat" if loud else "", 0.9, {"cat": 0.9, "狗": 0.1})
        self._loud_hops = self._loud_hops + 1 if loud else 0
        if self._loud_hops == 5:
            self._loud_hops = 0
            yield Event("cat", time - 0.5, time, 0.9)


def class_results(model: Path = Path("m.safetensors"), dataset: Path = Path("data")) -> ClassResults:
    """Ten samples of two classes, one of which is answered wrongly, as `FakeEngine.evaluate` says too."""
    truth = np.array([0] * 6 + [1] * 4)
    cat = np.array([0.9, 0.8, 0.9, 0.7, 0.95, 0.15, 0.1, 0.2, 0.05, 0.3])
    probabilities = np.stack([cat, 1 - cat], axis=1)
    names = [FakeEngine.spec.labels[number] for number in truth]
    examples = tuple(Example(row, {"text": f"words {row}"}, name, "test") for row, name in enumerate(names, 2))
    said = probabilities.argmax(-1)
    return ClassResults(
        model=model,
        dataset=dataset,
        labels=FakeEngine.spec.labels,
        examples=examples,
        truth=truth,
        probabilities=probabilities,
        uncalibrated=probabilities**2 / (probabilities**2).sum(-1, keepdims=True),
        subsets={"image": np.where(np.arange(10) < 5, said, -1), "image+text": said},
        unimodal={"image": 1 - said},
        training={"seed": 3, "samples": 8, "epochs": 3, "best_epoch": 2, "seconds": 12.3456},
    )


def number_results(model: Path = Path("m.safetensors"), dataset: Path = Path("data")) -> NumberResults:
    """Ten numbers, answered one too much, or by the picture alone two."""
    truth = np.arange(50.0, 60.0)
    examples = tuple(Example(row, {"text": f"words {row}"}, f"{number:g}", "test") for row, number in enumerate(truth, 2))
    subsets = {"image": np.where(np.arange(10) < 5, truth + 2, np.nan), "image+text": truth + 1}
    return NumberResults(
        model=model,
        dataset=dataset,
        examples=examples,
        truth=truth,
        predicted=truth + 1,
        subsets=subsets,
        unimodal={"image": truth - 2},
        training={"seed": 3},
    )


def number_evaluation(split: str = "test", sentence: str = "Fusion helps.") -> NumberEvaluation:
    """Made-up figures of these."""
    return NumberEvaluation(
        split=split,
        samples=10,
        mae=1.0,
        rmse=1.25,
        r2=0.875,
        subsets={"image": 2.0, "image+text": 1.0},
        unimodal={"image": 2.0},
        fusion_gain=1.0,
        fusion_interval=(0.5, 1.5),
        sentence=sentence,
        skipped=SKIPPED,
    )


class FakeEngine:
    """Implements `mmdesk.core.engine.Engine` with answers that are known beforehand.

    Attributes:
        plan: what the last training was asked to do
        interrupt_after: epochs of a training after which the person presses Ctrl-C
        fault: raised by the next predictions
        may_go: opening, predicting and each epoch wait for it
        asked: the samples of all predictions
        explained: those of all explanations
        listening: what was begun last
        judged: what the models tell that it evaluates
        taught: the labels of the examples that it learned from last
        saved: where it wrote what it learned
        indexed: the datasets whose examples it embedded
        doubted: the label that all around the first neighbour have
        own: what modalities say on their own that is not "cat"
        sets: what it cannot exclude
        ranked_by: the model file by which it put unlabelled rows in order last, if by one
    """

    device_reason = "You asked for it."
    threads = 1
    spec = spec_of(("cat", "狗"))

    def __init__(self, judged: TaskName = "classification") -> None:
        self.device = "cpu"
        self.judged = judged
        self.plan: TrainPlan | None = None
        self.opened: Path | None = None
        self.interrupt_after: int | None = None
        self.fault: BaseException | None = None
        self.may_go = threading.Event()
        self.may_go.set()
        self.sharper = threading.Event()
        self.sharper.set()
        self.asked: list[Sample] = []
        self.explained: list[Sample] = []
        self.listening: FakeListening | None = None
        self.taught: tuple[str, ...] = ()
        self.saved: Path | None = None
        self.own: dict[str, str] = {}
        self.indexed: list[Dataset] = []
        self.doubted = ""
        self.sets: tuple[PredictionSet, ...] = ()
        self.ranked_by: Path | None = None

    def __call__(self, device: str = "auto") -> "FakeEngine":
        """Be the factory too."""
        if device not in {"auto", "cpu"}:
            raise OptionError("The device {device} is not there.", device=device)
        return self

    def open(self, path: Path) -> ModelSpec:
        self.may_go.wait()
        if not path.exists():
            raise ModelFileError("There is no file {path}.", path=path)
        self.opened = path
        return self.spec

    def predict(self, sample: Sample, token: CancelToken) -> Prediction:
        token.check()
        self.asked.append(sample)
        self.may_go.wait()
        if self.fault:
            raise self.fault
        share = 1 / len(sample.present)
        said = {modality: self.own.get(modality, "cat") for modality in sample.present}
        answers = {modality: ModalityAnswer(share, 0.4 * share, own, 0.75) for modality, own in said.items()}
        conflict = len(set(said.values())) > 1
        return Prediction("cat", 0.9, {"cat": 0.9, "狗": 0.1}, answers, 0.5, self.device, 3.2, conflict=conflict, sets=self.sets)

    def explain(self, sample: Sample, token: CancelToken, label: str | None = None) -> Iterator[Explanation]:
        """The upper half of the picture, the first word and the second half of the sound; they speak against other classes."""
        self.explained.append(sample)
        if label not in {None, *self.spec.labels}:
            raise OptionError("The model has no class {label} to explain.", label=label)
        text, value = sample["text"] or "", 0.4 if label in {None, "cat"} else -0.4
        told = {
            "image": Heat(np.array([[value], [0.0]])),
            "text": Marks(text, (Mark(0, len(text.split(" ")[0]), value),)),
            "audio": Moments(np.array([[0.0, value]]), seconds=2.0),
        }
        parts = {modality: told[modality] for modality in sample.present if modality in told}
        contributions = dict.fromkeys(parts, value)
        yield Explanation(parts, label or "cat", contributions, final=False)
        self.sharper.wait()
        token.check()
        yield Explanation(parts, label or "cat", contributions)

    def batch(self, rows: Sequence[Row], token: CancelToken) -> Iterator[Answered]:
        for row in rows:
            token.check()
            try:
                if isinstance(row, Skipped):
                    yield Answered(row, problem=row.reason)
                else:
                    yield Answered(row, self.predict(read_sample(row), token))
            except InputError as error:
                yield Answered(row, problem=str(error))

    def listen(self, rate: int, plan: ListenPlan) -> FakeListening:
        self.listening = FakeListening(rate, plan)
        return self.listening

    def train(self, dataset: Path, plan: TrainPlan, token: CancelToken) -> Iterator[Note | EpochReport | TrainResult]:
        self.plan = plan
        yield Note("Two rows were left out.")
        yield Note("Reading", 1, 2)
        for epoch in range(1, 4):
            self.may_go.wait()
            if self.interrupt_after == epoch - 1:
                signal.raise_signal(signal.SIGINT)
            if token.cancelled and epoch == 1:
                token.check()
            if token.cancelled:
                break
            yield EpochReport(
                epoch,
                3,
                1 / epoch,
                float("nan"),
                0.5,
                0.1,
                100.0,
                task=plan.task,
                **self._errors(plan, val_unimodal_mae={"text": 2.5}),
            )
        best = epoch - 1 if token.cancelled else epoch
        yield TrainResult(plan.out, best, 0.5, 0.3, SKIPPED, task=plan.task, **self._errors(plan, val_mae_interval=(1.125, 1.375)))

    def learn(self, dataset: Dataset, task: TaskName, token: CancelToken) -> Iterator[Note | Learned]:
        yield Note("learning", 0, 1)
        self.may_go.wait()
        token.check()
        self.taught = tuple(example.label for example in dataset.examples if example.label)
        counts = {label: self.taught.count(label) for label in sorted(set(self.taught))}
        enough = sum(count > 1 for count in counts.values()) > 1
        judged = LeaveOneOut(len(self.taught), 0.75, (0.5, 0.875)) if enough and min(counts.values()) > 2 else None
        yield Learned(spec_of(tuple(counts)) if enough else None, task, len(self.taught), counts, judged)

    def worth_labelling(self, dataset: Dataset, model: Path | None, token: CancelToken) -> Iterator[Note | Worth]:
        """The last row first; a model, if there is one, takes each for a cat."""
        yield Note("reading", 1, 2)
        self.may_go.wait()
        token.check()
        self.ranked_by = model
        rows = tuple(example.row for example in reversed(dataset.examples) if not example.label)
        knows = model is not None or sum(self.taught.count(label) > 1 for label in set(self.taught) - {""}) > 1
        yield Worth(rows, {row: Guess(("cat", "狗"), 0.75) for row in rows} if knows else {})

    def open_learned(self) -> ModelSpec:
        return spec_of(tuple(sorted(set(self.taught))))

    def save_learned(self, path: Path) -> ModelSpec:
        path.write_bytes(b"a model")
        self.saved = path
        return self.open_learned()

    def export(self, model: Path, out: Path, dataset: Path | None, token: CancelToken) -> Iterator[Note | ExportReport]:
        yield Note("Writing the model", 0, 1)
        out.write_bytes(b"a graph")
        yield ExportReport(out, 7, 12 if dataset else 15, 2.5e-6)

    @staticmethod
    def _errors(plan: TrainPlan, **others: Any) -> dict[str, Any]:
        """What only a training of numbers reports."""
        return {"val_mae": 1.25, **others} if plan.task == "regression" else {}

    def evaluate(
        self, model: Path, dataset: Path, split: str, token: CancelToken, decisions: Decisions = UNDECIDED
    ) -> Iterator[Judged]:
        yield Note("Reading", 1, 1)
        self.may_go.wait()
        if self.judged == "regression":
            yield number_results(model, dataset)
            yield number_evaluation(split)
            return
        yield class_results(model, dataset)
        yield ClassEvaluation(
            split=split,
            samples=10,
            accuracy=0.9,
            balanced_accuracy=0.8,
            macro_f1=0.7,
            ece=0.05,
            subsets={"image": 0.6, "image+text": 0.9},
            unimodal={"image": 0.5},
            labels=self.spec.labels,
            confusion=((5, 1), (0, 4)),
            fusion_gain=0.1,
            fusion_interval=(0.05, 0.15),
            sentence="Fusion helps.",
            skipped=SKIPPED,
        )

    def index(self, dataset: Dataset, token: CancelToken) -> Iterator[Note | Indexed]:
        """The examples stand in a row from left to right."""
        yield Note("reading", 0, len(dataset.examples))
        self.may_go.wait()
        token.check()
        self.indexed.append(dataset)
        count = len(dataset.examples)
        places = np.stack([np.linspace(-1, 1, count), np.zeros(count)], 1).astype(np.float32)
        yield Indexed(count, ExampleMap(dataset.examples, places, 0.5) if count > 2 else None)

    def neighbours(self, sample: Sample, token: CancelToken) -> Neighbours:
        """The first examples together, the last ones by each modality; in the middle of the map."""
        token.check()
        examples = self.indexed[-1].examples
        first = [Neighbour(one, 0.9 - place / 10, self.doubted if place == 0 else "") for place, one in enumerate(examples[:5])]
        last = tuple(Neighbour(one, 0.5) for one in reversed(examples[-2:]))
        alone = {modality: Near(last, 0.8, 0.3) for modality in sample.present}
        return Neighbours(Near(tuple(first), 0.8, 0.3), alone, (0.0, 0.0))
