import json

import numpy as np
import pytest
import torch
from other_encoders import WORDS, words, write_transformers

from mmdesk.core.errors import ModelFileError
from mmdesk.core.modalities.text.front_end import TextFrontEnd
from mmdesk.core.models.other_backbones import OtherBackbone
from mmdesk.engine.modalities.others.libraries import library
from mmdesk.engine.modalities.text.other import OtherWords, longest, own_tokenizer
from mmdesk.engine.training.other_encoders import taken

TEXTS = ("this one is red, number 7", "蓝", "")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_transformers(tmp_path_factory.mktemp("bert") / "copy", "bert")


@pytest.fixture(scope="module")
def front_end(folder):
    return OtherWords(TextFrontEnd(), taken(folder, "text"))


def test_it_gives_the_mean_over_the_tokens_as_its_own_library_does(folder, front_end):
    transformers = library("transformers", "bert")
    tokenizer = transformers.PreTrainedTokenizerFast(tokenizer_file=str(folder / "tokenizer.json"), pad_token="[PAD]")
    network = transformers.BertModel.from_pretrained(folder).eval()
    batch = tokenizer(list(TEXTS), padding=True, return_tensors="pt", return_token_type_ids=False)
    with torch.inference_mode():
        states, mask = network(**batch).last_hidden_state, batch["attention_mask"].unsqueeze(-1)
        expected = ((states * mask).sum(1) / mask.sum(1)).numpy()
    found = np.stack([front_end.features(front_end.prepare(text)) for text in TEXTS])
    assert found.dtype == front_end.dtype
    np.testing.assert_allclose(found, expected, atol=0.02 * np.abs(expected).max())


def test_texts_of_any_length_fit(front_end):
    long = front_end.features("red " * 100_000)
    assert np.isfinite(long).all()
    assert np.array_equal(long, front_end.features("red " * 1000))


@pytest.mark.parametrize(
    ("files", "most"),
    [
        ({"config__json": {}}, 256),
        ({"config__json": {"max_position_embeddings": 130}}, 128),
        ({"config__json": {}, "sentence_bert_config__json": {"max_seq_length": 64}}, 64),
        ({"config__json": {}, "tokenizer_config__json": {"model_max_length": 10**30}}, 256),
    ],
)
def test_as_many_tokens_as_the_network_has_places_for(files, most):
    texts = tuple((name.replace("__", "."), json.dumps(content)) for name, content in files.items())
    assert longest(OtherBackbone("transformers", "x", "bert", "", 8, "00" * 32, texts)) == most


def test_a_tokenizer_with_more_words_than_the_network_is_refused():
    with pytest.raises(ValueError, match=r".*"):
        own_tokenizer(words().to_str(), len(WORDS) - 1, 16)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"version": "1.0"}'])
def test_what_is_no_tokenizer_is_refused(text):
    with pytest.raises(ValueError, match="no tokenizer"):
        own_tokenizer(text, 100, 16)


def test_a_tokenizer_that_could_fill_the_memory_is_refused():
    document = json.loads(words().to_str())
    document["normalizer"] = {"type": "Replace", "pattern": {"String": "a"}, "content": "b" * 10**6}
    with pytest.raises(ValueError, match="no tokenizer"):
        own_tokenizer(json.dumps(document), 100, 16)


def test_a_folder_without_words_is_one_sentence(tmp_path):
    folder = write_transformers(tmp_path / "bert", "bert")
    (folder / "tokenizer.json").unlink()
    with pytest.raises(ModelFileError, match="do not fit its settings"):
        taken(folder, "text")
