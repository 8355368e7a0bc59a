"""The one front end of training and prediction: decoded parts of a sample -> the numbers that the encoders take."""

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from mmdesk.core.modalities.audio.sound import Sound, Spectrogram
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.models.spec import AudioFrontEnd, ImageFrontEnd, ModelSpec
from mmdesk.engine.modalities.audio.log_mel import LogMel, resampled
from mmdesk.engine.modalities.text.tokenizer import Tokens

LOUDNESS_STEP_SECONDS = 0.01


class FrontEnd:
    """Turns each modality into features.

    Attributes:
        tokens: text -> (n,) token numbers; None as long as the spec has no tokenizer
    """

    def __init__(self, spec: ModelSpec) -> None:
        self._image = spec.image
        self._audio = spec.audio
        self._mel = LogMel(spec.audio)
        self.tokens = Tokens(spec.text.tokenizer, spec.text.length) if spec.text.tokenizer else None

    def picture(self, picture: Picture) -> NDArray[np.uint8]:
        """(3, size, size), the whole picture, its own border colour around it; channels last in memory."""
        return fitted(picture.pixels, self._image).transpose(2, 0, 1)

    def sound(self, sound: Sound | Spectrogram) -> NDArray[np.float16]:
        """(bands, frames) log-mel of the loudest window of the model's length, 1 at the loudest point, -1 at silence."""
        with torch.inference_mode():
            if isinstance(sound, Spectrogram):
                return scaled(sound, self._audio)
            # A copy: a sound's own samples are read-only, of which PyTorch makes no tensor.
            samples = torch.from_numpy(np.array(loudest_window(sound.samples, sound.rate, self._audio.seconds)))
            samples = resampled(samples, sound.rate, self._audio.rate)
            return self._mel(centred(samples, self._audio.samples).unsqueeze(0))[0].half().numpy()


def fitted(pixels: NDArray[np.uint8], front_end: ImageFrontEnd) -> NDArray[np.uint8]:
    """Scale (H, W, 3) to fit into a square of (size, size, 3)."""
    height, width = pixels.shape[:2]
    inner = inner_size(height, width, front_end.size)[::-1]
    picture = Image.fromarray(pixels).resize(inner, Image.Resampling.BILINEAR, reducing_gap=2.0)
    if inner == (front_end.size, front_end.size):
        return np.array(picture)
    square = Image.new("RGB", (front_end.size, front_end.size), border_colour(pixels))
    square.paste(picture, ((front_end.size - inner[0]) // 2, (front_end.size - inner[1]) // 2))
    return np.array(square)


def inner_size(height: int, width: int, size: int) -> tuple[int, int]:
    """Height and width that a picture has in the square."""
    scale = size / max(height, width)
    return max(1, round(height * scale)), max(1, round(width * scale))


def border_colour(pixels: NDArray[np.uint8]) -> tuple[int, int, int]:
    """The median colour of the outermost pixels."""
    border = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    red, green, blue = (int(value) for value in np.median(border, axis=0))
    return red, green, blue


def loudest_window(samples: NDArray[np.float32], rate: int, seconds: float) -> NDArray[np.float32]:
    """The stretch of `seconds` with the most energy; all of a shorter sound."""
    start, end = window_of(samples, rate, seconds)
    return samples[max(start, 0) : end]


def window_of(samples: NDArray[np.float32], rate: int, seconds: float) -> tuple[int, int]:
    """Where the stretch of `seconds` with the most energy begins and ends; a shorter sound lies in its middle."""
    length = round(seconds * rate)
    missing = length - len(samples)
    if missing >= 0:
        return -(missing // 2), len(samples) + missing - missing // 2
    step = max(1, round(LOUDNESS_STEP_SECONDS * rate))
    energy = np.concatenate(
        [[0.0], np.cumsum(np.add.reduceat(np.square(samples, dtype=np.float64), np.arange(0, len(samples), step)))]
    )
    span = min(length // step, len(energy) - 1)
    loudness = energy[span:] - energy[:-span]
    # Several windows may hold the whole of a short loud event: take the middle one.
    best = np.flatnonzero(loudness >= loudness.max() * 0.999)
    start = min(int(best[len(best) // 2]) * step, len(samples) - length)
    return start, start + length


def centred(samples: torch.Tensor, length: int) -> torch.Tensor:
    """Cut or pad (n,) with silence on both sides to (length,)."""
    missing = length - len(samples)
    if missing <= 0:
        return samples[:length]
    return torch.nn.functional.pad(samples, (missing // 2, missing - missing // 2))


def scaled(spectrogram: Spectrogram, front_end: AudioFrontEnd) -> NDArray[np.float16]:
    """A ready-made spectrogram at the model's bands and frames, its own range mapped to -1..1."""
    bands = torch.from_numpy(np.array(spectrogram.bands, dtype=np.float32))
    resized = torch.nn.functional.interpolate(bands[None, None], (front_end.bands, front_end.frames), mode="bilinear")[0, 0]
    low, high = resized.min(), resized.max()
    return ((resized - low) / (high - low).clamp_min(1e-6) * 2 - 1).half().numpy()
