"""How many epochs suit a dataset."""

import math

from mmdesk.core.training.plan import EFFORTS, TrainPlan

EPOCHS_OF_ONE = 480
"""Rounds over n samples, if the person does not say them: this over the root of n."""
MIN_EPOCHS, MAX_EPOCHS = 3, 50
CLASSIC_EPOCHS = 10


def suitable_epochs(plan: TrainPlan, samples: int) -> int:
    """The plan's epochs, or fewer of them the more samples there are."""
    if plan.epochs:
        return plan.epochs
    usual = CLASSIC_EPOCHS
    if plan.preset != "classic":
        usual = min(max(round(EPOCHS_OF_ONE / math.sqrt(samples)), MIN_EPOCHS), MAX_EPOCHS)
    return max(round(EFFORTS[plan.effort] * usual), MIN_EPOCHS)
