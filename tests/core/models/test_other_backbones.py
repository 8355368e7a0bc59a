import dataclasses
import json
import tomllib
from pathlib import Path

import pytest

from mmdesk.core.errors import ModelFileError
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.models import other_backbones
from mmdesk.core.models.encoders import described
from mmdesk.core.models.other_backbones import (
    EXTRA,
    FAMILIES,
    LIBRARIES,
    OtherBackbone,
    check_library,
    is_other,
    library_of,
    modality_of,
)
from mmdesk.core.models.spec import EncoderSpec, ModelSpec

ROOT = Path(__file__).resolve().parents[3]
CLIP = OtherBackbone(
    "transformers", "openai/clip-vit-base-patch32", "clip", "MIT", 512, "ab" * 32, (("config.json", '{"projection_dim": 512}'),)
)


def spec_with(other):
    numbers = MODALITIES["image"].front_end()
    return ModelSpec(("a", "b"), {"image": EncoderSpec(other.name, numbers, other)})


def test_a_description_comes_back_as_it_was_and_tells_no_place(tmp_path):
    spec = spec_with(CLIP).placed(tmp_path / "model.safetensors")
    assert spec.others["image"].place == tmp_path / "model.safetensors"
    assert str(tmp_path) not in spec.to_json()
    again = ModelSpec.from_json(spec.to_json())
    assert again == spec
    assert again.others["image"].place is None
    assert again.others["image"].settings("config.json") == {"projection_dim": 512}
    assert again.others["image"].settings("preprocessor_config.json") == {}


def test_descriptions_without_one_are_written_as_ever():
    numbers = MODALITIES["image"].front_end()
    assert EncoderSpec("lite0", numbers).to_json() == {"name": "lite0", "front_end": dataclasses.asdict(numbers)}


def test_another_name_leaves_it_behind():
    spec = spec_with(CLIP)
    assert spec.with_encoders({"image": CLIP.name}) == spec
    assert spec.with_encoders({"image": "fresh"}).others == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"library": "os"},
        {"title": ""},
        {"title": "x" * 300},
        {"family": "bert"},
        {"family": "unheard-of"},
        {"features": 0},
        {"features": 10**9},
        {"sha256": "short"},
        {"files": {"config.json": 3}},
        {"files": ["config.json"]},
    ],
)
def test_what_no_backbone_can_be_is_a_damaged_description(wrong):
    document = json.loads(spec_with(CLIP).to_json())
    document["encoders"]["image"]["other"] |= wrong
    with pytest.raises(ModelFileError, match="cannot read"):
        ModelSpec.from_json(json.dumps(document))


def test_an_encoder_is_called_as_its_backbone():
    document = json.loads(spec_with(CLIP).to_json())
    document["encoders"]["image"]["name"] = "lite0"
    with pytest.raises(ModelFileError, match="cannot read"):
        ModelSpec.from_json(json.dumps(document))


def test_families_are_of_modalities_that_there_are():
    assert {family.modality for family in FAMILIES.values()} <= set(MODALITIES)
    assert modality_of("timm", "resnet18") == "image"
    assert modality_of("transformers", "bert") == "text"
    assert modality_of("transformers", "gpt2") is None


def test_folders_and_names_on_a_hub_are_none_of_ours(tmp_path):
    assert is_other(str(tmp_path))
    assert is_other("timm/resnet18.a1_in1k")
    assert is_other("hub:bert")
    assert not is_other("lite0")
    assert not is_other("lite1")


def test_the_library_of_a_name_is_known_before_it_is_there():
    assert library_of("timm/resnet18.a1_in1k") == library_of("hub:timm/resnet18.a1_in1k") == "timm"
    assert library_of("openai/clip-vit-base-patch32") == "transformers"


def test_the_extra_that_the_sentence_names_brings_both():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extra = project["project"]["optional-dependencies"]["backbones"]
    assert EXTRA == 'pip install "mmdesk[backbones]"'
    assert {requirement.partition(">")[0] for requirement in extra} == set(LIBRARIES)
    assert set(extra) <= set(project["dependency-groups"]["dev"]), "the tests have them"


def test_a_missing_library_is_one_sentence(monkeypatch):
    monkeypatch.setattr(other_backbones, "find_spec", lambda name: None)
    with pytest.raises(ModelFileError) as told:
        check_library("transformers", "openai/clip")
    assert str(told.value) == (
        "The encoder openai/clip needs the package transformers, which is not installed."
        ' Install it by: pip install "mmdesk[backbones]"'
    )


def test_it_is_told_in_words_whatever_its_name():
    assert described("transformers:openai/clip") == "openai/clip (transformers), learned before"
    assert described("timm:{x}") == "{x} (timm), learned before"
