import numpy as np

from mmdesk.core.modalities.fingerprint import Fingerprint
from mmdesk.core.modalities.image.fingerprint import SIDE, fingerprint, is_blank, picture_features
from mmdesk.core.modalities.image.picture import Picture


def test_blank_pictures() -> None:
    random = np.random.default_rng(0)
    grey = (128 + random.normal(0, 3, (40, 40, 3))).astype(np.uint8)
    assert is_blank(grey)
    drawn = grey.copy()
    drawn[10:30, 20:22] = 0
    assert not is_blank(drawn)
    coloured = grey.copy()
    coloured[:20, :, 2] += 40
    assert not is_blank(coloured)


def test_a_blank_picture_is_not_compared_with_others() -> None:
    blank = fingerprint(Picture(np.full((9, 9, 3), 7, dtype=np.uint8), (9, 9)))
    assert (blank.flaws, blank.usable) == ({"blank"}, False)


def test_every_picture_has_its_features() -> None:
    random = np.random.default_rng(0)
    seen = [Fingerprint(numbers=random.integers(0, 256, (SIDE, SIDE, 3)).astype(np.uint8)) for _ in range(3)]
    features = picture_features(seen)
    assert len(features) == 3
    assert np.isfinite(features).all()
