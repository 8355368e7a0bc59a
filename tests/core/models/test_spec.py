import dataclasses
import json

import pytest

from mmdesk.core.errors import ModelFileError
from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.models.spec import ALONE, CONFLICT, IGNORED, EncoderSpec, ModelSpec
from mmdesk.core.tasks.numbers import TargetScale

SPEC = ModelSpec(
    labels=("七", "8"),
    encoders={"image": EncoderSpec("fresh", ImageFrontEnd(size=48)), "audio": EncoderSpec("other", AudioFrontEnd(seconds=1.5))},
    temperatures={"image": 1.25},
    card={"title": "Digits"},
)


def test_a_spec_survives_its_json():
    assert ModelSpec.from_json(SPEC.to_json()) == SPEC


def test_names_stay_readable_in_the_file():
    assert "七" in SPEC.to_json()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "[]",
        "{}",
        "null",
        json.dumps({**dataclasses.asdict(SPEC), "strange": 1}),
        SPEC.to_json().replace("size", "side"),
    ],
)
def test_what_is_no_spec_names_the_file(text):
    with pytest.raises(ModelFileError, match=r"mine\.safetensors has a description that mmdesk cannot read"):
        ModelSpec.from_json(text, "mine.safetensors")


def test_modalities_come_in_their_usual_order_whatever_the_files_is():
    data = json.loads(SPEC.to_json())
    data["encoders"] = dict(reversed(data["encoders"].items()))
    assert list(ModelSpec.from_json(json.dumps(data)).encoders) == ["image", "audio"]


def test_a_modality_that_nobody_knows_is_refused():
    data = json.loads(SPEC.to_json())
    data["encoders"]["smell"] = data["encoders"]["image"]
    with pytest.raises(ModelFileError, match="cannot read"):
        ModelSpec.from_json(json.dumps(data))


def test_the_sizes_of_a_sound_follow_from_its_numbers():
    front_end = AudioFrontEnd(rate=16_000, seconds=1.0, hop=160)
    assert (front_end.samples, front_end.frames) == (16_000, 101)


@pytest.mark.parametrize(("key", "told"), [(ALONE, lambda spec: spec.alone), (IGNORED, lambda spec: spec.ignored)])
def test_how_modalities_are_heard_stands_there_too(key, told):
    assert tuple(told(SPEC)) == ()
    spec = dataclasses.replace(SPEC, training={key: ["image"]})
    assert told(ModelSpec.from_json(spec.to_json())) == ["image"]
    for wrong in ("image", ["smell"], None, [["image"]]):
        with pytest.raises((ValueError, TypeError)):
            dataclasses.replace(SPEC, training={key: wrong})


def test_where_conflict_begins_stands_in_the_summary_of_the_training_so_that_earlier_programs_open_the_file():
    assert SPEC.conflict is None
    spec = dataclasses.replace(SPEC, training={CONFLICT: 0.75})
    assert json.loads(spec.to_json()).keys() == json.loads(SPEC.to_json()).keys()
    assert ModelSpec.from_json(spec.to_json()).conflict == 0.75
    for wrong in ("much", 1.5, -0.1, float("nan"), [0.5]):
        with pytest.raises(ValueError, match="cannot"):
            dataclasses.replace(SPEC, training={CONFLICT: wrong})


def test_a_spec_from_before_there_were_numbers_is_one_of_classes():
    data = json.loads(SPEC.to_json())
    del data["task"], data["target"]
    assert ModelSpec.from_json(json.dumps(data)) == SPEC


def test_a_spec_of_numbers_survives_its_json_and_has_no_classes():
    spec = dataclasses.replace(SPEC, labels=(), task="regression", target=TargetScale(70.0, 2.5))
    assert ModelSpec.from_json(spec.to_json()) == spec
    for wrong in ({"labels": ("a",)}, {"task": "classification"}, {"task": "poetry"}):
        with pytest.raises(ValueError, match="cannot"):
            dataclasses.replace(spec, **wrong)
