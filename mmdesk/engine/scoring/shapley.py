"""Contributions: exact Shapley values of the modalities, from the scores with every subset of them shown.

n samples, M modalities, S = 2^M subsets, C outputs.
"""

import math
from functools import lru_cache

import torch
from torch import Tensor

from mmdesk.core.models.spec import ModelSpec
from mmdesk.engine.model.tasks.task import Task
from mmdesk.engine.scoring.subsets import Answers, subset_masks, subset_numbers
from mmdesk.engine.scoring.temperature import Calibration

AT_ONCE = 1 << 21
"""About so many scores are computed at once: with all of a large split, they took gigabytes."""


@torch.inference_mode()
def contributions(spec: ModelSpec, task: Task, answers: Answers) -> Tensor:
    """(n, M) what each modality adds to the score of each answer, or to its number; NaN where it is absent.

    They sum to what the score with everything shown has more than that with nothing.
    """
    calibration, masks, matrix = Calibration(spec), subset_masks(len(spec.modalities)), shapley_matrix(len(spec.modalities))
    parts = []
    step = max(AT_ONCE // math.prod(answers.logits.shape[1:]), 1)
    for logits, mask in zip(answers.logits.split(step), answers.mask.split(step), strict=True):
        shown = subset_numbers((masks & mask.unsqueeze(1)).flatten(0, 1)).view(len(mask), len(masks))  # (n, S)
        scores = task.scores(calibration.of_subsets(logits, shown))  # (n, S, C)
        best = scores[:, -1].argmax(-1).view(-1, 1, 1).expand(-1, len(masks), 1)
        parts.append((scores.gather(-1, best).squeeze(-1) @ matrix.T).masked_fill(~mask, torch.nan))
    return torch.cat(parts)


@lru_cache
def shapley_matrix(players: int) -> Tensor:
    """(M, S) float64: times the values (S,) of all subsets it gives the exact Shapley values (M,).

    phi_m = sum over subsets T without m of |T|! (M - |T| - 1)! / M! * (v(T with m) - v(T)) (Shapley 1953).
    A player whose presence changes nothing, such as an absent modality, gets 0.
    """
    matrix = torch.zeros(players, 2**players, dtype=torch.float64)
    for subset in range(2**players):
        size = subset.bit_count()
        for player in range(players):
            if not subset >> player & 1:
                share = math.factorial(size) * math.factorial(players - size - 1) / math.factorial(players)
                matrix[player, subset | 1 << player] += share
                matrix[player, subset] -= share
    return matrix
