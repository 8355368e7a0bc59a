"""What a model answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from mmdesk.core.answers.prediction_set import PredictionSet
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Names, Sentence
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.models.coverage import USUAL_COVERAGE
from mmdesk.core.tasks.others import is_other
from mmdesk.core.tasks.registry import USUAL_TASK, task_named
from mmdesk.core.tasks.task import Task, TaskName


@dataclass(frozen=True, slots=True)
class ModalityAnswer:
    """What one present modality gave to the answer.

    Attributes:
        weight: what the fusion gave to it, 0 to 1; the present ones sum to 1
        contribution: its exact Shapley value for the predicted class or number, in units of the score
        label: what it says on its own
        score: probability of that label on its own, or its number
        unknown: whether it is unlike all that the model has seen of it
        known: the share of known samples whose modality is at least as unlike; None of a model that cannot tell
    """

    weight: float
    contribution: float
    label: str
    score: float
    unknown: bool = False
    known: float | None = None


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
        contradiction: by how much its modalities on their own mean different classes, 0 to 1; of a regression 0
        conflict: whether that is more than in samples whose modalities belong together; such an answer is never sure
        sets: what cannot be excluded, one set for each coverage that validation could tell; none of models of before
        unknown: whether it is none of the classes: unlike the samples that taught the model, or of a class of other things
        known: the share of known samples that are at least as unlike (conformal p-value), 0 to 1: of known ones, 5 % are below
            0.05, half below 0.5; None of a model that cannot tell
    """

    label: str
    score: float
    scores: Mapping[str, float]
    modalities: Mapping[Modality, ModalityAnswer]
    score_of_none: float
    device: str
    milliseconds: float
    task: TaskName = USUAL_TASK
    contradiction: float = 0.0
    conflict: bool = False
    sets: tuple[PredictionSet, ...] = ()

    def set_at(self, coverage: float = USUAL_COVERAGE) -> PredictionSet | None:
        """What cannot be excluded at one of `mmdesk.core.models.coverage.COVERAGES`; None if validation could not tell."""
        return next((found for found in self.sets if found.coverage == coverage), None)

    unknown: bool = False
    known: float | None = None

    @property
    def other(self) -> bool:
        """Whether it is none of the classes because its class is one of other things."""
        return self._task.has_classes and is_other(self.label)

    @property
    def value(self) -> float:
        """The number that a regression tells.

        Raises:
            AttributeError: if this tells a class
        """
        if self._task.has_classes:
            raise AttributeError("a class has no value; see label and score")
        return self.score

    @property
    def agree(self) -> bool:
        """Whether every present modality on its own says the same class as all together; numbers need not."""
        return self._task.agree(self.label, (answer.label for answer in self.modalities.values()))

    @property
    def sides(self) -> Sentence:
        """Who says what: the modalities that mean the same class together, as in "picture and words: dog; sound: bird"."""
        words: dict[str, list[Sentence]] = {}
        for modality, own in self.modalities.items():
            words.setdefault(own.label, []).append(MODALITIES[modality].word)
        side, both = QT_TRANSLATE_NOOP("errors", "{parts}: {label}"), QT_TRANSLATE_NOOP("errors", "{sides}; {side}")
        told = (Sentence(side, parts=together(names), label=label) for label, names in words.items())
        return reduce(lambda before, after: Sentence(both, sides=before, side=after), told)

    @property
    def _task(self) -> Task:
        return task_named(self.task)

    def to_json(self, coverage: float = USUAL_COVERAGE) -> dict[str, Any]:
        """The document that ``mmdesk predict --json`` prints, with the set of this coverage."""
        task, found = self._task, self.set_at(coverage)
        return {
            **task.answer(self.label, self.score),
            **({"scores": dict(self.scores)} if task.has_classes else {}),
            "modalities": {
                modality: {
                    "weight": own.weight,
                    "contribution": own.contribution,
                    **task.answer(own.label, own.score),
                    "unknown": own.unknown,
                    "known": own.known,
                }
                for modality, own in self.modalities.items()
            },
            f"{task.value}_of_none": self.score_of_none,
            **({"conflict": self.conflict} if task.has_classes else {}),
            "set" if task.has_classes else "interval": found and found.to_json(),
            "unknown": self.unknown,
            "known": self.known,
            "device": self.device,
            "milliseconds": self.milliseconds,
        }


def unlike(prediction: Prediction) -> Sentence:
    """Which parts are unlike all that the model has learned from: "the sound is unlike all that it has learned from"."""
    names = [MODALITIES[modality].word for modality, own in prediction.modalities.items() if own.unknown]
    if not names:
        return Sentence(QT_TRANSLATE_NOOP("errors", "its parts together are unlike all that the model has learned from"))
    return Sentence(QT_TRANSLATE_NOOP("errors", "unlike all that the model has learned from: {parts}"), parts=together(names))


def together(names: Sequence[str]) -> str:
    """Names of one side: "picture", "picture and words", "picture, words and sound"."""
    if len(names) == 1:
        return names[0]
    return Sentence(QT_TRANSLATE_NOOP("errors", "{names} and {last}"), names=Names(names[:-1]), last=names[-1])
