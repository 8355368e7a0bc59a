"""Out-of-distribution detection: by how much a sample is unlike those that taught the model.

n samples, d the size of an embedding, r of the space in which most of the embeddings lie, C classes, M modalities, S = 2^M subsets.
Everything is measured, not learned; see `mmdesk.engine.scoring.out_of_distribution`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

Floats = NDArray[np.float32]

UNKNOWN = 0.05
"""At most this share of known samples is told to be unknown."""
FAR = 5.0
"""What comes out of a stream has edges and pauses that samples lack: of 60 spoken digits, 15 and 14 (two models) exceed the usual
threshold. So much beyond it, in units of the scatter, are none and one, but 50 and 51 of 60 pieces of music and noises."""
LEAST_KNOWN = 19
"""Of fewer known samples none can be beyond 95 % of them all and itself."""


@dataclass(frozen=True, eq=False)
class Likeness:
    """One modality: its embeddings (n, d) -> (n,) how unlike those that taught, 0 at the median of others like them.

    The sum of two measures, each in units of how far others like them scatter:
    the cosine distance to the nearest one that taught (k nearest neighbours on normalised embeddings, Sun et al. 2022,
    arXiv:2204.06507), and the relative Mahalanobis distance, to the nearest class less that to all (Ren et al. 2021,
    arXiv:2106.09022). Both in the space of the first r principal axes and, as one more axis, the distance from that space (Wang et
    al. 2022, arXiv:2203.10807), which things have that are like nothing: without it photographs are taken for digits.

    Attributes:
        axes: (d, r)
        whitening: (r + 1, 2 (r + 1)) makes the scatter within classes round, and beside it that of all
        centres: (C, r + 1) the classes' means in the former
        middle: (r + 1,) the mean of all in the latter
        bank: (K, r) some that taught, of length 1 in the whole space
        scale: (2, 2) median and scatter of each measure

    Raises:
        ValueError: on creation, if their shapes do not fit each other
    """

    axes: Floats
    whitening: Floats
    centres: Floats
    middle: Floats
    bank: Floats
    scale: Floats

    def __post_init__(self) -> None:
        size, rank = self.axes.shape
        wide, classes, kept = rank + 1, len(self.centres), len(self.bank)
        shapes = [(size, rank), (wide, 2 * wide), (classes, wide), (wide,), (kept, rank), (2, 2)]
        if shapes != [part.shape for part in self.parts.values()] or not (size and classes and kept):
            raise ValueError("what tells the unlike has other shapes")

    @property
    def parts(self) -> dict[str, Floats]:
        """The attributes by their names."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @cached_property
    def _squared_centres(self) -> Floats:
        return np.asarray((self.centres**2).sum(1))

    def measures(self, features: Floats) -> Floats:
        """(n, 2) both measures as they are."""
        inside = features @ self.axes
        squared = np.einsum("nd,nd->n", features, features)
        outside = np.sqrt(np.maximum(squared - np.einsum("nr,nr->n", inside, inside), 0))
        nearest = (inside @ self.bank.T).max(1) / np.sqrt(np.maximum(squared, 1e-12))
        own, whole = np.split(np.concatenate([inside, outside[:, None]], 1) @ self.whitening, 2, 1)
        whole = whole - self.middle
        squares = self._squared_centres - 2 * (own @ self.centres.T)
        distance = np.einsum("nr,nr->n", own, own) + squares.min(1)
        return np.stack([-nearest, distance - np.einsum("nr,nr->n", whole, whole)], 1)

    def __call__(self, features: Floats) -> Floats:
        """(n,)"""
        return self.scaled(self.measures(features))

    def scaled(self, measures: Floats) -> Floats:
        """(n, 2) measures to their sum (n,), each in its scale."""
        return np.asarray(((measures - self.scale[0]) / self.scale[1]).sum(1))


HALVED = ("axes", "bank")
"""What a model file keeps in half precision."""


@dataclass(frozen=True, eq=False)
class Familiarity:
    """All modalities, and what known samples that did not teach are like, for each subset of them.

    A sample's score is the sum of what its modalities are unlike, and of the energy of its fused logits (Liu et al. 2020,
    arXiv:2010.03759): of a class that is new, the parts often resemble different ones, which only their fusion sees. In numpy, as
    each answer asks for a few small products.

    Attributes:
        likenesses: of each modality that can be told
        energies: (S, 2) median and scatter of the energy; scatter 0 where there is none, as of numbers
        ladder: (S, K) scores of known samples in order, as many as `steps` says
        steps: (S,) how many there are
    """

    likenesses: Mapping[str, Likeness]
    energies: Floats
    ladder: Floats
    steps: NDArray[np.int64]

    def unlike(self, modality: str, features: Tensor) -> Tensor:
        """(n, 1) of the embeddings (n, d) of one modality; 0 if it cannot be told."""
        if modality not in self.likenesses:
            return features.new_zeros(len(features), 1, dtype=torch.float32)
        told = self.likenesses[modality](features.detach().float().cpu().numpy())
        return torch.from_numpy(told[:, None]).to(features.device)

    def known(self, unlike: Tensor, logits: Tensor, mask: Tensor) -> NDArray[np.float64]:
        """(n,) the share of known samples with the same modalities that are at least as unlike, itself among them (conformal
        p-value, Vovk et al. 2005); NaN where too few tell.

        Args:
            unlike: (n, M)
            logits: (n, C) as the fusion gave them, with what `mask` (n, M) shows
        """
        subset, scores = self._scores(unlike, logits, mask)
        steps = self.steps[subset]
        places = np.arange(self.ladder.shape[1]) < steps[:, None]
        beyond = ((self.ladder[subset] >= scores[:, None]) & places).sum(1)
        return np.where(steps >= LEAST_KNOWN, (1 + beyond) / (1 + steps), np.nan)

    def far(self, unlike: Tensor, logits: Tensor, mask: Tensor) -> NDArray[np.bool_]:
        """(n,) whether samples cut another way than those that taught, as out of a stream, are unlike by far all the same."""
        subset, scores = self._scores(unlike, logits, mask)
        steps = self.steps[subset]
        usual = self.ladder[subset, np.ceil((steps + 1) * (1 - UNKNOWN)).astype(int).clip(1, self.ladder.shape[1]) - 1]
        return np.asarray((steps >= LEAST_KNOWN) & (scores > usual + FAR))

    def _scores(self, unlike: Tensor, logits: Tensor, mask: Tensor) -> tuple[NDArray[np.int64], Floats]:
        """(n,) which subset is shown, and (n,) how unlike it is."""
        shown = mask.cpu().numpy()
        subset = shown @ (1 << np.arange(shown.shape[1]))
        return subset, score(unlike.cpu().numpy(), logits.detach().float().cpu().numpy(), shown, self.energies[subset])

    def kept(self) -> dict[str, Tensor]:
        """The tensors that a model file keeps of it."""
        own = {
            f"{modality}.{name}": torch.from_numpy(part).half() if name in HALVED else torch.from_numpy(part)
            for modality, likeness in self.likenesses.items()
            for name, part in likeness.parts.items()
        }
        return {**own, **{name: torch.from_numpy(getattr(self, name)) for name in ("energies", "ladder", "steps")}}

    @classmethod
    def of(cls, tensors: Mapping[str, Tensor], sizes: Mapping[str, int], subsets: int) -> Self:
        """From what `kept` gave, for a model with so many subsets whose encoders have these sizes.

        Raises:
            ValueError, KeyError: if it is none of such a model
        """
        arrays: dict[str, Floats] = {name: value.float().numpy() for name, value in tensors.items()}
        energies, ladder, steps = arrays["energies"], arrays["ladder"], arrays["steps"].astype(np.int64)
        likenesses = {
            modality: Likeness(*(arrays[f"{modality}.{field.name}"] for field in fields(Likeness)))
            for modality in {name.split(".")[0] for name in arrays if "." in name}
        }
        fits = energies.shape == (subsets, 2) and ladder.shape[:-1] == steps.shape == (subsets,)
        if not fits or not 0 <= steps.min() <= steps.max() <= ladder.shape[1]:
            raise ValueError("what tells the unknown does not fit the model")
        if any(len(own.axes) != sizes[modality] for modality, own in likenesses.items()):
            raise ValueError("what tells the unknown is of other encoders")
        return cls(likenesses, energies, ladder, steps)


def score(unlike: Floats, logits: Floats, mask: NDArray[np.bool_], energies: Floats) -> Floats:
    """(n,) how unlike samples are by what `mask` (n, M) shows; `energies` (n, 2) are median and scatter of the energy."""
    parts = (unlike * mask).sum(1)
    highest = logits.max(1)
    energy = -(highest + np.log(np.exp(logits - highest[:, None]).sum(1)))
    scatter = energies[:, 1]
    return np.asarray(parts + np.where(scatter > 0, (energy - energies[:, 0]) / np.maximum(scatter, 1e-6), 0.0))
