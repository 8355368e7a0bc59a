from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from mmdesk.core.datasets.example import Item
from mmdesk.core.modalities.audio.fingerprint import BANDS, FRAMES, is_clipped
from mmdesk.core.modalities.image.fingerprint import SIDE, is_blank
from mmdesk.core.problems.fingerprints import fingerprint_of

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


@pytest.mark.parametrize(
    ("right", "dead"), [(TIMES * 0, True), (1e-5 * np.sin(999 * TIMES), True), (0.05 * np.sin(999 * TIMES), False)]
)
def test_dead_channels(right: np.ndarray, dead: bool, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", np.stack([0.5 * np.sin(2000 * TIMES), right], axis=1), RATE)
    assert fingerprint_of("audio", Item(tmp_path / "a.wav")).flaws == ({"dead-channel"} if dead else set())


def test_silence_is_not_taken_for_damage(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "silent.wav", np.zeros(RATE), RATE)
    (tmp_path / "broken.wav").write_bytes(b"no sound" * 99)
    silent, broken = (fingerprint_of("audio", Item(tmp_path / name)) for name in ("silent.wav", "broken.wav"))
    assert (silent.flaws, silent.failure) == ({"silent"}, "")
    assert (broken.flaws, broken.usable) == (set(), False)
    assert "broken.wav" in broken.failure


def test_a_sound_looks_the_same_however_loud_and_wherever_it_begins(tmp_path: Path) -> None:
    wave = np.sin(2 * np.pi * (300 + 900 * TIMES) * TIMES)
    soundfile.write(tmp_path / "a.wav", wave * 0.9, RATE)
    soundfile.write(tmp_path / "b.wav", np.pad(wave * 0.2, (RATE // 5, RATE // 9)), RATE)
    first, second = (fingerprint_of("audio", Item(tmp_path / f"{name}.wav")) for name in "ab")
    assert first.numbers is not None
    assert second.numbers is not None
    assert first.numbers.shape == (BANDS, FRAMES)
    assert np.abs(first.numbers - second.numbers).mean() < 0.05
    assert second.seconds == pytest.approx(1 + 1 / 5 + 1 / 9, abs=0.01)


def test_blank_pictures() -> None:
    random = np.random.default_rng(0)
    grey = (128 + random.normal(0, 3, (40, 40, 3))).astype(np.uint8)
    assert is_blank(grey)
    drawn = grey.copy()
    drawn[10:30, 20:22] = 0
    assert not is_blank(drawn)
    coloured = grey.copy()
    coloured[:20, :, 2] += 40
    assert not is_blank(coloured)


def test_a_picture_is_looked_at_or_says_why_not(tmp_path: Path) -> None:
    Image.linear_gradient("L").save(tmp_path / "a.png")
    (tmp_path / "b.png").write_bytes(b"")
    look = fingerprint_of("image", Item(tmp_path / "a.png"))
    assert look.usable
    assert look.numbers is not None
    assert look.numbers.shape == (SIDE, SIDE, 3)
    assert "b.png is empty" in fingerprint_of("image", Item(tmp_path / "b.png")).failure
