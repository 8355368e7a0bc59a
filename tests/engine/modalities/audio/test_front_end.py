import numpy as np
import pytest
import torch
from tiny import FRONT_ENDS

from mmdesk.core.modalities.audio.files import sound_from_array
from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.core.modalities.audio.sound import Sound, Spectrogram
from mmdesk.engine.modalities.audio.front_end import LogMelBands

FRONT_END = LogMelBands(FRONT_ENDS["audio"])
BANDS, FRAMES = FRONT_END.shape


def tone(seconds, rate, pitch=1000.0, level=0.5):
    return (level * np.sin(2 * np.pi * pitch * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


@pytest.mark.parametrize("rate", [1000, 8000, 11_025, 16_000, 44_100, 48_000, 96_000, 192_000])
@pytest.mark.parametrize("seconds", [0.01, 0.2, 0.21, 2.0])
def test_sounds_of_every_rate_and_length(rate, seconds):
    spectrogram = FRONT_END.prepare(Sound(tone(seconds, rate, pitch=300), rate))
    assert spectrogram.shape == (BANDS, FRAMES)
    assert spectrogram.dtype == np.float16
    assert np.isfinite(spectrogram).all()
    assert spectrogram.max() == pytest.approx(1, abs=1e-3)
    assert spectrogram.min() >= -1


def test_the_same_sound_at_another_rate_looks_the_same():
    at = {rate: FRONT_END.prepare(Sound(tone(0.2, rate), rate)).astype(np.float32) for rate in (8000, 16_000, 44_100)}
    assert {int(spectrogram.mean(1).argmax()) for spectrogram in at.values()} == {int(at[8000].mean(1).argmax())}


def test_a_single_sample_is_a_sound():
    assert FRONT_END.prepare(Sound(np.ones(1, np.float32), 8000)).shape == (BANDS, FRAMES)


@pytest.mark.parametrize("shape", [(1, 1), (5, 3), (128, 128), (16, FRAMES)])
def test_spectrograms_come_to_the_models_size(shape):
    bands = np.random.default_rng(0).normal(size=shape).astype(np.float32)
    bands.flags.writeable = False
    scaled = FRONT_END.prepare(Spectrogram(bands))
    assert scaled.shape == (BANDS, FRAMES)
    assert np.isfinite(scaled).all()
    assert scaled.min() >= -1
    assert scaled.max() <= 1


def test_long_windows_fit_into_the_memory_they_need():
    front_end = LogMelBands(AudioFrontEnd(rate=16_000, seconds=60.0))
    assert front_end.prepare(Sound(tone(3, 8000), 8000)).shape == (64, 6001)


def test_read_only_samples_are_left_alone():
    sound = sound_from_array(tone(0.2, 8000), 8000, "a")
    assert FRONT_END.inputs(FRONT_END.prepare(sound)[None]).dtype == torch.float32
    assert not sound.samples.flags.writeable
