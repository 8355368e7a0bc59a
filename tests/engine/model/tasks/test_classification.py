import math
from pathlib import Path

import numpy as np
import pytest
import torch

from mmdesk.core.evaluation.results import Asked
from mmdesk.core.tasks.few import wilson_interval
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.model.tasks.classification import Classification, log_odds


def test_log_odds_are_exact_where_the_score_is_nearly_one():
    logits = torch.tensor([[60.0, 0.0, 0.0], [0.0, 0.0, 0.0]], dtype=torch.float64)
    assert log_odds(logits, 0).tolist() == pytest.approx([60 - np.log(2), -np.log(2)])


def test_classes_are_their_numbers_and_probabilities():
    task = Classification(("a", "b", "c"))
    outputs = torch.tensor([[2.0, 0, 0], [0, 0, 1]])
    assert task.targets(["c", "a"]).tolist() == [2, 0]
    assert task.quality(outputs, task.targets(["a", "b"])) == 0.5
    name, score = task.predicted(task.scores(outputs[0]))
    assert name == "a"
    assert score == pytest.approx(math.exp(2) / (math.exp(2) + 2))
    assert sum(task.named(task.scores(outputs[0])).values()) == pytest.approx(1)


def test_what_a_part_of_the_samples_did_not_teach_is_missed_where_frequencies_are_learned():
    taught, everything = torch.tensor([0, 0, 0, 1]), torch.tensor([0, 0, 0, 1, 1, 1])
    task = Classification(("a", "b"))
    assert task.missed(TrainPlan(out=Path()), taught, everything).diff() > 1
    assert (task.missed(TrainPlan(out=Path(), imbalance="resample"), taught, everything) == 0).all()


def test_answers_are_classes_and_none_where_nothing_is():
    task = Classification(("a", "b"))
    assert task.answers(torch.tensor([[2.0, 0], [0, 1], [0, 1]]), torch.tensor([True, True, False])).tolist() == [0, 1, -1]


def test_temperatures_change_how_sure_it_is_and_not_what_it_says(tmp_path):
    task, outputs = Classification(("a", "b")), torch.tensor([[2.0, 0], [0, 2.0]])
    asked = Asked(model=tmp_path, dataset=tmp_path, examples=(), subsets={}, unimodal={}, training={})
    results = task.results(outputs, outputs / torch.tensor([[1.0], [4.0]]), torch.tensor([0, 0]), asked)
    assert results.predicted.tolist() == [0, 1]
    np.testing.assert_allclose(results.probabilities[0], results.uncalibrated[0])
    assert results.probabilities[1, 1] == pytest.approx(1 / (1 + math.exp(-0.5)))
    assert results.uncalibrated[1, 1] == pytest.approx(1 / (1 + math.exp(-2)))


def test_what_a_model_keeps_of_its_validation():
    kept = Classification(("a", "b")).training_figures(0.5, 9, None)
    assert kept == {"val_accuracy": 0.5, "val_interval": wilson_interval(0.5, 9)}


def contradiction(*own, present=None):
    shown = torch.tensor(present or [True] * len(own))
    return float(Classification(tuple("abcd")).contradiction(torch.tensor(own, dtype=torch.float64), shown))


SURE_OF_A, SURE_OF_B = (0.9, 0.1, 0.0, 0.0), (0.1, 0.9, 0.0, 0.0)
UNSURE = (0.25, 0.25, 0.26, 0.24)


def test_modalities_contradict_each_other_by_how_unlikely_they_mean_the_same():
    assert contradiction(SURE_OF_A, SURE_OF_B) == pytest.approx(1 - 0.18 / 0.82)
    assert contradiction((1.0, 0.0, 0.0, 0.0), (0.0, 1.0, 0.0, 0.0)) == 1
    assert contradiction((0.6, 0.4, 0.0, 0.0), (0.4, 0.6, 0.0, 0.0)) < 0.1, "both would take the other's class nearly as well"


def test_what_means_the_same_or_knows_nothing_contradicts_nothing():
    assert contradiction(SURE_OF_A, (0.4, 0.3, 0.3, 0.0)) == 0
    assert contradiction((0.5, 0.5, 0.0, 0.0), (0.5, 0.0, 0.5, 0.0)) == 0
    assert contradiction(SURE_OF_A, UNSURE) < 0.1
    assert contradiction(SURE_OF_A) == 0


def test_of_several_modalities_the_worst_two_count_and_what_is_absent_counts_not():
    both = contradiction(SURE_OF_A, SURE_OF_B)
    assert contradiction(SURE_OF_A, SURE_OF_A, SURE_OF_B) == both
    assert contradiction(UNSURE, SURE_OF_A, SURE_OF_B) == both
    assert contradiction(SURE_OF_A, SURE_OF_A, SURE_OF_B, present=[True, True, False]) == 0


def test_samples_at_once_contradict_themselves_as_one_by_one():
    own = torch.randn(20, 3, 4, generator=torch.Generator().manual_seed(0), dtype=torch.float64).mul(3).softmax(-1)
    present = torch.rand(20, 3, generator=torch.Generator().manual_seed(1)) < 0.7
    task = Classification(tuple("abcd"))
    together = task.contradiction(own, present)
    assert together.tolist() == [float(task.contradiction(one, there)) for one, there in zip(own, present, strict=True)]
    assert together.amin() == 0
    assert 0.5 < together.amax() <= 1
