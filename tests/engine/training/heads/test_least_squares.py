"""The closed form finds what solving anew finds, and what it keeps was not taught by the sample itself."""

import pytest
import torch
from clouds import centres, clouds
from sklearn.linear_model import Ridge

from mmdesk.engine.training.heads import least_squares
from mmdesk.engine.training.heads.least_squares import fitted


def numbers(rows, features=30, noise=0.1, seed=0):
    random = torch.Generator().manual_seed(seed)
    values = torch.randn(rows, features, generator=random)
    return values, values[:, 0] - 2 * values[:, 1] + noise * torch.randn(rows, generator=random)


@pytest.mark.parametrize("features", [8, 60])
def test_its_answers_to_left_out_samples_are_those_of_a_head_without_them(features, monkeypatch):
    monkeypatch.setattr(least_squares, "STRENGTHS", torch.tensor([1e-2], dtype=torch.float64))
    values, targets = numbers(25, features)
    head = fitted(values, targets, 1)
    centred = values - values.mean(0)
    strength = 25 * 1e-2 * float(centred.square().sum(1).mean())
    for left_out in (0, 7, 24):
        others = torch.arange(25) != left_out
        theirs = Ridge(alpha=strength).fit(values[others].numpy(), targets[others].numpy())
        said = float(theirs.predict(values[left_out : left_out + 1].numpy())[0])
        shift = float(targets[left_out] - targets.mean()) / 24  # the mean stays that of all
        assert float(head.out_of_fold[left_out, 0]) == pytest.approx(said + shift, abs=1e-4)


def test_nothing_is_known_of_labels_that_are_drawn():
    """Neither for nor against what is right: 0.29 to 0.38 over 20 seeds and sizes, with 1/3 by chance."""
    random = torch.Generator().manual_seed(0)
    labels = torch.arange(300) % 3
    head = fitted(torch.randn(300, 400, generator=random), labels, 3)
    assert (head.out_of_fold.argmax(-1) == labels).float().mean() == pytest.approx(1 / 3, abs=0.1)
    assert head.out_of_fold.softmax(-1).amax(-1).mean() < 0.45, "and it is not sure of it"


def test_samples_that_are_all_the_same_teach_the_mean():
    head = fitted(torch.ones(4, 5), torch.tensor([1.0, 2.0, 3.0, 4.0]), 1)
    assert head(torch.ones(1, 5)).item() == pytest.approx(2.5)


def test_names_teach_every_answer_to_left_out_samples(monkeypatch):
    monkeypatch.setattr(least_squares, "STRENGTHS", torch.tensor([1e-2], dtype=torch.float64))
    monkeypatch.setattr(least_squares, "SURENESS", torch.ones(1, dtype=torch.float64))
    monkeypatch.setattr(least_squares, "WORTHS", (4.0,))
    values, labels = clouds(25)
    names = centres()
    head = fitted(values, labels, 3, names)
    mean, wanted = values.mean(0), torch.nn.functional.one_hot(labels, 3).float()
    middle = wanted.mean(0)
    scale = float((values - mean).square().sum(1).mean())
    told = torch.cat([values, names]) - mean
    asked = torch.cat([wanted, torch.eye(3)]) - middle
    weights = torch.cat([torch.ones(25), torch.full((3,), 4.0)])
    for left_out in (0, 7, 24):
        others = torch.arange(28) != left_out
        theirs = Ridge(alpha=25 * 1e-2 * scale, fit_intercept=False)
        theirs.fit(told[others].numpy(), asked[others].numpy(), sample_weight=weights[others].numpy())
        said = torch.from_numpy(theirs.predict(told[left_out : left_out + 1].numpy()))[0] + middle
        assert head.out_of_fold[left_out] == pytest.approx(said.numpy(), abs=0.1), "but for the mean, which is that of all"


def test_names_that_mislead_cost_nothing():
    values, labels = clouds(330, 50, apart=0.7)
    alone, misled = (fitted(values[:30], labels[:30], 3, names) for names in (None, centres(50, apart=0.7).roll(1, 0)))
    torch.testing.assert_close(misled(values), alone(values), atol=1e-2, rtol=0)
