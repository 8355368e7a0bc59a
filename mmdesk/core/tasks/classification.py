"""Classification: a label is the name of a class, an answer the likeliest class with its probability."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, Names, Sentence
from mmdesk.core.tasks.few import told_accuracy
from mmdesk.core.tasks.numbers import TargetScale
from mmdesk.core.tasks.task import Labelled, Task, Total

SHOWN_LABELS = 5


class Classification(Task):
    """Which of some classes."""

    name = "classification"
    has_classes = True
    value = "score"
    quality = "accuracy"
    figures = ".6f"
    limits = "It knows these classes alone, and samples like those that it learned from. Judge it on others too."

    def is_likely(self, labels: Iterable[str]) -> bool:
        return True  # anything can be the name of a class

    def problem_of(self, label: str) -> None:
        return None

    def check_labels(self, name: str, labels: Sequence[str], rows: Sequence[Labelled]) -> None:
        samples = Counter(row.label for row in rows)
        if len(samples) == 1:
            sentence = QT_TRANSLATE_NOOP("errors", "{name} has only the class {label}. Add samples of at least one other class.")
            raise DatasetError(sentence, name=name, label=next(iter(samples)))
        if single := [label for label in labels if samples[label] == 1]:
            sentence = QT_TRANSLATE_NOOP("errors", "{name} has classes with one sample only: {labels}. Add samples or remove them.")
            raise DatasetError(sentence, name=name, labels=Names(single, SHOWN_LABELS))
        training = {row.label for row in rows if row.split == "train"}
        if absent := [label for label in labels if label not in training] if training else []:
            sentence = QT_TRANSLATE_NOOP("errors", "{name} has classes without training rows: {labels}. Mark some rows as train.")
            raise DatasetError(sentence, name=name, labels=Names(absent, SHOWN_LABELS))

    def stratum(self, label: str) -> str:
        return label

    def groups(self, labels: Sequence[str]) -> tuple[Sequence[str], Callable[[str], str]]:
        return labels, str

    def counted(self, count: int) -> Sentence:
        return Sentence(QT_TRANSLATE_NOOP("errors", "{count:# class|# classes}"), count=count)

    def scale(self, labels: Iterable[str]) -> TargetScale:
        return TargetScale()

    def described(self, labels: Sequence[str]) -> str:
        return f"samples of {len(labels)} classes"

    def agree(self, label: str, own: Iterable[str]) -> bool:
        return all(answer == label for answer in own)

    def answer(self, label: str, score: float) -> Mapping[str, str | float]:
        return {"label": label, self.value: score}

    def total(self, label: str, score: float, decimals: int) -> Total:
        whole = 100 * 10**decimals
        steps = round(score * whole)
        if 0 < score < 1:  # what is nearly but not quite everything or nothing stays so
            steps = min(max(steps, 1), whole - 1)
        return Total(steps, decimals, 100.0, whole, "\N{NO-BREAK SPACE}%")

    def copied(self, label: str, score: float) -> str:
        return f"{label}\t{score:.4f}"

    def named_figures(self, report: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in report.items() if "_mae" not in name}

    def quality_words(self, quality: float, judged: Sequence[int] = ()) -> Sentence:
        return Sentence(QT_TRANSLATE_NOOP("errors", "accuracy {share}"), share=told_accuracy(quality, judged))

    def result_words(self, quality: float, error: float | None, judged: Sequence[int] = ()) -> Sentence:
        return Sentence(QT_TRANSLATE_NOOP("errors", "validation accuracy {share}"), share=told_accuracy(quality, judged))
