import dataclasses

import numpy as np
import pytest

from mmdesk.core.modalities.sample import MODALITIES, Picture, Sample, Sound

PICTURE = Picture(np.zeros((2, 3, 3), np.uint8), (3, 2))
SOUND = Sound(np.zeros(800, np.float32), 8000)


def test_present_modalities_come_in_the_usual_order():
    assert Sample(audio=SOUND, text="a", image=PICTURE).present == MODALITIES == ("image", "text", "audio")


@pytest.mark.parametrize("text", [None, "", " \n\t"])
def test_a_text_of_white_space_is_absent(text):
    assert Sample(text=text).present == ()


def test_taking_away_leaves_the_rest():
    sample = Sample(PICTURE, "a", SOUND)
    assert sample.without("image", "audio").present == ("text",)
    assert sample.without().present == MODALITIES


def test_samples_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Sample().text = "a"


def test_a_sound_knows_its_length():
    assert SOUND.seconds == 0.1
