"""The statistics of batch normalisation are those of the weights as they are now."""

import pytest
import torch
from tiny import finished, tiny_spec, write_dataset

from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.progress import CancelToken
from mmdesk.engine.data.batches import Table
from mmdesk.engine.data.feature_cache import extract
from mmdesk.engine.device import choose_device
from mmdesk.engine.model.fused_model import build
from mmdesk.engine.training.normalization import keep_no_means, measure, norms_of
from mmdesk.engine.workers import Workers


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    examples = read_dataset(write_dataset(tmp_path_factory.mktemp("data"), {"train": 20})).examples
    _, features = finished(extract(examples, tiny_spec(), CancelToken()))
    return Table(examples, features, tiny_spec(), "train")


def measured(model, table):
    with Workers(1) as workers:
        measure(model, table, 8, choose_device("cpu"), workers, CancelToken())
    return [(norm.running_mean.clone(), norm.running_var.clone()) for norm in norms_of(model)]


def test_what_was_measured_before_is_forgotten(table):
    torch.manual_seed(0)
    model = build(tiny_spec())
    keep_no_means(model)
    once = measured(model, table)
    for _, variance in once:
        assert not torch.equal(variance, torch.ones_like(variance)), "it was measured at all"
    for norm in norms_of(model):
        norm.running_mean.fill_(7.0)
        norm.running_var.fill_(0.01)
    for (mean, variance), (again, anew) in zip(once, measured(model, table), strict=True):
        torch.testing.assert_close(mean, again)
        torch.testing.assert_close(variance, anew)


def test_training_leaves_the_statistics_alone(table):
    model = build(tiny_spec())
    keep_no_means(model)
    before = measured(model, table)
    model.train()
    batch = table.batch(torch.arange(8))
    model.encode(batch.inputs, batch.mask)
    for norm, (mean, _) in zip(norms_of(model), before, strict=True):
        assert torch.equal(norm.running_mean, mean)
