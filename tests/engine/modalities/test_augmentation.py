import pytest
import torch

from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.modalities.augmentation import Augmenter
from mmdesk.engine.modalities.text.tokenizer import PADDING

PICTURES = torch.randint(0, 256, (8, 3, 32, 32), generator=torch.Generator().manual_seed(0), dtype=torch.uint8)
SPECTROGRAMS = torch.rand(8, 24, 40, generator=torch.Generator().manual_seed(0)) * 2 - 1
TOKENS = torch.randint(2, 300, (64, 20), generator=torch.Generator().manual_seed(0))
TOKENS[:, 15:] = PADDING
GIVEN = {"image": PICTURES, "audio": SPECTROGRAMS, "text": TOKENS}


def augmenter(seed=0, **choices):
    return Augmenter(torch.Generator().manual_seed(seed), TrainPlan(**choices))


def varied(modality, seed=0, **choices):
    return augmenter(seed, **choices)(modality, GIVEN[modality])


@pytest.mark.parametrize("modality", GIVEN)
def test_variety_follows_from_the_seed_alone(modality):
    torch.manual_seed(7)
    first = varied(modality, seed=1)
    torch.manual_seed(8)
    assert torch.equal(first, varied(modality, seed=1))
    assert not torch.equal(first, varied(modality, seed=2))


@pytest.mark.parametrize("modality", GIVEN)
def test_every_call_differs_and_the_original_stays(modality):
    before = GIVEN[modality].clone()
    vary = augmenter()
    first, second = (vary(modality, GIVEN[modality]) for _ in range(2))
    assert not torch.equal(first, second)
    assert torch.equal(GIVEN[modality], before)
    assert first.shape == before.shape


@pytest.mark.parametrize("modality", GIVEN)
def test_one_sample_is_enough(modality):
    assert augmenter()(modality, GIVEN[modality][:1]).shape == GIVEN[modality][:1].shape


@pytest.mark.parametrize("modality", GIVEN)
def test_what_the_plan_leaves_alone_or_has_no_strength_stays(modality):
    assert augmenter(augment=())(modality, GIVEN[modality]) is GIVEN[modality]
    calm = Augmenter(torch.Generator().manual_seed(0), TrainPlan(), dict.fromkeys(GIVEN, 0.0))
    torch.testing.assert_close(calm(modality, GIVEN[modality]).float(), GIVEN[modality].float(), atol=0.05, rtol=0)
