"""Conflict of evidence: when the modalities of a sample contradict each other more than is usual (split conformal prediction).

By how much they contradict each other is the task's, see `Task.contradiction`; here is from where on it is told, by samples that
did not teach the model and belong together as they were collected.
"""

import math

from mmdesk.core.models.spec import CONFLICT, ModelSpec
from mmdesk.engine.model.tasks.task import Task
from mmdesk.engine.scoring.subsets import Answers
from mmdesk.engine.scoring.temperature import Calibration

RIGHT_IN_CONFLICT = 0.05
"""At most this share of right answers is told to be in conflict."""
USUAL = 0.75
"""Where conflict begins if no validation tells: of two classes, modalities that are each 90 % sure of another one reach 0.78, of
ten classes 0.97; those that are 70 % sure 0.28 and 0.89."""
LEAST = 0.5
"""No conflict begins below it, however well all validation samples agreed: so few of them do not tell what others are like."""


def measured(spec: ModelSpec, task: Task, answers: Answers) -> dict[str, float]:
    """Where conflict begins, for the summary of the training; nothing if these answers are too few to tell.

    `spec` is calibrated by the same answers. Of the right ones to samples of several modalities, n, the (n + 1) 95 % smallest
    contradiction: another such sample exceeds it with a probability of 5 % at most, whatever the distribution is (split conformal
    prediction; Vovk et al. 2005, Lei et al. 2018, theorem 2.2). Fewer than 19 cannot tell that, and `USUAL` serves. Of fewer
    modalities than were collected no contradiction is greater, so the bound holds for them as well.
    """
    if not task.uncertain:
        return {}
    rows = (answers.mask.sum(-1) > 1) & (task.sample_scores(answers.everything, answers.labels) == 1)
    own = task.scores(Calibration(spec).of_each_alone(answers.alone[rows], answers.unimodal[rows]))
    found = task.contradiction(own, answers.mask[rows]).sort().values
    rank = math.ceil((len(found) + 1) * (1 - RIGHT_IN_CONFLICT))
    return {CONFLICT: max(float(found[rank - 1]), LEAST)} if rank <= len(found) else {}


def threshold(spec: ModelSpec) -> float:
    """Beyond which contradiction the modalities of a sample are in conflict for this model."""
    return USUAL if spec.conflict is None else spec.conflict
