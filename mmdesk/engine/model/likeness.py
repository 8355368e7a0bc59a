"""Out-of-distribution detection: by how much a sample is unlike those that taught the model.

n samples, d the size of an embedding, r of the space in which most of the embeddings lie, C classes, M modalities, S = 2^M subsets.
Everything is measured, not learned; see `mmdesk.engine.scoring.out_of_distribution`.
"""

from collections.abc import Mapping
from typing import Self

import torch
from torch import Tensor, nn

UNKNOWN = 0.05
"""At most this share of known samples is told to be unknown."""
LEAST_KNOWN = 19
"""Of fewer known samples none can be beyond 95 % of them all and itself."""


class Likeness(nn.Module):
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
    """

    NAMES = ("axes", "whitening", "centres", "middle", "bank", "scale")
    HALVED = ("axes", "bank")
    """What a model file keeps in half precision."""
    axes: Tensor
    whitening: Tensor
    centres: Tensor
    middle: Tensor
    bank: Tensor
    scale: Tensor

    def __init__(self, *parts: Tensor) -> None:
        """The attributes, in their order.

        Raises:
            ValueError: if their shapes do not fit each other
        """
        super().__init__()
        for name, part in zip(self.NAMES, parts, strict=True):
            self.register_buffer(name, part.float())
        wide = self.axes.shape[-1] + 1
        counts = len(self.axes), len(self.centres), len(self.bank)
        shapes = [(counts[0], wide - 1), (wide, 2 * wide), (counts[1], wide), (wide,), (counts[2], wide - 1), (2, 2)]
        if shapes != [tuple(part.shape) for part in parts] or not all(counts):
            raise ValueError("what tells the unlike has other shapes")

    def measures(self, features: Tensor) -> Tensor:
        """(n, 2) both measures as they are."""
        features = features.float()
        inside = features @ self.axes
        squared = features.square().sum(1)
        outside = (squared - inside.square().sum(1)).clamp_min(0).sqrt()
        nearest = (inside @ self.bank.T).amax(1) / squared.sqrt().clamp_min(1e-12)
        own, whole = (torch.cat([inside, outside.unsqueeze(1)], 1) @ self.whitening).chunk(2, 1)
        distance = (own.unsqueeze(1) - self.centres).square().sum(2).amin(1) if len(own) == 1 else self._nearest_class(own)
        return torch.stack([-nearest, distance - (whole - self.middle).square().sum(1)], 1)

    def _nearest_class(self, own: Tensor) -> Tensor:
        """(n,) squared distance, without the room that all differences take."""
        return torch.cdist(own, self.centres).amin(1).square()

    def forward(self, features: Tensor) -> Tensor:
        with torch.autocast(features.device.type, enabled=False):
            return ((self.measures(features) - self.scale[0]) / self.scale[1]).sum(1)


class Familiarity(nn.Module):
    """All modalities, and what known samples that did not teach are like, for each subset of them.

    A sample's score is the sum of what its modalities are unlike, and of the energy of its fused logits (Liu et al. 2020,
    arXiv:2010.03759): of a class that is new, the parts often resemble different ones, which only their fusion sees.

    Attributes:
        parts: of each modality that can be told
        energies: (S, 2) median and scatter of the energy; scatter 0 where there is none, as of numbers
        ladder: (S, K) scores of known samples in order, as many as `steps` says
        steps: (S,) how many there are
    """

    energies: Tensor
    ladder: Tensor
    steps: Tensor

    def __init__(self, parts: Mapping[str, Likeness], energies: Tensor, ladder: Tensor, steps: Tensor) -> None:
        super().__init__()
        self.parts = nn.ModuleDict(parts)
        self.register_buffer("energies", energies.float())
        self.register_buffer("ladder", ladder.float())
        self.register_buffer("steps", steps.long())

    def unlike(self, modality: str, features: Tensor) -> Tensor:
        """(n, 1) of the embeddings (n, d) of one modality; 0 if it cannot be told."""
        if modality not in self.parts:
            return features.new_zeros(len(features), 1, dtype=torch.float32)
        return self.parts[modality](features).unsqueeze(1)

    def known(self, unlike: Tensor, logits: Tensor, mask: Tensor) -> Tensor:
        """(n,) the share of known samples with the same modalities that are at least as unlike, itself among them (conformal
        p-value, Vovk et al. 2005); NaN where too few tell.

        Args:
            unlike: (n, M)
            logits: (n, C) as the fusion gave them, with what `mask` (n, M) shows
        """
        subset = (mask.long() << torch.arange(mask.shape[1], device=mask.device)).sum(-1)
        scores = score(unlike, logits, mask, self.energies[subset])
        steps = self.steps[subset]
        places = torch.arange(self.ladder.shape[1], device=mask.device) < steps.unsqueeze(1)
        beyond = ((self.ladder[subset] >= scores.unsqueeze(1)) & places).sum(1)
        return torch.where(steps >= LEAST_KNOWN, (1 + beyond) / (1 + steps), torch.nan)

    def kept(self) -> dict[str, Tensor]:
        """The tensors that a model file keeps of it."""
        halved = tuple(f".{name}" for name in Likeness.HALVED)
        return {name: value.half() if name.endswith(halved) else value for name, value in self.state_dict().items()}

    @classmethod
    def of(cls, tensors: Mapping[str, Tensor], sizes: Mapping[str, int], subsets: int) -> Self:
        """From what `kept` gave, for a model with so many subsets whose encoders have these sizes.

        Raises:
            ValueError, KeyError: if it is none of such a model
        """
        there = {name.split(".")[1] for name in tensors if name.startswith("parts.")}
        parts = {modality: [tensors[f"parts.{modality}.{name}"] for name in Likeness.NAMES] for modality in there}
        energies, ladder, steps = (tensors[name] for name in ("energies", "ladder", "steps"))
        fits = energies.shape == (subsets, 2) and ladder.shape[:-1] == (subsets,) and steps.shape == (subsets,)
        if not fits or int(steps.max()) > ladder.shape[1] or any(len(own[0]) != sizes[name] for name, own in parts.items()):
            raise ValueError("what tells the unknown does not fit the model")
        return cls({modality: Likeness(*own) for modality, own in parts.items()}, energies, ladder, steps)


def score(unlike: Tensor, logits: Tensor, mask: Tensor, energies: Tensor) -> Tensor:
    """(n,) how unlike samples are by what `mask` (n, M) shows; `energies` (n, 2) are median and scatter of the energy."""
    parts = (unlike * mask).sum(1)
    scatter = energies[:, 1]
    own = (-logits.float().logsumexp(1) - energies[:, 0]) / scatter.clamp_min(1e-6)
    return parts + torch.where(scatter > 0, own, 0.0)
