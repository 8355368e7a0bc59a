import pytest
import torch
from fusions import D, built, inputs

from mmdesk.core.training.plan import FUSION_NAMES
from mmdesk.engine.model.fusions.decision import DecisionFusion
from mmdesk.engine.model.fusions.registry import FUSIONS


def test_mean_and_product_are_what_their_names_say():
    _, unimodal = inputs(1)
    everything = torch.ones(1, 3, dtype=torch.bool)
    mean = built("mean")(torch.zeros(1, 3, D), everything, unimodal).logits.softmax(-1)
    torch.testing.assert_close(mean, unimodal.softmax(-1).mean(1))
    product = built("product")(torch.zeros(1, 3, D), everything, unimodal).logits.softmax(-1)
    wanted = unimodal.softmax(-1).prod(1)
    torch.testing.assert_close(product, wanted / wanted.sum(-1, keepdim=True))


@pytest.mark.parametrize("name", [name for name in FUSION_NAMES if issubclass(FUSIONS[name], DecisionFusion)])
def test_a_decision_about_one_modality_is_its_own(name):
    embeddings, unimodal = inputs(3)
    fused = built(name)(embeddings, torch.eye(3, dtype=torch.bool), unimodal)
    own = unimodal[torch.arange(3), torch.arange(3)].softmax(-1)
    torch.testing.assert_close(fused.logits.softmax(-1), own, atol=1e-5, rtol=1e-4)
