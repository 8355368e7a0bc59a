"""What in each part mattered, found by hiding it (Zeiler and Fergus 2014, arXiv:1311.2901).

One place after the other is hidden from the model, such as a square of a picture, a word, a moment of a sound. What mattered
is where the log-odds of the answer fall, or where its number moves, with that modality shown alone: beside others that say
the same, nothing that is hidden in one of them changes the answer, and a fusion that turns to the others even likes it
better. It holds for any encoder and any fusion, and a person can check it.
"""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch import Tensor

from mmdesk.core.answers.explanation import Explanation
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.progress import CancelToken
from mmdesk.engine.inference.predictor import Predictor
from mmdesk.engine.modalities.registry import ENCODINGS

AT_ONCE = 16
"""Variants answered before it looks whether somebody waits."""


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
        told = {modality: self._told(modality) for modality in present}
        return Explanation({modality: part for modality, part in told.items() if part is not None})

    def _told(self, modality: Modality) -> Any:
        """What mattered in one modality; None if nothing of it can be hidden."""
        occlusion = ENCODINGS[modality].occluded(self._sample[modality], self._predictor.front_ends[modality].preparing)
        if occlusion is None:
            return None
        return occlusion.told(self._falls(modality, occlusion.whole, occlusion.variants))

    def _falls(self, modality: Modality, whole: Any, variants: Iterator[Any]) -> Tensor:
        """(K,) how far the answer falls with each variant of one modality's prepared content; see `Task.score_drop`."""
        before = self._logits(modality, [whole])
        after = []
        while batch := list(itertools.islice(variants, AT_ONCE)):
            self._token.check()
            after.append(self._logits(modality, batch))
        return self._predictor.task.score_drop(before, torch.cat(after), self._output).float()

    def _logits(self, modality: Modality, prepared: Sequence[Any]) -> Tensor:
        """(K, C) of each of K prepared contents of one modality alone."""
        return self._predictor.logits(*self._predictor.encode_with(self._nothing, modality, prepared))
