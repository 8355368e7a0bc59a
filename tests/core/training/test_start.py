"""What is taken over from another model's description, and how a model tells its descent."""

import dataclasses
import json
from pathlib import Path

import pytest
from specs import spec_of

from mmdesk.core.errors import OptionError
from mmdesk.core.models.backbones import LITE0_CLASSES
from mmdesk.core.models.spec import EncoderSpec
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.start import beginnings, descent, descent_words, handed_on

OTHER = spec_of(("a", "b"), ("image", "audio"))
PLAN = TrainPlan(start_from=Path("/home/someone/first.safetensors"))


def test_what_both_have_is_handed_on_in_order():
    assert [*handed_on(OTHER, PLAN, ("audio", "text", "image"))] == ["image", "audio"]
    assert handed_on(OTHER, PLAN, ("text", "audio")) == {"audio": OTHER.encoders["audio"]}


def test_a_classifier_with_classes_of_its_own_is_no_beginning():
    ready = dataclasses.replace(OTHER, encoders={"image": EncoderSpec(LITE0_CLASSES.name, OTHER.front_end("image"))})
    assert beginnings(ready) == {}
    with pytest.raises(OptionError, match=r"first.safetensors has no encoder that another training can begin with"):
        handed_on(ready, PLAN, ("image",))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"encoder": ("image=lite0",)}, "start_from already gives the encoder of the picture. Leave it out of encoder."),
        ({"image_size": 48}, "image_size is 48, but first.safetensors was made with 64. Give that number, too."),
        ({"audio_seconds": 2.5}, "audio_seconds is 2.5, but first.safetensors was made with 1.0. Give that number, too."),
        ({"dimension": 256}, "dimension is 256, but first.safetensors was made with 512. Give that number, too."),
        ({"preset": "classic"}, "first.safetensors is of the preset fast. Choose it too, or train without start_from."),
    ],
)
def test_choices_that_contradict_it_are_refused(changes, problem):
    with pytest.raises(OptionError) as caught:
        handed_on(OTHER, dataclasses.replace(PLAN, **changes), ("image", "audio"))
    assert str(caught.value) == problem


@pytest.mark.parametrize("changes", [{"encoder": ("text=fresh",)}, {"image_size": 64}, {"audio_seconds": 1}])
def test_choices_that_say_the_same_or_something_else_are_none(changes):
    assert [*handed_on(OTHER, dataclasses.replace(PLAN, **changes), ("image", "text", "audio"))] == ["image", "audio"]


def test_nothing_in_common_is_told_with_what_each_has():
    with pytest.raises(OptionError) as caught:
        handed_on(OTHER, PLAN, ("text",))
    sentence = "first.safetensors takes picture, sound, and what is trained has words: they share nothing. Choose another model."
    assert str(caught.value) == sentence


def test_descent_is_told_in_a_line_without_a_folder():
    told = json.loads(json.dumps(descent(Path("/home/someone/first.safetensors"), OTHER, "0" * 64, ("image", "audio"))))
    assert "someone" not in str(told)
    words = descent_words({"descends_from": told}, str)
    assert words == "“first” (first.safetensors), with its encoders for: picture, sound"
    titled = descent(Path("first.safetensors"), dataclasses.replace(OTHER, card={"title": "Pets"}), "", ("image",))
    assert titled["title"] == "Pets"


@pytest.mark.parametrize(
    "strange", [{}, {"descends_from": "x"}, {"descends_from": {"encoders": "image"}}, {"descends_from": {"title": "{file}"}}]
)
def test_what_a_stranger_writes_there_is_no_descent(strange):
    assert descent_words(strange, str) == ""


def test_strange_names_are_left_out():
    told = {"title": "{file}", "file": 3, "encoders": ["smell", ["image"], "image"]}
    assert descent_words({"descends_from": told}, str) == "“{file}” (3), with its encoders for: picture"
