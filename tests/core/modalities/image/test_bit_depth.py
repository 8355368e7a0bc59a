import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mmdesk.core.modalities.image.bit_depth import levels
from mmdesk.core.modalities.image.files import picture_from_array, read_picture


def deep_png(path: Path, values: np.ndarray) -> Path:
    """Write (H, W, C) uint16 as a PNG of 16 bits a channel, which Pillow itself cannot."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    height, width, channels = values.shape
    colour = {1: 0, 2: 4, 3: 2, 4: 6}[channels]
    lines = b"".join(b"\0" + line.astype(">u2").tobytes() for line in values)
    head = struct.pack(">IIBBBBB", width, height, 16, colour, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b""))
    return path


def noise(bits: int, *shape: int) -> np.ndarray:
    values = np.random.default_rng(bits).integers(0, 1 << bits, shape).astype(np.uint16)
    values.flat[:3] = (1 << bits) - 1
    return values


@pytest.mark.parametrize("bits", [8, 10, 12, 14, 16])
@pytest.mark.parametrize("ending", [".tif", ".png"])
def test_grey_of_every_depth_uses_the_whole_range(bits: int, ending: str, tmp_path: Path) -> None:
    values = noise(bits, 20, 30)
    Image.fromarray(values).save(tmp_path / f"a{ending}")
    picture = read_picture(tmp_path / f"a{ending}")
    np.testing.assert_array_equal(picture.pixels[:, :, 1], values >> (bits - 8))
    assert (str(bits) in picture.told) == (bits not in (8, 16))


@pytest.mark.parametrize("bits", [10, 12, 14, 16])
@pytest.mark.parametrize("channels", [3, 4])
def test_colours_of_every_depth_use_the_whole_range(bits: int, channels: int, tmp_path: Path) -> None:
    values = noise(bits, 20, 30, channels)
    values[:, :, 3:] = 65535
    picture = read_picture(deep_png(tmp_path / "a.png", values))
    np.testing.assert_array_equal(picture.pixels, (values >> (bits - 8))[:, :, :3])
    assert bool(picture.told) == (bits != 16)


def test_training_and_answering_see_the_same(tmp_path: Path) -> None:
    values = noise(12, 20, 30)
    Image.fromarray(values).save(tmp_path / "a.tif")
    np.testing.assert_array_equal(picture_from_array(values, "a").pixels, read_picture(tmp_path / "a.tif").pixels)


@pytest.mark.parametrize("gap", [np.nan, np.inf, -np.inf])
def test_gaps_in_measured_numbers_are_black_and_told(gap: float, tmp_path: Path) -> None:
    values = np.linspace(20.3, 36.9, 200, dtype=np.float32).reshape(10, 20)
    values[0, :5] = gap
    Image.fromarray(values).save(tmp_path / "a.tif")
    picture = read_picture(tmp_path / "a.tif")
    assert not picture.pixels[0, :5].any()
    assert picture.pixels.max() == 255
    assert "5 pixels are no numbers" in picture.told
    assert "36.9" in picture.told


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([0.0, 0.5, 1.0], [0, 128, 255]),
        ([0.0, 100.4, 255.0], [0, 100, 255]),
        ([0.0, 16.0, 4095.0], [0, 1, 255]),
        ([20.0, 30.5, 41.0], [0, 128, 255]),
        ([-5.5, 0.0, 5.5], [0, 128, 255]),
        ([0.0, 300.5, 601.0], [0, 128, 255]),
    ],
)
def test_floats_by_what_they_hold(numbers: list[float], expected: list[int]) -> None:
    assert levels(np.array([numbers], dtype=np.float32))[0].tolist() == [expected]


def test_numbers_that_are_all_none() -> None:
    with pytest.raises(ValueError, match="number"):
        levels(np.full((3, 3), np.nan))
