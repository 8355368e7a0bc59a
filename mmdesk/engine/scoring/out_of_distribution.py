"""Out-of-distribution detection: what is unlike the samples that taught a model, and from where on (split conformal prediction).

How unlike something is, and why by these measures, see `mmdesk.engine.model.likeness`. Here they are measured on the embeddings of
training samples; how unlike others of that kind are is found by samples that did not teach and are told rightly, as for
conflicts. n samples, d the size of an embedding, M modalities, S = 2^M subsets.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from mmdesk.core.modalities.registry import Modality
from mmdesk.engine.data.batches import Table
from mmdesk.engine.device import Device
from mmdesk.engine.modalities.layers import ReadyLogits
from mmdesk.engine.model.fused_model import FusedModel
from mmdesk.engine.model.likeness import LEAST_KNOWN, Familiarity, Floats, Likeness, score
from mmdesk.engine.model.tasks.task import Task
from mmdesk.engine.scoring.subsets import Answers, Judge, subset_masks

RANK = 128
"""Axes of the space in which most embeddings lie. With 64, two points fewer of what is unlike altogether are refused."""
BANK = 500
"""Embeddings to which the nearest is looked for; with 200, of digits left out one point fewer is told by a sound alone."""
MOST = 1500
"""Training samples by which a modality is measured."""
SHRINKAGE = 1e-2
"""Added to variances, as a share of their mean; 0.001 refuses one point less of what is unlike altogether, 0.1 as much."""
LEAST_SCATTER = 0.01, 1.0
"""Of both measures: what differs in direction by less is no difference, whatever it was measured on."""
COLLECTED = 300
"""Samples by which a model is measured that learns anew after each example, so that this takes a fraction of a second."""
STEPS = 400
"""Known samples that are remembered for each subset, by which a share is told to a quarter of a point."""
FOLDS, BATCH, BINS = 5, 64, 10
"""Parts of the training samples where no others judge; samples encoded at a time; classes into which numbers fall."""


class Measured(NamedTuple):
    """What tells the unlike in one modality, its scale still to be set, and (n, 2) measures of n samples that did not teach it."""

    likeness: Likeness
    told: Floats


def learned(model: FusedModel, taught: Table, judges: Sequence[Judge], answers: Answers, device: Device) -> Familiarity | None:
    """What tells the unknown to a model that `taught` has taught; None if too few samples could judge.

    Args:
        judges: models and samples that did not teach them, which gave these answers
    """
    found = {}
    for place, modality in enumerate(model.modalities):
        parts = [_judged(judge, modality, device) for judge in judges]
        if answers.mask[:, place].sum() >= LEAST_KNOWN and all(part is not None for part in parts):
            likeness = fitted(*_understood(model, taught, modality, device))
            found[modality] = Measured(likeness, np.concatenate([part for part in parts if part is not None]))
    return familiar(model.task, model.modalities, found, answers)


def collected(model: FusedModel, table: Table, answers: Answers, device: Device) -> Familiarity | None:
    """The same for a model on frozen encoders that all samples of a table taught, with answers to each by the others."""
    some = spread(len(table), COLLECTED)
    answers = Answers(*(getattr(answers, name)[some] for name in ("logits", "unimodal", "mask", "labels")))
    found = {}
    for place, modality in enumerate(model.modalities):
        rows = some[answers.mask[:, place]]
        if len(rows) >= LEAST_KNOWN:
            features, classes = _features(model, table, modality, rows, device), groups(model.task, table.labels[rows])
            found[modality] = Measured(fitted(features, classes), told_in_turn(features, classes))
    return familiar(model.task, model.modalities, found, answers)


def familiar(
    task: Task, modalities: Sequence[Modality], found: Mapping[Modality, Measured], answers: Answers
) -> Familiarity | None:
    """The scale of each modality, and the scores of known samples for each subset, by answers to samples that did not teach."""
    if not found:
        return None
    likenesses: dict[Modality, Likeness] = {}
    unlike = np.zeros(answers.mask.shape, np.float32)
    for place, modality in enumerate(modalities):
        if modality in found:
            told = found[modality].told
            scale = np.stack([_scale(told[:, which], least) for which, least in enumerate(LEAST_SCATTER)], 1)
            likenesses[modality] = dataclasses.replace(found[modality].likeness, scale=scale)
            unlike[answers.mask[:, place].numpy(), place] = likenesses[modality].scaled(told)
    masks = subset_masks(len(modalities))
    energies, ladder = np.zeros((len(masks), 2), np.float32), np.zeros((len(masks), STEPS), np.float32)
    steps = np.zeros(len(masks), np.int64)
    for subset, shown in list(enumerate(masks))[1:]:
        rows = answers.mask[:, shown].all(1)
        rows &= right_answers(task, answers.logits[:, subset], answers.labels)
        named = [modality for modality, there in zip(modalities, shown.tolist(), strict=True) if there]
        if int(rows.sum()) < LEAST_KNOWN or not {*named} <= {*found}:
            continue
        logits = answers.logits[rows, subset].float()
        if task.uncertain:
            energies[subset] = _scale(-logits.logsumexp(1).numpy())
        scores = np.sort(score(unlike[rows.numpy()], logits.numpy(), shown.numpy(), energies[[subset]]))
        kept = scores[spread(len(scores), STEPS).numpy()]
        ladder[subset, : len(kept)], steps[subset] = kept, len(kept)
    return Familiarity(likenesses, energies, ladder, steps)


def _scale(values: Floats, least: float = 1e-6) -> Floats:
    """(2,) the median of (n,) values, and how far the upper tenth begins beyond it."""
    middle, high = np.quantile(values, (0.5, 0.9))
    return np.array([middle, max(high - middle, least)], np.float32)


def groups(task: Task, targets: Tensor) -> Tensor:
    """(n,) classes; numbers fall into ten of about the same size."""
    if task.uncertain:
        return targets
    inner = torch.linspace(0, 1, BINS + 1, dtype=torch.double)[1:-1]
    return torch.bucketize(targets.double(), targets.double().quantile(inner))


@torch.no_grad()
def fitted(features: Tensor, classes: Tensor) -> Likeness:
    """What tells samples that are unlike these (n, d), n > 1, of such classes (n,); its scale is still to be set."""
    features = features.double()
    axes = _axes(features, min(RANK, features.shape[1], max(len(features) // 2, 1)))
    inside = features @ axes
    squared = features.square().sum(1)
    outside = (squared - inside.square().sum(1)).clamp_min(0).sqrt()
    places = torch.cat([inside, outside.unsqueeze(1)], 1)
    _, own = classes.unique(return_inverse=True)
    members = torch.nn.functional.one_hot(own).double()
    centres = (members.T @ places) / members.sum(0).unsqueeze(1)
    middle = places.mean(0)
    within, whole = _whitening(places - centres[own]), _whitening(places - middle)
    bank = inside[spread(len(inside), BANK)] / squared.sqrt().clamp_min(1e-12)[spread(len(inside), BANK)].unsqueeze(1)
    scale = torch.tensor([[0.0, 0.0], [1.0, 1.0]])  # still to be set
    parts = axes, torch.cat([within, whole], 1), centres @ within, middle @ whole, bank, scale
    return Likeness(*(np.ascontiguousarray(part.numpy(), np.float32) for part in parts))


def told_in_turn(features: Tensor, classes: Tensor) -> Floats:
    """(n, 2) measures of each of (n, d) samples, by the others: those of the other folds."""
    fold = torch.arange(len(features)) % FOLDS
    told = np.zeros((len(features), 2), np.float32)
    for number in range(FOLDS):
        rest = (fold != number).nonzero().squeeze(1)
        rest = rest[spread(len(rest), MOST)]
        own = fold == number
        told[own.numpy()] = fitted(features[rest], classes[rest]).measures(features[own].numpy())
    return told


def spread(count: int, most: int) -> Tensor:
    """Numbers of at most so many samples, evenly spread over all."""
    return torch.linspace(0, count - 1, min(count, most)).round().long()


def _axes(features: Tensor, rank: int) -> Tensor:
    """(d, rank) principal axes about 0, by the smaller of both Gram matrices."""
    if features.shape[1] <= len(features):
        return torch.linalg.eigh(features.T @ features).eigenvectors[:, -rank:]
    values, vectors = torch.linalg.eigh(features @ features.T)
    return torch.linalg.qr(features.T @ vectors[:, -rank:] / values[-rank:].clamp_min(1e-12).sqrt()).Q


def _whitening(places: Tensor) -> Tensor:
    """(k, k) what makes these (n, k) round."""
    covariance = places.T @ places / len(places)
    floor = SHRINKAGE * covariance.diagonal().mean().clamp_min(1e-12)
    identity = torch.eye(len(covariance), dtype=covariance.dtype)
    factor = torch.linalg.cholesky(covariance + floor * identity)
    return torch.linalg.solve_triangular(factor, identity, upper=False).T


def _judged(judge: Judge, modality: Modality, device: Device) -> Floats | None:
    """(k, 2) measures of those of a judge's samples that have the modality; None if too few taught it."""
    if judge.taught is None or judge.judging is None or isinstance(judge.model.encoders[modality], ReadyLogits):
        return None
    rows, asked = judge.taught.having(modality), judge.judging.having(modality)
    if len(rows) < LEAST_KNOWN:
        return None
    if not len(judge.judging):
        features = _features(judge.model, judge.taught, modality, rows, device)
        return told_in_turn(features, groups(judge.model.task, judge.taught.labels[rows]))
    likeness = fitted(*_understood(judge.model, judge.taught, modality, device))
    if not len(asked):
        return np.zeros((0, 2), np.float32)
    return likeness.measures(_features(judge.model, judge.judging, modality, asked, device).numpy())


def _understood(model: FusedModel, table: Table, modality: Modality, device: Device) -> tuple[Tensor, Tensor]:
    """Embeddings (k, d) and classes (k,) of some samples that taught; where most are told rightly, of those that are.

    A part that says nothing of its sample, such as a picture of nothing beside a spoken word, is not what others should be like.
    """
    rows = table.having(modality)
    rows = rows[spread(len(rows), MOST)]
    features, targets = _features(model, table, modality, rows, device), table.labels[rows]
    with torch.no_grad():
        told = model.heads[modality].eval()(features.to(device.torch)).float().cpu()
    right = right_answers(model.task, told, targets)
    if 2 * int(right.sum()) > len(right) >= LEAST_KNOWN:
        features, targets = features[right], targets[right]
    return features, groups(model.task, targets)


def right_answers(task: Task, outputs: Tensor, targets: Tensor) -> Tensor:
    """(n,) bool, which outputs (n, C) are right; of numbers all are."""
    return task.sample_scores(outputs, targets) == 1 if task.uncertain else torch.ones(len(targets), dtype=torch.bool)


def _features(model: FusedModel, table: Table, modality: Modality, rows: Tensor, device: Device) -> Tensor:
    """(k, d) embeddings of these samples, on the processor."""
    encoder = model.encoders[modality].eval()
    with torch.no_grad(), device.autocast():
        parts = [encoder(table.values(modality, some).to(device.torch)).float().cpu() for some in rows.split(BATCH)]
    return torch.cat(parts)
