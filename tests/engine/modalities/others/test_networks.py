import json

import pytest
import torch
from other_encoders import NETWORKS, write_timm, write_transformers
from safetensors.torch import load_file, save_file

from mmdesk.core.models.backbone_folder import found_in
from mmdesk.core.models.other_backbones import FAMILIES
from mmdesk.engine.modalities.others import networks
from mmdesk.engine.modalities.others.libraries import library
from mmdesk.engine.modalities.others.networks import as_kept, check_settings, filled
from mmdesk.engine.modalities.others.weights import read


def test_the_tests_know_every_family():
    assert set(FAMILIES) - set(NETWORKS) == {"siglip"}, "which differs from its vision model only in what lies beside that"


@pytest.mark.parametrize("family", NETWORKS)
def test_what_is_kept_makes_the_same_network(tmp_path, family):
    found = found_in(write_transformers(tmp_path / "copy", family), FAMILIES[family].modality)
    first = filled(found.backbone, read(found.weights))
    again = filled(found.backbone, as_kept(found.backbone, first))
    assert not again.training
    own, others = first.state_dict(), again.state_dict()
    assert own.keys() == others.keys()
    assert all(torch.equal(own[name], others[name]) for name in own)


def test_names_of_earlier_versions_are_known(tmp_path):
    """As they stand in files on hubs, with a head that nobody asks for."""
    folder = write_transformers(tmp_path / "copy", "vit")
    path = folder / "model.safetensors"
    weights = {f"vit.{name}": tensor for name, tensor in load_file(path).items()}
    assert "vit.encoder.layer.0.attention.attention.query.weight" in weights
    save_file({**weights, "classifier.weight": torch.zeros(3, 32), "classifier.bias": torch.zeros(3)}, path, {"format": "pt"})
    found = found_in(folder, "image")
    assert filled(found.backbone, read(found.weights))


@pytest.mark.parametrize("family", ["clip", "bert", "wav2vec2"])
@pytest.mark.parametrize("change", ["less", "wider", "none"])
def test_weights_of_another_network_are_refused(tmp_path, family, change):
    found = found_in(write_transformers(tmp_path / "copy", family), FAMILIES[family].modality)
    weights = read(found.weights)
    name = next(name for name in weights if "layers.0." in name or "layer.0." in name)
    if change == "less":
        del weights[name]
    if change == "wider":
        weights[name] = torch.zeros(*[side + 1 for side in weights[name].shape])
    with pytest.raises(ValueError, match=r".*"):
        filled(found.backbone, {} if change == "none" else weights)


def test_timm_makes_what_its_name_says(tmp_path):
    found = found_in(write_timm(tmp_path / "copy"), "image")
    network = filled(found.backbone, read(found.weights))
    timm = library("timm", "x")
    own = timm.create_model("test_resnet", num_classes=0).eval()
    own.load_state_dict({name: tensor for name, tensor in read(found.weights).items() if not name.startswith("fc.")})
    pixels = torch.rand(1, 3, 64, 64)
    with torch.inference_mode():
        assert torch.equal(network(pixel_values=pixels), own(pixels))
    weights = read(found.weights)
    del weights["conv1.0.weight"]
    with pytest.raises(ValueError, match=r"conv1"):
        filled(found.backbone, weights)


def test_timm_is_not_told_to_read_other_files(tmp_path):
    folder = write_timm(tmp_path / "copy")
    bad = tmp_path / "bad.pt"
    bad.write_bytes(b"nobody reads it")
    config = json.loads((folder / "config.json").read_text())
    config["model_args"] = {"checkpoint_path": str(bad), "pretrained": True, "pretrained_cfg": {"file": str(bad)}, "num_classes": 7}
    (folder / "config.json").write_text(json.dumps(config))
    found = found_in(folder, "image")
    with torch.inference_mode():
        assert filled(found.backbone, read(found.weights))(pixel_values=torch.rand(1, 3, 64, 64)).shape == (1, 96)


def test_an_unknown_architecture_is_refused(tmp_path):
    folder = write_timm(tmp_path / "copy")
    (folder / "config.json").write_text('{"architecture": "resnet_of_tomorrow"}')
    found = found_in(folder, "image")
    with pytest.raises(ValueError, match=r".*"):
        filled(found.backbone, read(found.weights))


@pytest.mark.parametrize(
    "settings",
    [{"hidden_size": 10**9}, {"num_hidden_layers": 10**6}, {"vision_config": {"depths": [1, 10**5]}}, {"a": [{"b": -(10**9)}]}],
)
def test_no_memory_is_taken_for_what_cannot_be(settings):
    with pytest.raises(ValueError, match=r".*"):
        check_settings(settings)


def test_networks_larger_than_their_weights_are_not_built(tmp_path, monkeypatch):
    monkeypatch.setattr(networks, "MAX_SETTING", 1000)
    folder = write_transformers(tmp_path / "copy", "bert")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "vocab_size": 900}))
    found = found_in(folder, "text")
    with pytest.raises(ValueError, match="cannot be"):
        filled(found.backbone, read(found.weights))


def test_a_folder_may_say_that_the_first_place_stands_for_all(tmp_path):
    folder = write_transformers(tmp_path / "copy", "bert")
    tokens = torch.tensor([[2, 8, 3]])
    mean = filled(found_in(folder, "text").backbone, read([folder / "model.safetensors"]))(input_ids=tokens)
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_cls_token": true}')
    first = filled(found_in(folder, "text").backbone, read([folder / "model.safetensors"]))
    assert first.pooling == "first"
    assert not torch.allclose(first(input_ids=tokens), mean)
