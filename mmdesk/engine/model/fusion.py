"""Fusions: the modalities become one answer.

Every fusion takes
    embeddings  (B, M, D)  in the shared space; what stands at absent places does not matter
    mask        (B, M)     bool, what is present; a row may be empty
    unimodal    (B, M, C)  logits of each modality's own head; of a regression, C is 1 and they are numbers
and gives logits (B, C) and weights (B, M), which sum to 1 over the present modalities; absent ones get 0.

Feature level: one embedding is made of the present ones and classified. Decision level: the modalities' own
predictions become one. Adding a fusion is one class here and one line in `FUSIONS`.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from mmdesk.engine.modalities.registry import ENCODINGS
from mmdesk.engine.model.gates import MIN_SAMPLES, fitted_gates
from mmdesk.engine.model.tasks.classification import Classification
from mmdesk.engine.model.tasks.task import Task


class Sizes(NamedTuple):
    """What a fusion has to know: the names of the M modalities, D, C, whether the head is linear as in the theory, the task."""

    modalities: tuple[str, ...]
    dimension: int
    classes: int
    linear_head: bool = False
    task: Task = Classification()  # how answers are combined does not depend on the names of the classes


class Fused(NamedTuple):
    """What a fusion gives: logits (B, C), weights (B, M)."""

    logits: Tensor
    weights: Tensor


class Shown(NamedTuple):
    """Validation samples of which several modalities are shown: what a fusion takes, and targets (B,) of the task."""

    embeddings: Tensor
    mask: Tensor
    unimodal: Tensor
    targets: Tensor


def shares(scores: Tensor, mask: Tensor) -> Tensor:
    """Softmax of (B, M) scores over the present modalities; 0 for absent ones, and for all of an empty row."""
    weights = scores.masked_fill(~mask, torch.finfo(scores.dtype).min).softmax(-1)
    return weights * mask


def proportions(amounts: Tensor, mask: Tensor) -> Tensor:
    """(B, M) non-negative amounts to shares of the present modalities."""
    amounts = (amounts + 1e-6) * mask
    return amounts / amounts.sum(-1, keepdim=True).clamp_min(1e-6)


class FeatureFusion(nn.Module):
    """Base of the feature-level fusions: `fuse` makes one embedding, the head classifies it.

    Attributes:
        answers_alone: whether one modality alone is answered by its own head
    """

    answers_alone = False

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.absent = nn.Parameter(torch.zeros(len(sizes.modalities), sizes.dimension))
        self.head = nn.Linear(sizes.dimension, sizes.classes) if sizes.linear_head else hidden_head(sizes)

    def forward(self, embeddings: Tensor, mask: Tensor, unimodal: Tensor) -> Fused:
        tokens = torch.where(mask.unsqueeze(-1), embeddings, self.absent.to(embeddings.dtype))
        embedding, weights = self.fuse(tokens, mask)
        return Fused(self.head(embedding), weights)

    def fuse(self, tokens: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """(B, M, D) with a learned token at each absent place -> embedding (B, D), weights (B, M)."""
        raise NotImplementedError

    def settle(self, embeddings: Tensor, mask: Tensor) -> None:
        """Measure what the fusion goes by on embeddings (n, M, D) of which `mask` (n, M) are present."""

    def calibrate(self, samples: Iterable[Shown]) -> None:
        """Fit, on validation samples, what training samples would flatter; nothing here."""

    def agree_with(self, others: "Sequence[FeatureFusion | DecisionFusion]") -> None:
        """Take over what others were calibrated to, each on samples of its own; nothing here."""


def hidden_head(sizes: Sizes) -> nn.Sequential:
    """A classifier with one hidden layer, so that modalities can interact after they were added up."""
    return nn.Sequential(
        nn.LayerNorm(sizes.dimension),
        nn.Linear(sizes.dimension, sizes.dimension),
        nn.GELU(),
        nn.Dropout(0.2),
        nn.Linear(sizes.dimension, sizes.classes),
    )


class FixedFusion(FeatureFusion):
    """The theory's own weights, 0.4 / 0.3 / 0.3, scaled so that the present ones sum to 1."""

    theory: Tensor

    def __init__(self, sizes: Sizes) -> None:
        super().__init__(sizes)
        self.register_buffer("theory", torch.tensor([ENCODINGS[name].theory_weight for name in sizes.modalities]), persistent=False)

    def fuse(self, tokens: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        weights = proportions(self.theory.expand(mask.shape), mask)
        return mixed(tokens, weights, self.absent, mask), weights


class LearnedFusion(FeatureFusion):
    """One learned weight for each modality, the same for all samples."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__(sizes)
        self.scores = nn.Parameter(torch.zeros(len(sizes.modalities)))

    def fuse(self, tokens: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        weights = shares(self.scores.expand(mask.shape), mask)
        return mixed(tokens, weights, self.absent, mask), weights


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

    def agree_with(self, others: "Sequence[FeatureFusion | DecisionFusion]") -> None:
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


class ConcatFusion(FeatureFusion):
    """All embeddings side by side, mapped to one; a modality's weight is its part's share of the length."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__(sizes)
        self.maps = nn.ModuleList(nn.Linear(sizes.dimension, sizes.dimension) for _ in sizes.modalities)

    def fuse(self, tokens: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        # A linear map of the concatenation is the sum of one linear map for each part.
        parts = torch.stack([part(tokens[:, index]) for index, part in enumerate(self.maps)], dim=1)
        return parts.sum(1), proportions(parts.float().norm(dim=-1), mask)


class AttentionFusion(FeatureFusion):
    """A small transformer over the modality tokens; the weights are the attention of its reading token."""

    HEADS = 4

    def __init__(self, sizes: Sizes) -> None:
        super().__init__(sizes)
        D = sizes.dimension
        self.modality = nn.Parameter(torch.randn(len(sizes.modalities), D) * 0.02)
        self.layer = nn.TransformerEncoderLayer(D, self.HEADS, 2 * D, dropout=0.1, batch_first=True, norm_first=True)
        self.read = nn.Linear(D, 1)

    def fuse(self, tokens: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        tokens = self.layer(tokens + self.modality)  # (B, M, D); absent places hold their learned token
        weights = shares(self.read(tokens).squeeze(-1).float(), mask)
        return mixed(tokens, weights, self.absent, mask), weights


class LowRankFusion(FeatureFusion):
    """Low-rank tensor fusion: products of all modalities (Liu et al. 2018, arXiv:1806.00064).

    A modality's weight is the share of its factor's distance from 1, which is what multiplies the others.
    """

    RANK = 4

    def __init__(self, sizes: Sizes) -> None:
        super().__init__(sizes)
        self.factors = nn.ModuleList(nn.Linear(sizes.dimension, self.RANK * sizes.dimension) for _ in sizes.modalities)

    def fuse(self, tokens: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        factors = torch.stack([factor(tokens[:, index]) for index, factor in enumerate(self.factors)], dim=1)
        product = (1 + factors).prod(dim=1)  # (B, RANK * D)
        embedding = product.unflatten(-1, (self.RANK, -1)).mean(1)
        return embedding, proportions(factors.float().norm(dim=-1), mask)


def mixed(tokens: Tensor, weights: Tensor, absent: Tensor, mask: Tensor) -> Tensor:
    """Sum of the (B, M, D) tokens by (B, M) weights; of the absent tokens where nothing is present."""
    embedding = (weights.to(tokens.dtype).unsqueeze(1) @ tokens).squeeze(1)
    return torch.where(mask.any(-1, keepdim=True), embedding, absent.mean(0).to(tokens.dtype))


class DecisionFusion(nn.Module):
    """Base of the decision-level fusions: the modalities' own probabilities, or numbers, are combined.

    Where nothing is present, the answer is the learned frequency of the classes, or the learned mean.
    """

    answers_alone = True

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.prior = nn.Parameter(torch.zeros(sizes.classes))

    def forward(self, embeddings: Tensor, mask: Tensor, unimodal: Tensor) -> Fused:
        weights = self.weigh(embeddings, mask)
        logits = self.combine(unimodal, weights, mask)
        return Fused(torch.where(mask.any(-1, keepdim=True), logits, self.prior), weights)

    def settle(self, embeddings: Tensor, mask: Tensor) -> None:
        """Measure what the fusion goes by; nothing here."""

    def calibrate(self, samples: Iterable[Shown]) -> None:
        """Fit, on validation samples, what training samples would flatter; nothing here."""

    def agree_with(self, others: "Sequence[FeatureFusion | DecisionFusion]") -> None:
        """Take over what others were calibrated to, each on samples of its own; nothing here."""

    def weigh(self, embeddings: Tensor, mask: Tensor) -> Tensor:
        """Weights (B, M); equal ones unless a fusion says otherwise."""
        return proportions(torch.ones_like(mask, dtype=torch.float32), mask)

    def combine(self, unimodal: Tensor, weights: Tensor, mask: Tensor) -> Tensor:
        """(B, M, C), (B, M), (B, M) -> logits (B, C): of the weighted mean of the probabilities or numbers."""
        return self.sizes.task.mean(unimodal, weights)


class MeanFusion(DecisionFusion):
    """The mean of the probabilities or numbers."""


class WeightedFusion(DecisionFusion):
    """The mean of the probabilities or numbers by one learned weight for each modality."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__(sizes)
        self.scores = nn.Parameter(torch.zeros(len(sizes.modalities)))

    def weigh(self, embeddings: Tensor, mask: Tensor) -> Tensor:
        return shares(self.scores.expand(mask.shape), mask)


class ProductFusion(DecisionFusion):
    """Product of experts: the probabilities multiplied (Hinton 2002, doi:10.1162/089976602760128018); of classes alone."""

    def combine(self, unimodal: Tensor, weights: Tensor, mask: Tensor) -> Tensor:
        return (F.log_softmax(unimodal.float(), -1) * mask.unsqueeze(-1)).sum(1)


FUSIONS: dict[str, type[FeatureFusion] | type[DecisionFusion]] = {
    "fixed": FixedFusion,
    "learned": LearnedFusion,
    "gated": GatedFusion,
    "mixture": MixtureFusion,
    "concat": ConcatFusion,
    "attention": AttentionFusion,
    "low-rank": LowRankFusion,
    "mean": MeanFusion,
    "weighted": WeightedFusion,
    "product": ProductFusion,
}
