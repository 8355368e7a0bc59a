import io
import os
import struct
import sys
import threading
import warnings
import zlib
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageCms

from mmdesk.core.errors import MediaError
from mmdesk.core.modalities.detect import kind_of
from mmdesk.core.modalities.image.files import picture_from_array, read_picture

RED, WHITE = (255, 0, 0), (255, 255, 255)


def ramp(height: int = 16, width: int = 24) -> np.ndarray:
    """(H, W, 3): red grows to the right, green downwards."""
    pixels = np.full((height, width, 3), 128, dtype=np.uint8)
    pixels[..., 0] = np.linspace(0, 255, width)
    pixels[..., 1] = np.linspace(0, 255, height)[:, None]
    return pixels


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "mode", ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "I", "F", "I;16", "I;16B", "RGBX"]
)
def test_every_mode_becomes_rgb(mode: str, tmp_path: Path) -> None:
    colour = Image.fromarray(ramp())
    if mode == "LAB":
        profiles = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        image = ImageCms.profileToProfile(colour, *profiles, outputMode="LAB")
    elif mode.startswith("I;16"):
        image = Image.fromarray(
            (np.asarray(colour.convert("L")).astype(np.uint16) * 257).astype(">u2" if mode == "I;16B" else "<u2")
        )
    elif mode == "PA":
        image = colour.convert("P").convert("PA")
    else:
        image = colour.convert(mode)
    path = tmp_path / ("picture.png" if mode in ("LA", "P", "RGBA", "1") else "picture.tif")
    image.save(path)
    with Image.open(path) as saved:
        assert saved.mode.rstrip("X") == {"PA": "P", "RGBX": "RGB"}.get(mode, mode).rstrip("X") or mode in ("PA", "RGBX", "I;16B")
    picture = read_picture(path)
    assert picture.pixels.shape == (16, 24, 3)
    assert picture.pixels.dtype == np.uint8
    assert picture.size == (24, 16)
    grey = np.asarray(colour.convert("L")).astype(int)
    assert abs(picture.pixels.mean() - grey.mean()) < 20
    assert not picture.pixels.flags.writeable


def test_sixteen_bits_are_scaled_to_eight(tmp_path: Path) -> None:
    values = np.linspace(0, 65535, 256).astype(np.uint16)[None].repeat(4, 0)
    Image.fromarray(values).save(tmp_path / "grey.png")
    pixels = read_picture(tmp_path / "grey.png").pixels
    np.testing.assert_allclose(pixels[0, :, 0], np.arange(256), atol=1)


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 255), (0, 65535), (-3, 1e6)])
def test_floating_point_pictures_fill_the_range(low: float, high: float, tmp_path: Path) -> None:
    values = np.linspace(low, high, 64, dtype=np.float32)[None].repeat(4, 0)
    Image.fromarray(values).save(tmp_path / "float.tif")
    pixels = read_picture(tmp_path / "float.tif").pixels
    assert pixels[0, 0, 0] == 0
    assert pixels[0, -1, 0] == 255


def test_floating_point_picture_with_nan_is_refused(tmp_path: Path, refused) -> None:
    Image.fromarray(np.full((4, 4), np.nan, dtype=np.float32)).save(tmp_path / "nan.tif")
    with refused(MediaError, "nan.tif", "damaged"):
        read_picture(tmp_path / "nan.tif")


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "RGB", "1"])
def test_transparent_means_white(mode: str, tmp_path: Path) -> None:
    path = tmp_path / "clear.png"
    if mode in ("RGBA", "LA"):
        Image.new(mode, (8, 8), 0).save(path)
    else:
        colour = {"P": 0, "L": 0, "RGB": (0, 0, 0), "1": 0}[mode]
        Image.new(mode, (8, 8), colour).save(path, transparency=colour)
    assert (read_picture(path).pixels == 255).all()


@pytest.mark.parametrize("compression", [None, "raw", "tiff_lzw", "tiff_deflate", "packbits", "jpeg"])
@pytest.mark.parametrize("strip", [300, 1 << 20])
def test_a_tiff_in_strips_is_whole(tmp_path, compression, strip):
    picture = Image.effect_noise((90, 70), 20).convert("RGB")
    picture.save(tmp_path / "a.tif", compression=compression, strip_size=strip)
    assert read_picture(tmp_path / "a.tif").size == (90, 70)


def test_a_tiff_that_has_no_data_for_what_it_says_it_is_is_damaged(tmp_path, refused):
    """Of forty by two million pixels, all but a few would be black, in 2 GB of memory."""
    Image.fromarray(np.ones((24, 40), dtype=np.float32)).save(tmp_path / "a.tif")
    data = (tmp_path / "a.tif").read_bytes()
    length = (24).to_bytes(2, "little")
    height = b"\x01\x01\x04\0\x01\0\0\0"  # the tag of a picture's length, a number of four bytes
    if height + length not in data:
        height = b"\x01\x01\x03\0\x01\0\0\0"
    assert height + length in data
    taller = b"\x01\x01\x04\0\x01\0\0\0" + (2_000_000).to_bytes(4, "little")
    place = data.index(height)
    (tmp_path / "a.tif").write_bytes(data[:place] + taller + data[place + 12 :])
    with refused(MediaError, "a.tif", "damaged"):
        read_picture(tmp_path / "a.tif")


@pytest.mark.parametrize("ending", ["jpg", "tif", "png", "webp", "avif"])
def test_exif_rotation_is_applied_and_the_size_is_the_upright_one(ending: str, tmp_path: Path) -> None:
    pixels = np.zeros((40, 80, 3), dtype=np.uint8)
    pixels[:, :20] = RED
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: rotate by 90 degrees clockwise
    Image.fromarray(pixels).save(tmp_path / f"turned.{ending}", exif=exif)
    picture = read_picture(tmp_path / f"turned.{ending}")
    assert picture.size == (40, 80)
    assert picture.pixels.shape == (80, 40, 3)
    assert picture.pixels[5, 20, 0] > 200
    assert picture.pixels[70, 20, 0] < 50


def test_broken_exif_does_not_spoil_the_picture(tmp_path: Path) -> None:
    Image.fromarray(ramp()).save(tmp_path / "notes.jpg", exif=b"Exif\0\0II*\0\xff\xff\xff\xff garbage")
    assert read_picture(tmp_path / "notes.jpg").size == (24, 16)


@pytest.mark.parametrize("ending", ["gif", "png", "webp", "tif"])
def test_animation_shows_its_first_frame(ending: str, tmp_path: Path) -> None:
    frames = [Image.new("RGB", (16, 16), colour) for colour in (RED, (0, 0, 255))]
    path = tmp_path / f"moving.{ending}"
    frames[0].save(path, save_all=True, append_images=frames[1:], lossless=True)
    np.testing.assert_allclose(read_picture(path).pixels[8, 8], RED, atol=8)


@pytest.mark.parametrize(
    "ending", ["PNG", "JPG", "JPEG", "GIF", "BMP", "WEBP", "TIFF", "AVIF", "JP2", "PPM", "ICO", "TGA", "PCX", "DDS", "QOI"]
)
def test_formats_with_upper_case_endings(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"PICTURE.{ending}"
    Image.fromarray(ramp(32, 32)).save(path)
    assert read_picture(path).size == (32, 32)


@pytest.mark.parametrize("ending", ["jpg", "png"])
def test_large_pictures_are_shrunk_and_small_ones_left(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"large.{ending}"
    Image.fromarray(ramp(1500, 2000)).save(path)
    picture = read_picture(path, side=500)
    assert picture.size == (2000, 1500)
    assert picture.pixels.shape == (375, 500, 3)
    np.testing.assert_allclose(picture.pixels[:, -1, 0].mean(), 254, atol=3)
    assert read_picture(path, side=5000).pixels.shape == (1500, 2000, 3)


def test_a_long_strip_keeps_its_shape(tmp_path: Path) -> None:
    Image.new("RGB", (20_000, 500), RED).save(tmp_path / "strip.jpg")
    picture = read_picture(tmp_path / "strip.jpg")
    assert picture.size == (20_000, 500)
    assert max(picture.pixels.shape) <= 1536


@pytest.mark.parametrize(("width", "height"), [(20_000, 20_000), (12_000, 12_000), (10_001, 10_000), (2_000_000_000, 3)])
def test_decompression_bomb_is_refused_from_its_header(width: int, height: int, tmp_path: Path, refused) -> None:
    (tmp_path / "bomb.png").write_bytes(png_header(width, height))
    with refused(MediaError, "bomb.png", "100 million pixels"):
        read_picture(tmp_path / "bomb.png")


def test_missing_file(tmp_path: Path, refused) -> None:
    with refused(MediaError, "nowhere.png", "does not exist"):
        read_picture(tmp_path / "nowhere.png")


def test_path_with_nul(refused) -> None:
    with refused(MediaError, "cannot be opened"):
        read_picture(Path("no\0where.png"))


def test_folder(tmp_path: Path, refused) -> None:
    (tmp_path / "album.png").mkdir()
    with refused(MediaError, "album.png", "is a folder"):
        read_picture(tmp_path / "album.png")


def test_empty_file(tmp_path: Path, refused) -> None:
    (tmp_path / "nothing.png").touch()
    with refused(MediaError, "nothing.png", "is empty"):
        read_picture(tmp_path / "nothing.png")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are not everywhere")
def test_pipe(tmp_path: Path, refused) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    with refused(MediaError, "pipe.png", "not a regular file"):
        read_picture(tmp_path / "pipe.png")


def test_renamed_text(tmp_path: Path, refused) -> None:
    (tmp_path / "letter.png").write_text("Dear reader", encoding="utf-8")
    with refused(MediaError, "letter.png", "is not a picture"):
        read_picture(tmp_path / "letter.png")


@pytest.mark.parametrize("orientation", [1, 6])
def test_heic_of_phones(orientation: int, tmp_path: Path) -> None:
    pillow_heif.register_heif_opener()
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = Image.fromarray(ramp(32, 48))
    image.info["exif"] = exif.tobytes()
    image.save(tmp_path / "a.heic", quality=90)
    picture = read_picture(tmp_path / "a.heic")
    assert picture.size == ((48, 32) if orientation == 1 else (32, 48))
    upright = ramp(32, 48) if orientation == 1 else np.rot90(ramp(32, 48), -1)
    assert np.abs(picture.pixels.astype(int) - upright.astype(int)).mean() < 12


def test_heic_without_its_library(tmp_path: Path, refused, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.heic").write_bytes(b"\0\0\0\x18ftypheic" + bytes(100))
    with refused(MediaError, "a.heic", "damaged"):
        read_picture(tmp_path / "a.heic")
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    with refused(MediaError, "a.heic", "HEIC", "JPEG"):
        read_picture(tmp_path / "a.heic")


@pytest.mark.parametrize("head", [b"\xff\x0a\xfa\x3f", b"\0\0\0\x0cJXL \r\n\x87\n"])
def test_jpeg_xl_is_named(head: bytes, tmp_path: Path, refused) -> None:
    (tmp_path / "a.jxl").write_bytes(head + bytes(100))
    assert kind_of(tmp_path / "a.jxl") == "image"
    with refused(MediaError, "a.jxl", "JPEG XL"):
        read_picture(tmp_path / "a.jxl")


def with_chunk(picture: bytes, kind: bytes, content: bytes, checksum: bytes = b"") -> bytes:
    """A PNG with one more chunk after its first."""
    checksum = checksum or struct.pack(">I", zlib.crc32(kind + content))
    return picture[:33] + struct.pack(">I", len(content)) + kind + content + checksum + picture[33:]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (b"iCCP", b"large\0\0" + zlib.compress(bytes(3 << 20))),
        (b"iCCP", b"method\0\x07" + zlib.compress(b"profile")),
        (b"zTXt", b"Comment\0\0" + zlib.compress(b"x" * (2 << 20))),
        (b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(b"x" * (2 << 20))),
        (b"pHYs", b"\0"),
        (b"gAMA", b""),
    ],
)
def test_odd_chunks_beside_the_pixels_do_not_spoil_a_png(kind: bytes, content: bytes, tmp_path: Path) -> None:
    file = io.BytesIO()
    Image.fromarray(ramp()).save(file, "PNG")
    for checksum in (b"", b"wrong"[:4]):
        (tmp_path / "a.png").write_bytes(with_chunk(file.getvalue(), kind, content, checksum))
        np.testing.assert_array_equal(read_picture(tmp_path / "a.png").pixels, ramp())


def test_odd_chunks_do_not_hide_that_the_pixels_are_damaged(tmp_path: Path, refused) -> None:
    file = io.BytesIO()
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)).save(file, "PNG")
    (tmp_path / "a.png").write_bytes(with_chunk(file.getvalue(), b"iCCP", b"odd")[:200])
    with refused(MediaError, "a.png", "damaged"):
        read_picture(tmp_path / "a.png")


@pytest.mark.parametrize("ending", ["jpg", "png", "gif", "bmp", "webp", "tif", "jp2", "avif"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_truncated_picture(ending: str, share: float, tmp_path: Path, refused) -> None:
    data = io.BytesIO()
    noise = np.random.default_rng(0).integers(0, 256, (200, 200, 3), dtype=np.uint8)
    Image.fromarray(noise).save(data, {"jpg": "JPEG", "tif": "TIFF", "jp2": "JPEG2000"}.get(ending, ending.upper()))
    path = tmp_path / f"half.{ending}"
    path.write_bytes(data.getvalue()[: int(share * len(data.getvalue()))])
    with refused(MediaError, f"half.{ending}", "is damaged"):
        read_picture(path)


def test_no_warning_of_pillow_leaks(tmp_path: Path) -> None:
    palette = Image.new("P", (8, 8))
    palette.putpalette([255, 0, 0] * 256)
    palette.save(tmp_path / "palette.png", transparency=bytes([0, 128]))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        read_picture(tmp_path / "palette.png")
        before = list(warnings.filters)
        threads = [threading.Thread(target=read_picture, args=(tmp_path / "palette.png",)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert warnings.filters == before
    assert not caught


@pytest.mark.parametrize("shape", [(6, 8), (6, 8, 1), (6, 8, 3), (6, 8, 4)])
@pytest.mark.parametrize("dtype", [np.uint8, np.int64, np.float32, np.float64])
def test_arrays_of_every_shape_and_type(shape: tuple[int, ...], dtype: type) -> None:
    top = 1 if np.issubdtype(dtype, np.floating) else 255
    picture = picture_from_array(np.full(shape, top, dtype=dtype), "array")
    assert picture.pixels.shape == (6, 8, 3)
    assert (picture.pixels == 255).all()
    assert picture.size == (8, 6)
    assert not picture.pixels.flags.writeable


@pytest.mark.parametrize("channels", [1, 3])
def test_channels_may_come_first(channels: int) -> None:
    array = np.arange(channels * 6 * 8, dtype=np.uint8).reshape(channels, 6, 8)
    first, last = picture_from_array(array, "array"), picture_from_array(np.moveaxis(array, 0, 2), "array")
    assert first.size == (8, 6)
    np.testing.assert_array_equal(first.pixels, last.pixels)


def test_fractions_may_go_to_255() -> None:
    array = np.linspace(0, 255, 48).reshape(6, 8)
    assert picture_from_array(array, "array").pixels[5, 7].tolist() == [255, 255, 255]
    np.testing.assert_array_equal(picture_from_array(array / 255, "array").pixels, picture_from_array(array, "array").pixels)


def test_an_array_is_copied() -> None:
    array = np.zeros((4, 4, 3), dtype=np.uint8)
    picture = picture_from_array(array, "array")
    array[:] = 9
    assert (picture.pixels == 0).all()


def test_alpha_of_an_array_means_white() -> None:
    assert (picture_from_array(np.zeros((4, 4, 4), dtype=np.uint8), "array").pixels == WHITE).all()


@pytest.mark.parametrize("shape", [(4,), (4, 4, 2), (0, 4), (1, 2, 3, 4)])
def test_arrays_of_other_shapes(shape: tuple[int, ...], refused) -> None:
    with refused(MediaError, "array", "shape"):
        picture_from_array(np.zeros(shape, dtype=np.uint8), "array")


@pytest.mark.parametrize("value", [np.nan, np.inf, -0.5])
def test_arrays_of_other_numbers(value: float, refused) -> None:
    with refused(MediaError, "array", "numbers"):
        picture_from_array(np.full((4, 4), value), "array")


def test_array_that_is_too_large(refused) -> None:
    with refused(MediaError, "array", "million pixels"):
        picture_from_array(np.broadcast_to(np.uint8(0), (20_000, 20_000)), "array")


def test_array_of_strings(refused) -> None:
    with refused(MediaError, "array", "numbers"):
        picture_from_array(np.full((4, 4), "a"), "array")
