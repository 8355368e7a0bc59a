"""Heads on encoders that are fine-tuned begin where a solver ends."""

import pytest
import torch
from finished import finished
from tiny import TINY, tiny_spec, write_dataset

from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.models.spec import EncoderSpec
from mmdesk.core.progress import CancelToken
from mmdesk.engine.data.batches import Table
from mmdesk.engine.data.feature_cache import extract
from mmdesk.engine.device import choose_device
from mmdesk.engine.modalities.image.backbones import pretrained
from mmdesk.engine.model.fused_model import build
from mmdesk.engine.training.heads.begun import begin_fine_tuned
from mmdesk.engine.training.heads.frozen import fit_frozen

CPU = choose_device("cpu")
NUMBERS = ImageFrontEnd(16, 48, (0, 4, 6))


@pytest.fixture(scope="module")
def tables_of(tmp_path_factory):
    examples = read_dataset(write_dataset(tmp_path_factory.mktemp("data"), {"train": 24, "val": 30})).examples

    def tables(name):
        spec = tiny_spec(("image", "text"), encoders={"image": EncoderSpec(name, NUMBERS), "text": tiny_spec().encoders["text"]})
        _, features = finished(extract(examples, spec, CancelToken()))
        return spec, Table(examples, features, spec, "train"), Table(examples, features, spec, "val")

    return tables


def answers(model, val):
    batch = val.batch(torch.arange(len(val)))
    with torch.no_grad():
        return model.eval().encode(batch.inputs, batch.mask).unimodal[:, 0]


def test_before_any_step_it_answers_as_a_head_on_the_frozen_encoder(tables_of):
    spec, train, val = tables_of("lite0")
    frozen = build(spec)
    fit_frozen(frozen, spec, train)
    expected = answers(frozen, val)
    spec, train, val = tables_of("lite0-tuned")
    tuned = build(spec)
    told = begin_fine_tuned(tuned, spec, TINY, (train, val), {}, CPU)
    there = val.mask[:, 0]
    assert list(told) == ["image"]
    assert (told["image"][~there] == 0).all()
    torch.testing.assert_close(told["image"][there], answers(tuned, val)[there], atol=1e-3, rtol=0)
    alike = torch.nn.functional.cosine_similarity(answers(tuned, val)[there], expected[there])
    assert (alike > 0.999).all(), "as one that is more or less sure"
    assert (expected[there].argmax(-1) == val.labels[there]).float().mean() > 0.9, "the pictures have the class's colour"


def test_all_of_it_learns_but_slowly(tables_of):
    spec, train, val = tables_of("lite0-tuned")
    model = build(spec)
    begin_fine_tuned(model, spec, TINY, (train, val), {}, CPU)
    slow = {id(parameter) for parameter in model.fine_tuned}
    assert all(parameter.requires_grad for parameter in model.parameters())
    parts = [model.encoders["image"].layers, model.heads["image"]]
    assert slow == {id(parameter) for part in parts for parameter in part.parameters()}


def test_weights_that_are_there_already_stay(tables_of):
    spec, train, val = tables_of("lite0-tuned")
    model = build(spec)
    before = {name: value.clone() for name, value in model.encoders["image"].layers.state_dict().items()}
    begin_fine_tuned(model, spec, TINY, (train, val), {f"encoders.image.layers.{name}" for name in before}, CPU)
    after = model.encoders["image"].layers.state_dict()
    assert all(torch.equal(after[name], value) for name, value in before.items())
    begin_fine_tuned(model, spec, TINY, (train, val), {"encoders.text.scale"}, CPU)
    first, second = pretrained().layers[9].state_dict(), model.encoders["image"].layers[0].state_dict()
    assert all(torch.equal(first[name], value) for name, value in second.items())


def test_encoders_that_learn_otherwise_are_left_alone(tables_of):
    spec, train, val = tables_of("fresh")
    assert begin_fine_tuned(build(spec), spec, TINY, (train, val), {}, CPU) == {}


def test_it_begins_as_sure_as_the_loss_wants(tables_of):
    spec, train, val = tables_of("lite0-tuned")
    model = build(spec)
    begin_fine_tuned(model, spec, TINY, (train, val), {}, CPU)
    there, loss = train.mask[:, 0], model.task.loss(TINY, train.labels)
    outputs, labels = answers(model, train)[there], train.labels[there]
    own, more, less = (float(loss(factor * outputs, labels).mean()) for factor in (1.0, 1.3, 0.7))
    assert own < min(more, less)
