"""What holds for the data augmentation of every modality."""

import pytest
import torch

from mmdesk.core.modalities.text.tokenizer import PADDING
from mmdesk.engine.modalities.augmentation import Draws
from mmdesk.engine.modalities.registry import ENCODINGS

PICTURES = torch.randint(0, 256, (8, 3, 32, 32), generator=torch.Generator().manual_seed(0), dtype=torch.uint8)
SPECTROGRAMS = torch.rand(8, 24, 40, generator=torch.Generator().manual_seed(0)) * 2 - 1
TOKENS = torch.randint(2, 300, (64, 20), generator=torch.Generator().manual_seed(0))
TOKENS[:, 15:] = PADDING
GIVEN = {"image": PICTURES, "audio": SPECTROGRAMS, "text": TOKENS}


def draws(seed=0, **choices):
    return Draws(torch.Generator().manual_seed(seed), **choices)


def varied(modality, given, some):
    return ENCODINGS[modality].encodings["fresh"].varied(given, some)


@pytest.mark.parametrize("modality", GIVEN)
def test_variety_follows_from_the_seed_alone(modality):
    torch.manual_seed(7)
    first = varied(modality, GIVEN[modality], draws(1))
    torch.manual_seed(8)
    assert torch.equal(first, varied(modality, GIVEN[modality], draws(1)))
    assert not torch.equal(first, varied(modality, GIVEN[modality], draws(2)))


@pytest.mark.parametrize("modality", GIVEN)
def test_every_call_differs_and_the_original_stays(modality):
    before, some = GIVEN[modality].clone(), draws()
    first, second = (varied(modality, GIVEN[modality], some) for _ in range(2))
    assert not torch.equal(first, second)
    assert torch.equal(GIVEN[modality], before)
    assert first.shape == before.shape


@pytest.mark.parametrize("modality", GIVEN)
def test_one_sample_is_enough(modality):
    assert varied(modality, GIVEN[modality][:1], draws()).shape == GIVEN[modality][:1].shape


@pytest.mark.parametrize("modality", GIVEN)
def test_without_strength_nothing_changes(modality):
    calm = varied(modality, GIVEN[modality], draws(strength=0.0))
    torch.testing.assert_close(calm.float(), GIVEN[modality].float(), atol=0.05, rtol=0)
