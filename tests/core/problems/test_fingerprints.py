from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from mmdesk.core.datasets.example import Item
from mmdesk.core.modalities.audio.fingerprint import BANDS, FRAMES
from mmdesk.core.modalities.image.fingerprint import SIDE
from mmdesk.core.problems.fingerprints import fingerprint_of

RATE = 16_000
TIMES = np.arange(RATE) / RATE


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


def test_a_picture_is_looked_at_or_says_why_not(tmp_path: Path) -> None:
    Image.linear_gradient("L").save(tmp_path / "a.png")
    (tmp_path / "b.png").write_bytes(b"")
    look = fingerprint_of("image", Item(tmp_path / "a.png"))
    assert look.usable
    assert look.numbers is not None
    assert look.numbers.shape == (SIDE, SIDE, 3)
    assert "b.png is empty" in fingerprint_of("image", Item(tmp_path / "b.png")).failure
