"""One sample to one answer, with the exact contribution of each modality."""

import itertools
import math
import time
from functools import lru_cache

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from mmdesk.core.answers.prediction import ModalityAnswer, Prediction
from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError, Names
from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.models.spec import ModelSpec
from mmdesk.engine.device import Device
from mmdesk.engine.modalities.front_end import FrontEnd
from mmdesk.engine.model.fused_model import Encoded, FusedModel
from mmdesk.engine.scoring.subsets import subset_masks, subset_numbers, temperature_table


class Predictor:
    """An open model. Use it from one thread; for the lowest latency give that thread one intra-op thread.

    Attributes:
        spec: everything that is known about the model
        task: what its outputs mean
        front_end: turns each modality into the features that the model takes
    """

    def __init__(self, model: FusedModel, spec: ModelSpec, device: Device) -> None:
        self.spec = spec
        self.task = model.task
        self._model = without_normalisations(model.to(device.torch).eval())
        self.front_end = FrontEnd(spec)
        self._device = device
        self._temperatures = temperature_table(spec).to(device.torch)
        self._masks = subset_masks(len(spec.modalities)).to(device.torch)
        self._shapley = shapley_matrix(len(spec.modalities))

    @torch.inference_mode()
    def predict(self, sample: Sample) -> Prediction:
        """Answer a sample.

        Raises:
            InputError: if none of the modalities that the model takes is present
        """
        start = time.perf_counter()
        if not set(sample.present) & set(self.spec.modalities):
            sentence = QT_TRANSLATE_NOOP("errors", "This model takes {modalities}. Give at least one of them.")
            raise InputError(sentence, modalities=Names(self.spec.modalities))
        encoded, present = self.encode(sample)
        shown = self._masks & present  # (S, M)
        subsets = Encoded(*(part.expand(len(shown), -1, -1) for part in encoded))
        logits, weights = self._model.fuse(subsets, shown)
        scores = self.task.scores(logits / self._temperatures[subset_numbers(shown)].unsqueeze(1)).cpu()  # (S, C)
        best = int(scores[-1].argmax())
        label, score = self.task.predicted(scores[-1])
        contributions = self._shapley @ scores[:, best]
        own = self.task.scores(encoded.unimodal[0]).cpu()
        answers = {
            modality: ModalityAnswer(float(weights[-1, index]), float(contributions[index]), *self.task.predicted(own[index]))
            for index, modality in enumerate(self.spec.modalities)
            if present[0, index]
        }
        return Prediction(
            label=label,
            score=score,
            scores=self.task.named(scores[-1]),
            modalities=answers,
            score_of_none=float(scores[0, best]),
            device=str(self._device),
            milliseconds=(time.perf_counter() - start) * 1000,
            task=self.spec.task,
        )

    @torch.inference_mode()
    def encode(self, sample: Sample) -> tuple[Encoded, Tensor]:
        """Encode a sample, which may be empty; gives the embeddings and the (1, M) mask of what is present."""
        inputs, present = self._inputs(sample)
        return self._model.encode(inputs, present), present

    @torch.inference_mode()
    def logits_with(self, context: tuple[Encoded, Tensor], modality: Modality, features: Tensor) -> Tensor:
        """(K, C) calibrated logits of what `encode` gave together with each of K features (K, ...) of one modality."""
        only = torch.tensor([[own == modality for own in self.spec.modalities]], device=self._device.torch).expand(
            len(features), -1
        )
        added = self._model.encode({modality: features.to(self._device.torch)}, only)
        # What is absent from either is zero there.
        encoded = Encoded(*(first + second for first, second in zip(context[0], added, strict=True)))
        present = context[1] | only
        logits = self._model.fuse(encoded, present).logits
        return (logits / self._temperatures[subset_numbers(present)].unsqueeze(1)).double().cpu()

    def warm_up(self) -> None:
        """Answer an empty picture, word and sound once, so that the first real answer is as quick as the rest."""
        grey = Picture(np.full((8, 8, 3), 128, dtype=np.uint8), (8, 8))
        hum = Sound(np.sin(np.arange(8000, dtype=np.float32)), 8000)
        self.predict(Sample(image=grey, text="warm", audio=hum))

    def _inputs(self, sample: Sample) -> tuple[dict[str, Tensor], Tensor]:
        present = [modality in sample.present for modality in self.spec.modalities]
        inputs: dict[str, Tensor] = {}
        if sample["image"] is not None and "image" in self.spec.modalities:
            inputs["image"] = torch.from_numpy(self.front_end.picture(sample["image"])).unsqueeze(0)
        if "text" in sample.present and "text" in self.spec.modalities and self.front_end.tokens:
            inputs["text"] = torch.from_numpy(self.front_end.tokens(sample["text"])).unsqueeze(0)
        if sample["audio"] is not None and "audio" in self.spec.modalities:
            inputs["audio"] = torch.from_numpy(self.front_end.sound(sample["audio"]).astype(np.float32)).unsqueeze(0)
        device = self._device.torch
        return {name: value.to(device) for name, value in inputs.items()}, torch.tensor([present], device=device)


def without_normalisations(model: FusedModel) -> FusedModel:
    """Fold each normalisation into the convolution before it: the same answers in fewer operations. Changes the model."""
    for module in model.modules():
        if isinstance(module, nn.Sequential):
            for index, (layer, following) in enumerate(itertools.pairwise(list(module))):
                if isinstance(layer, nn.Conv2d) and isinstance(following, nn.BatchNorm2d):
                    module[index], module[index + 1] = fuse_conv_bn_eval(layer, following), nn.Identity()
    return model


@lru_cache
def shapley_matrix(players: int) -> Tensor:
    """(M, S) float64: times the values (S,) of all subsets it gives the exact Shapley values (M,).

    phi_m = sum over subsets T without m of |T|! (M - |T| - 1)! / M! * (v(T with m) - v(T)) (Shapley 1953).
    A player whose presence changes nothing, such as an absent modality, gets 0.
    """
    matrix = torch.zeros(players, 2**players, dtype=torch.float64)
    for subset in range(2**players):
        size = subset.bit_count()
        for player in range(players):
            if not subset >> player & 1:
                share = math.factorial(size) * math.factorial(players - size - 1) / math.factorial(players)
                matrix[player, subset | 1 << player] += share
                matrix[player, subset] -= share
    return matrix
