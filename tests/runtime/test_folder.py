"""The page beside an exported model tells how to feed it, and what it tells works."""

import json
import re

import numpy as np
import pytest
import tokenizers
from tiny import sample_of, tiny_spec
from tiny_export import exported

from mmdesk.runtime.folder import FACTS, GUIDE, MODEL, write_guide
from mmdesk.runtime.onnx_engine import ExportedModel


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("elsewhere")
    exported(folder / MODEL, tiny_spec(("image", "text")))
    write_guide(folder, ExportedModel(folder / MODEL))
    return folder


def test_the_code_on_the_page_runs(folder, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    page = (folder / GUIDE).read_text(encoding="utf-8")
    exec(re.search(r"```python\n(.*?)```", page, re.DOTALL)[1], {})
    assert len(re.findall(r"\d\.\d+", capsys.readouterr().out)) == 3


def test_the_facts_are_those_of_the_graph(folder):
    facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    model = ExportedModel(folder / MODEL)
    assert (facts["labels"], facts["modalities"]) == (["red", "green", "蓝"], ["image", "text"])
    assert {one["name"] for one in facts["inputs"]} == model.taken
    given = model.inputs(sample_of("red"))
    for one in facts["inputs"][1:]:
        values = given[one["name"]]
        assert (str(values.dtype), values.ndim) == (one["type"], len(one["shape"]))
        assert all(size in {"B", "N", actual} for size, actual in zip(one["shape"], values.shape, strict=True))


def test_the_tokenizer_gives_what_the_model_was_asked_with(folder):
    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    sample = sample_of("red")
    expected = ExportedModel(folder / MODEL).inputs(sample)["text_tokens"][0]
    np.testing.assert_array_equal(tokenizer.encode(sample["text"]).ids[:12], expected)
