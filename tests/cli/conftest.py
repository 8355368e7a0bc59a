"""A program without a window, run on an engine that needs no PyTorch."""

import signal
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mmdesk import main
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

    def __call__(self, device: str) -> "FakeEngine":
        """Be the factory too."""
        if device not in {"auto", "cpu"}:
            raise OptionError("The device {device} is not there.", device=device)
        return self

    def open(self, path: Path) -> ModelSpec:
        if not path.exists():
            raise ModelFileError("There is no file {path}.", path=path)
        self.opened = path
        return self.spec

    def predict(self, sample: Sample, token: Token) -> Prediction:
        token.check()
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


@dataclass(frozen=True)
class Outcome:
    """How a run of the program ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def mmdesk(engine: FakeEngine, capfd: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run ``mmdesk ARGS`` in this process."""

    def run(*arguments: object) -> Outcome:
        code = main.main([str(argument) for argument in arguments], engine)
        return Outcome(code, *capfd.readouterr())

    return run


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "model.safetensors"
    path.write_bytes(b"a model")
    return path


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "a.png"
    Image.new("RGB", (8, 8), "red").save(path)
    return path


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes((np.sin(np.arange(8000)) * 9000).astype("<i2").tobytes())
    return path


@pytest.fixture
def dataset(picture: Path, sound: Path) -> Path:
    """A folder with two rows that can be read and, between them, one that cannot."""
    folder = picture.parent
    (folder / "empty.png").touch()
    rows = ["image,text,audio,label", "a.png,红色,a.wav,cat", "empty.png,,,cat", ",only words,,狗"]
    (folder / "manifest.csv").write_text("\n".join(rows), encoding="utf-8")
    return folder
