"""By which figure trainings are followed and compared: of classes the accuracy, of numbers the mean error."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import nan

from mmdesk.app.system.labels import number, percent
from mmdesk.app.system.translation import translated
from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.evaluation.svg import Axis
from mmdesk.core.tasks import TaskName
from mmdesk.core.training.reports import EpochReport, TrainResult


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        name, curves: what it and its curves are called, to be translated in "training"
        ends: the range of its axis; None follows the curves
        train, val: of the training and validation samples after a round; NaN where it is not known
        alone: of each modality's own head
        end: of a finished training
        shown, rough: how it is written, and how the ends of its interval are
    """

    name: str
    curves: str
    ends: tuple[float, float] | None
    train: Callable[[EpochReport], float]
    val: Callable[[EpochReport], float]
    alone: Callable[[EpochReport], Mapping[str, float]]
    end: Callable[[TrainResult], float]
    shown: Callable[[float], str]
    rough: Callable[[float], str]

    @property
    def axis(self) -> Axis:
        return Axis(translated("training", self.name), self.ends, percent=self.ends is not None)

    @property
    def title(self) -> str:
        """The accessible name of its curves."""
        return translated("training", self.curves)


ACCURACY = Figure(
    name=QT_TRANSLATE_NOOP("training", "accuracy"),
    curves=QT_TRANSLATE_NOOP("training", "Curves of the accuracy"),
    ends=(0, 1),
    train=lambda epoch: epoch.train_accuracy,
    val=lambda epoch: epoch.val_accuracy,
    alone=lambda epoch: epoch.val_unimodal,
    end=lambda result: result.val_accuracy,
    shown=lambda share: percent(share, 1),
    rough=percent,
)
MEAN_ERROR = Figure(
    name=QT_TRANSLATE_NOOP("training", "mean error"),
    curves=QT_TRANSLATE_NOOP("training", "Curves of the mean error"),
    ends=None,
    train=lambda _: nan,
    val=lambda epoch: nan if epoch.val_mae is None else epoch.val_mae,
    alone=lambda epoch: epoch.val_unimodal_mae,
    end=lambda result: nan if result.val_mae is None else result.val_mae,
    shown=number,
    rough=number,
)


def figure_of(task: TaskName) -> Figure:
    return MEAN_ERROR if task == "regression" else ACCURACY
