"""The steps of an epoch."""

import pytest
import torch
from finished import finished
from tiny import TINY, tiny_spec, write_dataset

from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.progress import CancelToken
from mmdesk.engine.data.batches import Table
from mmdesk.engine.data.feature_cache import extract
from mmdesk.engine.training.sampling import Sampler, augmentation_strength


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    examples = read_dataset(write_dataset(tmp_path_factory.mktemp("data"), {"train": 10})).examples
    _, features = finished(extract(examples, tiny_spec(), CancelToken()))
    return Table(examples, features, tiny_spec(), "train")


def sampler(table, seed=0, fit=0.9):
    return Sampler(table, TINY, 4, (fit,) * 3, torch.Generator().manual_seed(seed))


def same(first, second):
    (one, _), (other, _) = first, second
    return all(torch.equal(one.inputs[name], other.inputs[name]) for name in one.inputs) and torch.equal(one.labels, other.labels)


def test_every_sample_comes_once_in_an_order_of_chance(table):
    labels = [sampler(table).draw(step)[0].labels for step in range(len(sampler(table)))]
    assert [len(batch) for batch in labels] == [4, 4, 2]
    assert sorted(torch.cat(labels).tolist()) == sorted(table.labels.tolist())
    assert torch.cat(labels).tolist() != table.labels.tolist()


def test_a_step_is_the_same_whatever_was_drawn_before(table):
    one, other = sampler(table), sampler(table)
    backwards = [other.draw(step) for step in (2, 1, 0)][::-1]
    assert all(same(one.draw(step), backwards[step]) for step in range(3))
    assert not same(sampler(table, seed=1).draw(0), one.draw(0))


def test_what_is_not_known_yet_is_not_moved(table):
    (plain, _), (varied, _) = sampler(table, fit=0.0).draw(0), sampler(table, fit=1.0).draw(0)
    whole = plain.inputs["image"]
    assert torch.allclose(whole.round(), whole, atol=0.01)
    assert not torch.allclose(varied.inputs["image"].round(), varied.inputs["image"], atol=0.01)


@pytest.mark.parametrize(("fit", "strength"), [(0.0, 0.0), (0.8, 0.0), (0.9, 0.5), (1.0, 1.0)])
def test_variety_grows_with_what_is_known(fit, strength):
    assert augmentation_strength(fit) == pytest.approx(strength)
