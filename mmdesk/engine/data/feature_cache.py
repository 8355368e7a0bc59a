"""Features of a whole dataset: decoded once, in parallel, and kept on the disk until something changes."""

import contextlib
import errno
import hashlib
import json
import math
import os
import shutil
import tempfile
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from mmdesk.core.datasets.example import Example, Part, Skipped
from mmdesk.core.datasets.read import read_part
from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError, MediaError, Sentence
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.paths import cache_dir
from mmdesk.core.progress import CancelToken, Note
from mmdesk.engine.device import all_threads
from mmdesk.engine.modalities.column import FrontEnd
from mmdesk.engine.modalities.registry import front_end_of

CACHE_VERSION = 3
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
        arrays: of each modality whose features have one shape, (N, ...); zeros where absent
        present: of each modality (N,) bool
        readable: (N,) bool; false where a part could not be read
        skipped: the unreadable ones with their reason
    """

    arrays: Mapping[Modality, NDArray[Any]]
    present: Mapping[Modality, NDArray[np.bool_]]
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
        features = _kept(folder, spec)
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
            features = _load(folder, spec)
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
    cached = {modality: asdict(spec.encoders[modality]) for modality in _cached(spec)}
    digest.update(json.dumps([CACHE_VERSION, spec.modalities, cached]).encode())
    for example in examples:
        stamps = {modality: _stamp(part) for modality, part in example.parts.items() if modality in cached}
        there = [modality for modality in example.present if modality in spec.modalities]
        digest.update(json.dumps([example.row, there, stamps]).encode())
    return digest.hexdigest()


def _cached(spec: ModelSpec) -> dict[Modality, FrontEnd]:
    """The front ends whose features have one shape."""
    front_ends = {modality: front_end_of(modality, encoder) for modality, encoder in spec.encoders.items()}
    return {modality: front_end for modality, front_end in front_ends.items() if front_end.shape is not None}


def _stamp(part: Part) -> list[str | int | None] | str:
    """What tells that a part is another."""
    if isinstance(part, str):
        return part
    try:
        status = part.path.stat()
    except OSError:
        return [str(part.path), part.index]
    return [str(part.path), part.index, status.st_size, status.st_mtime_ns]


def _decode(examples: Sequence[Example], spec: ModelSpec, folder: Path, token: CancelToken) -> Iterator[Note]:
    count, front_ends = len(examples), _cached(spec)
    shapes = {modality: (count, *(front_end.shape or ())) for modality, front_end in front_ends.items()}
    _check_room(folder, sum(math.prod(shape) * np.dtype(front_ends[m].dtype).itemsize for m, shape in shapes.items()))
    arrays = {m: open_memmap(folder / f"{m}.npy", "w+", front_ends[m].dtype, shape) for m, shape in shapes.items()}
    present = {m: np.array([m in example.present for example in examples], dtype=np.bool_) for m in spec.modalities}
    skipped: dict[int, Sentence] = {}

    def one(index: int) -> None:
        token.check()
        parts = {m: part for m, part in examples[index].parts.items() if m in front_ends and present[m][index]}
        try:
            contents = {modality: read_part(modality, part, front_ends[modality].side) for modality, part in parts.items()}
        except MediaError as error:
            skipped[index] = error.sentence
            return
        for modality, content in contents.items():
            arrays[modality][index] = front_ends[modality].features(content)

    # Each thread works on its own sample: PyTorch's own threads would only get in the way.
    with ThreadPoolExecutor(all_threads(), initializer=torch.set_num_threads, initargs=(1,)) as pool:
        for done, _ in enumerate(pool.map(one, range(count)), 1):
            if done % REPORT_EVERY == 0 or done == count:
                yield Note(Sentence(QT_TRANSLATE_NOOP("errors", "reading")), done, count)
    for array in arrays.values():
        array.flush()
    np.save(folder / "present.npy", np.array([present[modality] for modality in spec.modalities]))
    rows = [[index, examples[index].row, reason.template, reason.values] for index, reason in sorted(skipped.items())]
    (folder / "rows.json").write_text(json.dumps(rows, default=str), encoding="utf-8")


def _check_room(folder: Path, needed: int) -> None:
    """Raise `OSError` if the disk is too full: writing to a mapped file without room ends the process."""
    if shutil.disk_usage(folder).free < needed + SPARE_BYTES:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder.parent))


def _kept(folder: Path, spec: ModelSpec) -> Features | None:
    """The features of a cache that is whole; a power cut or a tidying program may have left a part of it."""
    try:
        return _load(folder, spec)
    except (OSError, EOFError, ValueError, KeyError, IndexError, TypeError):
        return None


def _load(folder: Path, spec: ModelSpec) -> Features:
    rows = json.loads((folder / "rows.json").read_text(encoding="utf-8"))
    table = np.load(folder / "present.npy")
    present = dict(zip(spec.modalities, table, strict=True))
    readable = np.ones(table.shape[1], dtype=np.bool_)
    readable[[row[0] for row in rows]] = False
    return Features(
        arrays={modality: np.load(folder / f"{modality}.npy", mmap_mode="r") for modality in _cached(spec)},
        present=present,
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
