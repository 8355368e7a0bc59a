"""What training and evaluation report."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was left out; `row` is its line in the manifest, or its number from 1."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something the person should hear while work goes on, as a sentence; or progress of a stage.

    Attributes:
        text: the sentence, or the name of the stage
        done, total: how far the stage is; 0 of 0 for a plain sentence
    """

    text: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class EpochReport:
    """One round over the training data.

    Attributes:
        train_loss: what the training minimises, its mean over the samples
        train_accuracy: of the samples as they were varied, with all that is present shown
        train_unimodal, val_unimodal: accuracy of each modality's own head
        val_unimodal_loss: mean cross-entropy of each modality's own head
        memory: most bytes that the process has taken so far
    """

    epoch: int
    epochs: int
    train_loss: float
    val_loss: float
    val_accuracy: float
    seconds: float
    samples_per_second: float
    train_accuracy: float = math.nan
    train_unimodal: Mapping[str, float] = field(default_factory=dict)
    val_unimodal: Mapping[str, float] = field(default_factory=dict)
    val_unimodal_loss: Mapping[str, float] = field(default_factory=dict)
    memory: int = 0

    def to_json(self) -> dict[str, Any]:
        """The line that ``mmdesk train --json`` prints."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class TrainResult:
    """How a training ended. `skipped` are the rows left out, `val_samples` those by which it was judged."""

    model: Path
    best_epoch: int
    val_accuracy: float
    seconds: float
    skipped: tuple[Skipped, ...]
    val_samples: int = 0

    @property
    def val_interval(self) -> tuple[float, float]:
        """95 % interval of the accuracy."""
        return wilson_interval(self.val_accuracy, self.val_samples)

    def to_json(self) -> dict[str, Any]:
        """The last line that ``mmdesk train --json`` prints."""
        return {**asdict(self), "model": str(self.model)}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How good a model is on one split.

    Attributes:
        accuracy, balanced_accuracy, macro_f1: with every present modality shown, 0 to 1
        ece: expected calibration error over 15 bins (Guo et al. 2017, arXiv:1706.04599)
        subsets: accuracy with only these modalities shown, keyed "image", "image+text", ...; samples that lack
            one of them are left out
        unimodal: accuracy of each modality's own head
        labels: class names, the order of `confusion`
        confusion: counts; rows are the true class, columns the predicted one
        fusion_gain: accuracy of all minus that of the best single modality, on the same samples
        fusion_interval: 95 % bootstrap interval of the gain
        sentence: whether fusion helps, in plain words
        skipped: rows left out
    """

    split: str
    samples: int
    accuracy: float
    balanced_accuracy: float
    macro_f1: float
    ece: float
    subsets: Mapping[str, float]
    unimodal: Mapping[str, float]
    labels: tuple[str, ...]
    confusion: tuple[tuple[int, ...], ...]
    fusion_gain: float
    fusion_interval: tuple[float, float]
    sentence: str
    skipped: tuple[Skipped, ...]

    def to_json(self) -> dict[str, Any]:
        """The document that ``mmdesk evaluate --json`` prints."""
        return asdict(self)


def wilson_interval(share: float, samples: int, z: float = 1.96) -> tuple[float, float]:
    """Interval of a share that was seen in so many samples, 95 % by default (Wilson 1927); everything if there are none."""
    if not samples:
        return 0.0, 1.0
    middle = (share + z * z / (2 * samples)) / (1 + z * z / samples)
    reach = z / (1 + z * z / samples) * math.sqrt(share * (1 - share) / samples + z * z / (4 * samples * samples))
    return max(middle - reach, 0.0), min(middle + reach, 1.0)
