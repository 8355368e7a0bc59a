import pytest
from PIL import Image

from mmdesk.core.datasets.example import Example, Item
from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.models.spec import EncoderSpec, ModelSpec
from mmdesk.engine.modalities.image.column import IMAGE, suitable_size
from mmdesk.engine.modalities.registry import network_of


def pictures(folder, *sides):
    for number, side in enumerate(sides):
        Image.new("RGB", (side, max(1, side // 2))).save(folder / f"{number}.png")
    return [Example(n, {"image": Item(folder / f"{n}.png")}, "a", "train") for n in range(len(sides))]


def test_the_picture_is_about_as_large_as_those_of_the_data_within_limits(tmp_path):
    sizes = [suitable_size(pictures(tmp_path, *sides)) for sides in ((4, 8), (28, 28, 28), (60, 60, 900), (3000,))]
    assert sizes == sorted(sizes)
    assert sizes[1] >= 28
    assert 60 <= sizes[2] < 100, "one large picture does not count"
    assert sizes[3] <= 512


def test_broken_files_do_not_spoil_the_sizes(tmp_path):
    examples = pictures(tmp_path, 28, 28)
    (tmp_path / "1.png").write_bytes(b"no picture")
    assert suitable_size(examples) == suitable_size(examples[:1])


def test_a_model_from_before_there_were_stages_has_the_encoder_that_it_had():
    before, now = (network_of(spec_of(front_end), "image") for front_end in (ImageFrontEnd(), ImageFrontEnd(stages=(4, 6))))
    assert set(before.state_dict()) == {"mean", "scale"}
    assert before.size == 1280
    assert now.size == 1280 + 80 + 192


def test_stages_that_the_network_lacks_are_refused():
    IMAGE.check(EncoderSpec("lite0", ImageFrontEnd(stages=(0, 1, 7))))
    with pytest.raises(ValueError, match="lacks"):
        IMAGE.check(EncoderSpec("lite0", ImageFrontEnd(stages=(8,))))


def spec_of(front_end):
    return ModelSpec(("a", "b"), {"image": EncoderSpec("lite0", front_end)})
