"""Front ends of the modality audio: the log-mel spectrogram of the loudest window, or statistics of its cepstra."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.core.modalities.audio.sound import Sound, Spectrogram
from mmdesk.core.modalities.audio.window import window_at
from mmdesk.core.models.exported import ModelInput
from mmdesk.engine.modalities.audio.cepstra import SIZE, cepstra
from mmdesk.engine.modalities.audio.log_mel import LogMel
from mmdesk.engine.modalities.column import FrontEnd, Graph
from mmdesk.engine.modalities.layers import Halved


class LogMelBands(FrontEnd):
    """(bands, frames) float16 of the loudest window of the model's length, 1 at the loudest point, -1 at silence."""

    dtype: type[np.generic] = np.float16

    def __init__(self, numbers: AudioFrontEnd) -> None:
        self.numbers = numbers
        self._mel = LogMel(numbers)
        self.shape: tuple[int, ...] = (numbers.bands, numbers.frames)

    def prepare(self, content: Sound | Spectrogram) -> NDArray[np.float16]:
        with torch.inference_mode():
            if isinstance(content, Spectrogram):
                return scaled(content, self.numbers)
            samples = torch.from_numpy(window_at(content, self.numbers.rate, self.numbers.seconds))
            return self._mel(samples.unsqueeze(0))[0].half().numpy()

    @property
    def hertz(self) -> tuple[float, ...]:
        """(bands + 1,) the frequency at which each band is most open, in Hz, and the highest of all."""
        return self._mel.hertz

    @staticmethod
    def inputs(features: NDArray[Any]) -> Tensor:
        return torch.from_numpy(features.astype(np.float32))

    def graph(self, finer: FrontEnd) -> Graph:
        samples = ModelInput("audio_samples", "samples", {"rate": self.numbers.rate, "seconds": self.numbers.seconds})
        return Graph((samples,), nn.Sequential(self._mel, Halved(), *self.layers()))

    def layers(self) -> list[nn.Module]:
        """What becomes of (B, bands, frames) before the encoder."""
        return []


class Statistics(nn.Module):
    """(B, bands, frames) -> (B, SIZE), see `cepstra`."""

    def forward(self, bands: Tensor) -> Tensor:
        return cepstra(bands)


class Cepstra(LogMelBands):
    """Statistics of the same spectrogram's cepstra: (SIZE,) float32."""

    dtype = np.float32

    def __init__(self, numbers: AudioFrontEnd) -> None:
        super().__init__(numbers)
        self.shape = (SIZE,)

    def features(self, prepared: NDArray[np.float16]) -> NDArray[np.float32]:
        with torch.inference_mode():
            found: NDArray[np.float32] = cepstra(self.inputs(prepared).unsqueeze(0))[0].numpy()
        return found

    def layers(self) -> list[nn.Module]:
        return [Statistics()]


def scaled(spectrogram: Spectrogram, front_end: AudioFrontEnd) -> NDArray[np.float16]:
    """A ready-made spectrogram at the model's bands and frames, its own range mapped to -1..1."""
    bands = torch.from_numpy(np.array(spectrogram.bands, dtype=np.float32))
    resized = torch.nn.functional.interpolate(bands[None, None], (front_end.bands, front_end.frames), mode="bilinear")[0, 0]
    low, high = resized.min(), resized.max()
    return ((resized - low) / (high - low).clamp_min(1e-6) * 2 - 1).half().numpy()
