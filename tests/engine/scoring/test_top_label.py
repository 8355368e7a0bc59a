"""How sure of the answer itself, by made-up models that know less of that than they tell."""

import dataclasses
import json

import pytest
import torch
from tiny import tiny_spec

from mmdesk.core.errors import ModelFileError
from mmdesk.core.evaluation.metrics import reliability
from mmdesk.core.models.spec import LINES, ModelSpec
from mmdesk.engine.model.tasks.registry import task_of
from mmdesk.engine.scoring import top_label
from mmdesk.engine.scoring.subsets import Answers
from mmdesk.engine.scoring.temperature import Calibration, calibrated
from mmdesk.engine.scoring.top_label import STRAIGHT, retold

SPEC = tiny_spec(labels=tuple("abcdef"), modalities=("image",))
SHOWN = torch.tensor([[True]])


def made_up(rows=400, seed=0):
    """The answer is right in 60 of 100, else the second class is, whatever the scores are."""
    random = torch.Generator().manual_seed(seed)
    sure = torch.randn(rows, generator=random)
    right = torch.rand(rows, generator=random) < 0.6
    order = torch.rand(rows, 6, generator=random).argsort(-1)
    logits = torch.zeros(rows, 6).scatter(
        -1, order[:, :2], torch.stack([2.6 + 0.9 * sure.clamp(-1.5), torch.full((rows,), 1.2)], -1)
    )
    best = logits.argmax(-1)
    other = logits.scatter(-1, best.unsqueeze(-1), -1.0).argmax(-1)
    labels = torch.where(right, best, other)
    return Answers(logits.unsqueeze(1).repeat(1, 2, 1), logits.unsqueeze(1), torch.ones(rows, 1, dtype=torch.bool), labels)


def error(spec, answers):
    scores = Calibration(spec)(answers.everything, answers.mask).softmax(-1)
    return reliability(scores.numpy(), answers.labels.numpy()).ece


def test_what_a_temperature_cannot_tell_a_line_does():
    for seed in range(3):
        spec, others = calibrated(SPEC, task_of(SPEC), made_up(seed=seed)), made_up(2000, 10 + seed)
        plain = dataclasses.replace(spec, training={})
        assert spec.lines["image"][1] < 0.7, "how sure it is means little"
        assert error(spec, others) < error(plain, others) / 2
        before, after = (Calibration(one)(others.everything, others.mask).argmax(-1) for one in (plain, spec))
        assert (before == after).all()


def test_a_model_that_is_as_sure_as_it_is_right_needs_none():
    random = torch.Generator().manual_seed(0)
    logits = 2 * torch.randn(400, 6, generator=random)
    labels = torch.multinomial(logits.softmax(-1), 1, generator=random).squeeze(-1)
    answers = dataclasses.replace(made_up(), logits=logits.unsqueeze(1).repeat(1, 2, 1), labels=labels)
    assert LINES not in calibrated(SPEC, task_of(SPEC), answers).training


def test_few_samples_tell_nothing():
    assert calibrated(SPEC, task_of(SPEC), made_up(19)).lines == {}


def test_a_straight_line_changes_nothing_and_others_keep_answer_and_ratios():
    logits = torch.randn(50, 4, generator=torch.Generator().manual_seed(0), dtype=torch.float64) * 4
    same = retold(logits, torch.tensor(STRAIGHT))
    torch.testing.assert_close(same, logits.log_softmax(-1), atol=2e-6, rtol=0)
    for line in ((-1.5, 0.0), (1.0, 0.5), (0.0, 2.0)):
        told = retold(logits, torch.tensor(line, dtype=torch.float64))
        torch.testing.assert_close(told.exp().sum(-1), torch.ones(50, dtype=torch.float64))
        assert (told.argmax(-1) == logits.argmax(-1)).all()
        assert (told.argsort(-1) == logits.argsort(-1)).all()


def test_the_log_odds_of_the_answer_are_those_of_the_line():
    told = retold(torch.tensor([3.0, 0.0, 0.0]), torch.tensor([0.2, 0.5])).exp()
    odds = torch.logit(torch.tensor([3.0, 0.0, 0.0]).softmax(-1)[0])
    assert float(torch.logit(told[0])) == pytest.approx(0.2 + 0.5 * float(odds), abs=1e-6)


@pytest.mark.parametrize("logits", [[1000.0, 0.0, -1000.0], [0.0, 0.0, 0.0], [5.0, 5.0, -5.0], [80.0, 0.0, 0.0]])
def test_the_surest_and_the_least_sure_stay_numbers(logits):
    for line in (STRAIGHT, (1.5, 2.0), (-1.5, 0.0)):
        told = retold(torch.tensor([logits]), torch.tensor(line, dtype=torch.float64))
        assert not told.isnan().any()
        assert float(told.exp().sum()) == pytest.approx(1.0)
    labels = torch.tensor([0, 1, 2])
    found = top_label.likelihoods(torch.tensor([logits] * 3), labels, torch.tensor([STRAIGHT, (0.5, 0.5)], dtype=torch.float64))
    assert not found.isnan().any()


def test_lines_go_through_the_description_and_others_are_refused():
    spec = calibrated(SPEC, task_of(SPEC), made_up())
    assert error(ModelSpec.from_json(spec.to_json()), made_up(seed=1)) == error(spec, made_up(seed=1))
    for lines in ([], {"image": 1.0}, {"image": [1.0]}, {"image": ["a", "b"]}, {"image": [0.0, float("inf")]}):
        document = json.loads(SPEC.to_json())
        document["training"] = {LINES: lines}
        with pytest.raises(ModelFileError, match="cannot read"):
            ModelSpec.from_json(json.dumps(document))


def test_the_same_line_serves_a_modality_on_its_own():
    spec = calibrated(SPEC, task_of(SPEC), made_up())
    answers = made_up(20, seed=1)
    alone = Calibration(spec).of_each_alone(answers.alone, answers.unimodal)[:, 0]
    torch.testing.assert_close(alone, Calibration(spec)(answers.everything, answers.mask))
