import dataclasses

import pytest
import torch
from other_encoders import write_transformers
from safetensors.torch import save_file

from mmdesk.core.errors import ModelFileError
from mmdesk.core.models.backbone_folder import found_in
from mmdesk.engine.modalities.others import loading
from mmdesk.engine.modalities.others.loading import keep, ready, weights_in, weights_of
from mmdesk.engine.modalities.others.weights import hash_of, kept_names


@pytest.fixture(autouse=True)
def _nothing_ready():
    loading._kept.clear()
    yield
    loading._kept.clear()


@pytest.fixture
def folder(tmp_path):
    return write_transformers(tmp_path / "bert", "bert")


@pytest.fixture
def other(folder):
    found = found_in(folder, "text")
    return dataclasses.replace(found.backbone, sha256=hash_of(weights_in(found)), features=32)


def test_a_folder_gives_the_same_weights_every_time(folder, other):
    assert hash_of(weights_of(other, "text")) == other.sha256


def test_a_model_file_gives_them_without_the_folder(folder, other, tmp_path):
    path = tmp_path / "model.safetensors"
    save_file(kept_names(weights_of(other, "text"), "text"), path)
    tokens = torch.tensor([[2, 8, 3]])
    before = ready(other, "text").network(input_ids=tokens)
    loading._kept.clear()
    found = ready(dataclasses.replace(other, place=path), "text")
    assert torch.equal(found.network(input_ids=tokens), before)
    assert '"WordLevel"' in found.tokenizer


def test_other_weights_in_the_same_place_are_refused(folder, other):
    write_transformers(folder, "bert", seed=1)
    with pytest.raises(ModelFileError, match="bert has other weights of the encoder bert by now"):
        weights_of(other, "text")


def test_it_is_read_once(folder, other):
    first = ready(other, "text")
    (folder / "model.safetensors").unlink()
    assert ready(other, "text") is first
    assert ready(dataclasses.replace(other, title="another name"), "text") is first


def test_the_last_three_stay(folder, other):
    first = ready(other, "text")
    for number in range(loading.AT_ONCE):
        keep(dataclasses.replace(other, sha256=f"{number}"), weights_of(other, "text"))
    assert len(loading._kept) == loading.AT_ONCE
    assert ready(other, "text") is not first


def test_damaged_weights_are_one_sentence(folder):
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(ModelFileError, match="damaged or cut short"):
        weights_in(found_in(folder, "text"))


def test_weights_of_another_shape_are_one_sentence(folder):
    save_file({"embeddings.word_embeddings.weight": torch.zeros(2000, 2000)}, folder / "model.safetensors", {"format": "pt"})
    with pytest.raises(ModelFileError, match="do not fit its settings"):
        weights_in(found_in(folder, "text"))
