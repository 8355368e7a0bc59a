import dataclasses
import json

import torch
from tiny import TINY, tiny_spec

from mmdesk.core.training.unfinished import unfinished_file
from mmdesk.engine.model.checkpoint import save_tensors
from mmdesk.engine.training.unfinished import choices, unfinished_encoders


def kept(out, spec):
    save_tensors(unfinished_file(out), {"a": torch.zeros(1)}, {"spec": spec})


def test_the_encoders_of_an_interrupted_training_are_told(tmp_path):
    out = tmp_path / "m.safetensors"
    assert unfinished_encoders(out) is None
    kept(out, tiny_spec().with_encoders({"text": "sentence", "audio": "fresh"}).to_json())
    assert unfinished_encoders(out) == {"text": "sentence", "audio": "fresh"}


def test_what_an_earlier_version_left_is_none(tmp_path):
    out = tmp_path / "m.safetensors"
    kept(out, json.dumps({"labels": ["a"], "modalities": ["text"]}))
    assert unfinished_encoders(out) is None


def test_where_and_whether_a_training_goes_on_is_no_choice_of_it(tmp_path):
    assert choices(TINY) == choices(dataclasses.replace(TINY, out=tmp_path / "other.safetensors", resume=True))
    assert choices(TINY) != choices(dataclasses.replace(TINY, seed=TINY.seed + 1))


def test_of_the_model_that_a_training_begins_with_the_content_counts(tmp_path):
    first, moved = (dataclasses.replace(TINY, start_from=tmp_path / name) for name in ("a.safetensors", "b.safetensors"))
    assert choices(first, "1") == choices(moved, "1") != choices(first, "2")
    assert choices(first, "1") != choices(TINY)
