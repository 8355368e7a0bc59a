import json

import pytest

from mmdesk.core.errors import ModelFileError
from mmdesk.core.models.backbone_folder import found_in

BERT = {
    "model_type": "bert",
    "hidden_size": 32,
    "id2label": {"0": "LABEL_0"},
    "_name_or_path": "sentence-transformers/all-MiniLM-L6-v2",
}
RESNET = {"architecture": "resnet18", "pretrained_cfg": {"tag": "a1_in1k", "license": "apache-2.0", "label_names": ["x"]}}


def write(folder, config=BERT, weights=("model.safetensors",), **others):
    folder.mkdir(exist_ok=True)
    if config is not None:
        (folder / "config.json").write_text(config if isinstance(config, str) else json.dumps(config))
    for name in weights:
        (folder / name).write_bytes(b"weights")
    for name, text in others.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return folder


def test_a_folder_of_transformers_is_recognised_by_its_settings(tmp_path):
    readme = "---\nlanguage: en\nlicense: apache-2.0\n---\n# A sentence encoder\nlicense: none\n"
    folder = write(tmp_path / "copy", README__md=readme, tokenizer_config__json='{"model_max_length": 128, "secret": 1}')
    found = found_in(folder, "text")
    backbone = found.backbone
    assert backbone.name == "transformers:sentence-transformers/all-MiniLM-L6-v2"
    assert (backbone.family, backbone.licence, backbone.place) == ("bert", "apache-2.0", folder)
    assert backbone.settings("config.json") == {"model_type": "bert", "hidden_size": 32}
    assert backbone.settings("tokenizer_config.json") == {"model_max_length": 128}
    assert found.weights == (folder / "model.safetensors",)


def test_a_folder_of_timm_is_recognised_by_its_architecture(tmp_path):
    backbone = found_in(write(tmp_path / "copy", RESNET), "image").backbone
    assert (backbone.name, backbone.family, backbone.licence) == ("timm:resnet18.a1_in1k", "resnet18", "apache-2.0")
    assert backbone.settings("config.json")["pretrained_cfg"] == {"tag": "a1_in1k", "license": "apache-2.0"}


def test_the_folder_gives_its_name_where_the_makers_give_none(tmp_path):
    folder = write(tmp_path / "我的 {encoder}", {"model_type": "vit", "_name_or_path": "/home/ada/vit"})
    assert found_in(folder, "image").backbone.title == "我的 {encoder}"
    assert found_in(folder, "image", "google/vit").backbone.title == "google/vit"
    assert found_in(folder, "image").backbone.licence == ""


def test_what_clip_makes_of_pictures_is_projected_if_it_was_so_saved(tmp_path):
    config = {"model_type": "clip_vision_model", "architectures": ["CLIPVisionModelWithProjection"]}
    assert found_in(write(tmp_path / "a", config), "image").backbone.family == "clip"
    assert found_in(write(tmp_path / "b", {"model_type": "clip_vision_model"}), "image").backbone.family == "clip_vision_model"


def test_weights_may_lie_in_several_files(tmp_path):
    index = json.dumps({"weight_map": {"b": "model-2.safetensors", "a": "model-1.safetensors", "c": "model-1.safetensors"}})
    folder = write(tmp_path / "copy", weights=("model-1.safetensors", "model-2.safetensors"), model__safetensors__index__json=index)
    assert [path.name for path in found_in(folder, "text").weights] == ["model-1.safetensors", "model-2.safetensors"]
    (folder / "model-2.safetensors").unlink()
    with pytest.raises(ModelFileError, match=r"lacks model-2\.safetensors"):
        found_in(folder, "text")


@pytest.mark.parametrize("place", ["../model.safetensors", "/etc/passwd", "sub/model.safetensors", "model.bin"])
def test_no_weights_are_read_from_elsewhere(tmp_path, place):
    index = json.dumps({"weight_map": {"a": place}})
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    folder = write(tmp_path / "copy", weights=("model.bin",), model__safetensors__index__json=index)
    with pytest.raises(ModelFileError, match="a part of its weights"):
        found_in(folder, "text")


@pytest.mark.parametrize(
    ("config", "weights", "others", "said"),
    [
        (None, (), {}, r"has no config\.json"),
        ("{", (), {}, r"config\.json is damaged"),
        ("[1]", (), {}, r"config\.json is damaged"),
        ("[" * 100_000, (), {}, r"config\.json is damaged"),
        ({}, (), {}, r"of the kind \?, which cannot be an encoder"),
        ({"model_type": "gpt2"}, (), {}, "of the kind gpt2"),
        ({"model_type": ["bert"]}, (), {}, r"of the kind \?"),
        ({"architecture": "../x"}, (), {}, "of the kind"),
        ({"model_type": "vit"}, (), {}, "is for the picture, not for the words"),
        ({"model_type": "clip_vision_model", "architectures": 5}, (), {}, "is for the picture, not for the words"),
        (BERT, (), {}, "has no weights"),
        (BERT, ("pytorch_model.bin",), {}, r"only as a pickle \(pytorch_model\.bin\), which could run code"),
        (BERT, ("model.pt", "model.ckpt"), {}, r"pickle \(model\.ckpt, model\.pt\)"),
        (BERT, ("model.safetensors",), {"modeling__py": "print('!')"}, r"program code of its own along \(modeling\.py\)"),
        (
            {**BERT, "auto_map": {"AutoModel": "x--y.Z"}},
            ("model.safetensors",),
            {},
            r"program code of its own along \(config\.json\)",
        ),
    ],
)
def test_what_serves_no_encoder_is_one_sentence(tmp_path, config, weights, others, said):
    with pytest.raises(ModelFileError, match=said) as told:
        found_in(write(tmp_path / "copy", config, weights, **others), "text")
    assert str(told.value).count("\n") == 0


def test_settings_too_deep_to_go_through_are_damaged(tmp_path):
    config = '{"model_type": "bert", "x": ' + '{"y": ' * 700 + "1" + "}" * 701
    with pytest.raises(ModelFileError, match=r"config\.json is damaged"):
        found_in(write(tmp_path / "copy", config), "text")


def test_a_missing_folder_is_one_sentence(tmp_path):
    with pytest.raises(ModelFileError, match="There is no folder"):
        found_in(tmp_path / "nowhere", "image")


def test_what_may_not_be_read_is_one_sentence(tmp_path, nobody):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as place:
        folder = write(Path(place) / "copy")
        (folder / "config.json").chmod(0)
        with pytest.raises(ModelFileError, match="cannot be read"):
            found_in(folder, "text")
