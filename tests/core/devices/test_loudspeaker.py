"""Playing without a loudspeaker; with one it is tested end to end."""

import sys

import numpy as np
import pytest

from mmdesk.core.devices.loudspeaker import _at_rate, play
from mmdesk.core.errors import Cancelled, InputError
from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.progress import CancelToken


@pytest.fixture
def hum():
    return Sound(np.sin(np.arange(8000) / 5).astype(np.float32), 8000, "hum")


class Loudspeaker:
    """Stands for the sound card: this machine has none that could be heard."""

    PortAudioError = type("PortAudioError", (Exception,), {})
    latency = 0.01

    def __init__(self, rates=(8000,), fault=""):
        self.rates, self.fault = rates, fault
        self.played = []
        self.aborted = False

    def _initialize(self):
        pass

    _terminate = _exit_handler = _initialize

    def check_output_settings(self, samplerate, channels):
        if samplerate not in self.rates:
            raise self.PortAudioError("Invalid sample rate")

    def OutputStream(self, samplerate, **settings):  # noqa: N802 - sounddevice's name
        if self.fault:
            raise self.PortAudioError(self.fault)
        self.rate = samplerate
        return self

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    def abort(self):
        self.aborted = True

    def write(self, samples):
        self.played.append(samples[:, 0])


@pytest.fixture
def loudspeaker(monkeypatch):
    def use(speaker):
        monkeypatch.setitem(sys.modules, "sounddevice", speaker)
        return speaker

    return use


def test_all_samples_are_played_and_positions_rise_to_the_end(hum, loudspeaker):
    speaker = loudspeaker(Loudspeaker())
    positions = list(play(hum, CancelToken()))
    assert np.array_equal(np.concatenate(speaker.played), hum.samples)
    assert positions == sorted(positions)
    assert positions[-1] == pytest.approx(1)


def test_a_refused_rate_is_converted(hum, loudspeaker):
    speaker = loudspeaker(Loudspeaker(rates=(48_000,)))
    list(play(hum, CancelToken()))
    assert speaker.rate == 48_000
    assert len(np.concatenate(speaker.played)) == 48_000


def test_it_stops_at_once_when_it_is_told_to(hum, loudspeaker):
    speaker = loudspeaker(Loudspeaker())
    token = CancelToken()
    positions = play(hum, token)
    next(positions)
    token.cancel()
    with pytest.raises(Cancelled):
        next(positions)
    assert speaker.aborted
    assert len(speaker.played) == 1


def test_a_loudspeaker_that_fails_is_one_sentence(hum, loudspeaker, refused):
    loudspeaker(Loudspeaker(fault="Device unavailable"))
    with refused(InputError, "Device unavailable", "loudspeaker"):
        list(play(hum, CancelToken()))


def test_other_rates_keep_the_sound(hum):
    resampled = _at_rate(hum, 16_000)
    assert len(resampled) == 16_000
    assert np.allclose(resampled[::2], hum.samples, atol=1e-6)
