import dataclasses

import numpy as np
import pytest

from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.modalities.sample import Sample

PICTURE = Picture(np.zeros((2, 3, 3), np.uint8), (3, 2))
SOUND = Sound(np.zeros(800, np.float32), 8000)


def test_present_modalities_come_in_the_usual_order():
    assert Sample(audio=SOUND, text="a", image=PICTURE).present == tuple(MODALITIES) == ("image", "text", "audio")


@pytest.mark.parametrize("text", [None, "", " \n\t"])
def test_a_text_of_white_space_is_absent(text):
    assert Sample(text=text).present == ()


def test_taking_away_leaves_the_rest():
    sample = Sample(image=PICTURE, text="a", audio=SOUND)
    assert sample.without("image", "audio").present == ("text",)
    assert sample.without().present == tuple(MODALITIES)


def test_samples_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Sample().contents = {}


def test_a_sample_has_no_modality_that_nobody_knows():
    with pytest.raises(TypeError, match="smell"):
        Sample(smell="roses")


def test_a_sound_knows_its_length():
    assert SOUND.seconds == 0.1
