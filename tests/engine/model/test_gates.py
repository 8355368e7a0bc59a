import pytest
import torch

from mmdesk.engine.model.gates import clearly_positive, fitted_gates


def test_a_gate_is_closed_only_where_that_is_clearly_better():
    noise = torch.randn(200, generator=torch.Generator().manual_seed(0))
    assert fitted_gates(lambda gates: gates[0] + 0.01 * noise * gates[1] + noise, 2).tolist() == [0, 1]


def test_open_gates_stay_open_where_nothing_is_known():
    assert fitted_gates(lambda gates: torch.zeros(50), 3).tolist() == [1, 1, 1]


@pytest.mark.parametrize(
    ("values", "wanted"), [((1.0, 1.1, 0.9), True), ((1.0, -1.0, 0.5), False), ((-1.0, -1.1), False), ((1.0,), False)]
)
def test_only_what_is_beyond_chance_is_clear(values, wanted):
    assert clearly_positive(torch.tensor(values)) == wanted
