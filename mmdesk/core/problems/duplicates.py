"""The same content twice: exact copies, near ones, and what is in two splits."""

import itertools
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.datasets.example import SPLITS, Example
from mmdesk.core.modalities.fingerprint import Fingerprint, stacked
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.problems.findings import Kind, Problem, Suspect
from mmdesk.core.progress import CancelToken

FREQUENCIES = 16
"""Lowest frequencies of each axis that make a perceptual hash."""
FARTHEST = 0.012
"""Near copies are no farther apart than this: 1 minus the correlation of their hashes."""
NEARER = 0.12
"""Near copies are nearer than this part of the usual distance from one content to its next."""
USUAL_REUSE = 0.25
"""If more of the rows share a picture or sound, sharing is how the dataset is made, and no mistake."""
BLOCK = 256


@dataclass(frozen=True, slots=True)
class Contents:
    """What each of n rows holds, as numbers that are the same for the same content; None where absent.

    Attributes:
        exact: by modality; the same bytes, the same words
        near: by modality; almost the same to eyes and ears
    """

    exact: Mapping[Modality, Sequence[Hashable]]
    near: Mapping[Modality, Sequence[Hashable]]


def contents_of(fingerprints: Mapping[Modality, Sequence[Fingerprint | None]], token: CancelToken) -> Contents:
    """Compare all contents with each other, by their fingerprints in each row."""
    exact: dict[Modality, Sequence[Hashable]] = {}
    near: dict[Modality, Sequence[Hashable]] = {}
    for modality, seen in fingerprints.items():
        exact[modality] = [one.digest or None if one else None for one in seen]
        first = {one.digest: one for one in seen if one and one.usable}
        alike = near_groups(list(first.values()), token)
        near[modality] = [alike.get(digest, digest) for digest in exact[modality]]
    return Contents(exact, near)


def near_groups(looks: Sequence[Fingerprint], token: CancelToken) -> dict[Hashable, Hashable]:
    """For the digest of each content that is almost the same as others, the digest that stands for all of them."""
    if len(looks) < 2:
        return {}
    blocks = (looks[start : start + BLOCK] for start in range(0, len(looks), BLOCK))
    hashes = np.concatenate([perceptual_hashes(stacked(block)) for block in blocks])
    pairs, nearest = near_pairs(hashes, token)
    limit = min(FARTHEST, NEARER * float(np.median(nearest)))
    leader = list(range(len(looks)))
    for a, b, distance in pairs:
        if distance <= limit:
            low, high = sorted((root(leader, a), root(leader, b)))
            leader[high] = low
    return {looks[i].digest: looks[root(leader, i)].digest for i in range(len(looks))}


def root(leader: list[int], place: int) -> int:
    while leader[place] != place:
        leader[place] = place = leader[leader[place]]
    return place


def perceptual_hashes(numbers: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n, H, W[, 3]) -> (n, d) unit vectors of the lowest frequencies but the mean: the same at any size and brightness."""
    rows, columns = (cosines(length) for length in numbers.shape[1:3])
    channels = numbers.reshape(*numbers.shape[:3], -1)
    low = np.einsum("fh,nhwc,gw->nfgc", rows, channels, columns, optimize=True)
    low[:, 0, 0] = 0
    vectors = low.reshape(len(numbers), -1)
    unit: NDArray[np.float32] = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return unit


def cosines(length: int) -> NDArray[np.float32]:
    """(FREQUENCIES, length) rows of the discrete cosine transform."""
    angles = np.pi * np.arange(FREQUENCIES)[:, None] * (np.arange(length) + 0.5) / length
    return np.cos(angles).astype(np.float32)


def near_pairs(hashes: NDArray[np.float32], token: CancelToken) -> tuple[list[tuple[int, int, float]], NDArray[np.float32]]:
    """All pairs no farther apart than `FARTHEST`, and (n,) how far the next one is from each."""
    pairs: list[tuple[int, int, float]] = []
    nearest = np.ones(len(hashes), dtype=np.float32)
    for start in range(0, len(hashes), BLOCK):
        token.check()
        distances = 1 - hashes[start : start + BLOCK] @ hashes.T
        block = np.arange(len(distances))
        distances[block, start + block] = np.inf
        nearest[start : start + BLOCK] = distances.min(1)
        for a, b in zip(*np.nonzero(distances <= FARTHEST), strict=True):
            if start + a < b:
                pairs.append((start + int(a), int(b), float(distances[a, b])))
    return pairs, nearest


def find_copies(examples: Sequence[Example], contents: Contents) -> Iterator[Problem]:
    """Leaks, copies, and copies with different labels; each row is told once, for the most that it shares."""
    found: dict[tuple[Kind, Modality | None], list[Suspect]] = defaultdict(list)
    told: set[int] = set()
    for kind, modality, keys in _levels(contents):
        groups = defaultdict(list)
        for place, key in enumerate(keys):
            if key is not None:
                groups[key].append(place)
        repeated = [group for group in groups.values() if len(group) > 1]
        reused = modality is not None and sum(map(len, repeated)) > USUAL_REUSE * sum(key is not None for key in keys)
        if reused and kind is Kind.NEAR_COPY:
            continue
        for group in repeated:
            first, *others = sorted((examples[place] for place in group), key=_rank)
            for other in others:
                what = _kind(first, other, kind, modality)
                if other.row not in told and not (reused and what is not Kind.LEAK):
                    told.add(other.row)
                    found[what, modality].append(Suspect(other.row, first.row))
                    if what is Kind.TWO_LABELS and first.row not in told:
                        # Either may be the wrong one.
                        told.add(first.row)
                        found[what, modality].append(Suspect(first.row, other.row))
    for (what, modality), suspects in found.items():
        yield Problem(what, tuple(sorted(suspects, key=lambda suspect: suspect.row)), modality)


def _levels(contents: Contents) -> Iterator[tuple[Kind, Modality | None, Sequence[Hashable]]]:
    """What rows may share, from the most down: everything, then a single part. Words alone may be common to many."""
    order = ((Kind.EXACT_COPY, contents.exact), (Kind.NEAR_COPY, contents.near))
    for kind, by_modality in order:
        whole = zip(*by_modality.values(), strict=True)
        yield kind, None, [parts if any(part is not None for part in parts) else None for parts in whole]
    for (kind, by_modality), modality in itertools.product(order, by_modality_with_files(contents)):
        yield kind, modality, by_modality[modality]


def by_modality_with_files(contents: Contents) -> list[Modality]:
    return [modality for modality in contents.exact if not MODALITIES[modality].inline]


def _rank(example: Example) -> tuple[int, int]:
    """The training row of several that are the same comes first."""
    return SPLITS.index(example.split) if example.split else len(SPLITS), example.row


def _kind(first: Example, other: Example, kind: Kind, modality: Modality | None) -> Kind:
    if modality is None and first.label != other.label:
        return Kind.TWO_LABELS
    if first.split and other.split and first.split != other.split:
        return Kind.LEAK
    return kind
