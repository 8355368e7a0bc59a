"""How good a model of numbers is: all subsets, single-modality baselines, and whether fusion helps."""

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.datasets.example import Example, Skipped
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence
from mmdesk.core.evaluation import metrics
from mmdesk.core.evaluation.results import NumberAnswers
from mmdesk.core.evaluation.summary import NumberEvaluation
from mmdesk.core.models.spec import ModelSpec
from mmdesk.engine.model.tasks import Task, task_of
from mmdesk.engine.scoring.subsets import Answers, subset_masks, subset_name

DRAWS = 2000
NOTHING_TO_FUSE = QT_TRANSLATE_NOOP("errors", "Every sample has one modality alone: there is nothing to fuse.")
Numbers = NDArray[np.float64]


def number_answers(answers: Answers, spec: ModelSpec, file: Path, path: Path, examples: tuple[Example, ...]) -> NumberAnswers:
    """The answers to each sample in the labels' own units, without PyTorch."""
    task = task_of(spec)
    order = sorted(enumerate(subset_masks(len(spec.modalities))), key=lambda pair: int(pair[1].sum()))
    return NumberAnswers(
        model=file,
        dataset=path,
        examples=examples,
        truth=np.array([float(example.label) for example in examples]),
        predicted=_numbers(task, answers.everything),
        subsets={
            subset_name(shown, spec.modalities): _there(task, answers.logits[:, index], answers.mask[:, shown].all(-1))
            for index, shown in order[1:]
        },
        unimodal={
            name: _there(task, answers.unimodal[:, index], answers.mask[:, index]) for index, name in enumerate(spec.modalities)
        },
        training=spec.training,
    )


def _numbers(task: Task, outputs: Tensor) -> Numbers:
    """(n, 1) outputs -> (n,)."""
    return np.asarray(task.scores(outputs).squeeze(-1).numpy(), dtype=np.float64)


def _there(task: Task, outputs: Tensor, there: Tensor) -> Numbers:
    """(n,) numbers, NaN where nothing is there."""
    numbers = task.scores(outputs).squeeze(-1)
    return np.asarray(torch.where(there, numbers, torch.nan).numpy(), dtype=np.float64)


def judged_numbers(answers: NumberAnswers, split: str, skipped: tuple[Skipped, ...] = ()) -> NumberEvaluation:
    """All figures of a model's answers."""
    gain, interval, sentence = number_gain(answers)
    return NumberEvaluation(
        split=split,
        samples=len(answers.truth),
        mae=metrics.mae(answers.truth, answers.predicted),
        rmse=metrics.rmse(answers.truth, answers.predicted),
        r2=metrics.r2(answers.truth, answers.predicted),
        subsets={name: answers.error(predicted) for name, predicted in answers.subsets.items() if not np.isnan(predicted).all()},
        unimodal={name: answers.error(predicted) for name, predicted in answers.unimodal.items() if not np.isnan(predicted).all()},
        fusion_gain=gain,
        fusion_interval=interval,
        sentence=sentence,
        skipped=skipped,
    )


def number_gain(answers: NumberAnswers) -> tuple[float, tuple[float, float], Sentence]:
    """Mean absolute error of the best single modality minus that of all on the same samples, its interval, a sentence."""
    present = ~np.isnan(np.stack(list(answers.unimodal.values())))  # (M, n)
    names = [name for name, there in zip(answers.unimodal, present, strict=True) if there.any()]
    best = min(names, key=lambda name: answers.error(answers.unimodal[name]))
    alone = answers.unimodal[best]
    rows = ~np.isnan(alone) & (present.sum(0) > 1)
    if not rows.any():
        return 0.0, (0.0, 0.0), Sentence(NOTHING_TO_FUSE)
    together = np.abs(answers.predicted - answers.truth)[rows]
    difference = np.abs(alone - answers.truth)[rows] - together
    low, high = bootstrap_interval(difference)
    gain = float(difference.mean())
    text = QT_TRANSLATE_NOOP(
        "errors",
        "mean error {together:.4g} together, {alone:.4g} by {best} alone; {gain:+.3g} (95 % interval {low:+.3g} to {high:+.3g}).",
    )
    errors = {"together": float(together.mean()), "alone": float(together.mean()) + gain}
    told = Sentence(text, **errors, best=Sentence(MODALITY_WORDS[best]), gain=-gain, low=-high, high=-low)
    return gain, (low, high), Sentence(verdict(low, high), figures=told)


MODALITY_WORDS = {
    "image": QT_TRANSLATE_NOOP("errors", "the picture"),
    "text": QT_TRANSLATE_NOOP("errors", "the words"),
    "audio": QT_TRANSLATE_NOOP("errors", "the sound"),
}
"""What a person calls the modalities, in the middle of a sentence."""


def verdict(low: float, high: float) -> str:
    """What the 95 % interval of a gain says of the fusion, with a field for the figures."""
    if low > 0:
        return QT_TRANSLATE_NOOP("errors", "Fusion helps: {figures}")
    if high < 0:
        return QT_TRANSLATE_NOOP("errors", "Fusion harms: {figures}")
    return QT_TRANSLATE_NOOP("errors", "Fusion makes no clear difference: {figures}")


def bootstrap_interval(difference: Numbers) -> tuple[float, float]:
    """95 % interval of the mean of (n,) values."""
    random = np.random.default_rng(0)
    means = [difference[random.integers(len(difference), size=len(difference))].mean() for _ in range(DRAWS)]
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)
