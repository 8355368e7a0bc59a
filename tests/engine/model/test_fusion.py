"""Every fusion, for every subset and any number of samples."""

import itertools

import pytest
import torch

from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.training.plan import FUSION_NAMES
from mmdesk.engine.model.fusion import FUSIONS, DecisionFusion, Fused, MixtureFusion, Sizes, Whitening

D, C = 16, 4
SUBSETS = torch.tensor(list(itertools.product([False, True], repeat=3)))
"""(8, 3), the empty one first."""


def built(name, modalities=tuple(MODALITIES)):
    torch.manual_seed(0)
    return FUSIONS[name](Sizes(modalities, D, C)).eval()


def inputs(rows, modalities=3):
    random = torch.Generator().manual_seed(rows)
    return torch.randn(rows, modalities, D, generator=random), torch.randn(rows, modalities, C, generator=random)


def test_the_table_has_exactly_the_names_of_the_plan():
    assert tuple(FUSIONS) == FUSION_NAMES


@pytest.mark.parametrize("name", FUSION_NAMES)
@pytest.mark.parametrize("batch", [0, 1, 2, 33])
def test_shapes_and_weights_of_all_subsets_mixed(name, batch):
    mask = SUBSETS[torch.arange(batch) % len(SUBSETS)]
    embeddings, unimodal = inputs(batch)
    fused = built(name)(embeddings, mask, unimodal)
    assert isinstance(fused, Fused)
    assert fused.logits.shape == (batch, C)
    assert fused.weights.shape == (batch, 3)
    assert fused.logits.isfinite().all()
    assert (fused.weights >= 0).all()
    assert (fused.weights[~mask] == 0).all()
    torch.testing.assert_close(fused.weights.sum(-1), mask.any(-1).float())


@pytest.mark.parametrize("name", FUSION_NAMES)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_any_number_of_modalities(name, count):
    embeddings, unimodal = inputs(5, count)
    fused = built(name, tuple(MODALITIES)[:count])(embeddings, torch.ones(5, count, dtype=torch.bool), unimodal)
    assert fused.logits.shape == (5, C)
    torch.testing.assert_close(fused.weights.sum(-1), torch.ones(5))


@pytest.mark.parametrize("name", FUSION_NAMES)
@pytest.mark.parametrize("subset", range(8))
def test_a_sample_does_not_depend_on_its_neighbours(name, subset):
    fusion = built(name)
    embeddings, unimodal = inputs(8)
    together = fusion(embeddings, SUBSETS, unimodal)
    row = slice(subset, subset + 1)
    alone = fusion(embeddings[row], SUBSETS[row], unimodal[row])
    torch.testing.assert_close(alone.logits, together.logits[row])
    torch.testing.assert_close(alone.weights, together.weights[row])


@pytest.mark.parametrize("name", FUSION_NAMES)
def test_what_stands_at_absent_places_does_not_matter(name):
    fusion = built(name)
    embeddings, unimodal = inputs(8)
    wanted = fusion(embeddings, SUBSETS, unimodal)
    other = fusion(torch.where(SUBSETS.unsqueeze(-1), embeddings, 1e6), SUBSETS, torch.where(SUBSETS.unsqueeze(-1), unimodal, 77.0))
    torch.testing.assert_close(other.logits, wanted.logits)
    torch.testing.assert_close(other.weights, wanted.weights)


@pytest.mark.parametrize("name", FUSION_NAMES)
def test_what_is_present_matters(name):
    fusion = built(name)
    embeddings, unimodal = inputs(1)
    everything = torch.ones(1, 3, dtype=torch.bool)
    plain = fusion(embeddings, everything, unimodal).logits
    for modality in range(3):
        changed, own = embeddings.clone(), unimodal.clone()
        changed[0, modality] += torch.linspace(-3, 3, D)
        own[0, modality] += torch.linspace(-3, 3, C)
        assert not torch.allclose(fusion(changed, everything, own).logits, plain)


@pytest.mark.parametrize("name", FUSION_NAMES)
def test_everything_it_has_is_trained(name):
    fusion = built(name).train()
    embeddings, unimodal = inputs(8)
    logits = fusion(embeddings, SUBSETS, unimodal).logits
    torch.nn.functional.cross_entropy(logits, torch.arange(8) % C).backward()
    for part, parameter in fusion.named_parameters():
        assert parameter.grad is not None, part


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [((True, True, True), (0.4, 0.3, 0.3)), ((True, True, False), (4 / 7, 3 / 7, 0)), ((False, False, True), (0, 0, 1))],
)
def test_fixed_weights_are_the_theorys(shown, wanted):
    embeddings, unimodal = inputs(1)
    weights = built("fixed")(embeddings, torch.tensor([shown]), unimodal).weights
    torch.testing.assert_close(weights, torch.tensor([wanted]).float(), atol=1e-5, rtol=0)


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


def test_a_mixture_leaves_one_modality_alone_to_its_own_head_and_trusts_nobody_but_as_told():
    torch.manual_seed(0)
    fusion = MixtureFusion(Sizes(tuple(MODALITIES), 8, 4)).eval()
    embeddings, unimodal = torch.randn(5, 3, 8), torch.randn(5, 3, 4)
    fusion.trust.copy_(torch.tensor([0.0, 1.0, 0.0, 0.0]))
    for index in range(3):
        alone = torch.zeros(5, 3, dtype=torch.bool)
        alone[:, index] = True
        logits, _ = fusion(embeddings, alone, unimodal)
        torch.testing.assert_close(logits, unimodal[:, index].log_softmax(-1))
    logits, _ = fusion(embeddings, torch.ones(5, 3, dtype=torch.bool), unimodal)
    assert (logits.argmax(-1) == unimodal[:, 1].argmax(-1)).all()


def test_whitened_features_have_no_correlation_and_equal_variance():
    random = torch.Generator().manual_seed(0)
    embeddings = torch.randn(5000, 300, generator=random) * torch.logspace(0, -1, 300) + 3
    whitening = Whitening(300)
    whitening.fit(embeddings)
    features = whitening(embeddings)
    assert features.shape == (5000, 128)
    torch.testing.assert_close(features.mean(0), torch.zeros(128), atol=1e-2, rtol=0)
    covariance = features.T.cov()
    assert (covariance - torch.diag(covariance.diagonal())).abs().max() < 0.15
    assert covariance.diagonal().min() > 0.8
    assert covariance.diagonal().max() < 1.01


def test_whitening_bears_embeddings_that_are_all_alike():
    whitening = Whitening(D)
    whitening.fit(torch.ones(5, D))
    assert whitening(torch.ones(2, D)).isfinite().all()
