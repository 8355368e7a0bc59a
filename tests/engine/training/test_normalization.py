"""The statistics of batch normalisation, measured after an epoch."""

import pytest
import torch
from finished import finished
from tiny import tiny_spec, write_dataset

from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.errors import Cancelled
from mmdesk.core.progress import CancelToken
from mmdesk.engine.data.prepare import prepare
from mmdesk.engine.device import choose_device
from mmdesk.engine.model.fused_model import build
from mmdesk.engine.training.normalization import keep_no_means, measure, norms_of
from mmdesk.engine.workers import Workers

CPU = choose_device("cpu")


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    dataset = read_dataset(write_dataset(tmp_path_factory.mktemp("data"), {"train": 20}, missing=0.5))
    _, prepared = finished(prepare(dataset, tiny_spec(), ("train",), CancelToken()))
    return prepared.table("train")


@pytest.fixture
def model():
    torch.manual_seed(0)
    model = build(tiny_spec()).train()
    keep_no_means(model)
    return model


def measured(model, table, count=1, token=None):
    with Workers(count) as workers:
        measure(model, table, CPU, workers, token or CancelToken())
    return {name: value.clone() for name, value in model.named_buffers() if "running" in name}


def test_training_leaves_the_statistics_alone(model, table):
    before = [norm.running_mean.clone() for norm in norms_of(model)]
    batch = table.batch(torch.arange(8))
    model.encode(batch.inputs, batch.mask)
    assert all(torch.equal(norm.running_mean, mean) for norm, mean in zip(norms_of(model), before, strict=True))


def test_they_are_those_of_the_samples_as_they_are(model, table):
    measured(model, table)
    first = model.encoders["image"].layers[0]
    present = table.mask[:, 0].nonzero().squeeze(1)
    seen = []
    first[0].register_forward_hook(lambda _module, _inputs, output: seen.append(output.float()))
    with torch.no_grad(), CPU.autocast():
        model.eval().encoders["image"](table.values("image", present))
    assert torch.allclose(first[1].running_mean, seen[0].mean((0, 2, 3)), atol=1e-3)


def test_neither_earlier_ones_nor_the_number_of_workers_matter(model, table):
    once = measured(model, table)
    for norm in norms_of(model):
        norm.running_mean.fill_(7.0)
        norm.running_var.fill_(0.01)
    assert all(torch.equal(value, once[name]) for name, value in measured(model, table, count=3).items())


def test_every_modality_is_measured_where_it_is_present(model, table):
    untouched = {name: value.clone() for name, value in model.named_buffers() if "running" in name}
    found = measured(model, table)
    assert not any(torch.equal(value, untouched[name]) for name, value in found.items())


def test_it_can_be_stopped(model, table):
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        measured(model, table, token=token)
