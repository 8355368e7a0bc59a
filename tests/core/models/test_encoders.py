import re

import pytest

from mmdesk.core.errors import OptionError
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.modalities.text.front_end import TextFrontEnd
from mmdesk.core.models.backbones import BACKBONES, LITE0, LITE0_CLASSES, LITE0_TUNED, SENTENCE
from mmdesk.core.models.encoders import ENCODERS, FINE_TUNED, backbone_of, described, halves_of, has_choice
from mmdesk.core.models.spec import CLASSIC, FRESH, EncoderSpec, ModelSpec
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.start import beginnings


def test_every_modality_can_be_learned_from_nothing():
    assert set(ENCODERS) == set(MODALITIES)
    assert all(names[0] == FRESH for names in ENCODERS.values())


def test_every_modality_has_another_encoder_too():
    assert all(map(has_choice, MODALITIES))


def test_every_encoder_has_words():
    names = {CLASSIC, LITE0_CLASSES.name}.union(*ENCODERS.values())
    assert all(described(name) != name for name in names)


def test_an_encoder_tells_what_it_stands_on():
    assert backbone_of("lite0") is LITE0
    assert backbone_of("lite0-classes") is LITE0_CLASSES
    assert backbone_of("lite0-tuned") is LITE0_TUNED
    assert (LITE0_TUNED.weights, LITE0_TUNED.source, LITE0_TUNED.licence) == (LITE0.weights, LITE0.source, LITE0.licence)
    assert backbone_of("sentence") is backbone_of("sentence+tf-idf") is SENTENCE
    assert backbone_of("fresh") is None


@pytest.mark.parametrize("name", sorted({name for names in ENCODERS.values() for name in names} - {*FINE_TUNED}))
def test_what_has_a_backbone_in_its_name_stands_on_it(name):
    assert backbone_of(name) is next((BACKBONES[part] for part in name.split("+") if part in BACKBONES), None)


def test_a_pair_has_two_halves_with_the_same_numbers_and_the_words_of_both():
    numbers = TextFrontEnd(length=7)
    halves = halves_of("text", EncoderSpec("fresh+sentence+tf-idf", numbers))
    assert halves == (EncoderSpec("fresh", numbers), EncoderSpec("sentence+tf-idf", numbers))
    assert backbone_of("fresh+sentence+tf-idf") is SENTENCE
    assert backbone_of("fresh+cepstra") is None
    assert described("fresh+lite0") == "learned from nothing, and beside it EfficientNet-Lite0, learned before"


@pytest.mark.parametrize("name", ["fresh", "lite0", "sentence+tf-idf", "fresh+lite0", "fresh+", "fresh+fresh"])
def test_what_is_no_pair_of_its_modality_has_no_halves(name):
    assert halves_of("text", EncoderSpec(name, TextFrontEnd())) is None


def test_another_training_can_begin_with_a_pair():
    spec = ModelSpec(("a", "b"), {"text": EncoderSpec("fresh+sentence", TextFrontEnd())})
    assert beginnings(spec) == dict(spec.encoders)


def test_a_person_may_choose_some():
    plan = TrainPlan(encoder=("image=lite0", "text=fresh"))
    assert plan.encoders_by_modality == {"image": "lite0", "text": "fresh"}


@pytest.mark.parametrize(
    "choice", ["lite0", "image=sentence", "audio=lite0", "image=", "=lite0", "smell=fresh", "image=fresh+cepstra", "text=fresh+"]
)
def test_what_there_is_not_is_refused_with_what_there_is(choice):
    there = (
        "image=fresh, image=lite0, image=lite0-tuned, image=fresh+lite0, text=fresh, text=sentence, text=tf-idf,"
        " text=sentence+tf-idf, text=fresh+sentence, text=fresh+tf-idf, text=fresh+sentence+tf-idf, audio=fresh, audio=cepstra,"
        " audio=fresh+cepstra"
    )
    with pytest.raises(OptionError, match=re.escape(there)):
        TrainPlan(encoder=(choice,))


def test_the_theorys_network_has_encoders_of_its_own():
    with pytest.raises(OptionError, match="classic has encoders of its own"):
        TrainPlan(preset="classic", encoder=("image=lite0",))
