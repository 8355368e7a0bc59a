"""About how long a training takes, before it is begun: as it took before, or by what samples cost on a usual machine."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.models.encoders import has_choice
from mmdesk.core.training.plan import EFFORTS, TrainPlan
from mmdesk.core.training.rounds import suitable_epochs
from mmdesk.core.training.runs import TrainRun

BEGINNING = 8.0
"""Seconds before anything is learned, and for what is judged at the end."""


def expected_seconds(
    plan: TrainPlan, teaching: Mapping[str, int], dataset: Path, earlier: Sequence[TrainRun]
) -> tuple[float, float]:
    """From so long to so long: the less if encoders win that stand still, the more if some are learned from nothing.

    `teaching` are how many samples each label has. Where the same modalities were learned from the same
    dataset before, it takes as long as the last time.
    """
    alike = [run for run in earlier if run.result and (run.dataset, run.plan.modalities) == (dataset, plan.modalities)]
    if alike:
        last = max(alike, key=lambda run: (run.plan.effort == plan.effort, run.number))
        before = last.result.seconds if last.result else 0.0
        again = BEGINNING + before * EFFORTS[plan.effort] / EFFORTS[last.plan.effort]
        return again, again
    # Here, because the window should not wait for numpy.
    from mmdesk.core.datasets.splits import FOLDS, MAX_CROSS_VALIDATED, MIN_HELD_OUT

    samples = sum(teaching.values())
    few = min(teaching.values(), default=0) < MIN_HELD_OUT and samples <= MAX_CROSS_VALIDATED
    fits = FOLDS + 1 if few else 1
    rounds = suitable_epochs(plan, max(samples, 1))
    shortest = longest = BEGINNING
    for modality in plan.modalities:
        column, others = MODALITIES[modality], has_choice(modality)
        once, learned = (column.reading_seconds + fits * count * column.learning_seconds for count in (1, rounds))
        shortest += samples * (once if others else learned)
        tuned = column.tuning_seconds if others and plan.effort == "thorough" and not few else 0.0
        longest += samples * (once if others and plan.effort == "quick" else max(learned, once + tuned))
    return shortest, longest
