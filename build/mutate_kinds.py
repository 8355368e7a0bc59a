"""The kinds of files that are read, a small one of each, and what reads it."""

import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

TESTS = Path(__file__).resolve().parent.parent / "tests"
sys.path.insert(0, str(TESTS))

RATE = 8000
PICTURES = {
    "png": "PNG", "jpg": "JPEG", "gif": "GIF", "bmp": "BMP", "webp": "WEBP", "tif": "TIFF", "avif": "AVIF", "jp2": "JPEG2000",
    "ppm": "PPM", "ico": "ICO", "tga": "TGA", "pcx": "PCX", "sgi": "SGI", "heic": "HEIF",
}  # fmt: skip
SOUNDS = ("wav", "flac", "ogg", "mp3", "aiff", "au", "caf", "w64")
STREAMS = {"m4a": "aac", "mka": "aac", "avi": "pcm_s16le", "tta": "tta"}


def _picture(path: Path) -> object:
    from mmdesk.core.modalities.image.files import read_picture

    return read_picture(path)


def _sound(path: Path) -> object:
    from mmdesk.core.modalities.audio.files import read_sound

    return read_sound(path)


def _text(path: Path) -> object:
    from mmdesk.core.modalities.text.files import read_text

    return read_text(path)


def _dataset(path: Path) -> object:
    from mmdesk.core.datasets.read import read_dataset

    return read_dataset(path)


def _array(path: Path) -> object:
    from mmdesk.core.datasets.npy import open_array

    return open_array(path)[:2]


def _archive(path: Path) -> object:
    from mmdesk.core.datasets.archive import unpack
    from mmdesk.core.progress import CancelToken

    return unpack(path, path.parent / f"{path.stem}-in", CancelToken())


KINDS: dict[str, tuple[str, Callable[[Path], object]]] = {
    **{ending: (f"a.{ending}", _picture) for ending in PICTURES},
    "png16": ("a.png", _picture),
    "tif-float": ("a.tif", _picture),
    **{ending: (f"a.{ending}", _sound) for ending in (*SOUNDS, *STREAMS)},
    "txt": ("a.txt", _text),
    "csv": ("a.csv", _dataset),
    "csv-utf16": ("a.csv", _dataset),
    "jsonl": ("a.jsonl", _dataset),
    "xlsx": ("a.xlsx", _dataset),
    "xls": ("a.xls", _dataset),
    "xlsb": ("a.xlsb", _dataset),
    "ods": ("a.ods", _dataset),
    "npy": ("a.npy", _array),
    "npy-strings": ("a.npy", _array),
    "zip": ("a.zip", _archive),
}
"""For each kind how a file of it is called, and what reads it."""


def seeds_of(kind: str, folder: Path) -> list[bytes]:
    """Whole files of a kind."""
    if kind in PICTURES or kind in ("png16", "tif-float"):
        return [_of_picture(kind)]
    if kind in SOUNDS or kind in STREAMS:
        return [_of_sound(kind, folder)]
    return [_of_table(kind, folder)]


def _of_picture(kind: str) -> bytes:
    import pillow_heif
    from PIL import Image

    pillow_heif.register_heif_opener()
    pixels = np.random.default_rng(0).integers(0, 256, (24, 40, 3), np.uint8)
    file = io.BytesIO()
    if kind == "png16":
        Image.fromarray(pixels[:, :, 0].astype(np.uint16) * 16).save(file, "PNG")
    elif kind == "tif-float":
        Image.fromarray(pixels[:, :, 0].astype(np.float32) / 7).save(file, "TIFF")
    else:
        Image.fromarray(pixels).save(file, PICTURES[kind])
    return file.getvalue()


def _of_sound(kind: str, folder: Path) -> bytes:
    import av
    import soundfile

    tone = (np.sin(np.arange(RATE // 2) / 5) / 2).astype(np.float32)
    place = folder / f"seed.{kind}"
    if kind in SOUNDS:
        soundfile.write(place, np.stack([tone, tone / 3], 1), RATE)
        return place.read_bytes()
    with av.open(str(place), "w") as container:
        stream = container.add_stream(STREAMS[kind], rate=RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(tone[None], format="fltp", layout="mono")
        frame.sample_rate = RATE
        resampler = av.AudioResampler(format=stream.format, layout="mono", rate=RATE, frame_size=stream.frame_size)
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(piece))
        container.mux(stream.encode())
    return place.read_bytes()


def _workbook(kind: str, folder: Path, rows: list[list[str]]) -> bytes:
    from workbooks import write_ods, write_xlsx
    from xlsb import write_xlsb

    place = folder / f"seed.{kind}"
    match kind:
        case "xlsx":
            write_xlsx(place, {"A": rows})
        case "ods":
            write_ods(place, {"A": rows})
        case "xlsb":
            write_xlsb(place, rows)
        case _:  # which nothing here writes
            return (TESTS / "spreadsheets" / "typed.xls").read_bytes()
    return place.read_bytes()


def _of_table(kind: str, folder: Path) -> bytes:
    rows = [["text", "label", "split"], *([f"Wörter, {n} 词", "ab"[n % 2], "train"] for n in range(20))]
    table = "".join(";".join(row) + "\n" for row in rows)
    file = io.BytesIO()
    match kind:
        case "txt":
            return ("Wörter 词 " * 30).encode()
        case "csv":
            return table.encode()
        case "csv-utf16":
            return table.encode("utf-16")
        case "jsonl":
            return "".join(json.dumps({"text": row[0], "label": row[1]}) + "\n" for row in rows[1:]).encode()
        case "xlsx" | "xls" | "xlsb" | "ods":
            return _workbook(kind, folder, rows)
        case "npy":
            np.save(file, np.zeros((6, 8, 8, 3), np.uint8))
        case "npy-strings":
            np.save(file, np.array(["a", "bb", "ccc"], object), allow_pickle=True)
        case _:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                for number in range(4):
                    archive.writestr(f"cat/{number}.txt", "meow " * 50)
    return file.getvalue()
