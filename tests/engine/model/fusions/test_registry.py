"""Every fusion, for every subset and any number of samples."""

import pytest
import torch
from fusions import SUBSETS, C, D, built, inputs

from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.training.plan import FUSION_NAMES
from mmdesk.engine.model.fusions.fusion import Fused
from mmdesk.engine.model.fusions.registry import FUSIONS


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
