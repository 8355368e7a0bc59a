import numpy as np
import pytest
from tiny import RATE, tiny_spec

from mmdesk.core.modalities.audio.sound import Sound, Spectrogram
from mmdesk.engine.modalities.audio.occlusion import MOMENTS, PITCHES, heard, occluded
from mmdesk.engine.modalities.registry import front_end_of


def test_a_tile_is_silent_in_its_time_and_its_pitches():
    times = np.arange(round(0.2 * RATE)) / RATE
    sound = Sound(np.sin(2 * np.pi * 900 * times).astype(np.float32), RATE)
    front_end = front_end_of(tiny_spec(), "audio")
    occlusion = occluded(sound, front_end, 0.2)
    assert occlusion.shape == (PITCHES, MOMENTS)
    kept = np.ones((1, PITCHES, MOMENTS), dtype=np.bool_)
    kept[0, 1, 3:6] = False
    (hidden,), whole = occlusion.shown(kept), front_end.prepare(sound)
    bands, frames = whole.shape
    silent = np.zeros(whole.shape, dtype=np.bool_)
    silent[bands // 4 : bands // 2, -(-3 * frames // MOMENTS) : -(-6 * frames // MOMENTS)] = True
    assert (hidden[silent] == -1).all()
    assert np.array_equal(hidden[~silent], whole[~silent])


def test_tiles_are_told_in_seconds_and_hertz():
    sound = Sound(np.ones(RATE // 10, dtype=np.float32), RATE)
    told = occluded(sound, front_end_of(tiny_spec(), "audio"), 0.2).told(np.zeros((PITCHES, MOMENTS)))
    assert (told.start, told.end, told.seconds) == (-0.5, 1.5, 0.1)
    first, last = told.to_json()[0], told.to_json()[-1]
    assert (first["start"], last["end"]) == (pytest.approx(-0.05), pytest.approx(0.15))
    assert 0 <= first["low"] < first["high"] < last["low"] < last["high"] == RATE / 2


def test_of_a_spectrogram_all_is_heard_and_nobody_knows_its_pitches():
    spectrogram = Spectrogram(np.random.default_rng(0).random((4, 4)).astype(np.float32))
    assert heard(spectrogram, 1.0) == (0.0, 1.0)
    told = occluded(spectrogram, front_end_of(tiny_spec(), "audio"), 0.2).told(np.zeros((PITCHES, MOMENTS)))
    assert set(told.to_json()[0]) == {"start", "end", "value"}
