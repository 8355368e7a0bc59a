import numpy as np
import pytest

from mmdesk.core.modalities.audio.fingerprint import is_clipped, shortest_usual

RATE = 16_000
TIMES = np.arange(RATE) / RATE


def voice(random: np.random.Generator) -> np.ndarray:
    """Something as lively as speech."""
    return np.cumsum(random.normal(0, 1, RATE)) * np.sin(2 * np.pi * 3 * TIMES) / 300


@pytest.mark.parametrize("pitch", [20, 50, 440, 3900])
@pytest.mark.parametrize("rate", [8000, 44_100])
def test_a_tone_is_not_clipped_unless_its_tops_are_cut(pitch: float, rate: int) -> None:
    wave = np.sin(2 * np.pi * pitch * np.arange(rate) / rate + 0.3)
    whole = np.round(wave * 32767) / 32768
    assert not is_clipped(whole.astype(np.float32))
    if pitch <= 440:  # above, there are too few samples in a top
        assert is_clipped((3 * wave).clip(-1, 1).astype(np.float32))


@pytest.mark.parametrize("level", [1.0, 0.4])
def test_cut_speech_is_clipped_even_if_it_was_made_quieter_afterwards(level: float) -> None:
    wave = voice(np.random.default_rng(0))
    wave /= np.abs(wave).max()
    assert not is_clipped((level * wave).astype(np.float32))
    assert is_clipped((level * (4 * wave).clip(-1, 1)).astype(np.float32))


def test_very_short_is_meant_beside_the_usual_length() -> None:
    assert shortest_usual([]) == 0
    assert shortest_usual([0.3] * 9) == 0.1
    assert shortest_usual([2.0] * 9) == pytest.approx(0.4)
    assert shortest_usual([60.0] * 9) == 0.5
