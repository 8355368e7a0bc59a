"""What is unlike the samples that taught, by made-up embeddings of which it is known where they lie."""

import dataclasses

import numpy as np
import pytest
import torch
from tiny import tiny_spec

from mmdesk.engine.model.likeness import UNKNOWN
from mmdesk.engine.model.tasks.registry import task_of
from mmdesk.engine.scoring import out_of_distribution as ood
from mmdesk.engine.scoring.subsets import Answers

MODALITIES = ("image", "text")
SPEC = tiny_spec(MODALITIES)
TASK = task_of(SPEC)
SIZE, INSIDE = 24, 6


def embeddings(count, seed, classes=3, outside=0.0):
    """(count, 24), (count,): classes around corners of a space of six dimensions; `outside` is how far from that space."""
    random = torch.Generator().manual_seed(seed)
    labels = torch.arange(count) % classes
    places = 4 * torch.eye(INSIDE)[labels] + 0.4 * torch.randn(count, INSIDE, generator=random)
    rest = 0.05 * torch.randn(count, SIZE - INSIDE, generator=random)
    return torch.cat([places, rest + outside], 1), labels


def answers(labels, mask, sure=6.0):
    """Answers with all subsets that are right."""
    logits = sure * torch.nn.functional.one_hot(labels, 3).float()
    return Answers(logits.unsqueeze(1).expand(-1, 4, -1), logits.unsqueeze(1).expand(-1, 2, -1), mask, labels)


def familiar(count=200, mask=None, known=answers, task=TASK):
    found = {}
    mask = torch.ones(count, 2, dtype=torch.bool) if mask is None else mask
    labels = torch.arange(count) % 3
    for number, modality in enumerate(MODALITIES):
        likeness = ood.fitted(*embeddings(300, number))
        told = likeness.measures(embeddings(count, 10 + number)[0].numpy())[mask[:, number].numpy()]
        found[modality] = ood.Measured(likeness, told)
    return ood.familiar(task, MODALITIES, found, known(labels, mask))


def known(familiarity, features, shown, sure=6.0):
    """The shares of samples whose modalities have these embeddings."""
    unlike = torch.cat([familiarity.unlike(modality, part) for modality, part in zip(MODALITIES, features, strict=True)], 1)
    logits = torch.tensor([[sure, 0.0, 0.0]]).expand(len(unlike), -1)
    return familiarity.known(unlike, logits, torch.tensor([shown]).expand(len(unlike), -1))


@pytest.mark.parametrize("shown", [(True, False), (False, True), (True, True)])
def test_five_percent_of_known_samples_are_refused_whichever_modalities_are_shown(shown):
    familiarity = familiar()
    shares = known(familiarity, [embeddings(1000, seed)[0] for seed in (20, 21)], shown)
    assert 0.005 < (shares <= UNKNOWN).mean() < 0.11
    assert np.median(shares) == pytest.approx(0.5, abs=0.15), "half of the known are below one half"


@pytest.mark.parametrize("strange", ["a new class", "beside the space"])
def test_what_is_unlike_is_refused_also_in_one_of_two_parts(strange):
    familiarity = familiar()
    like = embeddings(300, 20)[0]
    unlike = embeddings(300, 21, outside=1.0)[0] if strange == "beside the space" else embeddings(900, 21, classes=6)[0][3::6]
    unlike = unlike[:150]
    assert (known(familiarity, [like[:150], unlike], (False, True)) <= UNKNOWN).mean() > 0.95
    assert (known(familiarity, [like[:150], unlike], (True, True)) <= UNKNOWN).mean() > 0.95
    assert (known(familiarity, [like[:150], unlike], (True, False)) <= UNKNOWN).mean() < 0.12, "what is hidden does not count"


def test_what_comes_out_of_a_stream_has_to_be_unlike_by_far():
    familiarity = familiar()

    def far(seed, **changes):
        unlike = torch.cat([familiarity.unlike(m, embeddings(200, seed, **changes)[0]) for m in MODALITIES], 1)
        logits = torch.tensor([[6.0, 0.0, 0.0]]).expand(200, -1)
        return familiarity.far(unlike, logits, torch.ones(200, 2, dtype=torch.bool)).mean()

    assert far(20) == 0
    assert far(20, outside=1.0) == 1


def test_what_only_the_fusion_doubts_is_less_known():
    familiarity = familiar(known=lambda labels, mask: noisy(answers(labels, mask)))
    like = [embeddings(200, seed)[0] for seed in (20, 21)]
    assert known(familiarity, like, (True, True), sure=0.0).mean() < known(familiarity, like, (True, True), sure=6.0).mean() - 0.3


def noisy(told):
    return dataclasses.replace(
        told, logits=told.logits + torch.randn(told.logits.shape, generator=torch.Generator().manual_seed(5))
    )


def test_fewer_than_nineteen_samples_cannot_tell():
    mask = torch.ones(60, 2, dtype=torch.bool)
    mask[18:, 0] = False
    familiarity = familiar(60, mask)
    features = [embeddings(5, seed, outside=3.0)[0] for seed in (20, 21)]
    assert np.isnan(known(familiarity, features, (True, False))).all()
    assert np.isnan(known(familiarity, features, (True, True))).all()
    assert (known(familiarity, features, (False, True)) <= UNKNOWN).all()
    assert ood.familiar(TASK, MODALITIES, {}, answers(torch.arange(60) % 3, mask)) is None


def test_wrong_answers_do_not_say_what_is_known():
    """Otherwise what the model does not understand would be what it knows."""

    def half_wrong(labels, mask):
        right = answers(labels, mask)
        wrong = torch.arange(len(labels)) % 2 == 1
        return dataclasses.replace(right, labels=torch.where(wrong, (labels + 1) % 3, labels))

    assert familiar(200, known=half_wrong).steps.tolist() == [0, 100, 100, 100]
    assert familiar(200).steps.tolist() == [0, 200, 200, 200]


def test_numbers_have_groups_of_about_the_same_size_and_no_energy():
    spec = dataclasses.replace(SPEC, labels=(), task="regression")
    task = task_of(spec)
    assert ood.groups(task, torch.arange(100.0)).bincount().tolist() == [10] * 10

    def numbers(labels, mask):
        return Answers(torch.zeros(len(labels), 4, 1), torch.zeros(len(labels), 2, 1), mask, labels.float())

    assert not familiar(known=numbers, task=task).energies.any()


def test_few_samples_with_many_features_can_be_measured():
    random = torch.Generator().manual_seed(0)
    features = torch.randn(20, 600, generator=random)
    likeness = ood.fitted(features, torch.arange(20) % 3)
    assert np.isfinite(likeness.measures(torch.randn(3, 600, generator=random).numpy())).all()
    assert np.isfinite(likeness.measures(np.zeros((1, 600), np.float32))).all()
    assert ood.told_in_turn(features, torch.arange(20) % 3).shape == (20, 2)


def test_what_judges_in_turn_is_as_unlike_as_others_are():
    """Samples that taught are nearer to themselves than others are; each is told by those that it did not teach."""
    features, labels = embeddings(200, 0)
    inside, others = ood.fitted(features, labels), embeddings(400, 1)[0].numpy()
    themselves, fair = inside.measures(features.numpy())[:, 0], ood.told_in_turn(features, labels)[:, 0]
    assert np.median(fair) == pytest.approx(np.median(inside.measures(others)[:, 0]), rel=0.01)
    assert np.median(themselves) < np.median(fair)


def test_one_sample_is_told_as_among_others():
    likeness = ood.fitted(*embeddings(300, 0))
    features = embeddings(7, 3)[0].numpy()
    assert np.allclose(likeness.measures(features)[2:3], likeness.measures(features[2:3]), atol=1e-3)
