"""The whole model: which modality decides which answers, by the mean of the contributions (Shapley values) over a split."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.errors import QT_TRANSLATE_NOOP, Names, Sentence
from mmdesk.core.evaluation.charts import SEMICOLON, Chart, Translate
from mmdesk.core.evaluation.summary import MeanContribution
from mmdesk.core.evaluation.svg import Cell, cell_chart
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.numerals import signed
from mmdesk.core.tasks.few import MIN_FIGURE

ALIKE = 0.05
"""Modalities whose shares of all contributions differ by less decide alike; one with less than that hardly counts."""
MAX_ROWS = 12
"""So many classes have a row in the chart, those that are said most; documents have all."""
MAX_NAMES = 3
"""So many classes are named in the sentence for each modality."""
POINTS, NUMBERS = (100.0, ".0f"), (1.0, ".3g")
"""By what means are multiplied to be told, and in which form: points of per cent, or a number's own units."""
Contributions = Mapping[str, NDArray[np.float64]]
"""(n,) of each modality, NaN where it is absent."""


Means = Mapping[str, MeanContribution]
"""Of each modality that there is."""


def means(contributions: Contributions, rows: NDArray[np.bool_] | None = None) -> dict[str, MeanContribution]:
    """The means over all samples, or some of them; modalities that none of them has are left out."""
    found = {}
    for modality, values in contributions.items():
        there = values[~np.isnan(values) & (True if rows is None else rows)]
        if len(there):
            found[modality] = MeanContribution(float(there.mean()), float(np.abs(there).mean()), len(there))
    return found


def means_by_class(contributions: Contributions, predicted: NDArray[np.int64], labels: Sequence[str]) -> dict[str, Means]:
    """The means for each answer that was given."""
    found = {label: means(contributions, predicted == place) for place, label in enumerate(labels)} if contributions else {}
    return {label: part for label, part in found.items() if part}


def shares(part: Means) -> dict[str, float]:
    """Which share of all that was moved each modality moved."""
    whole = sum(one.mean_absolute for one in part.values())
    return {modality: one.mean_absolute / whole if whole else 0.0 for modality, one in part.items()}


def leader(part: Means) -> str:
    """The modality that decides above all; "" where several do alike."""
    first, *others = sorted(shares(part).items(), key=lambda pair: -pair[1])
    return "" if others and first[1] - others[0][1] < ALIKE else first[0]


def sentences(everything: Means, by_class: Mapping[str, Means]) -> Iterator[Sentence]:
    """Which modality decides what, in plain words."""
    told = {label: part for label, part in by_class.items() if max(one.samples for one in part.values()) >= MIN_FIGURE}
    decided: dict[str, list[str]] = {}
    for label, part in told.items():
        decided.setdefault(leader(part), []).append(label)
    if len(decided) > 1:
        for modality, labels in sorted(decided.items(), key=lambda pair: -len(pair[1])):
            classes = Names(labels, MAX_NAMES)
            if modality:
                template = QT_TRANSLATE_NOOP("errors", "{part} decided most for {classes}.")
                yield Sentence(template, part=MODALITIES[modality].title, classes=classes)
            else:
                yield Sentence(QT_TRANSLATE_NOOP("errors", "Several parts decided alike for {classes}."), classes=classes)
    elif best := leader(everything):
        yield Sentence(QT_TRANSLATE_NOOP("errors", "{part} decided most, whatever the answer."), part=MODALITIES[best].title)
    else:
        yield Sentence(QT_TRANSLATE_NOOP("errors", "Several parts decided alike, whatever the answer."))
    found = [shares(part) for part in (everything, *told.values())]
    for modality in everything:
        if all(part.get(modality, 0.0) < ALIKE for part in found):
            template = QT_TRANSLATE_NOOP("errors", "{part} hardly counted anywhere.")
            yield Sentence(template, part=MODALITIES[modality].title)


def contributions_chart(everything: Means, by_class: Mapping[str, Means], unit: float, form: str, translate: Translate) -> Chart:
    """A row for all samples and one for each answer, a column for each modality; scores are told times `unit`, in this form."""
    every = translate(QT_TRANSLATE_NOOP("judge", "all"))
    often = sorted(by_class, key=lambda label: -max(one.samples for one in by_class[label].values()))[:MAX_ROWS]
    rows = [(every, everything), *((label, part) for label, part in by_class.items() if label in often)]
    longest = max((one.mean_absolute for _, part in rows for one in part.values()), default=0.0) or 1.0

    def cell(one: MeanContribution) -> Cell:
        return one.mean / longest, one.mean_absolute / longest, signed(one.mean * unit, form)

    drawn = [(name, {modality: cell(one) for modality, one in part.items()}) for name, part in rows]
    columns = {modality: translate(MODALITIES[modality].word) for modality in everything}
    told = [
        f"{name}: " + ", ".join(f"{columns[modality]} {signed(one.mean * unit, form)}" for modality, one in part.items())
        for name, part in rows
    ]
    explained = translate(
        QT_TRANSLATE_NOOP(
            "judge",
            "Full: what a part adds to the answer's score on average, to the left where it takes away; pale: how far it moves it"
            " either way.",
        )
    )
    words = " ".join((*map(translate, sentences(everything, by_class)), explained))
    title = translate(QT_TRANSLATE_NOOP("judge", "Contributions"))
    return Chart(title, words, lambda size, ink: cell_chart(size, ink, columns, drawn), translate(SEMICOLON).join(told))
