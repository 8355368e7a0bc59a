"""Older model files answer as they did."""

import json

import pytest
import torch
from safetensors.torch import load_file, save_file
from tiny import tiny_spec

from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.engine.model.checkpoint import load_model, save_model
from mmdesk.engine.model.fused_model import build


def description(spec):
    """As format 1 had it."""
    data = json.loads(spec.to_json())
    encoders = data.pop("encoders")
    return json.dumps({**data, "modalities": list(encoders), **{name: encoder["front_end"] for name, encoder in encoders.items()}})


@pytest.mark.parametrize("dimension", [16, 200])
@pytest.mark.parametrize("fusion", ["gated", "mixture"])
def test_format_1_had_products_of_raw_embeddings(tmp_path, dimension, fusion):
    torch.manual_seed(0)
    spec = tiny_spec(dimension=dimension, fusion=fusion)
    path = tmp_path / "old.safetensors"
    save_model(path, build(spec), spec)
    tensors = {name: value for name, value in load_file(path).items() if "whitenings" not in name}
    old = {}
    for index in range(len(MODALITIES)):
        old[index] = torch.nn.Linear(dimension, 128)
        tensors[f"fusion.factors.{index}.weight"] = old[index].weight.detach()
        tensors[f"fusion.factors.{index}.bias"] = old[index].bias.detach()
    save_file(tensors, path, {"mmdesk.format": "1", "mmdesk.spec": description(spec)})
    model, _ = load_model(path)
    embeddings = torch.randn(5, dimension)
    for index in range(len(MODALITIES)):
        factors = model.fusion.factors[index](model.fusion.whitenings[index](embeddings))
        torch.testing.assert_close(factors, old[index](embeddings))


def test_other_fusions_had_none(tmp_path):
    spec = tiny_spec(fusion="concat")
    path = tmp_path / "old.safetensors"
    model = build(spec)
    contiguous = {name: value.contiguous() for name, value in model.state_dict().items()}
    save_file(contiguous, path, {"mmdesk.format": "1", "mmdesk.spec": description(spec)})
    loaded, _ = load_model(path)
    assert all(torch.equal(value, model.state_dict()[name]) for name, value in loaded.state_dict().items())
