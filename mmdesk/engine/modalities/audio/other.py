"""Front end of sounds on a backbone of `transformers`: the loudest window, as that network learned to hear it."""

import importlib
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.errors import QT_TRANSLATE_NOOP, MediaError
from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.core.modalities.audio.sound import Sound, Spectrogram
from mmdesk.core.modalities.audio.window import window_at
from mmdesk.core.modalities.limits import check, check_whole
from mmdesk.core.models.other_backbones import CONFIG, OtherBackbone
from mmdesk.engine.modalities.column import OtherFrontEnd
from mmdesk.engine.modalities.others.loading import ready

USUAL_RATE = 16_000
SPECTRAL = "audio-spectrogram-transformer"
"""The family that takes spectra; the others take the sound itself."""
AST_MEAN, AST_DEVIATION = -4.2677393, 4.5689974
"""Of the spectra of AudioSet, by which that family divides (Gong et al. 2021, arXiv:2104.01778)."""
SMALLEST_VARIANCE = 1e-7

Heard = Callable[[Tensor], dict[str, Tensor]]
"""Makes of a sound (n,) what a network takes."""


class OtherSounds(OtherFrontEnd):
    """What such a backbone makes of the loudest window of a sound."""

    def __init__(self, numbers: AudioFrontEnd, other: OtherBackbone) -> None:
        told = other.settings("preprocessor_config.json") or other.settings("processor_config.json").get("feature_extractor") or {}
        self.shape = (other.features,)
        self.numbers = numbers
        self._rate = int(told.get("sampling_rate", USUAL_RATE))
        check_whole(self._rate, 1000, 192_000)
        self._heard: Heard = spectra_of(other, told, self._rate) if other.family == SPECTRAL else waves_of(told)
        self._network = ready(other, "audio").network

    def prepare(self, content: Sound | Spectrogram) -> NDArray[np.float32]:
        """(samples,) of the window.

        Raises:
            MediaError: if it is a spectrogram, of which no sound can be made
        """
        if isinstance(content, Spectrogram):
            sentence = QT_TRANSLATE_NOOP(
                "errors", "This encoder hears sounds themselves, and {name} is a spectrogram. Choose another encoder of sounds."
            )
            raise MediaError(sentence, name=content.name or "?")
        return window_at(content, self._rate, self.numbers.seconds)

    def features(self, prepared: NDArray[np.float32]) -> NDArray[np.float16]:
        with torch.inference_mode():
            found = self._network(**self._heard(torch.from_numpy(prepared)))[0]
        return self.halved(found)


def waves_of(told: Mapping[str, Any]) -> Heard:
    """The sound itself, of mean 0 and deviation 1 unless the settings want it as it is."""

    def heard(samples: Tensor) -> dict[str, Tensor]:
        if told.get("do_normalize", True):
            samples = (samples - samples.mean()) / (samples.var(correction=0) + SMALLEST_VARIANCE).sqrt()
        return {"input_values": samples.unsqueeze(0)}

    return heard


def spectra_of(other: OtherBackbone, told: Mapping[str, Any], rate: int) -> Heard:
    """Log-mel spectra as Kaldi makes them, as many as the network takes; 0 behind the end.

    Raises:
        ValueError, TypeError: if the settings cannot be
    """
    config = other.settings(CONFIG)
    bands, frames = int(config.get("num_mel_bins", 128)), int(config.get("max_length", 1024))
    mean, deviation = float(told.get("mean", AST_MEAN)), float(told.get("std", AST_DEVIATION))
    check_whole(bands, 1, 1024)
    check_whole(frames, 1, 1 << 14)
    check(deviation > 0)
    kaldi = importlib.import_module("torchaudio.compliance.kaldi")  # as only this family needs it

    def heard(samples: Tensor) -> dict[str, Tensor]:
        spectra = kaldi.fbank(samples.unsqueeze(0), sample_frequency=rate, window_type="hanning", num_mel_bins=bands)[:frames]
        padded = torch.nn.functional.pad(spectra, (0, 0, 0, frames - len(spectra)))
        normal = (padded - mean) / (2 * deviation) if told.get("do_normalize", True) else padded
        return {"input_values": normal.unsqueeze(0)}

    return heard
