"""A stream taken bit by bit gives what the whole would have given."""

import tracemalloc

import pytest
import torch

from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.core.modalities.audio.resampling import resampled
from mmdesk.engine.modalities.audio.log_mel import LogMel
from mmdesk.engine.modalities.audio.streaming import StreamResampler, StreamSpectrogram

FRONT_END = AudioFrontEnd(rate=16_000, seconds=0.5, bands=40)
SECOND_OF_16K = 16_000


def noise(count, seed=0):
    return torch.randn(count, generator=torch.Generator().manual_seed(seed)) * 0.1


def chunks(samples, seed):
    """Cut at random, also into nothing and into more than a second."""
    generator = torch.Generator().manual_seed(seed)
    while len(samples):
        size = int(10 ** (5 * torch.rand((), generator=generator))) - 1
        yield samples[:size]
        samples = samples[size:]


@pytest.mark.parametrize("wanted", [16_000, 8000])
@pytest.mark.parametrize("rate", [8000, 11_025, 16_000, 22_050, 44_100, 44_056, 48_000, 48_001, 96_000])
def test_resampling_in_bits_is_that_of_the_whole(rate, wanted):
    whole = noise(rate)
    expected = torch.from_numpy(resampled(whole.numpy(), rate, wanted))
    for seed in range(3):
        resample = StreamResampler(rate, wanted)
        got = torch.cat([resample(part) for part in chunks(whole, seed)])
        torch.testing.assert_close(got, expected[: len(got)], atol=2e-5, rtol=0)
        assert len(expected) - len(got) < 0.15 * wanted, "what comes out late"


@pytest.mark.parametrize("rate", [8000, 22_050, 44_100, 48_000])
def test_usual_rates_come_out_at_once(rate):
    resample = StreamResampler(rate, 16_000)
    came = sum(len(resample(part)) for part in noise(rate).split(rate // 100))
    assert SECOND_OF_16K - came <= 0.045 * SECOND_OF_16K


def test_the_same_rate_is_passed_through():
    samples = noise(100)
    assert StreamResampler(16_000, 16_000)(samples) is samples


def test_frames_in_bits_are_those_of_the_whole():
    whole = noise(30_000)
    # The first frame has its middle at the beginning.
    expected = LogMel(FRONT_END, centred=False).decibels(torch.nn.functional.pad(whole, (FRONT_END.window // 2, 0)))
    for seed in range(3):
        spectrogram = StreamSpectrogram(FRONT_END, 50)
        got = torch.cat([spectrogram.add(part) for part in chunks(whole, seed)], dim=1)
        torch.testing.assert_close(got, expected, atol=1e-3, rtol=0)
        assert spectrogram.frames == expected.shape[1]
        torch.testing.assert_close(spectrogram.decibels, expected[:, -50:], atol=1e-3, rtol=0)


def test_before_the_beginning_is_silence():
    spectrogram = StreamSpectrogram(FRONT_END, 50)
    assert spectrogram.add(torch.zeros(0)).shape == (FRONT_END.bands, 0)
    new = spectrogram.add(noise(FRONT_END.window + 3 * FRONT_END.hop))
    assert spectrogram.decibels.shape == (FRONT_END.bands, 50)
    assert torch.equal(spectrogram.decibels[:, -new.shape[1] :], new)
    silence = spectrogram.decibels[:, : 50 - new.shape[1]]
    assert silence.max() == silence.min() < new.min()


def test_minutes_take_no_more_memory_than_seconds():
    resample, spectrogram = StreamResampler(44_100, 16_000), StreamSpectrogram(FRONT_END, 50)
    part = noise(4410)

    def hear(times):
        for _ in range(times):
            spectrogram.add(resample(part))

    hear(20)
    storage = spectrogram.decibels.untyped_storage().nbytes()
    tracemalloc.start()
    hear(20)
    before = tracemalloc.get_traced_memory()[0]
    hear(600)
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 20_000
    # PyTorch's own memory is not traced: a view of an ever longer stream would keep it all.
    assert spectrogram.decibels.untyped_storage().nbytes() == storage
    for kept in (resample._pending, spectrogram._pending):
        assert kept.untyped_storage().nbytes() < 4 * 2 * 4410
