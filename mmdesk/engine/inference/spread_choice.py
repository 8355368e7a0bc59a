"""Diverse batches of uncertain samples: k-means weighted by uncertainty (Zhdanov 2019, arXiv:1901.05954).

n samples of d features. Alone, the most uncertain samples are often alike, or strange; the middles of heavy clusters are neither.
"""

import torch
from torch import Tensor

from mmdesk.core.progress import CancelToken
from mmdesk.core.training.worth_labelling import BATCH

POWER = 3
"""Of the uncertainty, as which it weighs. Right answers in % after 100 labels that were asked for, of hand signs and of comments,
by validation samples, three draws: 82.2 and 45.5; by the second power 79.3 and 46.7, by the fourth 82.2 and 44.4; by the second,
without what the model believes, 79.6 and 44.8; the most uncertain ones without clusters 76.5 and 30.8; BADGE (Ash et al. 2020,
arXiv:1906.03671) 78.8 and 38.1; k-means without a model 77.7 and 38.2; with 150 labels at random 78.2 and 44.8."""
ROUNDS = 15
"""Of k-means; after these hardly a sample changes its cluster."""
MAX_TAKEN = 1000
"""Of the samples that have a label, the newest to which distances are computed: to more of them it takes seconds."""
LEAST = 1e-6
"""A sample that is quite certain still lies somewhere."""


def in_order(features: Tensor, free: Tensor, directions: Tensor, uncertain: Tensor, taken: Tensor, token: CancelToken) -> Tensor:
    """The samples with the numbers `free`, the one most worth a label first: batch after batch, then by what is left of worth.

    Args:
        features: (N, d) of all samples
        free, taken: numbers of the n that wait for a label, and of those that have one
        directions: (n, C) what a model believes of those that wait, so that a batch is spread over that as well
        uncertain: (n,) 0 to 1

    Raises:
        Cancelled: if the token asks for it
    """
    if not len(free):
        return free
    first = batch(torch.cat([features[free], directions], 1), uncertain, BATCH, token)
    rest = torch.ones(len(free), dtype=torch.bool)
    rest[first] = False
    others, near = free[rest], torch.cat([taken[-MAX_TAKEN:], free[first]])
    far = torch.cdist(features[others], features[near]).amin(1)
    token.check()
    return torch.cat([free[first], others[(uncertain[rest] * far).argsort(descending=True, stable=True)]])


def batch(features: Tensor, uncertain: Tensor, count: int, token: CancelToken) -> Tensor:
    """Numbers of `count` of the samples, or of all if there are fewer: the one nearest to the middle of each cluster, that of the
    heaviest first."""
    count = min(count, len(features))
    weights = uncertain.clamp_min(LEAST) ** POWER
    middles, nearest = clusters(features, weights, count, token)
    weight = torch.zeros(count).index_add(0, nearest, weights)
    distances = torch.cdist(middles, features)
    chosen: list[int] = []
    for cluster in weight.argsort(descending=True, stable=True).tolist():
        distances[cluster, chosen] = torch.inf
        chosen.append(int(distances[cluster].argmin()))
    return torch.tensor(chosen, dtype=torch.long)


def clusters(features: Tensor, weights: Tensor, count: int, token: CancelToken) -> tuple[Tensor, Tensor]:
    """Weighted k-means: the middles (count, d), and which of them is the nearest to each sample (n,).

    It begins with samples that are far from each other and heavy (k-means++, Arthur and Vassilvitskii 2007), the same every time.
    """
    generator = torch.Generator().manual_seed(0)
    far = torch.ones(len(features))
    begun: list[int] = []
    for _ in range(count):
        token.check()
        begun.append(int(torch.multinomial((far * weights).double().clamp_min(1e-12), 1, generator=generator)))
        away = (features - features[begun[-1]]).square().sum(1)
        far = away if len(begun) == 1 else torch.minimum(far, away)
    middles = features[begun]
    for _ in range(ROUNDS):
        token.check()
        nearest = torch.cdist(features, middles).argmin(1)
        mass = torch.zeros(count).index_add(0, nearest, weights)
        sums = torch.zeros_like(middles).index_add(0, nearest, features * weights.unsqueeze(1))
        middles = torch.where(mass.unsqueeze(1) > 0, sums / mass.clamp_min(1e-12).unsqueeze(1), middles)
    return middles, torch.cdist(features, middles).argmin(1)
