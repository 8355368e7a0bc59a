import math

import numpy as np
import pytest
import torch

from mmdesk.core.tasks.numbers import TargetScale
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.model.tasks.regression import Regression

SCALE = TargetScale(100.0, 5.0)
NUMBERS = Regression(SCALE)


def test_numbers_come_back_in_their_own_units():
    targets = NUMBERS.targets(["100", "110", "-1e2"])
    assert targets.tolist() == [0, 2, -40]
    assert NUMBERS.scores(targets.unsqueeze(1)).squeeze(1).tolist() == [100, 110, -100]
    assert NUMBERS.predicted(torch.tensor([102.3456])) == ("102.35", pytest.approx(102.3456))
    assert NUMBERS.named(torch.tensor([1.0])) == {}
    assert [NUMBERS.accepts(label) for label in ("3", "-2.5e3", "three", "nan", "inf", "")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


def test_the_quality_of_numbers_is_r2():
    sklearn = pytest.importorskip("sklearn.metrics")
    random = torch.Generator().manual_seed(0)
    targets = torch.randn(40, generator=random) * 2 + 1
    outputs = targets + torch.randn(40, generator=random)
    assert NUMBERS.quality(outputs.unsqueeze(1), targets) == pytest.approx(sklearn.r2_score(targets, outputs), abs=1e-6)


def test_the_quality_of_numbers_can_always_be_compared():
    assert math.isfinite(NUMBERS.quality(torch.tensor([[3.0]]), torch.tensor([1.0])))
    assert NUMBERS.quality(torch.tensor([[math.nan], [0.0]]), torch.tensor([1.0, 2.0])) == -math.inf


def test_numbers_are_learned_by_their_squared_error():
    targets = torch.tensor([0.0, 1.0])
    loss = NUMBERS.loss(TrainPlan(task="regression"), targets)
    assert loss(torch.tensor([[2.0], [1.5]]), targets).tolist() == [4.0, 0.25]


def test_the_mean_of_hits_over_standardised_numbers_is_r2():
    numbers = np.random.default_rng(0).normal(7, 3, 500)
    task = Regression(TargetScale.of(numbers.tolist()))
    targets = task.targets([str(number) for number in numbers])
    outputs = 0.8 * targets.unsqueeze(1)
    assert float(task.sample_scores(outputs, targets).mean()) == pytest.approx(task.quality(outputs, targets), abs=1e-5)


def test_decisions_about_numbers_are_means_of_numbers():
    own = torch.tensor([[[1.0], [3.0], [100.0]]])
    weights = torch.tensor([[0.25, 0.75, 0.0]])
    assert NUMBERS.mean(own, weights).tolist() == [[2.5]]
    assert NUMBERS.added(own, weights, torch.tensor([[2]])).sum(1).tolist() == [[2.5]]


def test_a_place_that_moves_the_number_mattered_whichever_way():
    assert NUMBERS.evidence(torch.tensor([[0.0], [3.0]]), 0).tolist() == [0, 3]


def test_answers_are_numbers_and_none_where_nothing_is():
    outputs = torch.tensor([[1.0], [2.0]])
    there = torch.tensor([True, False])
    np.testing.assert_array_equal(NUMBERS.answers(outputs, there), [105, np.nan])


def test_what_a_model_keeps_of_its_validation():
    assert NUMBERS.training_figures(0.5, 9, (2.0, (1.0, 3.0))) == {"val_r2": 0.5, "val_mae": 2.0, "val_mae_interval": (1.0, 3.0)}


def test_numbers_contradict_nothing():
    own = torch.tensor([[[1.0], [9.0]], [[2.0], [2.0]]])
    assert NUMBERS.contradiction(own, torch.ones(2, 2, dtype=torch.bool)).tolist() == [0, 0]
