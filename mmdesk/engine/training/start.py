"""Transfer learning: the encoders of another model, as what a training begins with."""

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from torch import Tensor

from mmdesk.core.errors import QT_TRANSLATE_NOOP, Names, Sentence
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.models.spec import EncoderSpec, ModelSpec
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.start import descent, handed_on
from mmdesk.engine.modalities.registry import encoding_of
from mmdesk.engine.model.checkpoint import load_model

PARTS = ("encoders", "projections")
"""Of the network, what is handed on."""


@dataclass(frozen=True, slots=True, eq=False)
class Start:
    """What a training takes over from another model; nothing, unless there is one.

    Attributes:
        encoders: with the numbers of their front ends
        dimension: size of the shared space; None leaves it to the plan
        weights: the initial ones of all encoders that learn by gradients and of their projections, by their names in a model
        descent: what the new model's file tells of it, see `mmdesk.core.training.start.descent`
    """

    encoders: Mapping[Modality, EncoderSpec] = field(default_factory=dict)
    dimension: int | None = None
    weights: Mapping[str, Tensor] = field(default_factory=dict)
    descent: Mapping[str, Any] = field(default_factory=dict)

    @property
    def names(self) -> dict[Modality, str]:
        """The names of the encoders."""
        return {modality: encoder.name for modality, encoder in self.encoders.items()}

    @property
    def sha256(self) -> str:
        """Of the other model's file; empty if there is none."""
        return str(self.descent.get("sha256", ""))

    @property
    def told(self) -> Sentence:
        """What is taken over."""
        text = QT_TRANSLATE_NOOP(
            "errors", "{file} gives the encoders of {phrases}, and the size of the shared space: {dimension} numbers."
        )
        phrases = Names(MODALITIES[modality].phrase for modality in self.encoders)
        return Sentence(text, file=self.descent["file"], phrases=phrases, dimension=self.dimension)

    def applied(self, spec: ModelSpec) -> ModelSpec:
        """The spec with what is taken over."""
        encoders = {modality: self.encoders.get(modality, own) for modality, own in spec.encoders.items()}
        return dataclasses.replace(spec, encoders=encoders, dimension=self.dimension or spec.dimension)


FROM_NOTHING = Start()


def start_of(plan: TrainPlan, spec: ModelSpec) -> Start:
    """What a training of a model such as `spec` begins with.

    Raises:
        ModelFileError: if the other model cannot be opened
        OptionError: if it has nothing for this training, or the plan has other choices
    """
    if plan.start_from is None:
        return FROM_NOTHING
    model, other = load_model(plan.start_from)
    encoders = handed_on(other, plan, spec.modalities)
    learned = tuple(f"{part}.{name}." for part in PARTS for name in encoders if not encoding_of(other, name).frozen)
    weights = {name: value for name, value in model.state_dict().items() if name.startswith(learned)}
    with open(plan.start_from, "rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Start(encoders, other.dimension, weights, descent(plan.start_from, other, sha256, encoders))
