import json

import numpy as np
import pytest
import torch
from other_encoders import write_clip, write_timm, write_transformers
from safetensors.torch import load_file

from mmdesk.core.errors import ModelFileError
from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.models.other_backbones import OtherBackbone
from mmdesk.engine.modalities.image.other import CLIP, IMAGENET, OtherPictures, Sight, sight_of
from mmdesk.engine.modalities.others.libraries import library
from mmdesk.engine.training.other_encoders import taken


def backbone(library="transformers", family="vit", **files):
    texts = tuple((name.replace("__", "."), json.dumps(content)) for name, content in files.items())
    return OtherBackbone(library, "x", family, "", 8, "00" * 32, texts)


@pytest.mark.parametrize(
    ("other", "sight"),
    [
        (backbone(family="clip", config__json={"vision_config": {"image_size": 336, "patch_size": 14}}), Sight(336, *CLIP)),
        (backbone(config__json={}), Sight(224, (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))),
        (
            backbone(
                family="convnext",
                config__json={"image_size": 224},
                preprocessor_config__json={"size": {"shortest_edge": 384}, "image_mean": [0.1, 0.2, 0.3], "image_std": [1, 1, 1]},
            ),
            Sight(384, (0.1, 0.2, 0.3), (1, 1, 1)),
        ),
        (
            backbone(
                family="dinov2",
                config__json={"image_size": 518, "patch_size": 14},
                preprocessor_config__json={"do_center_crop": True, "crop_size": {"height": 224, "width": 224}, "size": 256},
            ),
            Sight(224, *IMAGENET),
        ),
        (
            backbone(processor_config__json={"image_processor": {"do_normalize": False, "size": {"height": 64, "width": 64}}}),
            Sight(64, (0, 0, 0), (1, 1, 1)),
        ),
        (
            backbone("timm", "resnet18", config__json={"pretrained_cfg": {"input_size": [3, 160, 160], "mean": [0, 0, 0]}}),
            Sight(160, (0, 0, 0), IMAGENET[1]),
        ),
        (backbone("timm", "resnet18", config__json={}), Sight(224, *IMAGENET)),
    ],
)
def test_it_sees_as_the_settings_say(other, sight):
    assert sight_of(other) == sight


@pytest.mark.parametrize(
    "told", [{"image_std": [0, 0, 0]}, {"image_mean": [0.5]}, {"image_mean": ["a"] * 3}, {"size": 100_000}, {"size": {"x": 3}}]
)
def test_what_no_network_sees_is_no_setting(told):
    with pytest.raises((ValueError, TypeError)):
        sight_of(backbone(config__json={}, preprocessor_config__json=told))


@pytest.fixture(scope="module")
def picture():
    pixels = np.random.default_rng(0).integers(0, 256, (32, 32, 3), dtype=np.uint8)
    return Picture(pixels, (32, 32))


def tower(folder):
    return write_transformers(folder, "clip")


@pytest.mark.parametrize(("write", "kind"), [(write_clip, "CLIPModel"), (tower, "CLIPVisionModelWithProjection")])
def test_clip_gives_what_its_own_library_makes_of_it(tmp_path, picture, write, kind):
    folder = write(tmp_path / "clip")
    other = taken(folder, "image")
    front_end = OtherPictures(ImageFrontEnd(), other)
    assert other.features == 24
    assert (front_end.size, front_end.shape, front_end.dtype) == (32, (24,), np.float16)
    found = front_end.features(front_end.prepare(picture))
    network = getattr(library("transformers", "clip"), kind).from_pretrained(folder).eval()
    mean, deviation = (torch.tensor(values).view(3, 1, 1) for values in CLIP)
    pixels = (torch.from_numpy(picture.pixels).permute(2, 0, 1) / 255 - mean) / deviation
    with torch.inference_mode():
        expected = network.visual_projection(network.vision_model(pixels[None]).pooler_output)[0].numpy()
    np.testing.assert_allclose(found, expected, atol=0.02 * np.abs(expected).max())


def test_timm_gives_the_mean_over_the_picture(tmp_path, picture):
    other = taken(write_timm(tmp_path / "timm"), "image")
    front_end = OtherPictures(ImageFrontEnd(), other)
    found = front_end.features(front_end.prepare(picture))
    network = library("timm", "x").create_model("test_resnet").eval()
    network.load_state_dict(load_file(tmp_path / "timm" / "model.safetensors"))
    pixels = (torch.from_numpy(front_end.prepare(picture)).permute(2, 0, 1) / 255 - 0.5) / 0.25
    with torch.inference_mode():
        expected = network.forward_head(network.forward_features(pixels[None]), pre_logits=True)[0].numpy()
    np.testing.assert_allclose(found, expected, atol=0.02 * np.abs(expected).max())


@pytest.mark.parametrize("told", [[1], {"input_size": []}, {"input_size": 3}, {"mean": "x"}])
def test_settings_of_timm_that_cannot_be_are_one_sentence(tmp_path, told):
    folder = write_timm(tmp_path / "timm")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "pretrained_cfg": told}))
    with pytest.raises(ModelFileError, match="do not fit its settings"):
        taken(folder, "image")


def test_the_same_picture_gives_the_same_features(tmp_path, picture):
    front_end = OtherPictures(ImageFrontEnd(), taken(write_transformers(tmp_path / "vit", "vit"), "image"))
    prepared = front_end.prepare(picture)
    assert np.array_equal(front_end.features(prepared), front_end.features(prepared))
    assert front_end.inputs(front_end.features(prepared)[None]).dtype == torch.float32


@pytest.mark.parametrize("told", ['{"image_std": [0, 0, 0]}', '{"image_mean": {"a": 1}}', '{"image_mean": 5}'])
def test_settings_that_cannot_be_are_one_sentence(tmp_path, told):
    folder = write_transformers(tmp_path / "vit", "vit")
    (folder / "preprocessor_config.json").write_text(told)
    with pytest.raises(ModelFileError, match="do not fit its settings"):
        taken(folder, "image")
