import pytest
import torch
from fusions import built, inputs


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [((True, True, True), (0.4, 0.3, 0.3)), ((True, True, False), (4 / 7, 3 / 7, 0)), ((False, False, True), (0, 0, 1))],
)
def test_fixed_weights_are_the_theorys(shown, wanted):
    embeddings, unimodal = inputs(1)
    weights = built("fixed")(embeddings, torch.tensor([shown]), unimodal).weights
    torch.testing.assert_close(weights, torch.tensor([wanted]).float(), atol=1e-5, rtol=0)
