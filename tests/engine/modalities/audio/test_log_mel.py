import subprocess
import sys

import pytest
import torch

from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.engine.modalities.audio.log_mel import LogMel, normalised

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


@pytest.mark.parametrize("cuda", [None, "12.6", "99.0"])
def test_it_works_beside_a_pytorch_for_another_cuda_than_that_of_torchaudio(cuda):
    code = "import sys, torch; torch.version.cuda = eval(sys.argv[1])\n"
    code += "from mmdesk.engine.modalities.audio.log_mel import LogMel, AudioFrontEnd\n"
    code += "print(*LogMel(AudioFrontEnd())(torch.zeros(1, 16_000)).shape)"
    done = subprocess.run([sys.executable, "-c", code, repr(cuda)], capture_output=True, text=True, check=False)
    assert done.stdout == "1 64 101\n", done.stderr
