import subprocess
import sys

import pytest
import torch

from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.engine.modalities.audio.log_mel import LogMel, normalised, resampled

FRONT_END = AudioFrontEnd(rate=16_000, seconds=0.5, bands=40)


def tone(pitch, rate=16_000, seconds=0.5):
    return torch.sin(2 * torch.pi * pitch * torch.arange(round(seconds * rate)) / rate)


def test_shape_and_range():
    spectrograms = LogMel(FRONT_END)(torch.stack([tone(300), tone(3000)]))
    assert spectrograms.shape == (2, FRONT_END.bands, FRONT_END.frames)
    assert spectrograms.amax((1, 2)).tolist() == pytest.approx([1, 1])
    assert spectrograms.min() >= -1


def test_higher_is_in_a_higher_band():
    bands = [int(LogMel(FRONT_END)(tone(pitch)).mean(-1).argmax()) for pitch in (150, 400, 1000, 2500, 6000)]
    assert bands == sorted(set(bands))


def test_loudness_does_not_matter():
    mel = LogMel(FRONT_END)
    noise = torch.randn(8000, generator=torch.Generator().manual_seed(0))
    torch.testing.assert_close(mel(noise * 0.01), mel(noise), atol=0.05, rtol=0)


def test_silence_is_finite():
    assert LogMel(FRONT_END)(torch.zeros(8000)).isfinite().all()


def test_decibels_are_scaled_from_the_loudest():
    scaled = normalised(torch.tensor([[0.0, -40.0, -80.0, -200.0]]))
    torch.testing.assert_close(scaled, torch.tensor([[1.0, 0.0, -1.0, -1.0]]))


@pytest.mark.parametrize("rate", [1000, 8000, 11_025, 22_050, 44_100, 48_000, 96_000, 48_001, 767_999])
def test_a_tone_keeps_its_pitch_and_length_at_every_rate(rate):
    samples = resampled(tone(200, rate), rate, 16_000)
    assert len(samples) == pytest.approx(8000, abs=4)
    spectrum = torch.fft.rfft(samples).abs()
    assert float(spectrum.argmax()) * 16_000 / len(samples) == pytest.approx(200, abs=2)


def test_an_odd_rate_takes_no_gigabytes():
    code = (
        "import torch, resource; from mmdesk.engine.modalities.audio.log_mel import resampled;"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; resampled(torch.zeros(50_000), 48_001, 16_000);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 200_000, "kilobytes"


def test_the_same_rate_changes_nothing():
    samples = tone(200)
    assert resampled(samples, 16_000, 16_000) is samples


@pytest.mark.parametrize("cuda", [None, "12.6", "99.0"])
def test_it_works_beside_a_pytorch_for_another_cuda_than_that_of_torchaudio(cuda):
    code = "import sys, torch; torch.version.cuda = eval(sys.argv[1])\n"
    code += "from mmdesk.engine.modalities.audio.log_mel import resampled; print(len(resampled(torch.zeros(100), 200, 100)))"
    done = subprocess.run([sys.executable, "-c", code, repr(cuda)], capture_output=True, text=True, check=False)
    assert done.stdout == "50\n", done.stderr
