"""How good a model is: all subsets, single-modality baselines, calibration, and whether fusion helps."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.datasets.example import Skipped
from mmdesk.core.datasets.read import Dataset, Example, check_answerable
from mmdesk.core.engine import Judged
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, Sentence
from mmdesk.core.evaluation import metrics
from mmdesk.core.evaluation.results import SampleAnswers
from mmdesk.core.evaluation.summary import Evaluation
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.progress import CancelToken
from mmdesk.engine.data.prepare import prepare, read_labelled
from mmdesk.engine.device import Device
from mmdesk.engine.evaluation.regression import MODALITY_WORDS, NOTHING_TO_FUSE, judged_numbers, number_answers, verdict
from mmdesk.engine.model.fused_model import FusedModel
from mmdesk.engine.scoring.encoding import encode
from mmdesk.engine.scoring.subsets import Answers, ask, subset_masks, subset_name, subset_numbers, temperature_table

BATCH = 256
DRAWS = 2000


def evaluate(
    model: FusedModel, spec: ModelSpec, path: Path, split: str, device: Device, token: CancelToken, file: Path = Path()
) -> Iterator[Judged]:
    """Judge a model on one split of a dataset; the last report is the evaluation, the one before tells of each sample.

    `file` is where the model came from, to be named in reports.

    Raises:
        DatasetError: if the dataset cannot be read, or the split has no sample with one of the model's labels
        Cancelled: if the token asks for it
    """
    dataset = read_labelled(path, spec.task)
    check_answerable(dataset)
    prepared = yield from prepare(dataset, spec, (split,), token)
    table, unreadable = prepared.table(split), prepared.features.skipped
    if not len(table):
        check_answerable(Dataset(dataset.root, (), unreadable) if unreadable else dataset)
        sentence = QT_TRANSLATE_NOOP(
            "errors", "No row of the split {split} in {path} has a label and a modality that the model knows."
        )
        raise DatasetError(sentence, path=path, split=split)
    answers = ask(model, encode(model.to(device.torch), table.in_order(BATCH), device, token), device)
    left_out = prepared.dataset.skipped
    asked = tuple(prepared.examples[row] for row in table.rows.tolist())
    if spec.task == "regression":
        numbers = number_answers(answers, spec, file, path, asked)
        yield numbers
        yield judged_numbers(numbers, split, left_out)
    else:
        yield sample_answers(answers, spec, file, path, asked)
        yield judged(answers, spec, split, left_out)


def sample_answers(answers: Answers, spec: ModelSpec, file: Path, path: Path, examples: tuple[Example, ...]) -> SampleAnswers:
    """The answers to each sample, without PyTorch."""
    order = sorted(enumerate(subset_masks(len(spec.modalities))), key=lambda pair: int(pair[1].sum()))
    return SampleAnswers(
        model=file,
        dataset=path,
        labels=spec.labels,
        examples=examples,
        truth=answers.labels.numpy(),
        probabilities=calibrated(answers, spec).double().numpy(),
        uncalibrated=answers.everything.softmax(-1).double().numpy(),
        subsets={
            subset_name(shown, spec.modalities): _said(answers.logits[:, index], answers.mask[:, shown].all(-1))
            for index, shown in order[1:]
        },
        unimodal={name: _said(answers.unimodal[:, index], answers.mask[:, index]) for index, name in enumerate(spec.modalities)},
        training=spec.training,
    )


def _said(logits: Tensor, there: Tensor) -> NDArray[np.int64]:
    """(n,) the likeliest class, -1 where nothing is there."""
    return torch.where(there, logits.argmax(-1), -1).numpy()


def judged(answers: Answers, spec: ModelSpec, split: str, skipped: tuple[Skipped, ...] = ()) -> Evaluation:
    """All figures of a model's answers."""
    probabilities = calibrated(answers, spec)
    predicted = probabilities.argmax(-1)
    labels = answers.labels.numpy()
    confusion = metrics.confusion_matrix(labels, predicted.numpy(), len(spec.labels))
    unimodal = own_accuracies(answers, spec)
    gain, interval, sentence = fusion_gain(answers, predicted, unimodal, spec)
    return Evaluation(
        split=split,
        samples=len(labels),
        accuracy=metrics.accuracy(confusion),
        balanced_accuracy=metrics.balanced_accuracy(confusion),
        macro_f1=metrics.macro_f1(confusion),
        ece=metrics.reliability(probabilities.double().numpy(), labels).ece,
        subsets=subset_accuracies(answers, spec),
        unimodal=unimodal,
        labels=spec.labels,
        confusion=tuple(tuple(row) for row in confusion.tolist()),
        fusion_gain=gain,
        fusion_interval=interval,
        sentence=sentence,
        skipped=skipped,
    )


def calibrated(answers: Answers, spec: ModelSpec) -> Tensor:
    """(n, C) probabilities with all that is present shown, at the temperature of what is present."""
    temperature = temperature_table(spec)[subset_numbers(answers.mask)].unsqueeze(1)
    return (answers.everything / temperature).softmax(-1)


def subset_accuracies(answers: Answers, spec: ModelSpec) -> dict[str, float]:
    """Accuracy with only each non-empty subset shown, over the samples that have all of it."""
    result = {}
    order = sorted(enumerate(subset_masks(len(spec.modalities))), key=lambda pair: int(pair[1].sum()))
    for index, shown in order[1:]:
        rows = answers.mask[:, shown].all(-1)
        if rows.any():
            hits = answers.logits[rows, index].argmax(-1) == answers.labels[rows]
            result[subset_name(shown, spec.modalities)] = float(hits.double().mean())
    return result


def own_accuracies(answers: Answers, spec: ModelSpec) -> dict[str, float]:
    """Accuracy of each modality's own head, over the samples that have it."""
    result: dict[str, float] = {}
    for index, modality in enumerate(spec.modalities):
        rows = answers.mask[:, index]
        if rows.any():
            hits = answers.unimodal[rows, index].argmax(-1) == answers.labels[rows]
            result[modality] = float(hits.double().mean())
    return result


def fusion_gain(
    answers: Answers, predicted: Tensor, unimodal: dict[str, float], spec: ModelSpec
) -> tuple[float, tuple[float, float], Sentence]:
    """Accuracy of all minus that of the best single modality on the same samples, its 95 % bootstrap interval, a sentence."""
    best = max(unimodal, key=lambda modality: unimodal[modality])
    index = spec.modalities.index(best)
    rows = answers.mask[:, index] & (answers.mask.sum(-1) > 1)
    if not rows.any():
        return 0.0, (0.0, 0.0), Sentence(NOTHING_TO_FUSE)
    labels = answers.labels[rows]
    together = (predicted[rows] == labels).double()
    alone = (answers.unimodal[rows, index].argmax(-1) == labels).double()
    difference = together - alone
    low, high = bootstrap_interval(difference)
    gain = float(difference.mean())
    figures = Sentence(
        QT_TRANSLATE_NOOP(
            "errors",
            "{together:.1%} together, {alone:.1%} by {best} alone; {gain:+.1f} points (95 % interval {low:+.1f} to {high:+.1f}).",
        ),
        together=float(together.mean()),
        alone=float(alone.mean()),
        best=Sentence(MODALITY_WORDS[best]),
        gain=100 * gain,
        low=100 * low,
        high=100 * high,
    )
    return gain, (low, high), Sentence(verdict(low, high), figures=figures)


def bootstrap_interval(difference: Tensor) -> tuple[float, float]:
    """95 % interval of the mean of (n,) values that are each -1, 0 or 1: redrawing n of them is one multinomial draw."""
    values = np.array([-1, 0, 1])
    frequencies = [float((difference == value).double().mean()) for value in values]
    draws = np.random.default_rng(0).multinomial(len(difference), frequencies, DRAWS) @ values / len(difference)
    low, high = np.quantile(draws, [0.025, 0.975])
    return float(low), float(high)
