"""Training curves for TensorBoard, which is installed where it was asked for: see `mmdesk.core.training.beforehand`."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError
from mmdesk.core.tasks.registry import task_named
from mmdesk.core.training.reports import EpochReport

Curve = Callable[[EpochReport], None]
"""Takes the points of one epoch."""


@contextlib.contextmanager
def curves(folder: Path | None, name: str) -> Iterator[Curve]:
    """Write a run called `name` into `folder`, meanwhile; without a folder nothing is written.

    Raises:
        InputError: if the folder cannot be written
    """
    if folder is None:
        yield lambda _: None
        return
    from torch.utils.tensorboard import SummaryWriter  # here, because it need not be installed

    try:
        writer = SummaryWriter(folder / name)
    except OSError as error:
        sentence = QT_TRANSLATE_NOOP("errors", "The curves cannot be written into {folder}: {reason}. Choose another place.")
        raise InputError(sentence, folder=folder, reason=error.strerror) from error

    def add(report: EpochReport) -> None:
        for tag, value in points(report).items():
            writer.add_scalar(tag, value, report.epoch)
        writer.flush()

    try:
        yield add
    finally:
        writer.close()


def points(report: EpochReport) -> dict[str, float]:
    """The figures of one epoch by their tags."""
    quality = task_named(report.task).quality
    errors = {} if report.val_mae is None else {"mean error/validation": report.val_mae}
    return {
        "loss/train": report.train_loss,
        "loss/validation": report.val_loss,
        **{f"loss/{name} alone": value for name, value in report.val_unimodal_loss.items()},
        f"{quality}/train": report.train_accuracy,
        f"{quality}/validation": report.val_accuracy,
        **{f"{quality}/{name} alone": value for name, value in report.val_unimodal.items()},
        **errors,
        **{f"mean error/{name} alone": value for name, value in report.val_unimodal_mae.items()},
        "speed/samples per second": report.samples_per_second,
    }
