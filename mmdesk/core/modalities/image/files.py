"""Pictures, the modality image: any mode that Pillow knows becomes upright RGB on white."""

import contextlib
import io
import struct
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from PIL.TiffImagePlugin import TiffImageFile

from mmdesk.core.errors import QT_TRANSLATE_NOOP, MediaError
from mmdesk.core.files import OpenFile, opened
from mmdesk.core.modalities.image import bit_depth
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.modalities.image.png_chunks import SIGNATURE as PNG
from mmdesk.core.modalities.image.png_chunks import without_ancillary
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
HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"heif", b"hevc", b"hevx", b"mif1", b"msf1")
ISO_BRANDS = (b"avif", b"avis", *HEIF_BRANDS)
JPEG_XL = (b"\xff\x0a", b"\0\0\0\x0cJXL ")

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
    with _without_warnings():
        try:
            return _decoded(file, file.file, side)
        except MediaError:
            plain = without_ancillary(file.file) if file.head.startswith(PNG) else None
            if plain is None:
                raise
            return _decoded(file, plain, side)


def _decoded(file: OpenFile, source: IO[bytes], side: int) -> Picture:
    name = file.name
    with _image_in(file, source) as image:
        if image.width * image.height > MAX_PIXELS:
            raise _too_large(name)
        if _promises_more(image):
            raise _damaged(name)
        try:
            pixels, size, told = _pixels(image, side, lambda: _image_in(file, source))
        except Exception as error:
            # Pillow's decoders fail with errors of every kind on damaged data.
            raise _damaged(name) from error
    return Picture(pixels, size, name, told)


def _promises_more(image: Image.Image) -> bool:
    """Whether a TIFF has no data for parts of the picture that it says it is; Pillow would make them black, however large."""
    if not isinstance(image, TiffImageFile):
        return False
    extents = [extents for _, extents, *_ in image.tile if extents]
    return sum((right - left) * (bottom - top) for left, top, right, bottom in extents) < image.width * image.height


def picture_from_array(array: NDArray[Any], name: str) -> Picture:
    """Make a picture of (H, W), (H, W, C) or (C, H, W) numbers, C being 1, 3 or 4: 0 to 255, fractions 0 to 1, or of more bits.

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
    values, told = _bytes_of(array[:, :, 0] if array.shape[2:] == (1,) else array, name)
    image = _on_white(Image.fromarray(values))
    return Picture(_frozen(image), image.size, name, told)


def looks_like_picture(head: bytes) -> bool:
    """Whether the beginning of a file carries the signature of a picture."""
    return (
        head.startswith((*SIGNATURES, *JPEG_XL))
        or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
        or (head[4:8] == b"ftyp" and head[8:12] in ISO_BRANDS)
        or (head[:2] == b"BM" and head[6:10] == bytes(4))
        or (head[:1] == b"P" and head[1:2] in b"123456" and head[2:3].isspace() and head[3:4] in b"#0123456789")
    )


def _image_in(file: OpenFile, source: IO[bytes]) -> Image.Image:
    name, head = file.name, file.head
    formats: tuple[str, ...] = FORMATS
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        _take_heif(name)
        formats = (*FORMATS, "HEIF")
    try:
        source.seek(0)
        return Image.open(source, formats=formats)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(name) from error
    except Exception as error:
        if head.startswith(JPEG_XL):
            sentence = QT_TRANSLATE_NOOP("errors", "{name} is a JPEG XL picture, which mmdesk cannot read. Save it as JPEG or PNG.")
            raise MediaError(sentence, name=name) from error
        if looks_like_picture(head) or not isinstance(error, UnidentifiedImageError):
            raise _damaged(name) from error
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is not a picture that mmdesk can read. Choose a PNG, JPEG or similar file.")
        raise MediaError(sentence, name=name) from error


def _take_heif(name: str) -> None:
    """Teach Pillow to read HEIC, the pictures of phones: with the first one, not with the program, which shall start quickly."""
    try:
        import pillow_heif
    except ImportError as error:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is a HEIC picture, which mmdesk cannot read here. Save it as JPEG or PNG.")
        raise MediaError(sentence, name=name) from error
    pillow_heif.register_heif_opener(thumbnails=False)


def _pixels(image: Image.Image, side: int, again: Callable[[], Image.Image]) -> tuple[NDArray[np.uint8], tuple[int, int], str]:
    """(H, W, 3) upright RGB, decoded no larger than needed, its whole size, and how its numbers were understood.

    `again` opens the picture once more.
    """
    size, other = image.size, bit_depth.other_bytes(image)
    factor = _factor(image, side)
    if factor > 1:
        # JPEG's transform can give 1/2, 1/4 and 1/8 of the size at a fraction of the work.
        image.draft(None, (max(1, image.width // factor), max(1, image.height // factor)))
    image.load()  # Pillow turns TIFFs by itself, then
    size = (size[1], size[0]) if _orientation(image) in _TURNED else size
    image, told = _upright(image), ""
    if other and bit_depth.is_dark(image):
        with again() as low:
            bit_depth.decode_by(low, other)
            image, told = bit_depth.joined(image, _upright(low))
    elif bit_depth.has_levels(image):
        values, told = bit_depth.levels(np.asarray(image))
        image = Image.fromarray(values)
    image = _plain(image)
    factor = _factor(image, side)
    return _frozen(_on_white(image.reduce(factor) if factor > 1 else image)), size, told


def _upright(image: Image.Image) -> Image.Image:
    image.load()
    return ImageOps.exif_transpose(image) if _orientation(image) != 1 else image


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
    if image.mode == "LAB":
        transform = ImageCms.buildTransform(ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB")
        return ImageCms.applyTransform(image, transform) or image
    if image.mode in ("La", "RGBa"):
        return image.convert("LA" if image.mode == "La" else "RGBA").convert("RGBA")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image.convert("RGB")
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(image)
    return white.convert("RGB")


def _bytes_of(array: NDArray[Any], name: str) -> tuple[NDArray[np.uint8], str]:
    """The numbers as 0..255, and how they were understood."""
    if array.dtype == np.uint8:
        return np.ascontiguousarray(array), ""
    if array.dtype == np.bool_:
        return array.astype(np.uint8) * np.uint8(255), ""
    if array.dtype.kind in "iuf" and not bool((array < 0).any()):
        if array.dtype.kind == "f" or array.max(initial=0) > 255:
            with contextlib.suppress(ValueError):
                values, told = bit_depth.levels(array)
                return np.ascontiguousarray(values), told
        else:
            return np.ascontiguousarray(array, dtype=np.uint8), ""
    sentence = QT_TRANSLATE_NOOP(
        "errors", "{name} has numbers that are no picture's. Give numbers from 0 to 255, or fractions to 1."
    )
    raise MediaError(sentence, name=name)


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


@contextlib.contextmanager
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
