"""Selective classification: what is refused as none of the classes, how right the rest is, how well others are told from it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.evaluation import metrics
from mmdesk.core.evaluation.charts import Translate
from mmdesk.core.numerals import number, percent
from mmdesk.core.tasks.others import is_other

UNKNOWN = 0.05
"""What is known to this share at most is refused, as by the engine."""


class Rejection(NamedTuple):
    """How the unknown is told.

    Attributes:
        coverage: share of the samples of the classes asked for that are answered
        accuracy: share of these that are answered rightly; None if none is
        auroc: how well samples of a class of other things are told from the others, 0.5 is guessing; None without any
    """

    coverage: float
    accuracy: float | None
    auroc: float | None


def rejection(
    labels: Sequence[str],
    truth: NDArray[np.int64],
    probabilities: NDArray[np.float64],
    known: NDArray[np.float64] | None,
    strangers: NDArray[np.float64] | None,
) -> Rejection | None:
    """Of n samples with their classes (n,), probabilities (n, C) and what `Asked` has; None where nothing refuses anything.

    An answer with a class of other things refuses too. Samples are ranked by the share to which they are known, times the
    probability of all classes but those.
    """
    others = np.array([is_other(label) for label in labels])
    if known is None and not others.any():
        return None
    shares = np.ones(len(truth)) if known is None else np.nan_to_num(known, nan=1.0)
    said = probabilities.argmax(-1)
    refused, asked = (shares <= UNKNOWN) | others[said], ~others[truth]
    answered = asked & ~refused
    ranks = shares * probabilities[:, ~others].sum(-1)
    scores = np.concatenate([ranks, () if strangers is None else np.nan_to_num(strangers, nan=1.0)])
    positive = np.concatenate([asked, np.zeros(len(scores) - len(asked), dtype=np.bool_)])
    return Rejection(
        coverage=float(answered.sum() / max(asked.sum(), 1)),
        accuracy=float((said == truth)[answered].mean()) if answered.any() else None,
        auroc=metrics.roc_curve(scores, positive).area if positive.any() and not positive.all() else None,
    )


def rejection_figures(found: Rejection | None, translate: Translate) -> Iterator[tuple[str, str]]:
    """Names and values that sum it up."""
    if found is None:
        return
    text = translate(QT_TRANSLATE_NOOP("judge", "{share} of these samples refused; {right} of the others right"))
    right = "-" if found.accuracy is None else percent(found.accuracy)
    yield translate(QT_TRANSLATE_NOOP("judge", "None of these")), text.format(share=percent(1 - found.coverage), right=right)
    if found.auroc is not None:
        yield translate(QT_TRANSLATE_NOOP("judge", "Other things told from known (AUROC)")), number(found.auroc, ".3f")
