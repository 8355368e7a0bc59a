"""The directions in which rows differ most."""

import numpy as np
import torch

from mmdesk.engine.inference.principal_axes import principal_axes


def test_they_are_those_of_the_singular_values():
    random = np.random.default_rng(0)
    table = (random.normal(size=(200, 20)) * np.geomspace(5, 0.1, 20) @ np.linalg.qr(random.normal(size=(20, 20)))[0]) + 7
    axes, kept = principal_axes(torch.tensor(table, dtype=torch.float32))
    _, values, exact = np.linalg.svd(table - table.mean(0), full_matrices=False)
    assert abs((exact[:2] * axes.T.numpy()).sum(1)).min() > 0.9999
    np.testing.assert_allclose(kept, (values[:2] ** 2).sum() / (values**2).sum(), rtol=1e-3)


def test_they_are_the_same_each_time_and_draw_no_numbers_of_others():
    table = torch.arange(12.0).reshape(4, 3).sin()
    torch.manual_seed(3)
    first = principal_axes(table)[0]
    drawn = torch.rand(1)
    torch.manual_seed(3)
    assert torch.rand(1) == drawn
    torch.testing.assert_close(principal_axes(table)[0], first)


def test_rows_that_are_all_the_same_have_no_differences():
    axes, kept = principal_axes(torch.ones(5, 3))
    assert axes.isfinite().all()
    assert kept <= 1
