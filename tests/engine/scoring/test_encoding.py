"""Encoded batches: what the encoders say of each sample, as it is asked for."""

import pytest
import torch
from finished import finished
from tiny import tiny_spec, write_dataset

from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.errors import Cancelled
from mmdesk.core.progress import CancelToken
from mmdesk.engine.data.batches import Table
from mmdesk.engine.data.feature_cache import extract
from mmdesk.engine.device import choose_device
from mmdesk.engine.model.fused_model import build
from mmdesk.engine.scoring.encoding import encode

SPEC = tiny_spec()
CPU = choose_device("cpu")


@pytest.fixture
def table(tmp_path):
    examples = read_dataset(write_dataset(tmp_path, {"test": 5}, missing=0.5)).examples
    _, features = finished(extract(examples, SPEC, CancelToken()))
    return Table(examples, features, SPEC, "test")


@pytest.fixture
def model():
    torch.manual_seed(0)
    return build(SPEC).train()


def test_every_batch_is_what_the_model_encodes_at_rest(model, table):
    batches = list(encode(model, table.in_order(2), CPU, CancelToken()))
    assert [len(batch.labels) for batch in batches] == [2, 2, 1]
    assert torch.equal(torch.cat([batch.mask for batch in batches]), table.mask)
    assert torch.equal(torch.cat([batch.labels for batch in batches]), table.labels)
    model.eval()
    with torch.no_grad(), CPU.autocast():
        for batch, raw in zip(batches, table.in_order(2), strict=True):
            wanted = model.encode(raw.inputs, raw.mask)
            assert all(torch.equal(found, value) for found, value in zip(batch.encoded, wanted, strict=True))


def test_several_workers_give_the_same(model, table, monkeypatch):
    alone = list(encode(model, table.in_order(2), CPU, CancelToken()))
    monkeypatch.setattr("mmdesk.engine.device.all_threads", lambda: 2)
    together = list(encode(model, table.in_order(2), CPU, CancelToken()))
    for one, other in zip(alone, together, strict=True):
        assert all(torch.equal(first, second) for first, second in zip(one.encoded, other.encoded, strict=True))


def test_a_fusion_can_learn_from_them(model, table):
    (batch,) = encode(model, table.in_order(5), CPU, CancelToken())
    model.fuse(batch.encoded, batch.mask).logits.sum().backward()
    assert any(parameter.grad is not None for parameter in model.fusion.parameters())
    assert all(parameter.grad is None for parameter in model.encoders.parameters())


def test_it_can_be_stopped_between_batches(model, table):
    token = CancelToken()
    batches = encode(model, table.in_order(2), CPU, token)
    next(batches)
    token.cancel()
    with pytest.raises(Cancelled):
        next(batches)
