"""Summary of an evaluation, one a task: the figures that are shown, without numpy."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from mmdesk.core.datasets.example import Skipped


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


@dataclass(frozen=True, slots=True)
class NumberEvaluation:
    """How good a model of numbers is on one split.

    Attributes:
        mae, rmse: mean absolute error and root of the mean squared error, in units of the labels
        r2: share of the labels' variance that is explained; 1 is perfect, 0 no better than their mean
        subsets: mean absolute error with only these modalities shown, keyed as in `Evaluation`
        unimodal: the same of each modality's own head
        fusion_gain: mean absolute error of the best single modality minus that of all, on the same samples
        fusion_interval: 95 % bootstrap interval of the gain
        sentence: whether fusion helps, in plain words
        skipped: rows left out
    """

    split: str
    samples: int
    mae: float
    rmse: float
    r2: float
    subsets: Mapping[str, float]
    unimodal: Mapping[str, float]
    fusion_gain: float
    fusion_interval: tuple[float, float]
    sentence: str
    skipped: tuple[Skipped, ...]

    def to_json(self) -> dict[str, Any]:
        """The document that ``mmdesk evaluate --json`` prints."""
        return asdict(self)
