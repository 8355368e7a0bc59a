"""The solver finds what scikit-learn finds, and what it keeps was not taught by the sample itself."""

import torch
from clouds import centres, clouds
from sklearn.linear_model import LogisticRegression

from mmdesk.engine.training.heads import logistic
from mmdesk.engine.training.heads.logistic import fitted, stratified


def test_it_is_the_logistic_regression_of_scikit_learn():
    features, labels = clouds(90)
    centred = features - features.mean(0)
    values, strength = centred / centred.square().sum(1).mean().sqrt(), 1e-2
    weight, bias = logistic._Problem.of(features, labels, 3, None).head(strength)
    theirs = LogisticRegression(C=1 / (strength * 90), tol=1e-8, max_iter=10_000).fit(values.numpy(), labels.numpy())
    ours = (features @ weight.T + bias).softmax(-1)
    torch.testing.assert_close(ours, torch.from_numpy(theirs.predict_proba(values.numpy())).float(), atol=2e-3, rtol=0)


def test_many_samples_are_taught_by_a_part_of_them(monkeypatch):
    monkeypatch.setattr(logistic, "MAX_TEACHING", 60)
    monkeypatch.setattr(logistic, "MAX_CHOOSING", 30)
    values, labels = clouds(300)
    head = fitted(values, labels, 3)
    assert head.out_of_fold.shape == (300, 3)
    assert (head.out_of_fold.argmax(-1) == labels).float().mean() > 0.9


def test_what_is_kept_of_the_samples_was_not_taught_by_themselves():
    random = torch.Generator().manual_seed(0)
    values, labels = torch.randn(120, 400, generator=random), torch.randint(0, 3, (120,), generator=random)
    head = fitted(values, labels, 3)
    assert (head.out_of_fold.argmax(-1) == labels).float().mean() < 0.55, "the labels are drawn: nothing can be known"


def test_many_samples_choose_a_strength_of_their_own(monkeypatch):
    values, labels = clouds(400, 50, apart=0.35)
    problem = logistic._Problem.of(values, labels, 3, None)
    monkeypatch.setattr(logistic, "MAX_CHOOSING", 40)
    losses = {s: float(logistic._losses(problem.out_of_fold(s, problem.folds(2))[0], labels).mean()) for s in logistic.STRENGTHS}
    chosen = logistic._strength(problem)
    assert losses[chosen] <= 1.02 * min(losses.values())


def test_what_is_kept_does_not_hold_against_a_class_that_its_sample_is_missing():
    """With nothing to go by, leaving a sample out makes its class the least likely: 0 of 12 would be right, not a third."""
    values, labels = torch.zeros(12, 4), torch.arange(12) % 3
    said = fitted(values, labels, 3).out_of_fold.softmax(-1)
    torch.testing.assert_close(said, torch.full_like(said, 1 / 3), atol=1e-3, rtol=0)


def test_a_class_without_samples_is_not_answered():
    values, labels = clouds(60)
    head = fitted(values, labels, 4)
    assert (head(values).argmax(-1) != 3).all()


def test_folds_are_dealt_class_by_class():
    classes = torch.tensor([0] * 10 + [1] * 7 + [2] * 3)
    folds = stratified(classes, 5)
    for number in range(3):
        counts = folds[classes == number].bincount(minlength=5)
        assert counts.max() - counts.min() <= 1
    assert folds.bincount().tolist() == [4] * 5


def test_it_is_the_same_every_time():
    values, labels = clouds(40)
    assert torch.equal(fitted(values, labels, 3).weight, fitted(values, labels, 3).weight)


def test_names_that_mislead_cost_nothing():
    values, labels = clouds(330, 50, apart=0.7)
    alone, misled = (fitted(values[:30], labels[:30], 3, names) for names in (None, centres(50, apart=0.7).roll(1, 0)))
    right, other = ((head(values[30:]).argmax(-1) == labels[30:]).float().mean() for head in (alone, misled))
    assert other > right - 0.02, "over 20 seeds at most 0.003 less"


def test_a_class_without_samples_is_known_by_its_name():
    values, labels = clouds(60, classes=4)
    taught = labels != 3
    head = fitted(values[taught], labels[taught], 4, centres(classes=4))
    assert (head(values[~taught]).argmax(-1) == 3).all()
