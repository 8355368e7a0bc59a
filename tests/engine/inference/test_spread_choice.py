"""Batches are spread over the samples, and are where the model is uncertain."""

import pytest
import torch
from clouds import clouds

from mmdesk.core.errors import Cancelled
from mmdesk.core.progress import CancelToken
from mmdesk.core.training.worth_labelling import BATCH
from mmdesk.engine.inference.spread_choice import batch, in_order

NONE = torch.zeros(0, dtype=torch.long)


def order_of(features, free, uncertain, taken, directions=None):
    beliefs = torch.zeros(len(free), 0) if directions is None else directions
    return in_order(features, free, beliefs, uncertain, taken, CancelToken())


def test_of_each_cloud_there_is_one_in_the_batch():
    features, labels = clouds(120, classes=6, apart=6.0)
    chosen = batch(features, torch.ones(120), 6, CancelToken())
    assert sorted(labels[chosen].tolist()) == [0, 1, 2, 3, 4, 5]


def test_where_the_model_is_certain_little_is_asked():
    features, labels = clouds(120, classes=6, apart=6.0)
    uncertain = torch.where(labels < 3, 0.9, 0.01)
    assert set(labels[batch(features, uncertain, 6, CancelToken())].tolist()) == {0, 1, 2}


def test_a_strange_sample_is_not_asked_for_before_many_others():
    features, _ = clouds(100, classes=2)
    strange = torch.cat([features, torch.full((1, features.shape[1]), 8.0)])
    assert batch(strange, torch.ones(101), 3, CancelToken())[0] != 100


def test_every_sample_that_waits_is_in_the_order_once():
    features, _ = clouds(60)
    free, taken = torch.arange(5, 60), torch.arange(5)
    order = order_of(features, free, torch.rand(55, generator=torch.Generator().manual_seed(1)), taken)
    assert sorted(order.tolist()) == free.tolist()
    again = order_of(features, free, torch.rand(55, generator=torch.Generator().manual_seed(1)), taken)
    assert order.tolist() == again.tolist(), "the same every time"


def test_after_the_batch_what_is_far_from_all_that_is_known_comes_first():
    features, _ = clouds(40, apart=0.0)
    features = torch.cat([features, features[:1] + 5.0])
    order = order_of(features, torch.arange(1, 41), torch.ones(40), torch.tensor([0]))
    assert 40 in order[: BATCH + 1].tolist()


@pytest.mark.parametrize("count", [0, 1, BATCH - 1])
def test_fewer_samples_than_a_batch_are_all_asked_for(count):
    order = order_of(torch.randn(5 + count, 4), torch.arange(5, 5 + count), torch.zeros(count), NONE)
    assert sorted(order.tolist()) == list(range(5, 5 + count))


def test_samples_that_are_all_alike_are_each_asked_for_once():
    order = order_of(torch.ones(30, 4), torch.arange(30), torch.full((30,), 0.5), NONE)
    assert sorted(order.tolist()) == list(range(30))


def test_it_stops_when_nobody_waits_any_more():
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        batch(torch.randn(30, 4), torch.ones(30), 5, token)


def test_a_batch_is_spread_over_what_the_model_believes():
    alike, believed = torch.ones(40, 4), torch.eye(BATCH).repeat(4, 1)
    order = order_of(alike, torch.arange(40), torch.ones(40), NONE, believed)
    assert sorted(place % BATCH for place in order[:BATCH].tolist()) == list(range(BATCH))
