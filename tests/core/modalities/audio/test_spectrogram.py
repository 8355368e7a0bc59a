"""Spectrograms for the eye."""

import numpy as np
import pytest

from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.modalities.audio.spectrogram import BANDS, MAX_FRAMES, RollingMel, drawn


def tone(frequency, rate, seconds=1.0, peak=0.5):
    return (peak * np.sin(2 * np.pi * frequency * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


def loudest_bands(rate):
    return [int(drawn(Sound(tone(frequency, rate), rate))[:, 50].argmax()) for frequency in (200, 1000, 3000)]


def test_a_higher_tone_is_in_a_higher_band_the_same_at_every_rate():
    low, middle, high = loudest_bands(16_000)
    assert 0 < low < middle < high < BANDS - 1
    assert all(loudest_bands(rate) == [low, middle, high] for rate in (44_100, 48_000, 192_000))
    assert low < middle < loudest_bands(8000)[2] < BANDS, "half the pitches have all the bands"


def test_it_is_brightest_where_it_is_loudest():
    sound = np.concatenate([tone(500, 16_000, peak=0.05), tone(500, 16_000, peak=0.5), np.zeros(16_000, dtype=np.float32)])
    picture = drawn(Sound(sound, 16_000))
    quiet, loud, silent = (picture[:, column].max() for column in (50, 150, 250))
    assert (loud, silent) == (255, 0)
    assert loud - quiet == pytest.approx(255 * 20 / 70, abs=3)


@pytest.mark.parametrize("seconds", [0.001, 0.05, 3, 100])
def test_a_sound_of_any_length_has_a_picture_of_a_bounded_size(seconds):
    picture = drawn(Sound(tone(500, 8000, seconds), 8000))
    assert picture.shape[0] == BANDS
    assert 1 <= picture.shape[1] <= MAX_FRAMES + 1
    assert not picture.flags.writeable


def test_what_comes_in_blocks_gives_each_frame_once():
    sound = np.random.default_rng(0).normal(0, 0.1, 16_000).astype(np.float32)
    whole, parts = RollingMel(16_000, 2.0), RollingMel(16_000, 2.0)
    whole.add(sound)
    for start in range(0, len(sound), 333):
        parts.add(sound[start : start + 333])
    assert whole.drawing.shape == (BANDS, 200)
    assert np.array_equal(parts.drawing, whole.drawing)
    assert not whole.drawing[:, :100].any(), "before it began there was nothing"
    assert whole.drawing[:, 110:].any()
