"""Features of a whole dataset: decoded once, in parallel, and kept on the disk until something changes."""

import contextlib
import errno
import hashlib
import json
import math
import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from mmdesk.core.datasets.example import Example, Item, Skipped
from mmdesk.core.datasets.example import Part as Stored
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

Task = TypeVar("Task")


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Features of N examples, in their order.

    Attributes:
        values: for each modality (N, ...) as its front end makes them; zeros where absent
        present: for each modality (N,) bool
        readable: (N,) bool; false where a part could not be read
        skipped: the unreadable ones with their reason
    """

    values: Mapping[Modality, NDArray[Any]]
    present: Mapping[Modality, NDArray[np.bool_]]
    readable: NDArray[np.bool_]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Those of one modality: values (N, ...), present (N,) bool, and why what could not be read is not there, by number."""

    values: NDArray[Any]
    present: NDArray[np.bool_]
    unreadable: Mapping[int, Sentence]


def extract(examples: Sequence[Example], spec: ModelSpec, token: CancelToken) -> Generator[Note, None, Features]:
    """Decode `examples`, or find them in the cache, which has a folder for each modality and encoder.

    Raises:
        InputError: if the cache cannot be written
        ModelFileError: if the weights of a backbone are missing or other ones
        Cancelled: if the token asks for it; the unfinished cache is removed
    """
    parts: dict[Modality, Part] = {}
    for modality in spec.modalities:
        parts[modality] = yield from _part(examples, modality, spec, token)
    return together(examples, parts)


def together(examples: Sequence[Example], parts: Mapping[Modality, Part]) -> Features:
    """The features of examples whose modalities are these."""
    unreadable: dict[int, Sentence] = {}
    for part in parts.values():
        unreadable = {**part.unreadable, **unreadable}
    readable = np.ones(len(examples), dtype=np.bool_)
    readable[list(unreadable)] = False
    return Features(
        values={modality: part.values for modality, part in parts.items()},
        present={modality: part.present for modality, part in parts.items()},
        readable=readable,
        skipped=tuple(Skipped(examples[index].row, reason) for index, reason in sorted(unreadable.items())),
    )


def _part(examples: Sequence[Example], modality: Modality, spec: ModelSpec, token: CancelToken) -> Generator[Note, None, Part]:
    with _saving():
        folder = cache_dir() / "features" / cache_key(examples, modality, spec)
        part = _kept(folder)
        if part is None:
            shutil.rmtree(folder, ignore_errors=True)
            folder.parent.mkdir(parents=True, exist_ok=True)
            unfinished = Path(tempfile.mkdtemp(prefix=NEW, dir=folder.parent))
            try:
                yield from _decode(examples, modality, front_end_of(spec, modality), unfinished, token)
                # Another process may have made the same cache meanwhile: theirs is as good.
                with contextlib.suppress(OSError):
                    unfinished.rename(folder)
            finally:
                shutil.rmtree(unfinished, ignore_errors=True)
            _forget_oldest(folder.parent)
            part = _load(folder)
        os.utime(folder)
        return part


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


def cache_key(examples: Sequence[Example], modality: Modality, spec: ModelSpec) -> str:
    """Hash of all that the features depend on: content, files with size and time of change, and the front end's numbers."""
    digest = hashlib.blake2b(digest_size=16)
    encoder = spec.encoders[modality].to_json()
    digest.update(json.dumps([CACHE_VERSION, modality, encoder]).encode())
    for example in examples:
        part = example[modality]
        digest.update(json.dumps([example.row, stamp(part) if isinstance(part, Item) else part]).encode())
    return digest.hexdigest()


def stamp(item: Item) -> tuple[str | int | None, ...]:
    """What changes when the file of an item does."""
    try:
        status = item.path.stat()
    except OSError:
        return str(item.path), item.index
    return str(item.path), item.index, status.st_size, status.st_mtime_ns


def _decode(
    examples: Sequence[Example], modality: Modality, front_end: FrontEnd, folder: Path, token: CancelToken
) -> Iterator[Note]:
    count = len(examples)
    _check_room(folder, count * math.prod(front_end.shape) * np.dtype(front_end.dtype).itemsize)
    values = open_memmap(folder / "values.npy", "w+", front_end.dtype, (count, *front_end.shape))
    present = np.zeros(count, dtype=np.bool_)
    unreadable: dict[int, Sentence] = {}

    def one(index: int) -> None:
        token.check()
        if modality not in examples[index].present:
            return
        found = decoded(modality, examples[index].parts[modality], front_end)
        if isinstance(found, Sentence):
            unreadable[index] = found
        else:
            values[index], present[index] = found, True

    yield from in_parallel(one, range(count))
    values.flush()
    np.save(folder / "present.npy", present)
    rows = [[index, reason.template, reason.values] for index, reason in sorted(unreadable.items())]
    (folder / "rows.json").write_text(json.dumps(rows, default=str), encoding="utf-8")


def decoded(modality: Modality, part: Stored, front_end: FrontEnd) -> NDArray[Any] | Sentence:
    """The features of one content, or why it cannot be read."""
    try:
        prepared = front_end.prepare(read_part(modality, part, front_end.side))
    except MediaError as error:
        return error.sentence
    return front_end.features(prepared)


def in_parallel(work: Callable[[Task], object], tasks: Sequence[Task]) -> Iterator[Note]:
    """Do all tasks, one at a time in each thread: PyTorch's own threads would only get in the way."""
    with ThreadPoolExecutor(all_threads(), initializer=torch.set_num_threads, initargs=(1,)) as pool:
        for done, _ in enumerate(pool.map(work, tasks), 1):
            if done % REPORT_EVERY == 0 or done == len(tasks):
                yield Note(Sentence(QT_TRANSLATE_NOOP("errors", "reading")), done, len(tasks))


def _check_room(folder: Path, needed: int) -> None:
    """Raise `OSError` if the disk is too full: writing to a mapped file without room ends the process."""
    if shutil.disk_usage(folder).free < needed + SPARE_BYTES:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder.parent))


def _kept(folder: Path) -> Part | None:
    """The features of a cache that is whole; a power cut or a tidying program may have left a part of it."""
    try:
        return _load(folder)
    except (OSError, EOFError, ValueError, KeyError, IndexError, TypeError):
        return None


def _load(folder: Path) -> Part:
    rows = json.loads((folder / "rows.json").read_text(encoding="utf-8"))
    return Part(
        values=np.load(folder / "values.npy", mmap_mode="r"),
        present=np.load(folder / "present.npy"),
        unreadable={index: Sentence(template, **values) for index, template, values in rows},
    )


def _forget_oldest(folder: Path) -> None:
    caches = sorted((path for path in folder.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime, reverse=True)
    total = 0
    for cache in caches:
        total += sum(file.stat().st_size for file in cache.iterdir())
        if total > CACHE_BYTES and cache != caches[0]:
            shutil.rmtree(cache, ignore_errors=True)
