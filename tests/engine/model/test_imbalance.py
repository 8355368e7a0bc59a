import pytest
import torch
import torch.nn.functional as F

from mmdesk.core.training.plan import IMBALANCE, TrainPlan
from mmdesk.engine.model.imbalance import FOCUS, build_loss, class_weights, epoch_order, missed_frequencies

COUNTS = torch.tensor([90, 9, 1])
LABELS = torch.repeat_interleave(torch.arange(3), COUNTS)


def example(rows=12):
    random = torch.Generator().manual_seed(0)
    return torch.randn(rows, 3, generator=random), torch.arange(rows) % 3


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_without_a_remedy_it_is_cross_entropy(smoothing):
    logits, labels = example()
    losses = build_loss(TrainPlan(label_smoothing=smoothing), COUNTS)(logits, labels)
    assert losses.shape == labels.shape
    torch.testing.assert_close(losses, F.cross_entropy(logits, labels, reduction="none", label_smoothing=smoothing))


def test_class_weights_give_every_class_the_same_sum():
    weights = class_weights(COUNTS)
    torch.testing.assert_close(weights * COUNTS, torch.full((3,), COUNTS.sum() / 3))
    torch.testing.assert_close(weights[LABELS].mean(), torch.tensor(1.0))


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_class_weights_scale_the_loss_of_each_class(smoothing):
    logits, labels = example()
    plain = build_loss(TrainPlan(label_smoothing=smoothing), COUNTS)(logits, labels)
    weighted = build_loss(TrainPlan(label_smoothing=smoothing, imbalance="class-weights"), COUNTS)(logits, labels)
    torch.testing.assert_close(weighted, plain * class_weights(COUNTS)[labels])


def test_a_class_without_samples_has_a_finite_weight():
    assert class_weights(torch.tensor([5, 0])).isfinite().all()


def test_who_knows_nothing_but_the_frequencies_learns_from_a_part_what_it_would_from_all():
    taught, everything = torch.tensor([7, 8, 8]), torch.tensor([10, 10, 10])
    said = (taught / taught.sum()).log() + missed_frequencies(taught, everything)
    torch.testing.assert_close(said.softmax(-1), torch.full((3,), 1 / 3))
    folds = torch.stack([taught, everything])
    assert missed_frequencies(folds, everything).shape == (2, 3)
    assert (missed_frequencies(folds, everything)[1] == 0).all()


def test_focal_loss_is_as_defined():
    logits, labels = example()
    losses = build_loss(TrainPlan(label_smoothing=0, imbalance="focal"), COUNTS)(logits, labels)
    right = logits.softmax(-1)[torch.arange(len(labels)), labels]
    torch.testing.assert_close(losses, (1 - right) ** FOCUS * -right.log())


def test_focal_loss_forgives_what_is_nearly_right():
    loss = build_loss(TrainPlan(label_smoothing=0, imbalance="focal"), COUNTS)
    sure, unsure = loss(torch.tensor([[9.0, 0, 0], [0.5, 0, 0]]), torch.tensor([0, 0]))
    plain = build_loss(TrainPlan(label_smoothing=0), COUNTS)(torch.tensor([[9.0, 0, 0], [0.5, 0, 0]]), torch.tensor([0, 0]))
    assert sure / unsure < plain[0] / plain[1]


def test_logit_adjustment_is_cross_entropy_of_the_shifted_logits():
    logits, labels = example()
    losses = build_loss(TrainPlan(label_smoothing=0, imbalance="logit-adjustment"), COUNTS)(logits, labels)
    torch.testing.assert_close(losses, F.cross_entropy(logits + (COUNTS / COUNTS.sum()).log(), labels, reduction="none"))


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_who_knows_nothing_but_the_frequencies_favours_no_class_after_logit_adjustment(smoothing):
    logits = torch.zeros(3, requires_grad=True)
    loss = build_loss(TrainPlan(label_smoothing=smoothing, imbalance="logit-adjustment"), COUNTS)
    loss(logits.expand(len(LABELS), 3), LABELS).mean().backward()
    torch.testing.assert_close(logits.grad, torch.zeros(3), atol=1e-6, rtol=0)


@pytest.mark.parametrize("imbalance", ["none", "logit-adjustment"])
def test_a_class_without_samples_has_a_finite_loss(imbalance):
    loss = build_loss(TrainPlan(imbalance=imbalance), torch.tensor([5, 0]))
    assert loss(torch.zeros(2, 2), torch.tensor([0, 1])).isfinite().all()


@pytest.mark.parametrize("imbalance", [name for name in IMBALANCE if name != "resample"])
def test_a_round_shows_every_sample_once(imbalance):
    order = epoch_order(LABELS, TrainPlan(imbalance=imbalance), torch.Generator().manual_seed(0))
    assert sorted(order.tolist()) == list(range(100))
    assert order.tolist() != list(range(100))


def test_resampling_shows_every_class_about_as_often():
    generator = torch.Generator().manual_seed(0)
    shown = torch.cat([LABELS[epoch_order(LABELS, TrainPlan(imbalance="resample"), generator)] for _ in range(30)])
    assert (shown.bincount() / len(shown)).tolist() == pytest.approx([1 / 3] * 3, abs=0.03)


@pytest.mark.parametrize("imbalance", ["none", "resample"])
def test_the_order_follows_from_the_seed(imbalance):
    plan = TrainPlan(imbalance=imbalance)
    first, again, other = (epoch_order(LABELS, plan, torch.Generator().manual_seed(seed)) for seed in (1, 1, 2))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)
