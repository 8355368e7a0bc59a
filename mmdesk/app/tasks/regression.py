"""Regression as the window tells of it: numbers, and how far they are off."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from mmdesk.app.system.labels import number, percent
from mmdesk.app.system.translation import sentence, translated
from mmdesk.app.tasks.task import Figure, TaskWords, interval_words, needed
from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.tasks.numbers import numbers_of
from mmdesk.core.training.reports import TrainResult

if TYPE_CHECKING:
    from mmdesk.core.answers.prediction import ModalityAnswer, Prediction


class Regression(TaskWords):
    """How much of something."""

    figure = Figure(
        name=QT_TRANSLATE_NOOP("tasks", "mean error"),
        curves=QT_TRANSLATE_NOOP("tasks", "Curves of the mean error"),
        column=QT_TRANSLATE_NOOP("tasks", "Mean error in validation"),
        ends=None,
        train=lambda _: nan,
        val=lambda epoch: nan if epoch.val_mae is None else epoch.val_mae,
        alone=lambda epoch: epoch.val_unimodal_mae,
        end=lambda result: nan if result.val_mae is None else result.val_mae,
        told=lambda error, _: number(error),
        interval=lambda result: interval_words(*map(number, result.val_interval)),
    )

    def choice(self) -> str:
        return translated("tasks", QT_TRANSLATE_NOOP("tasks", "A number"))

    def answer_name(self, label: str) -> str:
        return translated("tasks", QT_TRANSLATE_NOOP("tasks", "Number: {number}")).format(number=label)

    def score(self, score: float, digits: int = 0) -> str:
        return ""

    def sure(self, prediction: Prediction) -> bool:
        return not prediction.unknown  # how far it may be off is not known

    def verdict(self, prediction: Prediction) -> str:
        if prediction.unknown:
            from mmdesk.core.answers.prediction import unlike

            text = translated("tasks", QT_TRANSLATE_NOOP("tasks", "not to be relied on: {why}"))
            return text.format(why=sentence(unlike(prediction)))
        return translated("tasks", QT_TRANSLATE_NOOP("tasks", "an estimated number"))

    def coverage(self, coverage: float) -> str:
        text = QT_TRANSLATE_NOOP(
            "tasks",
            "In {share} of samples at least, like those that judged the model, the right number is between these. View › Possible "
            "classes and numbers chooses how often.",
        )
        return translated("tasks", text).format(share=percent(coverage))

    def purpose(self, labels: Sequence[str], modalities: Sequence[Modality]) -> str:
        return needed(modalities) + translated("tasks", QT_TRANSLATE_NOOP("tasks", "It estimates a number."))

    def own(self, answer: ModalityAnswer) -> str:
        return answer.label

    def labels(self, labels: Sequence[str]) -> str:
        text = translated("tasks", QT_TRANSLATE_NOOP("tasks", "{count} different numbers from {low} to {high}"))
        numbers = numbers_of(labels)
        return text.format(count=len(labels), low=number(min(numbers)), high=number(max(numbers)))

    def strange(self, label: str) -> str:
        text = QT_TRANSLATE_NOOP("tasks", "To learn a number, all labels have to be numbers; “{label}” is none.")
        return translated("tasks", text).format(label=label)

    def unused(self) -> str:
        return translated("tasks", QT_TRANSLATE_NOOP("tasks", "This is for classes only; a number is learned without it."))

    def unused_fusion(self) -> str:
        text = QT_TRANSLATE_NOOP("tasks", "It multiplies the probabilities of classes, and a number has none.")
        return translated("tasks", text)

    def result(self, result: TrainResult, seconds: str) -> str:
        text = QT_TRANSLATE_NOOP("tasks", "mean error {figure} in validation, R2 {r2}, in round {epoch}, {seconds} of training")
        figure, r2 = number(self.figure.end(result)), QLocale().toString(result.val_accuracy, "f", 3)
        return translated("tasks", text).format(figure=figure, r2=r2, epoch=result.best_epoch, seconds=seconds)

    def groups(self) -> str:
        return translated("tasks", QT_TRANSLATE_NOOP("tasks", "Examples of each range of numbers"))
