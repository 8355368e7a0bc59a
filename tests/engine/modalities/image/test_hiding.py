import numpy as np
import pytest
import torch

from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.engine.modalities.image.front_end import Lite0, Lite0Classes
from mmdesk.engine.modalities.image.hiding import Hiding, PartlyHidden, maps_of
from mmdesk.engine.modalities.image.tuned import FirstBlocks

SIDE = 64


def hiding():
    pixels = np.random.default_rng(0).integers(0, 255, (SIDE, SIDE, 3), dtype=np.uint8)
    return Hiding(pixels, np.array((7, 8, 9), dtype=np.uint8))


def test_as_an_array_it_is_what_is_seen():
    picture = hiding()
    stays = np.zeros((SIDE, SIDE), dtype=np.bool_)
    stays[:, : SIDE // 2] = True
    seen = np.asarray(PartlyHidden(picture, stays))
    assert np.array_equal(seen[:, : SIDE // 2], picture.pixels[:, : SIDE // 2])
    assert (seen[:, SIDE // 2 :] == (7, 8, 9)).all()


def test_maps_are_made_once_and_mixed_where_they_lie():
    made = []

    def make(pictures):
        made.append(len(pictures))
        return [torch.nn.functional.avg_pool2d(pictures.float(), 16), pictures.float().mean((2, 3), keepdim=True)]

    picture = hiding()
    left = np.zeros((SIDE, SIDE), dtype=np.bool_)
    left[:, :24] = True
    for stays in left, ~left:
        places, everything = maps_of(PartlyHidden(picture, stays), make)
        # Such maps are linear, so that those of the hidden picture are the same but where a place is hidden in part.
        exact, _ = make(torch.from_numpy(np.array(PartlyHidden(picture, stays))).permute(2, 0, 1)[None])
        torch.testing.assert_close(places[..., [0, 2, 3]], exact[..., [0, 2, 3]])
        assert everything.shape == (1, 3, 1, 1)
    assert made == [2, 1, 1], "the picture and an empty one once, and what the test itself asks for"


@pytest.mark.parametrize("front_end", [Lite0, Lite0Classes, FirstBlocks])
def test_all_and_nothing_are_what_the_network_says_of_them(front_end):
    numbers = ImageFrontEnd(size=32, pretrained_size=SIDE, stages=(0, 4, 5, 6))
    network = front_end(numbers)
    side = network.size
    pixels = np.random.default_rng(0).integers(0, 255, (side, side, 3), dtype=np.uint8)
    picture = Hiding(pixels, np.array((90, 100, 110), dtype=np.uint8))
    everything = np.ones((side, side), dtype=np.bool_)
    for stays, seen in ((everything, pixels), (~everything, np.full_like(pixels, (90, 100, 110)))):
        found, expected = network.features(PartlyHidden(picture, stays)), network.features(seen)
        assert found == pytest.approx(expected, abs=2e-2, rel=1e-2)
