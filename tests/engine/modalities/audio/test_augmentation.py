import torch

from mmdesk.engine.modalities.audio.augmentation import varied
from mmdesk.engine.modalities.augmentation import Draws

SPECTROGRAMS = torch.rand(8, 24, 40, generator=torch.Generator().manual_seed(0)) * 2 - 1


def draws():
    return Draws(torch.Generator().manual_seed(0))


def test_spectrograms_stay_in_their_range():
    spectrograms = varied(SPECTROGRAMS, draws())
    assert spectrograms.min() >= -1
    assert spectrograms.max() <= 1 + 1e-6


def test_loud_places_stay_near_where_they_were():
    tone = torch.full((32, 24, 40), -1.0)
    tone[:, 12, :] = 1
    moved = varied(tone, draws()).mean(2).argmax(1)
    assert (moved - 12).abs().float().median() <= 4
