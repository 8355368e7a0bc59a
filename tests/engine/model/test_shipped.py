"""A model file that carries the weights of its encoders opens where their packages are missing."""

import hashlib
import shutil

import pytest
from safetensors import safe_open
from safetensors.torch import save_file
from tiny import tiny_spec, train, write_dataset

from mmdesk.core.errors import ModelFileError
from mmdesk.core.models import backbones
from mmdesk.core.models.backbones import LITE0, SENTENCE, weights_of
from mmdesk.engine.model.checkpoint import load_model
from mmdesk.engine.model.shipped import PREFIX, shipped_files

CHOICES = {"modalities": ("image",), "encoder": ("image=lite0",)}


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_dataset(tmp_path_factory.mktemp("data"), {"train": 12, "test": 6}, missing=0)


@pytest.fixture(scope="module")
def carrying(data, tmp_path_factory):
    out = tmp_path_factory.mktemp("model") / "carrying.safetensors"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backbones, "_carried", {})
        train(data, out, **CHOICES, self_contained=True)
    return out


@pytest.fixture(autouse=True)
def nothing_carried_yet(monkeypatch):
    monkeypatch.setattr(backbones, "_carried", {})


@pytest.fixture
def without_packages(monkeypatch):
    monkeypatch.setattr(backbones, "path_of", lambda _: None)


def test_a_pair_needs_what_its_frozen_half_needs():
    spec = tiny_spec(("image", "text", "audio"))
    pairs = spec.with_encoders({"image": "fresh+lite0", "text": "fresh+tf-idf", "audio": "fresh+cepstra"})
    assert set(shipped_files(pairs)) == {f"{PREFIX}{file.sha256}" for file in LITE0.files}


def test_it_opens_without_the_package(carrying, without_packages):
    with pytest.raises(ModelFileError, match="are missing"):
        weights_of(LITE0)
    load_model(carrying)
    assert hashlib.sha256(weights_of(LITE0)).hexdigest() == LITE0.weights.sha256


def test_a_file_that_has_gone_since_is_as_if_nothing_were_carried(carrying, tmp_path, without_packages):
    load_model(shutil.copy(carrying, tmp_path / "moved.safetensors"))
    (tmp_path / "moved.safetensors").unlink()
    with pytest.raises(ModelFileError, match="are missing"):
        weights_of(LITE0)


def test_others_only_name_what_they_need(data, carrying, tmp_path):
    train(data, tmp_path / "plain.safetensors", **CHOICES)
    assert LITE0.size <= carrying.stat().st_size - (tmp_path / "plain.safetensors").stat().st_size <= LITE0.size + 1000


def test_what_is_carried_is_used_only_if_it_is_what_the_catalogue_knows(carrying, tmp_path, without_packages):
    with safe_open(carrying, framework="pt") as file:
        tensors, metadata = {name: file.get_tensor(name) for name in file.keys()}, file.metadata()  # noqa: SIM118
    (name,) = (name for name in tensors if name.startswith(PREFIX))
    tensors[name][1000] ^= 1
    save_file(tensors, tmp_path / "changed.safetensors", metadata)
    load_model(tmp_path / "changed.safetensors")
    with pytest.raises(ModelFileError, match="are missing"):
        weights_of(LITE0)


def test_words_of_an_encoder_go_along_with_its_weights(carrying):
    spec = load_model(carrying)[1]
    assert {name.removeprefix(PREFIX) for name in shipped_files(spec)} == {LITE0.weights.sha256}
    words = spec.with_encoders({"image": "fresh"})
    assert shipped_files(words) == {}
    assert {file.sha256 for file in SENTENCE.files} == {
        name.removeprefix(PREFIX) for name in shipped_files(spec.with_encoders({"image": SENTENCE.name}))
    }
