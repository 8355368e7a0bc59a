"""Exact contributions, by their definition."""

import numpy as np
import pytest
import torch
from by_definition import brute_force
from tiny import tiny_spec

from mmdesk.core.tasks.numbers import TargetScale
from mmdesk.engine.model.tasks.registry import task_of
from mmdesk.engine.scoring import shapley
from mmdesk.engine.scoring.shapley import contributions, shapley_matrix
from mmdesk.engine.scoring.subsets import Answers, subset_masks
from mmdesk.engine.scoring.temperature import Calibration, calibrated


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_matrix_gives_the_values_of_the_definition(count):
    values = np.random.default_rng(0).normal(size=2**count)
    players = range(count)
    table = {frozenset(p for p in players if subset >> p & 1): values[subset] for subset in range(2**count)}
    wanted = brute_force(table, list(players))
    given = shapley_matrix(count) @ torch.from_numpy(values)
    assert given.tolist() == pytest.approx([wanted[player] for player in players])


def made_up(outputs, rows=40):
    """Answers to samples some of whose parts are missing, which only what is there can change."""
    random = torch.Generator().manual_seed(0)
    mask = torch.rand(rows, 3, generator=random) < 0.7
    mask[:, 0] |= ~mask.any(-1)
    table = torch.randn(rows, 8, outputs, generator=random)
    numbers = shapley.subset_numbers((subset_masks(3) & mask.unsqueeze(1)).flatten(0, 1)).view(rows, 8)
    logits = table.gather(1, numbers.unsqueeze(-1).expand(-1, -1, outputs))
    labels = torch.randint(0, outputs, (rows,), generator=random)
    return Answers(logits, logits[:, [1, 2, 4]], mask, labels if outputs > 1 else labels.float())


@pytest.mark.parametrize("changes", [{}, {"task": "regression", "labels": (), "target": TargetScale(5.0, 2.0)}])
def test_contributions_of_a_table_sum_to_what_the_answers_have_more_than_with_nothing_shown(monkeypatch, changes):
    spec = tiny_spec(**changes)
    task = task_of(spec)
    answers = made_up(task.outputs)
    spec = calibrated(spec, task, answers)
    monkeypatch.setattr(shapley, "AT_ONCE", 100)  # so that there are several parts
    found = contributions(spec, task, answers)
    assert torch.equal(found.isnan(), ~answers.mask)
    whole = task.scores(Calibration(spec)(answers.everything, answers.mask))
    nothing = task.scores(Calibration(spec)(answers.logits[:, 0], torch.zeros_like(answers.mask)))
    best = whole.argmax(-1, keepdim=True)
    torch.testing.assert_close(found.nansum(-1), (whole - nothing).gather(-1, best).squeeze(-1), atol=1e-9, rtol=0)
    assert found.nan_to_num().abs().max() > 0.05
