import numpy as np
from PIL import Image

from mmdesk.core.modalities.image.column import IMAGE
from mmdesk.core.modalities.image.picture import Picture

PIXELS = np.arange(60, dtype=np.uint8).reshape(4, 5, 3)


def test_what_is_written_is_read_again(tmp_path):
    picture = IMAGE.taken(PIXELS)
    IMAGE.write(tmp_path / "a.png", picture)
    again = IMAGE.read(tmp_path / "a.png")
    assert IMAGE.to_bytes(again) == IMAGE.to_bytes(picture)
    assert IMAGE.taken(tmp_path / "a.png").size == (5, 4)
    assert IMAGE.taken(picture) is picture


def test_a_thumbnail_has_no_longer_side(tmp_path):
    (tmp_path / "small.png").write_bytes(IMAGE.thumbnail(Picture(np.zeros((90, 30, 3), np.uint8), (30, 90)), 20))
    with Image.open(tmp_path / "small.png") as small:
        assert small.size == (7, 20)
