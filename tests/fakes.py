"""An engine that needs no PyTorch, for tests of the window and the commands."""

import signal
import threading
from collections.abc import Iterator
from pathlib import Path

from mmdesk.core.errors import ModelFileError, OptionError
from mmdesk.core.plan import TrainPlan
from mmdesk.core.prediction import ModalityAnswer, Prediction
from mmdesk.core.protocol import Token
from mmdesk.core.report import EpochReport, Evaluation, Note, Skipped, TrainResult
from mmdesk.core.sample import Sample
from mmdesk.core.spec import ModelSpec

SKIPPED = (Skipped(4, "b.png is empty"),)


class FakeEngine:
    """Implements `mmdesk.core.protocol.Engine` with answers that are known beforehand.

    Attributes:
        plan: what the last training was asked to do
        interrupt_after: epochs of a training after which the person presses Ctrl-C
        fault: raised by the next predictions
        may_go: opening and predicting wait for it
        asked: the samples of all predictions
    """

    device_reason = "You asked for it."
    threads = 1
    spec = ModelSpec(labels=("cat", "狗"), modalities=("image", "text", "audio"))

    def __init__(self) -> None:
        self.device = "cpu"
        self.plan: TrainPlan | None = None
        self.opened: Path | None = None
        self.interrupt_after: int | None = None
        self.fault: BaseException | None = None
        self.may_go = threading.Event()
        self.may_go.set()
        self.asked: list[Sample] = []

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

    def predict(self, sample: Sample, token: Token) -> Prediction:
        token.check()
        self.asked.append(sample)
        self.may_go.wait()
        if self.fault:
            raise self.fault
        share = 1 / len(sample.present)
        answers = {modality: ModalityAnswer(share, 0.4 * share, "cat", 0.75) for modality in sample.present}
        return Prediction("cat", 0.9, {"cat": 0.9, "狗": 0.1}, answers, 0.5, self.device, 3.2)

    def train(self, dataset: Path, plan: TrainPlan, token: Token) -> Iterator[Note | EpochReport | TrainResult]:
        self.plan = plan
        yield Note("Two rows were left out.")
        yield Note("Reading", 1, 2)
        for epoch in range(1, 4):
            if self.interrupt_after == epoch - 1:
                signal.raise_signal(signal.SIGINT)
            if token.cancelled and epoch == 1:
                token.check()
            if token.cancelled:
                break
            yield EpochReport(epoch, 3, 1 / epoch, float("nan"), 0.5, 0.1, 100.0)
        yield TrainResult(plan.out, epoch - 1 if token.cancelled else epoch, 0.5, 0.3, SKIPPED)

    def evaluate(self, model: Path, dataset: Path, split: str, token: Token) -> Iterator[Note | Evaluation]:
        yield Note("Reading", 1, 1)
        yield Evaluation(
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
