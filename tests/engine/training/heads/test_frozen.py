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


def test_half_of_a_pair_has_its_head_at_once_too(examples, plan):
    spec = tiny_spec(("text", "audio")).with_encoders({"text": "fresh+sentence", "audio": "fresh"})
    _, features = finished(extract(examples, spec, CancelToken()))
    train, val = (Table(examples, features, spec, split) for split in ("train", "val"))
    run = Run(spec, plan, train, val, choose_device("cpu"))
    before = {name: value.clone() for name, value in run.model.state_dict().items()}
    run.epoch(CancelToken())
    changed = {name for name, value in run.model.state_dict().items() if not torch.equal(value, before[name])}
    assert {"heads.text.fresh.weight", "projections.text.frozen.weight", "encoders.text.fresh.embedding.weight"} <= changed
    assert not any(name.startswith(("heads.text.frozen", "encoders.text.frozen", "heads.text.counts")) for name in changed)
    features = run.model.encoders["text"](val.values("text", val.mask[:, 0].nonzero().squeeze(1)))
    told = run.model.heads["text"].halves(features)[:, 1].argmax(-1)
    assert (told == val.labels[val.mask[:, 0]]).float().mean() > 0.9, "the words name the class"


def test_a_pair_is_taken_up_to_the_last_bit(examples, plan):
    spec = tiny_spec(("audio",), fusion="mixture").with_encoders({"audio": "fresh+cepstra"})
    _, features = finished(extract(examples, spec, CancelToken()))
    tables = [Table(examples, features, spec, split) for split in ("train", "val")]
    first = Run(spec, plan, *tables, choose_device("cpu"))
    first.epoch(CancelToken())
    first.save()
    one = first.epoch(CancelToken())
    second = Run(spec, dataclasses.replace(plan, resume=True), *tables, choose_device("cpu"))
    second.resume()
    other = second.epoch(CancelToken())
    assert (one.train_loss, one.val_loss) == (other.train_loss, other.val_loss)
    assert all(torch.equal(value, second.model.state_dict()[name]) for name, value in first.model.state_dict().items())


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
