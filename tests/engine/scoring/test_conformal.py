"""How often prediction sets hold the truth, by made-up answers of which it is known."""

import dataclasses
import itertools

import pytest
import torch
from tiny import tiny_spec

from mmdesk.core.models.coverage import COVERAGES, SETS
from mmdesk.core.models.spec import ModelSpec
from mmdesk.engine.model.tasks.registry import task_of
from mmdesk.engine.scoring.conformal import Conformal, set_limits
from mmdesk.engine.scoring.subsets import Answers

LABELS = tuple("abcdef")
SPEC = tiny_spec(labels=LABELS)
TASK = task_of(SPEC)
NUMBERS = tiny_spec(task="regression", labels=())
SURE = (1.6, 1.4, 1.0, 1.0, 1.0, 0.5)
"""How well each class is seen: the last one hardly."""


def made_up(rows=300, seed=0, missing=0.0):
    """Answers that are right less often than 80 % of the time in every class; these differ in how well they are seen."""
    random = torch.Generator().manual_seed(seed)
    labels = torch.randint(0, 6, (rows,), generator=random)
    right = torch.nn.functional.one_hot(labels, 6) * torch.tensor(SURE)[labels].unsqueeze(1)
    mask = torch.rand(rows, 3, generator=random) >= missing
    mask[:, 0] |= ~mask.any(-1)
    return Answers(torch.randn(rows, 8, 6, generator=random) + right.unsqueeze(1), torch.zeros(rows, 3, 6), mask, labels)


def numbers(rows=300, seed=0):
    """Numbers that are answered with an error of 0.5 spreads, with the first modality alone of one spread."""
    random = torch.Generator().manual_seed(seed)
    labels = torch.randn(rows, generator=random)
    errors = torch.randn(rows, 8, generator=random) * torch.tensor([1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5])
    return Answers((labels.unsqueeze(1) + errors).unsqueeze(-1), torch.zeros(rows, 3, 1), torch.ones(rows, 3).bool(), labels)


def learned(answers, spec=SPEC):
    return dataclasses.replace(spec, training=set_limits(spec, task_of(spec), answers))


def shown_alone(answers, subset):
    """The answers with only the modalities of one subset."""
    mask = torch.tensor([bool(subset >> place & 1) for place in range(3)]).expand(len(answers.labels), -1)
    return dataclasses.replace(answers, logits=answers.logits[:, subset : subset + 1], mask=mask)


@pytest.mark.parametrize("subset", [1, 6, 7])
def test_the_truth_is_in_the_set_as_often_as_was_asked_in_each_class_too(subset):
    """Calibrated by 300 samples, 50 of a class, in each of 30 draws: a standard error of 0.4 points, of a class of one point."""
    held = {coverage: [] for coverage in COVERAGES}
    for seed in range(30):
        others = shown_alone(made_up(2000, 1000 + seed), subset)
        found = Conformal(learned(made_up(seed=seed)), TASK).held(others)
        for coverage, own in found.items():
            each = [own.held[others.labels.numpy() == number].mean() for number in range(6)]
            held[coverage].append([own.held.mean(), *each])
    for coverage, own in held.items():
        whole, *each = torch.tensor(own).mean(0).tolist()
        assert coverage - 0.01 < whole < coverage + 0.025
        assert all(coverage - 0.03 < share < coverage + 0.04 for share in each)


def test_one_limit_for_all_would_leave_out_the_class_that_is_seen_worst():
    answers = made_up(2000)
    one = dataclasses.replace(answers, labels=torch.zeros_like(answers.labels))
    assert set(learned(one).training[SETS]["image"]["0.8"]) != set(learned(answers).training[SETS]["image"]["0.8"])
    limits = learned(answers).training[SETS]["image"]["0.8"]
    assert limits[5] > limits[0], "the class that is seen worst may be stranger"


def test_more_coverage_gives_larger_sets_and_the_answer_is_always_the_first_of_them():
    conformal, answers = Conformal(learned(made_up()), TASK), made_up(50, seed=1)
    several = 0
    for logits in answers.everything:
        sets = conformal.sets(logits, torch.ones(3, dtype=torch.bool))
        assert [found.coverage for found in sets] == list(COVERAGES)
        assert all(found.labels[0] == LABELS[logits.argmax()] for found in sets)
        assert all({*small.labels} <= {*large.labels} for small, large in itertools.pairwise(sets))
        several += len(sets[-1].labels) > 1
    assert several > 40


@pytest.mark.parametrize(("rows", "told"), [(3, []), (4, ["0.8"]), (18, ["0.8", "0.9"]), (19, ["0.8", "0.9", "0.95"])])
def test_too_few_samples_tell_nothing(rows, told):
    training = learned(made_up(rows)).training
    assert list(training.get(SETS, {}).get("image", {})) == told
    sets = Conformal(learned(made_up(rows)), TASK).sets(torch.zeros(6), torch.ones(3, dtype=torch.bool))
    assert [f"{found.coverage:g}" for found in sets] == told


def test_a_class_with_few_samples_is_not_excluded_sooner_than_they_were():
    answers = made_up(200)
    few = (answers.labels != 5) | (torch.arange(200) < 20)
    part = Answers(*(getattr(answers, name)[few] for name in ("logits", "unimodal", "mask", "labels")))
    assert 0 < (part.labels == 5).sum() < 19
    held = Conformal(learned(part), TASK).held(part)[0.95].held
    assert held[part.labels.numpy() == 5].all()


def test_each_subset_has_limits_by_the_samples_that_have_all_of_it():
    answers = made_up(60, missing=0.6)
    together = int(answers.mask.all(-1).sum())
    assert 4 < together < 19
    found = learned(answers).training[SETS]
    assert "0.95" in found["image"]
    assert "0.95" not in found["image+text+audio"]
    held = Conformal(learned(answers), TASK).held(answers)[0.95]
    assert not held.there[answers.mask.all(-1).numpy()].any()
    assert held.there.any()


def test_models_of_before_have_no_sets():
    conformal = Conformal(SPEC, TASK)
    assert conformal.sets(torch.zeros(6), torch.ones(3, dtype=torch.bool)) == ()
    assert conformal.held(made_up(5)) == {}


def test_limits_go_through_the_description():
    spec = learned(made_up())
    again = ModelSpec.from_json(spec.to_json())
    answers = made_up(100, seed=1)
    mine, others = (Conformal(one, TASK).held(answers) for one in (spec, again))
    assert all((mine[coverage].sizes == others[coverage].sizes).all() for coverage in COVERAGES)
    assert len(spec.to_json()) < len(SPEC.to_json()) + 7 * 4 * 6 * 8 + 400


@pytest.mark.parametrize("subset", [1, 7])
def test_intervals_hold_the_number_as_often_as_was_asked(subset):
    spec, held = tiny_spec(task="regression", labels=()), {coverage: [] for coverage in COVERAGES}
    for seed in range(20):
        found = Conformal(learned(numbers(seed=seed), spec), task_of(spec)).held(shown_alone(numbers(2000, 1000 + seed), subset))
        for coverage, own in found.items():
            held[coverage].append(own.held.mean())
    for coverage, shares in held.items():
        assert coverage - 0.012 < sum(shares) / len(shares) < coverage + 0.02


def test_an_interval_is_around_the_number_and_wider_where_less_is_shown():
    conformal = Conformal(learned(numbers(), NUMBERS), task_of(NUMBERS))
    alone = conformal.sets(torch.tensor([0.25]), torch.tensor([True, False, False]))
    together = conformal.sets(torch.tensor([0.25]), torch.tensor([True, True, True]))
    for wide, narrow in zip(alone, together, strict=True):
        assert (wide.low + wide.high) / 2 == pytest.approx(0.25)
        assert wide.high - wide.low > 1.5 * (narrow.high - narrow.low)
