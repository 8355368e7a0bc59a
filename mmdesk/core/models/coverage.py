"""Prediction sets (conformal prediction) as a model's description has them: from where on a class cannot be excluded."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from mmdesk.core.modalities.limits import check

COVERAGES = (0.8, 0.9, 0.95, 0.99)
"""So often a set holds the truth, at least; a person chooses one."""
USUAL_COVERAGE = 0.95
SETS = "prediction_sets"
"""Key in the summary of a training, beside `mmdesk.core.models.spec.CONFLICT` and for the same reason."""

Limit: TypeAlias = float | Sequence[float]
"""What is no stranger than this belongs to the set; one for all classes, or one for each in their order."""
Limits: TypeAlias = Mapping[str, Mapping[str, Limit]]
"""Limits by the name of a subset of modalities, then by the coverage, such as {"image+text": {"0.95": 1.25}}. What is absent
cannot be told."""


def key_of(coverage: float) -> str:
    """What a coverage is called where it stands as a name: 0.95 -> "0.95"."""
    return f"{coverage:g}"


def check_limits(limits: Any, classes: int) -> None:
    """Refuse what cannot be limits of a model with so many classes.

    Raises:
        ValueError: if it is none
    """
    check(isinstance(limits, dict) and all(isinstance(own, dict) for own in limits.values()))
    for limit in (limit for own in limits.values() for limit in own.values()):
        check(not isinstance(limit, list) or len(limit) == classes)
        for one in limit if isinstance(limit, list) else [limit]:
            check(isinstance(one, int | float) and math.isfinite(one) and one >= 0)
