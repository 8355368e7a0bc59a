"""A whole model whose picture's encoder was fine-tuned: its file, its answers, and what can be done with it."""

import dataclasses

import pytest
import torch
from safetensors import safe_open
from tiny import TINY, sample_of, train, write_dataset

from mmdesk.core.errors import ModelFileError
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.models import backbones
from mmdesk.core.models.backbones import LITE0
from mmdesk.core.progress import CancelToken
from mmdesk.engine.modalities.registry import front_end_of
from mmdesk.engine.model.checkpoint import as_kept, load_model, load_tensors, save_model, save_tensors
from mmdesk.engine.torch_engine import TorchEngine
from mmdesk.engine.training.start import start_of

CHOICES = {"modalities": ("image",), "encoder": ("image=lite0-tuned",), "epochs": 2, "self_contained": True}


@pytest.fixture(scope="module", autouse=True)
def _nothing_carried_beyond():
    """What the file carries is forgotten again, as other tests ask for what is missing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backbones, "_carried", {})
        yield


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_dataset(tmp_path_factory.mktemp("data"), {"train": 30, "val": 30, "test": 30}, missing=0)


@pytest.fixture(scope="module")
def path(data, tmp_path_factory):
    out = tmp_path_factory.mktemp("model") / "tuned.safetensors"
    train(data, out, **CHOICES)
    return out


@pytest.fixture(scope="module")
def engine(path):
    engine = TorchEngine("cpu")
    engine.open(path)
    return engine


def test_it_answers_and_says_where_it_looked(engine):
    sample = Sample(image=sample_of("green")["image"])
    assert engine.predict(sample, CancelToken()).label == "green"
    *_, explanation = engine.explain(sample, CancelToken())
    assert explanation["image"].values.shape == (8, 8)
    assert explanation["image"].values.sum() == pytest.approx(explanation.contributions["image"], abs=1e-5)


def test_it_is_judged_as_it_was_when_it_was_made(engine, path, data):
    told = load_model(path)[1].training["val_accuracy"]
    *_, judged = engine.evaluate(path, data, "val", CancelToken())
    assert judged.accuracy == told > 0.9


def test_its_weights_learned_further_and_are_kept_in_half_precision(path):
    with safe_open(path, framework="pt") as file:
        kinds = {name: file.get_slice(name).get_dtype() for name in file.keys()}  # noqa: SIM118
    layers = {name: kind for name, kind in kinds.items() if name.startswith("encoders.image.layers.")}
    assert {kind for name, kind in layers.items() if name.endswith("weight")} == {"F16"}
    others = {name: kind for name, kind in kinds.items() if not name.startswith("familiarity.")}
    assert {kind for name, kind in others.items() if name not in layers or name.endswith("bias")} == {"F32", "U8"}
    model, _ = load_model(path)
    encoder = model.encoders["image"]
    before = {name: value.clone() for name, value in encoder.layers.state_dict().items()}
    encoder.begin()
    after = encoder.layers.state_dict()
    assert not any(torch.allclose(before[name], after[name], rtol=1e-6, atol=0) for name in after if name.endswith("weight"))


def test_another_file_of_it_gives_the_same_to_the_last_bit(path, tmp_path):
    model, spec = load_model(path)
    save_model(tmp_path / "again.safetensors", model, spec)
    again = load_model(tmp_path / "again.safetensors")[0]
    assert all(torch.equal(value, again.state_dict()[name]) for name, value in model.state_dict().items())


def test_what_the_file_keeps_gives_the_same_scores(path, tmp_path):
    model, spec = load_model(path)
    with torch.no_grad():
        for parameter in model.encoders["image"].layers.parameters():
            parameter.mul_(1 + 1e-4)  # as no half is
    save_model(tmp_path / "again.safetensors", model, spec)
    again = load_model(tmp_path / "again.safetensors")[0]
    values = torch.rand(4, front_end_of(spec, "image").shape[0])
    mask = torch.ones(4, 1, dtype=torch.bool)
    scores = [one.eval()({"image": values}, mask).logits.softmax(-1) for one in (model, again)]
    torch.testing.assert_close(*scores, atol=2e-3, rtol=0)


@pytest.mark.parametrize("change", ["shape", "type", "missing", "number"])
def test_weights_that_do_not_fit_are_refused(path, tmp_path, change):
    tensors, metadata = load_tensors(path)
    name = "encoders.image.layers.3.layers.0.weight"
    value = tensors.pop(name)
    changed = {"shape": value[:-1], "type": value.float(), "number": value * torch.inf}
    tensors |= {name: changed[change]} if change in changed else {}
    save_tensors(tmp_path / "bad.safetensors", tensors, metadata)
    with pytest.raises(ModelFileError, match="do not fit its description"):
        load_model(tmp_path / "bad.safetensors")


def test_it_opens_where_the_package_is_missing(path, monkeypatch):
    monkeypatch.setattr(backbones, "_carried", {})
    monkeypatch.setattr(backbones, "path_of", lambda _: None)
    TorchEngine("cpu").open(path)


def test_otherwise_the_file_names_what_its_first_blocks_are(data, path, tmp_path):
    train(data, tmp_path / "plain.safetensors", **{**CHOICES, "epochs": 1, "self_contained": False})
    assert path.stat().st_size - (tmp_path / "plain.safetensors").stat().st_size == pytest.approx(LITE0.size, abs=1000)


def test_another_training_goes_on_from_it(data, path, tmp_path):
    model, spec = load_model(path)
    plan = dataclasses.replace(TINY, out=tmp_path / "next.safetensors", start_from=path, encoder=(), image_size=None)
    start = start_of(plan, spec)
    assert start.names == {"image": "lite0-tuned"}
    trained = train(
        data, plan.out, modalities=("image",), start_from=path, encoder=(), image_size=None, epochs=1, learning_rate=1e-7
    )
    after = load_model(plan.out)[0]
    first, second = as_kept(model), as_kept(after)
    layers = [name for name in first if name.startswith("encoders.image.layers.")]
    assert layers
    assert all(torch.allclose(first[name].float(), second[name].float(), atol=1e-3) for name in layers)
    assert trained.result.val_accuracy > 0.9
