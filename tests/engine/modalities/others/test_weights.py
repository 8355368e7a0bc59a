import pickle

import pytest
import torch
from safetensors.torch import save_file

from mmdesk.core.errors import ModelFileError
from mmdesk.engine.modalities.others.weights import halved, hash_of, kept_names, read, read_kept, tokenizer_in


def test_matrices_are_halved_and_vectors_are_not():
    tensors = {"matrix": torch.rand(3, 2), "vector": torch.rand(3), "large": torch.full((2, 2), 1e6), "count": torch.tensor(3)}
    assert {name: tensor.dtype for name, tensor in halved(tensors).items()} == {
        "matrix": torch.float16,
        "vector": torch.float32,
        "large": torch.float32,
        "count": torch.int64,
    }


def test_the_hash_tells_every_change():
    tensors = {"a": torch.arange(6.0).view(2, 3), "b": torch.zeros(())}
    same = {"b": torch.zeros(()), "a": torch.arange(6.0).view(3, 2).flatten().view(2, 3)}
    assert hash_of(tensors) == hash_of(same)
    others = [
        {**tensors, "a": tensors["a"].view(3, 2)},
        {**tensors, "a": tensors["a"].half()},
        {**tensors, "a": tensors["a"] + 1},
        {"c": tensors["a"], "b": tensors["b"]},
        {"a": tensors["a"]},
    ]
    assert len({hash_of(tensors), *map(hash_of, others)}) == 6


def test_a_model_file_keeps_those_of_each_modality_apart(tmp_path):
    path = tmp_path / "model.safetensors"
    save_file({"heads.weight": torch.zeros(1), **kept_names({"a": torch.ones(2, 2)}, "image")}, path)
    assert {name: tensor.tolist() for name, tensor in read_kept(path, "image").items()} == {"a": [[1, 1], [1, 1]]}
    assert read_kept(path, "text") == {}
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ModelFileError, match="damaged"):
        read_kept(path, "image")


def test_a_pickle_is_not_read_whatever_it_is_called(tmp_path):
    path = tmp_path / "model.safetensors"
    path.write_bytes(pickle.dumps({"a": 1}))
    with pytest.raises(ModelFileError, match="is a pickle, which could run code"):
        read([path])


@pytest.mark.parametrize("change", [lambda data: data[:-3], lambda data: data[:20], lambda data: b"<html>" + data])
def test_what_was_cut_short_is_one_sentence(tmp_path, change):
    path = tmp_path / "model.safetensors"
    save_file({"a": torch.zeros(4, 4)}, path)
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(ModelFileError, match=r"model\.safetensors in .* is damaged or cut short"):
        read([path])


def test_the_words_are_kept_as_bytes(tmp_path):
    assert tokenizer_in(tmp_path) == {}
    (tmp_path / "tokenizer.json").write_text('{"蓝": 1}', encoding="utf-8")
    assert bytes(tokenizer_in(tmp_path)["tokenizer.json"].numpy()).decode() == '{"蓝": 1}'
    (tmp_path / "tokenizer.json").write_text("")
    with pytest.raises(ModelFileError, match="damaged"):
        tokenizer_in(tmp_path)
