"""Gated fusion: a weight for each modality of each sample, and what modalities tell only together."""

from collections.abc import Iterable, Sequence

import torch
from torch import Tensor, nn

from mmdesk.engine.model.fusions.feature import FeatureFusion, mixed
from mmdesk.engine.model.fusions.fusion import Fused, Fusion, Shown, Sizes, shares
from mmdesk.engine.model.gates import MIN_SAMPLES, fitted_gates


class Whitening(nn.Module):
    """Features without correlation and of equal variance: (B, D) -> (B, W), W = 128 at most.

    What modalities tell only together often lies where they vary little, such as which thing a question asks about beside
    what kind of question it is; products of raw embeddings hardly see it. The map is the inverse Cholesky factor of the
    covariance (Kessy et al. 2018, doi:10.1080/00031305.2016.1277159) after a fixed random projection; the identity until
    it is fitted.
    """

    WIDEST = 128
    SHRINKAGE = 1e-3
    """Added to the variances, as a share of their mean."""
    projection: Tensor
    mean: Tensor
    map: Tensor

    def __init__(self, dimension: int) -> None:
        super().__init__()
        self.width = min(dimension, self.WIDEST)
        self.register_buffer("projection", torch.randn(dimension, self.width) / dimension**0.5)
        self.register_buffer("mean", torch.zeros(self.width))
        self.register_buffer("map", torch.eye(self.width))

    def forward(self, embeddings: Tensor) -> Tensor:
        # What varies little is lost in half precision.
        with torch.autocast(embeddings.device.type, enabled=False):
            return (embeddings.float() @ self.projection - self.mean) @ self.map

    @torch.no_grad()
    def fit(self, embeddings: Tensor) -> None:
        """Whiten embeddings such as these (n, D), at least two."""
        features = embeddings.to(self.mean) @ self.projection
        shrinkage = self.SHRINKAGE * features.var(0).mean().clamp_min(1e-6)
        identity = torch.eye(self.width, device=features.device)
        factor = torch.linalg.cholesky(features.T.cov() + shrinkage * identity)
        self.mean.copy_(features.mean(0))
        self.map.copy_(torch.linalg.solve_triangular(factor, identity, upper=False).T)


class GatedFusion(FeatureFusion):
    """A weight for each modality of each sample, from all embeddings together (Arevalo et al. 2017, arXiv:1702.01992).

    Sums cannot tell whether two modalities agree: the products of all pairs of present modalities, in a smaller space,
    are added (factorization machines, Rendle 2010, doi:10.1109/ICDM.2010.127).
    """

    RANK = 128

    def __init__(self, sizes: Sizes) -> None:
        super().__init__(sizes)
        count = len(sizes.modalities)
        self.gate = nn.Sequential(nn.Linear(count * sizes.dimension, 64), nn.Tanh(), nn.Linear(64, count))
        whitenings = [Whitening(sizes.dimension) for _ in sizes.modalities]
        self.whitenings = nn.ModuleList(whitenings)
        self.factors = nn.ModuleList(nn.Linear(whitening.width, self.RANK) for whitening in whitenings)
        self.products = nn.Linear(self.RANK, sizes.dimension)

    def scores(self, tokens: Tensor) -> Tensor:
        """(B, M, D) -> (B, M), whose softmax over what is present are the weights."""
        return self.gate(tokens.flatten(1))

    def fuse(self, tokens: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        weights = shares(self.scores(tokens).float(), mask)
        embedding = mixed(tokens, weights, self.absent, mask)
        if len(self.factors) == 1:  # no pairs, whose products are 0
            return embedding + self.products.bias, weights
        parts = [factor(whiten(tokens[:, m])) for m, (factor, whiten) in enumerate(zip(self.factors, self.whitenings, strict=True))]
        factors = torch.stack(parts, 1) * mask.unsqueeze(-1)
        pairs = (factors.sum(1).square() - factors.square().sum(1)) / 2
        return embedding + self.products(pairs), weights

    def settle(self, embeddings: Tensor, mask: Tensor) -> None:
        for index, whitening in enumerate(self.whitenings):
            assert isinstance(whitening, Whitening)  # noqa: S101 - as the constructor says
            if mask[:, index].sum() > 1:
                whitening.fit(embeddings[mask[:, index], index])


class MixtureFusion(GatedFusion):
    """The modalities' own answers, multiplied by their weights, and what only their interaction tells.

    One modality alone is answered by its own head, so that fusion cannot harm it. With more, the log-probabilities of
    their heads, or their numbers, are added by weight, and the gated embedding's head corrects the sum. `trust` scales the M
    answers and the correction: not while training, afterwards as validation tells, because an answer learned by heart looks
    sure.
    """

    answers_alone = True
    MAX_SCORE = 0.25
    """Bounds the gate: what the training samples say of whom to believe is flattering to what was learned by heart."""
    trust: Tensor

    def __init__(self, sizes: Sizes) -> None:
        super().__init__(sizes)
        self.register_buffer("trust", torch.ones(len(sizes.modalities) + 1))

    def forward(self, embeddings: Tensor, mask: Tensor, unimodal: Tensor) -> Fused:
        answers, weights = self.answers(embeddings, mask, unimodal)
        doubted = (mask.sum(-1, keepdim=True) > 1) & (not self.training)
        trust = torch.where(doubted, self.trust, torch.ones_like(self.trust))
        return Fused((answers * trust.unsqueeze(-1)).sum(1), weights)

    def calibrate(self, samples: Iterable[Shown]) -> None:
        """Set how far each answer is trusted, by the least loss on these samples."""
        self.trust.fill_(1)
        parts = [(self.answers(*shown[:3])[0].float().cpu(), shown.targets.cpu()) for shown in samples]
        answers, targets = (torch.cat(part) for part in zip(*parts, strict=True))
        if len(targets) < MIN_SAMPLES:
            return

        def losses(trust: Tensor) -> Tensor:
            return self.sizes.task.errors(torch.einsum("nmc,m->nc", answers, trust), targets)

        self.trust.copy_(fitted_gates(losses, len(self.trust)))

    def agree_with(self, others: Sequence[Fusion]) -> None:
        """The middle of what the others trust."""
        trusts = [other.trust for other in others if isinstance(other, MixtureFusion)]
        self.trust.copy_(torch.stack(trusts).median(0).values)

    def scores(self, tokens: Tensor) -> Tensor:
        return self.MAX_SCORE * super().scores(tokens).tanh()

    def answers(self, embeddings: Tensor, mask: Tensor, unimodal: Tensor) -> tuple[Tensor, Tensor]:
        """What is added up: (B, M + 1, C), the own answers by weight and the correction; and the weights (B, M)."""
        corrected, weights = super().forward(embeddings, mask, unimodal)
        present = mask.sum(-1, keepdim=True)
        own = self.sizes.task.added(unimodal, weights, present)
        correction = corrected.float() * (present != 1)
        return torch.cat([own, correction.unsqueeze(1)], 1), weights
