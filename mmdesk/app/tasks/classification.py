"""Classification as the window tells of it: classes, and how sure an answer is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mmdesk.app.system.labels import percent
from mmdesk.app.system.translation import listed, sentence, translated
from mmdesk.app.tasks.task import Figure, TaskWords, interval_words, needed
from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.numerals import filled
from mmdesk.core.tasks.few import can_tell, told_accuracy
from mmdesk.core.training.reports import TrainResult

if TYPE_CHECKING:
    from mmdesk.core.answers.prediction import ModalityAnswer, Prediction

SURE, FAIRLY_SURE = 0.9, 0.6
SHOWN_LABELS = 12


def told(share: float, judged: Sequence[int]) -> str:
    return percent(share, 1) if can_tell(judged) else sentence(told_accuracy(share, judged))


def interval(result: TrainResult) -> str:
    return interval_words(*map(percent, result.val_interval)) if can_tell(result.judged) else ""


def none_of_these(prediction: Prediction) -> str:
    """Why something is none of the classes, and what it would be otherwise."""
    from mmdesk.core.answers.prediction import unlike

    if prediction.other:
        return translated("tasks", QT_TRANSLATE_NOOP("tasks", "a class of other things: none of these"))
    text = translated("tasks", QT_TRANSLATE_NOOP("tasks", "{why} · otherwise {label}"))
    return text.format(why=sentence(unlike(prediction)), label=prediction.label)


class Classification(TaskWords):
    """Which of some classes."""

    figure = Figure(
        name=QT_TRANSLATE_NOOP("tasks", "accuracy"),
        curves=QT_TRANSLATE_NOOP("tasks", "Curves of the accuracy"),
        column=QT_TRANSLATE_NOOP("tasks", "Validation accuracy"),
        ends=(0, 1),
        train=lambda epoch: epoch.train_accuracy,
        val=lambda epoch: epoch.val_accuracy,
        alone=lambda epoch: epoch.val_unimodal,
        end=lambda result: result.val_accuracy,
        told=told,
        interval=interval,
    )

    def choice(self) -> str:
        return translated("tasks", QT_TRANSLATE_NOOP("tasks", "Classes"))

    def answer_name(self, label: str) -> str:
        return translated("tasks", QT_TRANSLATE_NOOP("tasks", "Class: {label}")).format(label=label)

    def score(self, score: float, digits: int = 0) -> str:
        return percent(score, digits)

    def sure(self, prediction: Prediction) -> bool:
        return prediction.score >= SURE and not prediction.conflict and not prediction.unknown

    def verdict(self, prediction: Prediction) -> str:
        if prediction.unknown:
            return none_of_these(prediction)
        if prediction.conflict:
            return translated("tasks", QT_TRANSLATE_NOOP("tasks", "unsure · the parts contradict each other"))
        if self.sure(prediction):
            sure = translated("tasks", QT_TRANSLATE_NOOP("tasks", "sure"))
        elif prediction.score >= FAIRLY_SURE:
            sure = translated("tasks", QT_TRANSLATE_NOOP("tasks", "fairly sure"))
        else:
            sure = translated("tasks", QT_TRANSLATE_NOOP("tasks", "unsure"))
        count = len(prediction.modalities)
        if count < 2:
            return sure
        if not prediction.agree:
            text = QT_TRANSLATE_NOOP("tasks", "{sure} · the parts disagree")
        elif count == 2:
            text = QT_TRANSLATE_NOOP("tasks", "{sure} · both agree")
        else:
            text = QT_TRANSLATE_NOOP("tasks", "{sure} · all three agree")
        return translated("tasks", text).format(sure=sure)

    def coverage(self, coverage: float) -> str:
        text = QT_TRANSLATE_NOOP(
            "tasks",
            "The classes that cannot be excluded: in {share} of samples at least, like those that judged the model, the right one "
            "is among them. View › Possible classes and numbers chooses how often.",
        )
        return translated("tasks", text).format(share=percent(coverage))

    def purpose(self, labels: Sequence[str], modalities: Sequence[Modality]) -> str:
        text = QT_TRANSLATE_NOOP("tasks", "It tells apart: {labels}.")
        return needed(modalities) + translated("tasks", text).format(labels=listed(labels, SHOWN_LABELS))

    def own(self, answer: ModalityAnswer) -> str:
        return f"{answer.label} · {percent(answer.score)}"

    def labels(self, labels: Sequence[str]) -> str:
        text = translated("tasks", QT_TRANSLATE_NOOP("tasks", "{count:# class|# classes}: {labels}"))
        return filled(text, count=len(labels), labels=listed(labels, SHOWN_LABELS))

    def strange(self, label: str) -> str:
        return ""  # anything can be the name of a class

    def unused(self) -> str:
        return ""

    def unused_fusion(self) -> str:
        return ""

    def result(self, result: TrainResult, seconds: str) -> str:
        text = QT_TRANSLATE_NOOP("tasks", "validation accuracy: {figure} in round {epoch}, {seconds} of training")
        figure = self.figure.told(result.val_accuracy, result.judged)
        return translated("tasks", text).format(figure=figure, epoch=result.best_epoch, seconds=seconds)

    def groups(self) -> str:
        return translated("tasks", QT_TRANSLATE_NOOP("tasks", "Examples of each class"))
