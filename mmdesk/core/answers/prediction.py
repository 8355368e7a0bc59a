"""What a model answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mmdesk.core.modalities.registry import Modality
from mmdesk.core.tasks import TaskName


@dataclass(frozen=True, slots=True)
class ModalityAnswer:
    """What one present modality gave to the answer.

    Attributes:
        weight: what the fusion gave to it, 0 to 1; the present ones sum to 1
        contribution: its exact Shapley value for the predicted class or number, in units of the score
        label: what it says on its own
        score: probability of that label on its own, or its number
    """

    weight: float
    contribution: float
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Prediction:
    """A model's answer to one sample.

    Attributes:
        label: the most probable class; of a regression the number in words
        score: its probability; of a regression the number itself
        scores: probability of every class, in the model's order; they sum to 1; none of a regression
        modalities: one entry for each present modality, in the order image, text, audio
        score_of_none: score of the same when nothing is shown; the contributions sum to score - score_of_none
        device: what computed it, such as "cpu" or "cuda:0"
        milliseconds: time from the decoded sample to the answer
        task: whether it tells a class or a number
    """

    label: str
    score: float
    scores: Mapping[str, float]
    modalities: Mapping[Modality, ModalityAnswer]
    score_of_none: float
    device: str
    milliseconds: float
    task: TaskName = "classification"

    @property
    def value(self) -> float:
        """The number that a regression tells.

        Raises:
            AttributeError: if this tells a class
        """
        if self.task != "regression":
            raise AttributeError("a class has no value; see label and score")
        return self.score

    @property
    def agree(self) -> bool:
        """Whether every present modality on its own says the same class as all together; numbers need not."""
        return self.task == "regression" or all(answer.label == self.label for answer in self.modalities.values())

    def to_json(self) -> dict[str, Any]:
        """The document that ``mmdesk predict --json`` prints."""
        if self.task == "regression":
            return {
                "value": self.value,
                "modalities": {
                    modality: {"weight": a.weight, "contribution": a.contribution, "value": a.score}
                    for modality, a in self.modalities.items()
                },
                "value_of_none": self.score_of_none,
                "device": self.device,
                "milliseconds": self.milliseconds,
            }
        return {
            "label": self.label,
            "score": self.score,
            "scores": dict(self.scores),
            "modalities": {
                modality: {"weight": a.weight, "contribution": a.contribution, "label": a.label, "score": a.score}
                for modality, a in self.modalities.items()
            },
            "score_of_none": self.score_of_none,
            "device": self.device,
            "milliseconds": self.milliseconds,
        }
