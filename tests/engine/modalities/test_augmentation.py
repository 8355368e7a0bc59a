import pytest
import torch

from mmdesk.engine.modalities.augmentation import Augmenter
from mmdesk.engine.modalities.text.tokenizer import PADDING, UNKNOWN

PICTURES = torch.randint(0, 256, (8, 3, 32, 32), generator=torch.Generator().manual_seed(0), dtype=torch.uint8)
SPECTROGRAMS = torch.rand(8, 24, 40, generator=torch.Generator().manual_seed(0)) * 2 - 1
TOKENS = torch.randint(2, 300, (64, 20), generator=torch.Generator().manual_seed(0))
TOKENS[:, 15:] = PADDING
GIVEN = {"image": PICTURES, "audio": SPECTROGRAMS, "text": TOKENS}


def varied(modality, seed=0, **choices):
    return getattr(Augmenter(torch.Generator().manual_seed(seed), **choices), modality)(GIVEN[modality])


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
    augmenter = Augmenter(torch.Generator().manual_seed(0))
    first, second = (getattr(augmenter, modality)(GIVEN[modality]) for _ in range(2))
    assert not torch.equal(first, second)
    assert torch.equal(GIVEN[modality], before)
    assert first.shape == before.shape


def test_pictures_stay_pictures():
    pictures = varied("image")
    assert pictures.dtype == torch.float32
    assert pictures.min() >= 0
    assert pictures.max() <= 255


def test_a_plain_picture_changes_only_its_light():
    plain = torch.full((4, 3, 16, 16), 128, dtype=torch.uint8)
    pictures = Augmenter(torch.Generator().manual_seed(0)).image(plain)
    assert pictures.flatten(1).std(dim=1).max() < 1e-3, "no border may come in"
    assert (pictures[:, 0, 0, 0] - 128).abs().max() < 60


def test_pictures_are_mirrored_only_where_asked():
    left = torch.zeros(64, 3, 32, 32, dtype=torch.uint8)
    left[..., :10] = 255

    def brighter_right(mirror):
        pictures = Augmenter(torch.Generator().manual_seed(0), mirror).image(left).mean((1, 2))
        return int((pictures[:, 16:].mean(1) > pictures[:, :16].mean(1)).sum())

    assert brighter_right(mirror=False) == 0
    assert 16 < brighter_right(mirror=True) < 48


def test_spectrograms_stay_in_their_range():
    spectrograms = varied("audio")
    assert spectrograms.min() >= -1
    assert spectrograms.max() <= 1 + 1e-6


def test_loud_places_stay_near_where_they_were():
    tone = torch.full((32, 24, 40), -1.0)
    tone[:, 12, :] = 1
    moved = Augmenter(torch.Generator().manual_seed(0)).audio(tone).mean(2).argmax(1)
    assert (moved - 12).abs().float().median() <= 4


def test_some_tokens_become_unknown_and_padding_stays():
    tokens = varied("text")
    changed = tokens != TOKENS
    assert (tokens[changed] == UNKNOWN).all()
    assert (tokens[:, 15:] == PADDING).all()
    assert 0.01 < changed[:, :15].float().mean() < 0.5


@pytest.mark.parametrize("modality", GIVEN)
def test_one_sample_is_enough(modality):
    assert getattr(Augmenter(torch.Generator().manual_seed(0)), modality)(GIVEN[modality][:1]).shape == GIVEN[modality][:1].shape
