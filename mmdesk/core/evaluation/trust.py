"""How far a model's own doubt can be trusted: calibration error by subset, measured coverage of its prediction sets.

n samples.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.evaluation.charts import SEMICOLON, Translate, parts_of
from mmdesk.core.evaluation.metrics import Flags, Floats, Ints, reliability
from mmdesk.core.models.coverage import key_of
from mmdesk.core.numerals import number, percent


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """What the prediction sets of one coverage hold.

    Attributes:
        there: (n,) whether there is a set
        held: (n,) whether the truth is in it
        sizes: (n,) how many classes it has, or how wide the interval is
    """

    there: Flags
    held: Flags
    sizes: Floats

    def of(self, rows: Flags) -> "Covered | None":
        """What these samples have measured; None if they have no sets."""
        rows = rows & self.there
        if not rows.any():
            return None
        return Covered(float(self.held[rows].mean()), float(self.sizes[rows].mean()), int(rows.sum()))


@dataclass(frozen=True, slots=True)
class Covered:
    """How often the truth was in the sets of so many samples, and how large these were on average."""

    coverage: float
    size: float
    samples: int


@dataclass(frozen=True, slots=True)
class CalibrationError:
    """The expected calibration error, and that of a model whose scores are exactly right, from as many samples."""

    ece: float
    floor: float

    @classmethod
    def of(cls, probabilities: Floats, truth: Ints) -> "CalibrationError":
        found = reliability(probabilities, truth)
        return cls(found.ece, found.floor)


Sets = Mapping[float, Held]
"""By the coverage that was asked."""


def sets_document(sets: Sets, truth: Ints | None, labels: Sequence[str], subsets: Mapping[str, Sets]) -> dict[str, Any]:
    """What was measured of the sets of each coverage: of all samples, of each class, and with only each subset shown."""
    return {
        key_of(coverage): {
            **_document(everything),
            **({"classes": _of_classes(held, truth, labels)} if truth is not None else {}),
            "subsets": {name: _document(own) for name, of in subsets.items() if coverage in of and (own := whole(of[coverage]))},
        }
        for coverage, held in sets.items()
        if (everything := whole(held))
    }


def whole(held: Held) -> Covered | None:
    """What all samples have measured."""
    return held.of(held.there)


def _of_classes(held: Held, truth: Ints, labels: Sequence[str]) -> dict[str, Any]:
    return {label: _document(own) for place, label in enumerate(labels) if (own := held.of(truth == place))}


def _document(covered: Covered) -> dict[str, Any]:
    return {"coverage": covered.coverage, "size": covered.size, "samples": covered.samples}


def told_sets(sets: Sets, template: str, form: str, translate: Translate) -> Iterator[tuple[str, str]]:
    """The figure of the sets with its name, by a template with asked, measured and size in this form; nothing without sets."""
    found = [(coverage, own) for coverage, held in sets.items() if (own := whole(held))]
    told = (
        translate(template).format(asked=percent(asked, ".0f"), measured=percent(own.coverage), size=number(own.size, form))
        for asked, own in found
    )
    if found:
        yield translate(QT_TRANSLATE_NOOP("judge", "Right one in its set")), translate(SEMICOLON).join(told)


def told_worst(errors: Mapping[str, CalibrationError], translate: Translate) -> Iterator[tuple[str, str]]:
    """The subset whose calibration error is the largest with its name; nothing where there is one subset."""
    if len(errors) > 1:
        name, worst = max(errors.items(), key=lambda error: error[1].ece)
        text = QT_TRANSLATE_NOOP("judge", "at most {value}, of {parts} (exactly right scores: {floor})")
        parts = parts_of(name, translate)
        told = translate(text).format(value=percent(worst.ece), parts=parts, floor=percent(worst.floor))
        yield translate(QT_TRANSLATE_NOOP("judge", "Calibration error of parts")), told


def class_head(coverage: float, translate: Translate) -> tuple[str, str]:
    """What stands over `class_cells`."""
    inside = translate(QT_TRANSLATE_NOOP("judge", "In its set ({share})")).format(share=percent(coverage, ".0f"))
    return inside, translate(QT_TRANSLATE_NOOP("judge", "Classes in sets"))


def class_cells(held: Held | None, rows: NDArray[np.bool_]) -> tuple[str, str]:
    """What the samples of a class have measured, for a table."""
    own = held and held.of(rows)
    return (percent(own.coverage), number(own.size, ".2f")) if own else ("", "")
