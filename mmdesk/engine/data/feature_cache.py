"""Features of a whole dataset: decoded once, in parallel, and kept on the disk until something changes."""

import contextlib
import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from mmdesk.core.datasets.example import Skipped
from mmdesk.core.datasets.read import Example, Item, read_sample
from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError, MediaError, Sentence
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.paths import cache_dir
from mmdesk.core.progress import CancelToken, Note
from mmdesk.engine.device import all_threads
from mmdesk.engine.modalities.front_end import FrontEnd

CACHE_VERSION = 2
CACHE_BYTES = 8 << 30
"""The oldest caches go when all together are larger."""
SPARE_BYTES = 32 << 20
"""What a cache leaves free on the disk."""
REPORT_EVERY = 64
NEW = ".new-"
"""Begins the name of a cache that is being written."""


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Features of N examples, in their order.

    Attributes:
        image: (N, size, size, 3) uint8; zeros where absent
        audio: (N, bands, frames) float16; zeros where absent
        image_present, audio_present: (N,) bool
        readable: (N,) bool; false where a part could not be read
        skipped: the unreadable ones with their reason
    """

    image: NDArray[np.uint8]
    audio: NDArray[np.float16]
    image_present: NDArray[np.bool_]
    audio_present: NDArray[np.bool_]
    readable: NDArray[np.bool_]
    skipped: tuple[Skipped, ...]


def extract(examples: Sequence[Example], spec: ModelSpec, token: CancelToken) -> Generator[Note, None, Features]:
    """Decode `examples`, or find them in the cache.

    Raises:
        InputError: if the cache cannot be written
        Cancelled: if the token asks for it; the unfinished cache is removed
    """
    with _saving():
        folder = cache_dir() / "features" / cache_key(examples, spec)
        features = _kept(folder)
        if features is None:
            shutil.rmtree(folder, ignore_errors=True)
            folder.parent.mkdir(parents=True, exist_ok=True)
            unfinished = Path(tempfile.mkdtemp(prefix=NEW, dir=folder.parent))
            try:
                yield from _decode(examples, spec, unfinished, token)
                # Another process may have made the same cache meanwhile: theirs is as good.
                with contextlib.suppress(OSError):
                    unfinished.rename(folder)
            finally:
                shutil.rmtree(unfinished, ignore_errors=True)
            _forget_oldest(folder.parent)
            features = _load(folder)
        os.utime(folder)
        return features


@contextlib.contextmanager
def _saving() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        sentence = QT_TRANSLATE_NOOP(
            "errors",
            "The decoded pictures and sounds cannot be kept in {folder}: {reason}. Make room there, or have it made writable.",
        )
        place = Path(error.filename) if error.filename else cache_dir()
        raise InputError(sentence, folder=place, reason=error.strerror or error) from error


def cache_key(examples: Sequence[Example], spec: ModelSpec) -> str:
    """Hash of all that the features depend on: files with size and time of change, and the front end's numbers."""
    digest = hashlib.blake2b(digest_size=16)
    digest.update(json.dumps([CACHE_VERSION, spec.modalities, asdict(spec.image), asdict(spec.audio)]).encode())
    for example in examples:
        digest.update(json.dumps([example.row, _stamp(example.items.get("image")), _stamp(example.items.get("audio"))]).encode())
    return digest.hexdigest()


def _stamp(item: Item | None) -> list[str | int | None] | None:
    if item is None:
        return None
    try:
        status = item.path.stat()
    except OSError:
        return [str(item.path), item.index]
    return [str(item.path), item.index, status.st_size, status.st_mtime_ns]


def _decode(examples: Sequence[Example], spec: ModelSpec, folder: Path, token: CancelToken) -> Iterator[Note]:
    count = len(examples)
    sizes = spec.image.size if "image" in spec.modalities else 0, spec.audio.bands if "audio" in spec.modalities else 0
    _check_room(folder, count * (3 * sizes[0] ** 2 + 2 * sizes[1] * spec.audio.frames))
    image = open_memmap(folder / "image.npy", "w+", np.uint8, (count, sizes[0], sizes[0], 3))
    audio = open_memmap(folder / "audio.npy", "w+", np.float16, (count, sizes[1], spec.audio.frames))
    present = np.zeros((2, count), dtype=np.bool_)
    front_end = FrontEnd(spec)
    skipped: dict[int, Sentence] = {}

    def one(index: int) -> None:
        token.check()
        wanted = tuple(name for name in spec.modalities if name != "text")
        try:
            sample = read_sample(examples[index], side=2 * spec.image.size, modalities=wanted)
        except MediaError as error:
            skipped[index] = error.sentence
            return
        if sample["image"] is not None:
            image[index] = front_end.picture(sample["image"]).transpose(1, 2, 0)
            present[0, index] = True
        if sample["audio"] is not None:
            audio[index] = front_end.sound(sample["audio"])
            present[1, index] = True

    # Each thread works on its own sample: PyTorch's own threads would only get in the way.
    with ThreadPoolExecutor(all_threads(), initializer=torch.set_num_threads, initargs=(1,)) as pool:
        for done, _ in enumerate(pool.map(one, range(count)), 1):
            if done % REPORT_EVERY == 0 or done == count:
                yield Note(Sentence(QT_TRANSLATE_NOOP("errors", "reading")), done, count)
    image.flush()
    audio.flush()
    np.save(folder / "present.npy", present)
    rows = [[index, examples[index].row, reason.template, reason.values] for index, reason in sorted(skipped.items())]
    (folder / "rows.json").write_text(json.dumps(rows, default=str), encoding="utf-8")


def _check_room(folder: Path, needed: int) -> None:
    """Raise `OSError` if the disk is too full: writing to a mapped file without room ends the process."""
    if shutil.disk_usage(folder).free < needed + SPARE_BYTES:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder.parent))


def _kept(folder: Path) -> Features | None:
    """The features of a cache that is whole; a power cut or a tidying program may have left a part of it."""
    try:
        return _load(folder)
    except (OSError, EOFError, ValueError, KeyError, IndexError, TypeError):
        return None


def _load(folder: Path) -> Features:
    rows = json.loads((folder / "rows.json").read_text(encoding="utf-8"))
    present = np.load(folder / "present.npy")
    readable = np.ones(present.shape[1], dtype=np.bool_)
    readable[[row[0] for row in rows]] = False
    return Features(
        image=np.load(folder / "image.npy", mmap_mode="r"),
        audio=np.load(folder / "audio.npy", mmap_mode="r"),
        image_present=present[0],
        audio_present=present[1],
        readable=readable,
        skipped=tuple(Skipped(row, Sentence(template, **values)) for _, row, template, values in rows),
    )


def _forget_oldest(folder: Path) -> None:
    caches = sorted((path for path in folder.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime, reverse=True)
    total = 0
    for cache in caches:
        total += sum(file.stat().st_size for file in cache.iterdir())
        if total > CACHE_BYTES and cache != caches[0]:
            shutil.rmtree(cache, ignore_errors=True)
