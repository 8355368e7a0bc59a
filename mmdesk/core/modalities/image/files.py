"""Pictures, the modality image: any mode that Pillow knows becomes upright RGB on white."""

import io
import struct
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from mmdesk.core.errors import QT_TRANSLATE_NOOP, MediaError
from mmdesk.core.files import OpenFile, opened
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.paths import written_safely

MAX_PIXELS = 100_000_000
CHANNELS = (1, 3, 4)
# Pillow's own alarm shall never sound below ours: above it raises at twice the number.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS

FORMATS = (
    "PNG", "JPEG", "GIF", "BMP", "DIB", "WEBP", "TIFF", "AVIF", "JPEG2000", "PPM", "ICO", "ICNS", "TGA", "PCX", "PSD",
    "SGI", "DDS", "QOI", "SUN",
)  # fmt: skip
"""Pillow's names of the formats that are read; not those that start another program, such as EPS."""

SIGNATURES = (
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"\0\0\1\0", b"icns",
    b"8BPS", b"DDS ", b"qoif", b"\0\0\0\x0cjP  ", b"\xff\x4f\xff\x51", b"\x59\xa6\x6a\x95",
)  # fmt: skip
ISO_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"heif", b"hevc", b"hevx", b"mif1", b"msf1")
_UNREADABLE_BRANDS = ISO_BRANDS[2:]

_ORIENTATION = 0x0112
_TURNED = (5, 6, 7, 8)
"""EXIF orientations with width and height exchanged."""


def read_picture(path: Path, side: int = 1024) -> Picture:
    """Open and decode a picture; see `decode_picture`."""
    with opened(path) as file:
        return decode_picture(file, side)


def decode_picture(file: OpenFile, side: int = 1024) -> Picture:
    """Decode a picture, the first frame of an animation.

    A large one is shrunk while it is decoded, to a longer side of 3/4 to 3/2 of `side` pixels; none is enlarged.

    Raises:
        MediaError: if the file is no picture, is damaged, or has more than `MAX_PIXELS` pixels
    """
    name = file.name
    with _without_warnings(), _image_in(file) as image:
        if image.width * image.height > MAX_PIXELS:
            raise _too_large(name)
        try:
            # Pillow turns TIFFs by itself.
            turned = image.format != "TIFF" and _orientation(image) in _TURNED
            size = (image.height, image.width) if turned else image.size
            pixels = _pixels(image, side)
        except Exception as error:
            # Pillow's decoders fail with errors of every kind on damaged data.
            raise _damaged(name) from error
    return Picture(pixels, size, name)


def picture_from_array(array: NDArray[Any], name: str) -> Picture:
    """Make a picture of (H, W), (H, W, C) or (C, H, W) numbers, C being 1, 3 or 4: 0 to 255, or as fractions 0 to 1.

    Raises:
        MediaError: if the shape or the numbers are no picture's, or there are more than `MAX_PIXELS` pixels
    """
    if array.ndim == 3 and array.shape[0] in CHANNELS and min(array.shape[1:]) > max(CHANNELS):
        array = np.moveaxis(array, 0, 2)
    if array.ndim not in (2, 3) or (array.ndim == 3 and array.shape[2] not in CHANNELS) or 0 in array.shape:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} has the shape {shape}. A picture is (height, width) and 1, 3 or 4 channels.")
        raise MediaError(sentence, name=name, shape=array.shape)
    if array.shape[0] * array.shape[1] > MAX_PIXELS:
        raise _too_large(name)
    values = _bytes_of(array[:, :, 0] if array.shape[2:] == (1,) else array, name)
    image = _on_white(Image.fromarray(values))
    return Picture(_frozen(image), image.size, name)


def looks_like_picture(head: bytes) -> bool:
    """Whether the beginning of a file carries the signature of a picture."""
    return (
        head.startswith(SIGNATURES)
        or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
        or (head[4:8] == b"ftyp" and head[8:12] in ISO_BRANDS)
        or (head[:2] == b"BM" and head[6:10] == bytes(4))
        or (head[:1] == b"P" and head[1:2] in b"123456" and head[2:3].isspace() and head[3:4] in b"#0123456789")
    )


def _image_in(file: OpenFile) -> Image.Image:
    name, head = file.name, file.head
    try:
        return Image.open(file.file, formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(name) from error
    except Exception as error:
        if head[4:8] == b"ftyp" and head[8:12] in _UNREADABLE_BRANDS:
            sentence = QT_TRANSLATE_NOOP("errors", "{name} is a HEIC picture, which mmdesk cannot read. Save it as JPEG or PNG.")
            raise MediaError(sentence, name=name) from error
        if looks_like_picture(head) or not isinstance(error, UnidentifiedImageError):
            raise _damaged(name) from error
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is not a picture that mmdesk can read. Choose a PNG, JPEG or similar file.")
        raise MediaError(sentence, name=name) from error


def _pixels(image: Image.Image, side: int) -> NDArray[np.uint8]:
    """(H, W, 3) upright RGB, decoded no larger than needed."""
    factor = _factor(image, side)
    if factor > 1:
        # JPEG's transform can give 1/2, 1/4 and 1/8 of the size at a fraction of the work.
        image.draft(None, (max(1, image.width // factor), max(1, image.height // factor)))
    image.load()
    image = ImageOps.exif_transpose(image) if _orientation(image) != 1 else image
    image = _plain(image)
    factor = _factor(image, side)
    return _frozen(_on_white(image.reduce(factor) if factor > 1 else image))


def _factor(image: Image.Image, side: int) -> int:
    """How many pixels become one, so that the longer side is 3/4 to 3/2 of `side` if it was longer."""
    return max(1, round(max(image.size) / side))


def _orientation(image: Image.Image) -> int:
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except (SyntaxError, ValueError, TypeError, KeyError, IndexError, struct.error):
        # A camera's broken notes do not spoil its picture.
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _plain(image: Image.Image) -> Image.Image:
    """The same picture in mode L, RGB or RGBA."""
    if image.mode in ("L", "RGB", "RGBA") and "transparency" not in image.info:
        return image
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        return Image.fromarray(_levels(np.asarray(image), image.mode))
    if image.mode == "LAB":
        transform = ImageCms.buildTransform(ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB")
        return ImageCms.applyTransform(image, transform) or image
    if image.mode in ("La", "RGBa"):
        return image.convert("LA" if image.mode == "La" else "RGBA").convert("RGBA")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _levels(values: NDArray[Any], mode: str) -> NDArray[np.uint8]:
    """Bring numbers of more than 8 bits to 0..255: by their range where the format fixes it, else by what they hold."""
    if mode.startswith("I;16"):
        return (values.astype(np.uint16) >> 8).astype(np.uint8)
    if not np.isfinite(values).all():
        raise ValueError("a pixel is not a number")
    numbers = values.astype(np.float64)
    low, high = numbers.min(), numbers.max()
    if low < 0 or high > 65535:
        numbers = (numbers - low) * (255 / max(high - low, 1e-12))
    elif mode == "F" and high <= 1:
        numbers = numbers * 255
    elif high > 255:
        numbers = numbers / 257
    return numbers.round().astype(np.uint8)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image.convert("RGB")
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(image)
    return white.convert("RGB")


def _bytes_of(array: NDArray[Any], name: str) -> NDArray[np.uint8]:
    if array.dtype == np.uint8:
        return np.ascontiguousarray(array)
    if array.dtype == np.bool_ or not np.issubdtype(array.dtype, np.number) or np.iscomplexobj(array):
        fits, fractions = array.dtype == np.bool_, True
    else:
        fits = bool(np.all((array >= 0) & (array <= 255)))
        fractions = np.issubdtype(array.dtype, np.floating) and bool(array.max(initial=0) <= 1)
    if not fits:
        sentence = QT_TRANSLATE_NOOP(
            "errors", "{name} has numbers that are no picture's. Give numbers from 0 to 255, or fractions to 1."
        )
        raise MediaError(sentence, name=name)
    return np.ascontiguousarray(np.round(array * np.float32(255) if fractions else array), dtype=np.uint8)


def _frozen(image: Image.Image) -> NDArray[np.uint8]:
    pixels = np.asarray(image)
    pixels.flags.writeable = False
    return pixels


def _too_large(name: str) -> MediaError:
    sentence = QT_TRANSLATE_NOOP("errors", "{name} has more than {limit} million pixels. Save a smaller version of it.")
    return MediaError(sentence, name=name, limit=MAX_PIXELS // 1_000_000)


def _damaged(name: str) -> MediaError:
    sentence = QT_TRANSLATE_NOOP("errors", "{name} is damaged or cut off: its picture cannot be decoded. Get the file again.")
    return MediaError(sentence, name=name)


_quiet_lock = threading.Lock()
_quiet_users = 0
_quiet_filters = warnings.catch_warnings()


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Keep Pillow's warnings from the screen; what matters of them becomes an error with a sentence.

    The list of warning filters belongs to the whole process, so the first of several threads changes it and the last restores it.
    """
    global _quiet_users, _quiet_filters
    with _quiet_lock:
        if _quiet_users == 0:
            _quiet_filters = warnings.catch_warnings()
            _quiet_filters.__enter__()
            warnings.filterwarnings("ignore", module=r"PIL\.")
        _quiet_users += 1
    try:
        yield
    finally:
        with _quiet_lock:
            _quiet_users -= 1
            if _quiet_users == 0:
                _quiet_filters.__exit__(None, None, None)


def write_picture(path: Path, picture: Picture) -> None:
    """Write a picture as PNG.

    Raises:
        InputError: if the folder is missing or read-only, or the disk is full
    """
    with written_safely(path) as temporary:
        Image.fromarray(picture.pixels).save(temporary, format="PNG", compress_level=1)


def thumbnail(picture: Picture, side: int) -> bytes:
    """The picture as PNG, no side longer than `side` pixels."""
    small = Image.fromarray(picture.pixels)
    small.thumbnail((side, side))
    file = io.BytesIO()
    small.save(file, "PNG")
    return file.getvalue()
