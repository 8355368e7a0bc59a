"""What in each part made the answer, found by hiding it and by showing it alone (occlusion, Shapley value).

Blocks of a picture, words, stretches of a sound are hidden from the model, and shown to it alone; how that is turned into what
each region adds is said in `mmdesk.engine.modalities.occlusion`. Evidence is asked of the modality alone: beside others that
say the same, nothing that is hidden in one of them changes the answer, and a fusion that turns to the others even likes it
better. What the regions add up to is the modality's exact contribution beside all others. It holds for any encoder and any
fusion, and a person can check it. `build/bench_faithful.py` compares it with others.
"""

from collections.abc import Iterator, Mapping

import numpy as np
import torch

from mmdesk.core.answers.explanation import Explanation
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Names, OptionError
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.progress import CancelToken
from mmdesk.engine.inference.predictor import Predictor
from mmdesk.engine.modalities.occlusion import Occlusion, Shown, Values, asked_of, marginal, settled
from mmdesk.engine.modalities.registry import ENCODINGS
from mmdesk.engine.workers import Workers

AT_ONCE = 32
"""Variants answered before it looks whether somebody waits."""


class Explainer:
    """Explains one class, or the number, of one sample.

    Raises:
        OptionError: from `explain`, if the model has no such class
        Cancelled: from every method, soon after the token says so
    """

    def __init__(self, predictor: Predictor, sample: Sample, token: CancelToken, label: str | None = None) -> None:
        """`label` is the class; without one it is the answer."""
        self._predictor, self._sample, self._token = predictor, sample, token
        self._label = label
        self._nothing = predictor.encode(Sample())
        self._output = 0

    def explain(self) -> Iterator[Explanation]:
        """A coarse explanation, then sharper ones; the last is `final`."""
        predictor = self._predictor
        label = self._label or predictor.predict(self._sample).label
        self._output = self._number(label)
        contributions = predictor.contributions(*predictor.encode(self._sample), self._output)
        contributions = {modality: contributions[modality] for modality in self._sample.present if modality in contributions}
        hidden = {modality: found for modality in contributions if (found := self._occlusion(modality))}
        evidence = {modality: np.zeros(occlusion.shape) for modality, occlusion in hidden.items()}
        with Workers(predictor.workers) as workers:
            for number in range(last := max((len(occlusion.sizes) for occlusion in hidden.values()), default=1)):
                asked = {m: Asked(o, o.sizes[number]) for m, o in hidden.items() if number < len(o.sizes)}
                for modality, values in self._round(asked, workers).items():
                    evidence[modality] += values
                told = {m: o.told(settled(evidence[m], contributions[m])) for m, o in hidden.items()}
                yield Explanation(told, label, contributions, number == last - 1)

    def _number(self, label: str) -> int:
        """Of the output that is explained."""
        labels = self._predictor.spec.labels
        if not labels:
            return 0
        if label not in labels:
            sentence = QT_TRANSLATE_NOOP("errors", "The model has no class {label} to explain. It has {labels}.")
            raise OptionError(sentence, label=label, labels=Names(labels))
        return labels.index(label)

    def _occlusion(self, modality: Modality) -> Occlusion | None:
        """What can be hidden in one modality; None if nothing."""
        return ENCODINGS[modality].occluded(self._sample[modality], self._predictor.front_ends[modality].preparing)

    def _round(self, asked: Mapping[Modality, "Asked"], workers: Workers) -> dict[Modality, Values]:
        """(*shape) how much each region of each modality speaks for the class, by blocks of one size."""
        parts = [(m, one.occlusion, kept) for m, one in asked.items() for kept in batched(one.kept)]
        found = workers.map(lambda part: self._evidence(*part), parts)
        together: dict[Modality, list[Values]] = {modality: [] for modality in asked}
        for (modality, *_), evidence in zip(parts, found, strict=True):
            together[modality].append(evidence)
        return {modality: marginal(asked[modality].kept, np.concatenate(parts)) for modality, parts in together.items()}

    @torch.inference_mode()
    def _evidence(self, modality: Modality, occlusion: Occlusion, kept: Shown) -> Values:
        """(K,) with one modality alone, of which K choices (K, *shape) stay."""
        self._token.check()
        logits = self._predictor.logits(*self._predictor.encode_with(self._nothing, modality, occlusion.shown(kept)))
        found: Values = self._predictor.task.evidence(logits, self._output).double().numpy()
        return found


class Asked:
    """What is asked of one modality in a round.

    Attributes:
        kept: (K, *shape) what stays
    """

    def __init__(self, occlusion: Occlusion, size: int) -> None:
        self.occlusion = occlusion
        self.kept = asked_of(occlusion.shape, size)


def batched(kept: Shown) -> Iterator[Shown]:
    """`AT_ONCE` at a time."""
    return (kept[start : start + AT_ONCE] for start in range(0, len(kept), AT_ONCE))
