"""Modalities that tell nothing."""

import dataclasses

import torch
from tiny import sample_of, tiny_spec

from mmdesk.core.models.spec import IGNORED
from mmdesk.engine.device import choose_device
from mmdesk.engine.inference.predictor import Predictor
from mmdesk.engine.model.fused_model import build
from mmdesk.engine.model.tasks.registry import task_of
from mmdesk.engine.scoring.idle import idle
from mmdesk.engine.scoring.subsets import Answers, subset_masks

SPEC = tiny_spec(fusion="gated")
TASK = task_of(SPEC)


def made_up(knows, shaken=0.0, rows=300, seed=0):
    """Answers to which each modality adds so much of what it knows, and the last one chance of this size."""
    random = torch.Generator().manual_seed(seed)
    labels = torch.randint(0, 3, (rows,), generator=random)
    right = torch.nn.functional.one_hot(labels, 3)
    parts = torch.stack([known * (right + torch.randn(rows, 3, generator=random)) for known in knows], 1)
    parts[:, 2] += shaken * torch.randn(rows, 3, generator=random)
    logits = torch.einsum("sm,nmc->nsc", subset_masks(3).float(), parts)
    return Answers(logits, parts, torch.ones(rows, 3, dtype=torch.bool), labels)


def test_noise_that_shakes_the_answers_is_idle():
    found = [idle(SPEC, TASK, made_up((1.0, 1.0, 0.0), shaken=2.0, seed=seed)) for seed in range(10)]
    assert found.count(("audio",)) >= 8


def test_what_knows_something_is_heard_however_much_it_shakes():
    assert all(idle(SPEC, TASK, made_up((1.0, 1.0, 1.0), shaken=0.5, seed=seed)) == () for seed in range(10))


def test_what_harms_nothing_is_let_alone():
    assert idle(SPEC, TASK, made_up((1.0, 1.0, 0.0))) == ()


def test_what_tells_something_only_together_with_others_is_heard():
    answers = made_up((1.0, 1.0, 0.0), shaken=2.0)
    right = torch.nn.functional.one_hot(answers.labels, 3)
    answers.logits[:, 0b101] += 5 * right
    assert idle(SPEC, TASK, answers) == ()


def test_too_few_samples_tell_nothing():
    assert idle(SPEC, TASK, made_up((1.0, 1.0, 0.0), shaken=5.0, rows=19)) == ()


def test_a_modality_that_is_not_heard_counts_for_nothing_beside_others():
    torch.manual_seed(0)
    spec = dataclasses.replace(SPEC, training={IGNORED: ["audio"]})
    predictor = Predictor(build(spec), spec, choose_device("cpu"))
    sample = sample_of("red")
    whole, less = predictor.predict(sample), predictor.predict(sample.without("audio"))
    assert (whole.modalities["audio"].weight, whole.scores) == (0, less.scores)
    assert sum(answer.weight for answer in whole.modalities.values()) > 0.999
    alone = predictor.predict(sample.without("image", "text"))
    assert alone.modalities["audio"].weight == 1
    total = sum(answer.contribution for answer in whole.modalities.values())
    assert abs(total - (whole.score - whole.score_of_none)) < 1e-9
