"""Embeddings of the contents of a dataset, kept on the disk, and exact nearest-neighbour search among them (cosine similarity).

A content is embedded once for an encoder: what is known by its key is not decoded again when rows are added, changed or
labelled anew, and a model that was trained again on the same frozen encoder finds it too. N examples, n contents, d numbers of
an embedding.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.datasets.example import Item
from mmdesk.core.datasets.example import Part as Stored
from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError, Sentence
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.paths import cache_dir, written_safely
from mmdesk.core.progress import CancelToken, Note
from mmdesk.engine.data.feature_cache import stamp
from mmdesk.engine.device import all_threads

BANK_VERSION = 1
BANK_BYTES = 1 << 30
"""The oldest banks go when all together are larger: of ten thousand contents one takes about 5 MB."""
AT_ONCE = 32
"""Contents that a thread decodes and embeds before it looks whether somebody waits."""
CHUNK = 512
"""Rows that are multiplied at once: in single precision they stay in the processor's own memory, and no processor is slow at it."""

Embed = Callable[[Sequence[Stored]], tuple[NDArray[np.bool_], Tensor]]
"""Decodes and embeds k contents: (k,) which could be read, and the embeddings of these."""


@dataclass(frozen=True, slots=True, eq=False)
class Bank:
    """Embeddings of the contents of one modality.

    Attributes:
        vectors: by the key of a content (d,) float16, of length 1
    """

    vectors: Mapping[str, NDArray[np.float16]]


def content_key(part: Stored) -> str:
    """What tells contents apart: a hash of the words, or of where a file lies, how large and how old it is."""
    told = json.dumps(stamp(part) if isinstance(part, Item) else part)
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def embedded(parts: Mapping[str, Stored], place: Path, embed: Embed, token: CancelToken) -> Generator[Note, None, Bank]:
    """The embeddings of contents by their keys: those that lie in the file `place` already, and the others, which then lie there.

    Raises:
        Cancelled: if the token asks for it; what was embedded by then is kept
    """
    before = _loaded(place)
    vectors = {key: before[key] for key in parts if key in before}
    new = [key for key in parts if key not in vectors]
    pieces = [new[start : start + AT_ONCE] for start in range(0, len(new), AT_ONCE)]

    def one(keys: list[str]) -> dict[str, NDArray[np.float16]]:
        token.check()
        readable, found = embed([parts[key] for key in keys])
        units = F.normalize(found.float(), dim=-1).half().numpy()
        return dict(zip([key for key, there in zip(keys, readable, strict=True) if there], units, strict=True))

    try:
        # One at a time in each thread: PyTorch's own threads would only get in the way.
        with ThreadPoolExecutor(all_threads(), "embedding", torch.set_num_threads, (1,)) as pool:
            for done, found in enumerate(pool.map(one, pieces), 1):
                vectors |= found
                yield Note(Sentence(QT_TRANSLATE_NOOP("errors", "reading")), min(done * AT_ONCE, len(new)), len(new))
    finally:
        if new:  # what is gone from the dataset may come back, as by undo, but not for ever
            _keep(place, {**before, **vectors} if len(before) < 2 * len(parts) else vectors)
    return Bank(vectors)


def bank_file(modality: Modality, encoder: str, root: Path) -> Path:
    """Where the bank of a dataset in the folder `root` lies; `encoder` is the hash of what embeds."""
    told = json.dumps([BANK_VERSION, modality, encoder, str(root.absolute())])
    return cache_dir() / "neighbours" / f"{hashlib.blake2b(told.encode(), digest_size=16).hexdigest()}.npz"


def _loaded(place: Path) -> dict[str, NDArray[np.float16]]:
    """What lies there; nothing if it is not whole."""
    try:
        with open(place, "rb") as file, np.load(file) as kept:  # numpy leaves a damaged file open
            keys, vectors = kept["keys"].tolist(), kept["vectors"]
        os.utime(place)
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile, zlib.error):
        return {}
    return dict(zip(keys, vectors, strict=True)) if len(keys) == len(vectors) else {}


def _keep(place: Path, vectors: Mapping[str, NDArray[np.float16]]) -> None:
    """Where nothing can be written, it is computed again next time."""
    if not vectors:
        return
    with suppress(OSError, InputError):
        place.parent.mkdir(parents=True, exist_ok=True)
        with written_safely(place) as temporary, open(temporary, "wb") as file:
            np.savez(file, keys=np.array([*vectors]), vectors=np.stack([*vectors.values()]))
        _forget_oldest(place.parent)


def _forget_oldest(folder: Path) -> None:
    banks = sorted(folder.glob("*.npz"), key=lambda path: path.stat().st_mtime, reverse=True)
    total = 0
    for bank in banks:
        total += bank.stat().st_size
        if total > BANK_BYTES and bank != banks[0]:
            bank.unlink(missing_ok=True)


class Space:
    """The embeddings of N examples in one modality, ready to be searched.

    From each the mean of all is taken away, so that 0 is what has nothing in common: encoders end with what is never negative,
    and raw cosines of strangers are 0.9.

    Attributes:
        present: (N,) bool, which examples have it
    """

    def __init__(self, keys: Sequence[str | None], bank: Bank) -> None:
        """`keys` are those of the examples' contents; None where there is none."""
        there = [key if key in bank.vectors else None for key in keys]
        self.present = torch.tensor([key is not None for key in there], dtype=torch.bool)
        size = len(next(iter(bank.vectors.values()))) if bank.vectors else 0
        stacked = np.zeros((len(there), size), dtype=np.float16)
        for place, key in enumerate(there):
            if key is not None:
                stacked[place] = bank.vectors[key]
        rows = torch.from_numpy(stacked)
        total = torch.stack([part.float().sum(0) for part in rows.split(CHUNK)]).sum(0) if len(rows) else torch.zeros(size)
        self._mean = total / self.present.sum().clamp_min(1)
        for part, shown in zip(rows.split(CHUNK), self.present.split(CHUNK), strict=True):
            part.copy_(self._centred(part.float()) * shown.unsqueeze(-1))
        self.vectors = rows

    def placed(self, embedding: Tensor) -> Tensor:
        """(k, d) embeddings of contents as the examples' are: the mean taken away, of length 1."""
        return self._centred(F.normalize(embedding.float(), dim=-1))

    def _centred(self, units: Tensor) -> Tensor:
        return F.normalize(units - self._mean, dim=-1)

    def similarities(self, queries: Tensor) -> Tensor:
        """(k, N) cosines of placed queries (k, d) to all examples; 0 where they lack this modality."""
        return torch.cat([queries @ part.float().T for part in self.vectors.split(CHUNK)], 1)
