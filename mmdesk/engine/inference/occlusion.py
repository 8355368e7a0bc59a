"""What in each part mattered, found by hiding it (Zeiler and Fergus 2014, arXiv:1311.2901).

One place after the other is hidden from the model: a square of the picture, a word, a moment of the sound. What mattered
is where the log-odds of the answer fall, or where its number moves, with that modality shown alone: beside others that say
the same, nothing that is hidden in one of them changes the answer, and a fusion that turns to the others even likes it
better. It holds for any encoder and any fusion, and a person can check it.
"""

import itertools
import re
from collections.abc import Iterator

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.answers.explanation import Explanation, Mark
from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.progress import CancelToken
from mmdesk.engine.inference.predictor import Predictor
from mmdesk.engine.modalities.front_end import border_colour, inner_size, window_of
from mmdesk.engine.modalities.text.tokenizer import padded

GRID = 12
"""Places of the picture along each side; hidden squares are two wide."""
MOMENTS = 24
"""Places of the sound; hidden stretches are two long."""
MAX_WORDS = 128
AT_ONCE = 16
"""Variants answered before it looks whether somebody waits."""
MIN_FALL = 0.05
"""A smaller fall of the log-odds, or in spreads of the numbers, is nothing."""

# Scripts that put no space between words are hidden letter by letter.
_LETTERS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
WORD = re.compile(rf"[{_LETTERS}]|[^\s{_LETTERS}]+")


class Explainer:
    """Explains the answer to one sample.

    Raises:
        Cancelled: from every method, soon after the token says so
    """

    def __init__(self, predictor: Predictor, sample: Sample, token: CancelToken) -> None:
        self._predictor, self._sample, self._token = predictor, sample, token
        self._nothing = predictor.encode(Sample())
        self._output = 0

    @torch.inference_mode()
    def explain(self) -> Explanation:
        prediction = self._predictor.predict(self._sample)
        labels = self._predictor.spec.labels
        self._output = labels.index(prediction.label) if labels else 0
        present = [modality for modality in self._sample.present if modality in self._predictor.spec.modalities]
        return Explanation(
            image=self._picture(self._sample["image"]) if "image" in present else None,
            words=self._words(self._sample["text"]) if "text" in present else (),
            audio=self._sound() if "audio" in present else None,
            heard=self._heard(),
        )

    def _picture(self, picture: Picture) -> NDArray[np.float32]:
        pixels = torch.from_numpy(self._predictor.front_end.picture(picture))  # (3, S, S)
        size = pixels.shape[-1]
        edges = [round(place * size / GRID) for place in range(GRID + 1)]
        nothing = torch.tensor(border_colour(picture.pixels), dtype=torch.uint8).view(3, 1, 1)
        places = [(row, column) for row in range(GRID - 1) for column in range(GRID - 1)]

        def variants() -> Iterator[Tensor]:
            for row, column in places:
                hidden = pixels.clone()
                hidden[:, edges[row] : edges[row + 2], edges[column] : edges[column + 2]] = nothing
                yield hidden

        falls = self._falls("image", pixels, variants()).view(1, 1, GRID - 1, GRID - 1)
        # A square covers two places each way: each place gets the mean of those that cover it.
        squares = F.pad(falls, (1, 1, 1, 1), mode="replicate")
        heat = F.interpolate(F.avg_pool2d(squares, 2, 1), (size, size), mode="bilinear")[0, 0]
        height, width = picture.pixels.shape[:2]
        height, width = inner_size(height, width, size)
        top, left = (size - height) // 2, (size - width) // 2
        return shares(heat[top : top + height, left : left + width])

    def _words(self, text: str) -> tuple[Mark, ...]:
        tokens = self._predictor.front_end.tokens
        words = list(WORD.finditer(text))[:MAX_WORDS]
        if tokens is None or not words:
            return ()
        rows = [tokens(text), *(tokens(text[: word.start()] + text[word.end() :]) for word in words)]
        whole, *hidden = torch.from_numpy(padded(rows))
        falls = shares(self._falls("text", whole, iter(hidden)))
        return tuple(Mark(word.start(), word.end(), float(fall)) for word, fall in zip(words, falls, strict=True))

    def _sound(self) -> NDArray[np.float32]:
        bands = torch.from_numpy(self._predictor.front_end.sound(self._sample["audio"]).astype(np.float32))  # (bands, frames)
        edges = [round(place * bands.shape[1] / MOMENTS) for place in range(MOMENTS + 1)]

        def variants() -> Iterator[Tensor]:
            for place in range(MOMENTS - 1):
                hidden = bands.clone()
                hidden[:, edges[place] : edges[place + 2]] = -1
                yield hidden

        falls = F.pad(self._falls("audio", bands, variants()).view(1, 1, -1), (1, 1), mode="replicate")
        return shares(F.avg_pool1d(falls, 2, 1)[0, 0])

    def _heard(self) -> tuple[float, float]:
        sound = self._sample["audio"]
        if not isinstance(sound, Sound):
            return 0.0, 1.0
        start, end = window_of(sound.samples, sound.rate, self._predictor.spec.audio.seconds)
        return start / len(sound.samples), end / len(sound.samples)

    def _falls(self, modality: Modality, whole: Tensor, variants: Iterator[Tensor]) -> Tensor:
        """(K,) how far the answer falls with each variant of one modality's features; see `tasks.Task.falls`."""
        before = self._predictor.logits_with(self._nothing, modality, whole.unsqueeze(0))
        after = []
        while batch := list(itertools.islice(variants, AT_ONCE)):
            self._token.check()
            after.append(self._predictor.logits_with(self._nothing, modality, torch.stack(batch)))
        return self._predictor.task.score_drop(before, torch.cat(after), self._output).float()


def shares(falls: Tensor) -> NDArray[np.float32]:
    """Falls as shares of the largest; what rose is 0, and everything is where nothing fell."""
    falls = falls.clamp_min(0)
    largest = float(falls.max())
    return (falls / largest if largest > MIN_FALL else torch.zeros_like(falls)).numpy().astype(np.float32)
