import numpy as np
import pytest

from mmdesk.core.modalities.audio.resampling import MAX_FILTER_SIZE, ratio_of, reach, resampled


def tone(pitch, rate=16_000, seconds=0.5):
    return np.sin(2 * np.pi * pitch * np.arange(round(seconds * rate)) / rate).astype(np.float32)


@pytest.mark.parametrize("rate", [1000, 8000, 11_025, 22_050, 44_100, 48_000, 96_000, 48_001, 767_999])
def test_a_tone_keeps_its_pitch_and_length_at_every_rate(rate):
    samples = resampled(tone(200, rate), rate, 16_000)
    assert samples.dtype == np.float32
    assert len(samples) == pytest.approx(8000, abs=4)
    spectrum = np.abs(np.fft.rfft(samples))
    assert float(spectrum.argmax()) * 16_000 / len(samples) == pytest.approx(200, abs=2)


@pytest.mark.parametrize(("rate", "wanted"), [(44_100, 16_000), (8000, 16_000), (11_025, 8000), (48_000, 16_000)])
@pytest.mark.parametrize("count", [1, 100, 5001])
def test_samples_are_those_of_torchaudio(rate, wanted, count):
    import torch

    from mmdesk.engine.modalities.stand_ins import torchaudio

    samples = np.random.default_rng(count).normal(size=count).astype(np.float32)
    theirs = torchaudio().functional.resample(torch.from_numpy(samples), rate, wanted).numpy()
    np.testing.assert_allclose(resampled(samples, rate, wanted), theirs, atol=1e-4)  # their convolution is not more exact


@pytest.mark.parametrize(("rate", "wanted"), [(48_001, 16_000), (767_999, 16_000), (16_000, 767_999)])
def test_an_odd_rate_takes_no_gigabytes(rate, wanted):
    had, gives = ratio_of(rate, wanted)
    assert gives * (had + 2 * reach(had, gives)) < 2 * MAX_FILTER_SIZE
    assert had / gives == pytest.approx(rate / wanted, rel=1e-3)


def test_the_same_rate_changes_nothing():
    samples = tone(200)
    assert resampled(samples, 16_000, 16_000) is samples
