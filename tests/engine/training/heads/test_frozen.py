"""Heads on frozen encoders are fitted, not trained."""

import dataclasses

import pytest
import torch
from finished import finished
from tiny import TINY, tiny_spec, write_dataset

from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.progress import CancelToken
from mmdesk.engine.data.batches import Table
from mmdesk.engine.data.feature_cache import extract
from mmdesk.engine.device import choose_device
from mmdesk.engine.model.fused_model import build
from mmdesk.engine.training.heads.frozen import fit_frozen, refit_heads
from mmdesk.engine.training.loop import Run


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    return read_dataset(write_dataset(tmp_path_factory.mktemp("data"), {"train": 24, "val": 30})).examples


@pytest.fixture
def tables(examples):
    spec = tiny_spec().with_encoders({"text": "sentence", "audio": "fresh"})
    _, features = finished(extract(examples, spec, CancelToken()))
    return spec, Table(examples, features, spec, "train"), Table(examples, features, spec, "val")


def test_a_frozen_encoder_has_its_head_at_once(tables):
    spec, train, val = tables
    model = build(spec).eval()
    answers = fit_frozen(model, spec, train)
    assert list(answers) == ["text"]
    assert (answers["text"][~train.mask[:, 0]] == 0).all()
    batch = val.batch(torch.arange(len(val)))
    unimodal = model.encode(batch.inputs, batch.mask).unimodal[:, 0]
    there = batch.mask[:, 0]
    assert (unimodal[there].argmax(-1) == batch.labels[there]).float().mean() > 0.9, "the words name the class"
    assert not any(parameter.requires_grad for parameter in model.heads["text"].parameters())


def test_training_leaves_it_alone_and_teaches_the_others(tables, plan):
    spec, train, val = tables
    run = Run(spec, plan, train, val, choose_device("cpu"))
    before = {name: value.clone() for name, value in run.model.state_dict().items()}
    run.epoch(CancelToken())
    changed = {
        name.split(".")[0] + "." + name.split(".")[1]
        for name, value in run.model.state_dict().items()
        if not torch.equal(value, before[name])
    }
    assert "heads.text" not in changed
    assert "encoders.text" not in changed
    assert {"heads.audio", "projections.text", "encoders.audio"} <= changed


def test_a_head_is_fitted_again_on_all_that_there_is_and_the_encoder_stays(tables):
    spec, train, val = tables
    model = build(spec).eval()
    fit_frozen(model, spec, train)
    before = {name: value.clone() for name, value in model.state_dict().items()}
    refit_heads(model, spec, val)
    after = model.state_dict()
    assert {name for name in after if not torch.equal(after[name], before[name])} == {"heads.text.weight", "heads.text.bias"}
    refit_heads(model, spec, train)
    assert torch.allclose(model.state_dict()["heads.text.weight"], before["heads.text.weight"])


@pytest.fixture
def plan(tmp_path):
    return dataclasses.replace(TINY, out=tmp_path / "model.safetensors")


@pytest.mark.parametrize("fusion", ["mixture", "gated", "mean", "weighted", "product", "attention"])
def test_every_fusion_trains_on_frozen_encoders(tables, plan, fusion):
    spec, train, val = tables
    spec = dataclasses.replace(spec, fusion=fusion)
    report = Run(spec, dataclasses.replace(plan, fusion=fusion), train, val, choose_device("cpu")).epoch(CancelToken())
    assert 0 <= report.val_accuracy <= 1


def test_a_lone_frozen_encoder_needs_one_round(examples, plan):
    spec = tiny_spec(fusion="mixture").with_encoders({"text": "sentence"})
    _, features = finished(extract(examples, spec, CancelToken()))
    run = Run(spec, plan, *(Table(examples, features, spec, split) for split in ("train", "val")), choose_device("cpu"))
    assert run.epochs == 1
    assert run.epoch(CancelToken()).val_accuracy > 0.9
    assert run.done
