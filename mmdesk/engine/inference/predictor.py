"""One sample to one answer, with the exact contribution of each modality."""

import hashlib
import itertools
import json
import math
import time
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from mmdesk.core.answers.prediction import ModalityAnswer, Prediction
from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError, Names
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.tasks.others import is_other
from mmdesk.engine.device import Device
from mmdesk.engine.modalities.column import FrontEnd
from mmdesk.engine.modalities.layers import Folded
from mmdesk.engine.modalities.registry import ENCODINGS, front_end_of
from mmdesk.engine.model.fused_model import MAX_PROJECTED, Encoded, FusedModel
from mmdesk.engine.model.likeness import UNKNOWN
from mmdesk.engine.scoring.conflict import threshold
from mmdesk.engine.scoring.conformal import Conformal
from mmdesk.engine.scoring.shapley import shapley_matrix
from mmdesk.engine.scoring.subsets import fused_alone, single_subsets, subset_masks
from mmdesk.engine.scoring.temperature import Calibration


class Predictor:
    """An open model. Use it from one thread; for the lowest latency give that thread one intra-op thread.

    Attributes:
        spec: everything that is known about the model
        task: what its outputs mean
        front_ends: turn each modality into the features that the model takes
        workers: how many threads may encode at the same time
    """

    def __init__(
        self, model: FusedModel, spec: ModelSpec, device: Device, front_ends: Mapping[Modality, FrontEnd] | None = None
    ) -> None:
        """`front_ends` are those of the spec, if they are there already."""
        self.spec = spec
        self.task = model.task
        self._model = without_normalisations(model.to(device.torch).eval())
        self.front_ends = front_ends or {modality: front_end_of(spec, modality) for modality in spec.modalities}
        self._device, self.workers = device, device.workers
        self._calibration, self._threshold = Calibration(spec), threshold(spec)
        self._conformal = Conformal(spec, self.task)
        self._masks = subset_masks(len(spec.modalities)).to(device.torch)
        self._singles = single_subsets(len(spec.modalities))
        self._shapley = shapley_matrix(len(spec.modalities))

    @torch.inference_mode()
    def predict(self, sample: Sample) -> Prediction:
        """Answer a sample.

        Raises:
            InputError: if none of the modalities that the model takes is present
        """
        start = time.perf_counter()
        if not set(sample.present) & set(self.spec.modalities):
            raise self._nothing_taken()
        encoded, present = self.encode(sample)
        logits, weights, scores = self._each_subset(encoded, present)
        best = int(scores[-1].argmax())
        label, score = self.task.predicted(scores[-1])
        contributions = self._shapley @ scores[:, best]
        own = self.task.scores(self._calibration.of_each_alone(logits[self._singles], encoded.unimodal[0])).cpu()  # (M, C)
        known = self.known(encoded, logits, self._masks & present)
        answers = {
            modality: ModalityAnswer(float(weights[-1, index]), float(contributions[index]), *self._alone(own, known, index))
            for index, modality in enumerate(self.spec.modalities)
            if present[0, index]
        }
        contradiction = self._contradiction(answers, own, present[0].cpu())
        conflict = contradiction > self._threshold
        # Known parts that contradict each other are unlike together for that alone: it is told that they do, not none of these.
        strange = below(known[-1]) and (not conflict or any(answer.unknown for answer in answers.values()))
        return Prediction(
            label=label,
            score=score,
            scores=self.task.named(scores[-1]),
            modalities=answers,
            score_of_none=float(scores[0, best]),
            device=str(self._device),
            milliseconds=(time.perf_counter() - start) * 1000,
            task=self.spec.task,
            contradiction=contradiction,
            conflict=conflict,
            sets=self._conformal.sets(logits[-1], present[0]),
            unknown=strange or (self.task.uncertain and is_other(label)),
            known=known[-1],
        )

    def _alone(self, own: Tensor, known: Sequence[float | None], index: int) -> tuple[str, float, bool, float | None]:
        """What one modality says by itself, and how known it is; `known` is of all subsets."""
        share = known[1 << index]
        return *self.task.predicted(own[index]), below(share), share

    def _contradiction(self, answers: Mapping[Modality, ModalityAnswer], own: Tensor, present: Tensor) -> float:
        """By how much these answers, with scores (M, C) of their own, contradict each other."""
        # Most parts mean the same, and need not be asked how far they are apart.
        apart = len({answer.label for answer in answers.values()}) > 1
        return float(self.task.contradiction(own, present)) if apart else 0.0

    def _nothing_taken(self) -> InputError:
        sentence = QT_TRANSLATE_NOOP("errors", "This model takes {modalities}. Give at least one of them.")
        return InputError(sentence, modalities=Names(MODALITIES[modality].word for modality in self.spec.modalities))

    @torch.inference_mode()
    def encode(self, sample: Sample) -> tuple[Encoded, Tensor]:
        """Encode a sample, which may be empty; gives the embeddings and the (1, M) mask of what is present."""
        inputs, present = self._inputs(sample)
        return self._model.encode(inputs, present), present

    @torch.inference_mode()
    def encode_with(
        self, context: tuple[Encoded, Tensor], modality: Modality, prepared: Sequence[Any] | NDArray[Any]
    ) -> tuple[Encoded, Tensor]:
        """What `encode` gave together with each of K prepared contents of one modality: embeddings and the mask (K, M)."""
        only = torch.tensor([[own == modality for own in self.spec.modalities]], device=self._device.torch).expand(
            len(prepared), -1
        )
        added = self._model.encode({modality: self._input(modality, prepared)}, only)
        # What is absent from either is zero there.
        return Encoded(*(first + second for first, second in zip(context[0], added, strict=True))), context[1] | only

    @torch.inference_mode()
    def logits(self, encoded: Encoded, present: Tensor) -> Tensor:
        """(K, C) calibrated logits of K encoded samples of which `present` (K, M) is there."""
        return self.calibrated(self.fused(encoded, present), present)

    @torch.inference_mode()
    def fused(self, encoded: Encoded, present: Tensor) -> Tensor:
        """(K, C) their logits as the fusion gives them."""
        return self._model.fuse(encoded, present).logits

    @torch.inference_mode()
    def calibrated(self, logits: Tensor, present: Tensor) -> Tensor:
        """(K, C) what `fused` gave, as sure as it should be."""
        return self._calibration(logits, present).cpu()

    @torch.inference_mode()
    def in_conflict(self, encoded: Encoded, present: Tensor) -> Tensor:
        """(K,) bool, whether the modalities of such samples are in conflict."""
        if present.sum(-1).max() < 2:
            return torch.zeros(len(present), dtype=torch.bool)  # as while only sound is listened to
        alone = fused_alone(self._model, encoded, present)
        own = self.task.scores(self._calibration.of_each_alone(alone, encoded.unimodal))
        return self.task.contradiction(own.cpu(), present.cpu()) > self._threshold

    @torch.inference_mode()
    def embed(self, modality: Modality, features: Sequence[NDArray[Any]]) -> Tensor:
        """(k, d) what the encoder of a modality makes of k contents' features, before anything is projected or fused."""
        inputs = self.front_ends[modality].inputs(np.stack(features)).to(self._device.torch)
        with self._device.autocast():
            found = self._model.encoders[modality](inputs).float().cpu()
        return found if found.shape[1] <= MAX_PROJECTED else Folded(found.shape[1], MAX_PROJECTED)(found)

    def encoder_hash(self, modality: Modality) -> str:
        """The same for the same encoder with the same weights, whatever else the model has."""
        digest = hashlib.blake2b(json.dumps(self.spec.encoders[modality].to_json()).encode(), digest_size=16)
        for name, weights in self._model.encoders[modality].state_dict().items():
            digest.update(name.encode())
            digest.update(weights.detach().cpu().contiguous().view(-1).view(torch.uint8).numpy().tobytes())
        return digest.hexdigest()

    @torch.inference_mode()
    def contributions(self, encoded: Encoded, present: Tensor, output: int) -> dict[Modality, float]:
        """What each modality adds to the score of any class, or to the number, exactly; see `ModalityAnswer`."""
        values = self._shapley @ self._each_subset(encoded, present)[2][:, output]
        return {modality: float(value) for modality, value in zip(self.spec.modalities, values, strict=True)}

    def _each_subset(self, encoded: Encoded, present: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits (S, C), weights (S, M) and scores (S, C) of one encoded sample with only each subset of its modalities shown."""
        shown = self._masks & present  # (S, M)
        subsets = Encoded(*(part.expand(len(shown), -1, -1) for part in encoded))
        logits, weights = self._model.fuse(subsets, shown)
        return logits, weights, self.task.scores(self._calibration(logits, shown)).cpu()

    def known(self, encoded: Encoded, logits: Tensor, present: Tensor) -> list[float | None]:
        """For K samples of which `present` (K, M) is shown, the share of known ones at least as unlike; None if nothing tells."""
        familiarity = self._model.familiarity
        if familiarity is None:
            return [None] * len(present)
        shares = familiarity.known(encoded.unlike.squeeze(2), logits, present).tolist()
        return [None if math.isnan(share) else share for share in shares]

    @torch.inference_mode()
    def far(self, encoded: Encoded, present: Tensor, logits: Tensor) -> bool:
        """Whether the first of such samples, cut out of a stream, is unlike by far what the model learned from; `logits` as `fused`
        gave them."""
        if self._model.familiarity is None:
            return False
        return bool(self._model.familiarity.far(encoded.unlike.squeeze(2), logits, present)[0])

    def warm_up(self) -> None:
        """Answer what means nothing once, so that the first real answer is as quick as the rest."""
        self.predict(Sample(**{modality: ENCODINGS[modality].warm() for modality in self.spec.modalities}))

    def _inputs(self, sample: Sample) -> tuple[dict[str, Tensor], Tensor]:
        there = sample.present
        contents = {m: front_end.prepare(sample[m]) for m, front_end in self.front_ends.items() if m in there}
        inputs = {modality: self._input(modality, [prepared]) for modality, prepared in contents.items()}
        return inputs, torch.tensor([[m in inputs for m in self.spec.modalities]], device=self._device.torch)

    def _input(self, modality: Modality, prepared: Sequence[Any] | NDArray[Any]) -> Tensor:
        """What the encoder takes of K prepared contents."""
        front_end = self.front_ends[modality]
        return front_end.inputs(np.stack([front_end.features(one) for one in prepared])).to(self._device.torch)


def below(known: float | None) -> bool:
    """Whether what is known to this share is told to be unknown."""
    return known is not None and known <= UNKNOWN


def without_normalisations(model: FusedModel) -> FusedModel:
    """Fold each normalisation into the convolution before it: the same answers in fewer operations. Changes the model."""
    for module in model.modules():
        if isinstance(module, nn.Sequential):
            for index, (layer, following) in enumerate(itertools.pairwise(list(module))):
                if isinstance(layer, nn.Conv2d) and isinstance(following, nn.BatchNorm2d):
                    module[index], module[index + 1] = fuse_conv_bn_eval(layer, following), nn.Identity()
    return model
