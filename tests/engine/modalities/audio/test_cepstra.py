"""Cepstral statistics tell how a sound's spectrum is shaped and changes, wherever in the window it lies."""

import numpy as np
import pytest
import torch

from mmdesk.engine.modalities.audio import cepstra as told
from mmdesk.engine.modalities.audio.cepstra import COEFFICIENTS, SIZE


def bands(shape, before=10, frames=30, after=10):
    """A spectrogram whose sounding frames all have this shape."""
    silent = np.full((len(shape), before + frames + after), -1, dtype=np.float16)
    silent[:, before : before + frames] = np.asarray(shape, dtype=np.float16)[:, None]
    return silent


def cepstra(spectrogram):
    return told.cepstra(torch.from_numpy(spectrogram.astype(np.float32)).unsqueeze(0))[0].numpy()


HIGH, LOW = np.linspace(-1, 1, 64), np.linspace(1, -1, 64)


def test_they_are_as_many_as_they_say():
    assert cepstra(bands(HIGH)).shape == (SIZE,)


def test_pauses_around_a_sound_do_not_count():
    np.testing.assert_allclose(cepstra(bands(HIGH, before=2, after=30)), cepstra(bands(HIGH, before=25, after=0)), atol=1e-6)


def test_shapes_are_told_apart():
    assert np.abs(cepstra(bands(HIGH)) - cepstra(bands(LOW))).max() > 1


def test_the_order_in_time_is_told():
    rising = np.concatenate([bands(LOW, 0, 20, 0), bands(HIGH, 0, 20, 0)], axis=1)
    assert np.abs(cepstra(rising) - cepstra(rising[:, ::-1])).max() > 1


def test_length_is_told():
    assert cepstra(bands(HIGH, frames=40))[-1] - cepstra(bands(HIGH, frames=20))[-1] == pytest.approx(np.log(2))


@pytest.mark.parametrize("frames", [0, 1, 2, 5])
def test_silence_and_the_shortest_sounds_have_them_too(frames):
    assert np.isfinite(cepstra(bands(HIGH, frames=frames))).all()


@pytest.mark.parametrize("count", [8, 20, 64])
def test_cosines_are_orthonormal(count):
    rows = told.cosines(count).numpy()[: min(count, COEFFICIENTS)]
    np.testing.assert_allclose(rows @ rows.T, np.eye(len(rows)), atol=1e-5)


def test_sounds_beside_each_other_do_not_see_each_other():
    sounds = [bands(HIGH, 3, 30, 17), bands(LOW, 20, 4, 26), bands(HIGH, 0, 0, 50)]
    together = told.cepstra(torch.from_numpy(np.stack(sounds).astype(np.float32))).numpy()
    np.testing.assert_allclose(together, np.stack([cepstra(one) for one in sounds]), atol=1e-6)


@pytest.mark.parametrize("frames", [6, 7, 8, 31])
def test_parts_are_those_of_numpy(frames):
    """Mean, deviation and change of each part, as plain numpy has them."""
    random = np.random.default_rng(frames)
    spectrogram = random.uniform(0, 1, (64, frames)).astype(np.float32)
    found = told.cosines(64).numpy() @ spectrogram
    parts = np.array_split(found, told.PARTS, axis=1)
    expected = [
        value for part in parts for value in (part.mean(1), part.std(1), np.abs(np.diff(part, prepend=part[:, :1])).mean(1))
    ]
    expected = np.concatenate([*expected, found.std(1), [np.log(frames)]])
    np.testing.assert_allclose(cepstra(spectrogram), expected, atol=1e-5)
