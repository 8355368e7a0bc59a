"""Modalities that tell nothing, alone or with any others, by validation (feature selection); beside others they are not heard.

A fusion that saw a modality of pure noise in training still turns a little by it: digits whose sound was replaced by noise, gated,
by picture and noise 94 of 100 rightly, 98 by the picture. The noise's share of all contributions was 2.7 %; not heard, it is 0.3 %.
"""

from torch import Tensor

from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.spec import ModelSpec
from mmdesk.engine.model.gates import MIN_SAMPLES, clearly_positive
from mmdesk.engine.model.tasks.task import Task
from mmdesk.engine.scoring.alone import calibrated_errors
from mmdesk.engine.scoring.subsets import Answers, subset_masks


def idle(spec: ModelSpec, task: Task, answers: Answers) -> tuple[Modality, ...]:
    """The modalities that clearly help no subset of the others, not even the empty one, and clearly harm one of them."""
    gains = {name: _gains(task, answers, index) for index, name in enumerate(spec.modalities)}
    return tuple(
        name
        for name, found in gains.items()
        if any(clearly_positive(-gain) for gain in found) and not any(map(clearly_positive, found))
    )


def _gains(task: Task, answers: Answers, index: int) -> list[Tensor]:
    """For each subset of the others, how much less is lost on the samples that have all of it with this modality shown too."""
    found = []
    for number, shown in enumerate(subset_masks(answers.mask.shape[1])):
        rows = answers.mask[:, shown].all(-1) & answers.mask[:, index]
        if shown[index] or rows.sum() < MIN_SAMPLES:
            continue
        targets = answers.labels[rows]
        tables = (answers.logits[rows, place] for place in (number, number | 1 << index))
        without, together = (calibrated_errors(task, outputs, targets) for outputs in tables)
        found.append(without - together)
    return found
