"""What the program and a model say about themselves."""

import dataclasses
import json
import re
import struct

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser
from specs import spec_of

import mmdesk
from mmdesk.app.about import AboutProgram, about_model
from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.modalities.text.front_end import TextFrontEnd
from mmdesk.core.models.backbones import BACKBONES, LITE0, SENTENCE
from mmdesk.core.models.other_backbones import OtherBackbone
from mmdesk.core.models.spec import EncoderSpec, ModelSpec
from mmdesk.core.paths import starter_model


def words(dialog):
    return dialog.findChild(QTextBrowser).toPlainText()


def test_the_program_tells_its_version_and_the_licence_of_every_part(window, qtbot):
    dialog = AboutProgram(window)
    dialog.open()
    assert mmdesk.__version__ in dialog.words.text()
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() > 0)
    (numpy,) = dialog.list.findItems("numpy", Qt.MatchFlag.MatchExactly)
    assert (numpy.text(1), "BSD" in numpy.text(2)) == (np.__version__, True)
    dialog.list.setCurrentItem(numpy)
    assert "Redistribution and use in source and binary forms" in dialog.wording.toPlainText()
    dialog.reject()


def test_it_may_be_closed_while_the_licences_are_being_read(window):
    dialog = AboutProgram(window)
    dialog.open()
    dialog.reject()


def test_the_model_tells_its_classes_and_file(window, ready):
    dialog = about_model(window, ready.model)
    assert "cat, 狗" in words(dialog)
    assert str(ready.model.path) in words(dialog)
    dialog.reject()


def test_what_a_card_says_is_no_markup(window, ready):
    spec = spec_of(("<b>x</b>",), ("text",), card={"limits": "<img src=x>"})
    dialog = about_model(window, type(ready.model)(ready.model.path, spec, "cpu", "", 1))
    assert "<img src=x>" in words(dialog)
    assert "<b>x</b>" in words(dialog)
    dialog.reject()


def test_the_model_tells_its_encoders_with_source_and_licence(window, ready):
    encoders = {
        "image": EncoderSpec("lite0", ImageFrontEnd()),
        "text": EncoderSpec("sentence+tf-idf", TextFrontEnd()),
        "audio": EncoderSpec("fresh+cepstra", AudioFrontEnd()),
    }
    dialog = about_model(window, type(ready.model)(ready.model.path, ModelSpec(("a", "b"), encoders), "cpu", "", 1))
    assert "Picture: EfficientNet-Lite0 (lite0), learned before from 1.3 million photographs" in words(dialog)
    assert f"{LITE0.source}, Apache-2.0" in words(dialog)
    assert "Words: Universal Sentence Encoder, multilingual, version 3 (sentence+tf-idf), learned before" in words(dialog)
    assert f"{SENTENCE.source}, Apache-2.0" in words(dialog)
    assert "Sound: learned from nothing, and beside it shapes of the spectrum (cepstra)" in words(dialog)
    dialog.reject()


@pytest.mark.parametrize(("licence", "told"), [("MIT", "MIT"), ("", "unknown licence; as its folder says")])
def test_the_model_tells_encoders_of_others_by_their_names(window, ready, licence, told):
    other = OtherBackbone("transformers", "openai/<i>clip</i>", "clip", licence, 512, "0" * 64, ())
    spec = ModelSpec(("a", "b"), {"image": EncoderSpec(other.name, ImageFrontEnd(), other)})
    dialog = about_model(window, type(ready.model)(ready.model.path, spec, "cpu", "", 1))
    assert f"Picture: openai/<i>clip</i> (transformers), learned before, {told}" in words(dialog)
    dialog.reject()


def test_the_model_tells_which_one_its_training_began_with(window, ready):
    told = {"title": "<i>Pets</i>", "file": "pets.safetensors", "sha256": "0", "encoders": ["text"]}
    spec = spec_of(("a", "b"), ("text",), training={"descends_from": told})
    dialog = about_model(window, type(ready.model)(ready.model.path, spec, "cpu", "", 1))
    assert "Began with\n“<i>Pets</i>” (pets.safetensors), with its encoders for: words" in words(dialog)
    dialog.reject()


def test_so_does_the_program(window, qtbot):
    dialog = AboutProgram(window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() > 0)
    for backbone in BACKBONES.values():
        (found,) = dialog.list.findItems(backbone.title, Qt.MatchFlag.MatchExactly)
        assert found.text(2) == backbone.licence
        dialog.list.setCurrentItem(found)
        assert backbone.source in dialog.wording.toPlainText()
    dialog.reject()


def test_of_a_thousand_classes_it_tells_the_first_and_how_many(window, ready):
    spec = spec_of(tuple(f"class {number}" for number in range(1000)), ("text",))
    dialog = about_model(window, type(ready.model)(ready.model.path, spec, "cpu", "", 1))
    assert "000 classes: class 0, class 1, " in words(dialog)
    assert "class 23 and 976 more" in words(dialog)
    assert "class 24," not in words(dialog)
    dialog.reject()


def test_each_of_several_things_has_a_line_of_its_own(window, ready):
    card = {"data": [{"name": "MNIST", "by": "many"}, "drawn"], "figures": {"together": {"drawn": 0.5}, "image": 0.25}}
    dialog = about_model(window, type(ready.model)(ready.model.path, spec_of(("a",), ("text",), card=card), "cpu", "", 1))
    lines = words(dialog).splitlines()
    for line in ("name: MNIST; by: many", "drawn", "together: drawn: 0.5", "picture: 0.25"):
        assert line in lines, lines
    dialog.reject()


NAMES = (
    "Yann LeCun, Corinna Cortes, Christopher J.C. Burges",
    "Arda Mavi, Zeynep Dikle, Turkey Ankara Ayranci Anadolu High School (arXiv:2011.08927)",
    "Zohar Jackson and others",
    "COCO Consortium; Alane Suhr and others; Google",
    "COCO captions (val2017), NLVR, NLVR2, GoEmotions",
    "Sign Language Digits",
    "Free Spoken Digit Dataset",
    "Apache-2.0",
    *("MNIST", "CC BY-SA", "CC BY", "MIT", "mmdesk", "build/starter", "espeak-ng", "flite", "pets", "Digits"),
    *("george", "jackson", "lucas", "nicolas", "theo", "yweweler", "cpu", "cat", "You asked for it."),
)
"""What is called so in every language, and what the model of these tests says."""


@pytest.mark.usefixtures("chinese")
def test_an_encoder_is_told_with_the_marks_of_the_persons_language(window, ready):
    spec = ModelSpec(("a", "b"), {"image": EncoderSpec("lite0", ImageFrontEnd())})
    dialog = about_model(window, type(ready.model)(ready.model.path, spec, "cpu", "", 1))
    assert "图片：EfficientNet-Lite0（lite0），用" in words(dialog)
    assert f"预训练，来源：{LITE0.source}，Apache-2.0" in words(dialog)
    dialog.reject()


@pytest.mark.usefixtures("chinese")
def test_the_whole_card_of_the_starter_model_is_in_the_persons_language(window, ready):
    spec = ready.model.spec
    with open(starter_model(), "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        card = json.loads(json.loads(file.read(length))["__metadata__"]["mmdesk.spec"])["card"]
    dialog = about_model(window, type(ready.model)(ready.model.path, dataclasses.replace(spec, card=card), "cpu", "", 1))
    left = re.sub(r"/\S+|" + "|".join(map(re.escape, NAMES)), "", words(dialog))
    assert re.findall(r"[A-Za-z]{3,}", left) == []
    dialog.reject()
