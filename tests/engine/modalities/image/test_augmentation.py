import torch

from mmdesk.engine.modalities.augmentation import Draws
from mmdesk.engine.modalities.image.augmentation import varied

PICTURES = torch.randint(0, 256, (8, 3, 32, 32), generator=torch.Generator().manual_seed(0), dtype=torch.uint8)


def draws(mirror=False):
    return Draws(torch.Generator().manual_seed(0), mirror=mirror)


def test_pictures_stay_pictures():
    pictures = varied(PICTURES, draws())
    assert pictures.dtype == torch.float32
    assert pictures.min() >= 0
    assert pictures.max() <= 255


def test_a_plain_picture_changes_only_its_light():
    plain = torch.full((4, 3, 16, 16), 128, dtype=torch.uint8)
    pictures = varied(plain, draws())
    assert pictures.flatten(1).std(dim=1).max() < 1e-3, "no border may come in"
    assert (pictures[:, 0, 0, 0] - 128).abs().max() < 60


def test_pictures_are_mirrored_only_where_asked():
    left = torch.zeros(64, 3, 32, 32, dtype=torch.uint8)
    left[..., :10] = 255

    def brighter_right(mirror):
        pictures = varied(left, draws(mirror)).mean((1, 2))
        return int((pictures[:, 16:].mean(1) > pictures[:, :16].mean(1)).sum())

    assert brighter_right(mirror=False) == 0
    assert 16 < brighter_right(mirror=True) < 48
