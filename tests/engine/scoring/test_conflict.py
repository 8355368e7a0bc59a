"""Where conflict begins, by made-up answers of which it is known whether they agree."""

import dataclasses

import pytest
import torch
from tiny import tiny_spec

from mmdesk.core.models.spec import CONFLICT
from mmdesk.engine.model.tasks.registry import task_of
from mmdesk.engine.scoring import conflict
from mmdesk.engine.scoring.subsets import Answers
from mmdesk.engine.scoring.temperature import Calibration, calibrated

SPEC = tiny_spec()
TASK = task_of(SPEC)


def made_up(rows=400, noise=0.6, seed=0):
    """Samples whose three modalities each see the label through noise of their own; together they are the sum."""
    random = torch.Generator().manual_seed(seed)
    labels = torch.randint(0, 3, (rows,), generator=random)
    seen = torch.nn.functional.one_hot(labels, 3).unsqueeze(1) + noise * torch.randn(rows, 3, 3, generator=random)
    unimodal = seen / noise**2  # the exact log-likelihoods
    shown = (torch.arange(8).unsqueeze(1) >> torch.arange(3)) & 1
    logits = torch.einsum("sm,nmc->nsc", shown.float(), unimodal)
    return Answers(logits, unimodal, torch.ones(rows, 3, dtype=torch.bool), labels)


def measured(answers):
    spec = calibrated(SPEC, TASK, answers)
    return dataclasses.replace(spec, training={**spec.training, **conflict.measured(spec, TASK, answers)})


def told(spec, answers, shown=(True, True, True)):
    """Which samples are told to be in conflict."""
    own = TASK.scores(Calibration(spec).of_each_alone(answers.alone, answers.unimodal))
    return TASK.contradiction(own, answers.mask & torch.tensor(shown)) > conflict.threshold(spec)


def test_five_percent_of_right_answers_at_most_are_told_to_be_in_conflict():
    shares, parts = [], []
    for seed in range(20):
        spec, others = measured(made_up(rows=100, seed=seed)), made_up(rows=2000, seed=100 + seed)
        right = others.everything.argmax(-1) == others.labels
        shares.append(float(told(spec, others)[right].float().mean()))
        parts.append(float(told(spec, others, (True, False, True))[right].float().mean()))
    assert sum(shares) / len(shares) < conflict.RIGHT_IN_CONFLICT
    assert sum(parts) / len(parts) < sum(shares) / len(shares), "fewer modalities contradict each other less"
    assert max(shares) > 0.01, "or it would never be told"


def test_exchanged_parts_are_told():
    spec, others = measured(made_up(noise=0.3)), made_up(noise=0.3, seed=1)
    exchanged = others.logits.clone()
    exchanged[:, 0b010] = exchanged[:, 0b010].roll(1, dims=-1)  # each class becomes the next one
    swapped = told(spec, dataclasses.replace(others, logits=exchanged))
    assert swapped.float().mean() > 0.9
    assert told(spec, others).float().mean() < 0.1


def test_agreement_without_exception_does_not_make_little_a_conflict():
    assert measured(made_up(noise=0.1)).conflict == conflict.LEAST


def test_what_usually_contradicts_itself_is_not_told():
    """One modality tells another class in every fifth sample; together they are right."""
    answers = made_up(noise=0.3)
    answers.logits[::5, 0b100] = answers.logits[::5, 0b100].roll(1, dims=-1)
    spec = measured(answers)
    assert spec.conflict > conflict.USUAL
    assert told(spec, answers).float().mean() < conflict.RIGHT_IN_CONFLICT


@pytest.mark.parametrize(("rows", "tells"), [(18, False), (19, True)])
def test_too_few_samples_tell_nothing_and_the_usual_rule_serves(rows, tells):
    spec = measured(made_up(rows=rows, noise=0.1))
    assert (CONFLICT in spec.training) == tells
    assert conflict.threshold(spec) == (conflict.LEAST if tells else conflict.USUAL)


def test_only_right_answers_to_samples_of_several_modalities_count():
    answers = made_up(rows=30, noise=0.1)
    alone = answers.mask.clone()
    alone[18:, 1:] = False
    assert not conflict.measured(SPEC, TASK, dataclasses.replace(answers, mask=alone))
    wrong = answers.labels.clone()
    wrong[18:] = (wrong[18:] + 1) % 3
    assert not conflict.measured(SPEC, TASK, dataclasses.replace(answers, labels=wrong))
    assert conflict.measured(SPEC, TASK, answers)


def test_modalities_that_are_each_sure_of_another_class_are_in_conflict_by_the_usual_rule():
    for classes in (2, 3, 10, 100):
        own = torch.full((2, classes), 0.1 / (classes - 1), dtype=torch.float64)
        own[0, 0] = own[1, 1] = 0.9
        assert TASK.contradiction(own, torch.ones(2, dtype=torch.bool)) > conflict.threshold(tiny_spec())


def test_numbers_have_no_conflict():
    spec = tiny_spec(task="regression", labels=())
    answers = Answers(torch.zeros(50, 8, 1), torch.zeros(50, 3, 1), torch.ones(50, 3, dtype=torch.bool), torch.zeros(50))
    assert conflict.measured(spec, task_of(spec), answers) == {}
