import numpy as np
import pytest

from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.modalities.audio.window import centred, loudest_window, window_at


def tone(seconds, rate, pitch=1000.0, level=0.5):
    return (level * np.sin(2 * np.pi * pitch * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


@pytest.mark.parametrize("start", [0.0, 1.3, 4.0, 9.5])
def test_the_loudest_window_holds_the_event(start):
    rate = 8000
    samples = np.random.default_rng(0).normal(0, 0.01, 10 * rate).astype(np.float32)
    first = round(start * rate)
    samples[first : first + rate // 2] += tone(0.5, rate)
    window = loudest_window(samples, rate, 1.0)
    assert len(window) == rate
    assert np.square(window).sum() > 0.99 * np.square(samples[first : first + rate // 2]).sum()


def test_a_short_event_stands_in_the_middle_of_its_window():
    samples = np.zeros(80_000, np.float32)
    samples[40_000:40_400] = tone(0.05, 8000)
    window = loudest_window(samples, 8000, 1.0)
    centre = float(np.average(np.arange(len(window)), weights=np.square(window)))
    assert centre == pytest.approx(4000, abs=800)


@pytest.mark.parametrize("count", [1, 100, 1599, 1600, 1601, 5000])
def test_a_window_of_a_sound_of_any_length(count):
    samples = tone(count / 8000, 8000)
    assert len(loudest_window(samples, 8000, 0.2)) == min(count, 1600)


def test_short_sounds_are_centred_in_silence():
    assert centred(np.ones(4, np.float32), 8).tolist() == [0, 0, 1, 1, 1, 1, 0, 0]
    assert len(centred(np.ones(9, np.float32), 8)) == 8


@pytest.mark.parametrize("seconds", [0.01, 0.2, 3.0])
def test_what_a_model_hears_is_as_long_as_it_wants_and_its_own(seconds):
    sound = Sound(tone(seconds, 44_100), 44_100)
    samples = window_at(sound, 8000, 0.2)
    assert (samples.shape, samples.dtype) == ((1600,), np.float32)
    assert samples.flags.writeable
    assert np.abs(samples).max() > 0.3
