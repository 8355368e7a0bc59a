"""How good a model is: all subsets, single-modality baselines, calibration, and whether fusion helps."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from mmdesk.core.dataset import Dataset, check_answerable, read_dataset, with_splits
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError
from mmdesk.core.protocol import Token
from mmdesk.core.report import Evaluation, Note, Skipped
from mmdesk.core.spec import ModelSpec
from mmdesk.engine.answers import Answers, ask, subset_masks, subset_name, subset_numbers, temperature_table
from mmdesk.engine.batches import Table
from mmdesk.engine.device import Device
from mmdesk.engine.features import Features, extract
from mmdesk.engine.model import FusedModel

BATCH = 256
BINS = 15
DRAWS = 2000


def evaluate(
    model: FusedModel, spec: ModelSpec, path: Path, split: str, device: Device, token: Token
) -> Iterator[Note | Evaluation]:
    """Judge a model on one split of a dataset; the last report is the `Evaluation`.

    Raises:
        DatasetError: if the dataset cannot be read, or the split has no sample with one of the model's labels
        Cancelled: if the token asks for it
    """
    dataset = with_splits(read_dataset(path))
    check_answerable(dataset)
    chosen = [example for example in dataset.examples if example.split == split]
    if not chosen:
        there = sorted({example.split for example in dataset.examples})
        sentence = QT_TRANSLATE_NOOP("errors", "{path} has no rows of the split {split}. Choose one of {there}.")
        raise DatasetError(sentence, path=path, split=split, there=", ".join(there))
    strange = [e for e in chosen if e.label not in spec.labels]
    chosen = [e for e in chosen if e.label in spec.labels]
    features: Features | None = None
    for report in extract(chosen, spec, token):
        if isinstance(report, Features):
            features = report
        else:
            yield report
    assert features is not None  # noqa: S101 - extract's last report
    table = Table(chosen, features, spec, split)
    if not len(table):
        check_answerable(Dataset(dataset.root, (), features.skipped) if features.skipped else dataset)
        sentence = QT_TRANSLATE_NOOP(
            "errors", "No row of the split {split} in {path} has a label and a modality that the model knows."
        )
        raise DatasetError(sentence, path=path, split=split)
    skipped = [*dataset.skipped, *features.skipped]
    skipped += [Skipped(e.row, f"the model does not know the label {e.label}") for e in strange]
    answers = ask(model.to(device.torch), table.in_order(BATCH), device, token)
    yield judged(answers, spec, split, tuple(sorted(skipped, key=lambda s: s.row)))


def judged(answers: Answers, spec: ModelSpec, split: str, skipped: tuple[Skipped, ...] = ()) -> Evaluation:
    """All figures of a model's answers."""
    labels, classes = answers.labels, len(spec.labels)
    probabilities = calibrated(answers, spec)
    predicted = probabilities.argmax(-1)
    confusion = torch.zeros(classes, classes, dtype=torch.long).index_put_(
        (labels, predicted), torch.ones_like(labels), accumulate=True
    )
    hits = confusion.diag().double()
    truth, said = confusion.sum(1).double(), confusion.sum(0).double()
    seen = truth > 0
    f1 = 2 * hits / (truth + said).clamp_min(1)
    unimodal = own_accuracies(answers, spec)
    gain, interval, sentence = fusion_gain(answers, predicted, unimodal, spec)
    return Evaluation(
        split=split,
        samples=len(labels),
        accuracy=float(hits.sum() / len(labels)),
        balanced_accuracy=float((hits / truth.clamp_min(1))[seen].mean()),
        macro_f1=float(f1[(truth + said) > 0].mean()),
        ece=calibration_error(probabilities, labels),
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


def calibration_error(probabilities: Tensor, labels: Tensor) -> float:
    """Expected calibration error over 15 equal bins (Guo et al. 2017, arXiv:1706.04599)."""
    confidence, predicted = probabilities.double().max(-1)
    gap = (predicted == labels).double() - confidence
    bins = (confidence * BINS).ceil().long().clamp(1, BINS) - 1
    return float(torch.zeros(BINS, dtype=torch.double).index_add_(0, bins, gap).abs().sum() / len(labels))


def fusion_gain(
    answers: Answers, predicted: Tensor, unimodal: dict[str, float], spec: ModelSpec
) -> tuple[float, tuple[float, float], str]:
    """Accuracy of all minus that of the best single modality on the same samples, its 95 % bootstrap interval, a sentence."""
    best = max(unimodal, key=lambda modality: unimodal[modality])
    index = spec.modalities.index(best)
    rows = answers.mask[:, index] & (answers.mask.sum(-1) > 1)
    if not rows.any():
        return 0.0, (0.0, 0.0), "Every sample has one modality alone: there is nothing to fuse."
    labels = answers.labels[rows]
    together = (predicted[rows] == labels).double()
    alone = (answers.unimodal[rows, index].argmax(-1) == labels).double()
    difference = together - alone
    low, high = bootstrap_interval(difference)
    gain = float(difference.mean())
    verdict = "Fusion helps" if low > 0 else "Fusion harms" if high < 0 else "Fusion makes no clear difference"
    sentence = (
        f"{verdict}: {together.mean():.1%} together, {alone.mean():.1%} by {best} alone; "
        f"{100 * gain:+.1f} points (95 % interval {100 * low:+.1f} to {100 * high:+.1f})."
    )
    return gain, (low, high), sentence


def bootstrap_interval(difference: Tensor) -> tuple[float, float]:
    """95 % interval of the mean of (n,) values that are each -1, 0 or 1: redrawing n of them is one multinomial draw."""
    values = np.array([-1, 0, 1])
    frequencies = [float((difference == value).double().mean()) for value in values]
    draws = np.random.default_rng(0).multinomial(len(difference), frequencies, DRAWS) @ values / len(difference)
    low, high = np.quantile(draws, [0.025, 0.975])
    return float(low), float(high)
