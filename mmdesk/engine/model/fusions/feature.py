"""Feature-level fusion: one embedding is made of the present modalities and classified."""

from abc import abstractmethod

import torch
from torch import Tensor, nn

from mmdesk.engine.modalities.registry import ENCODINGS
from mmdesk.engine.model.fusions.fusion import Fused, Fusion, Sizes, equal_scores, proportions, shares


class FeatureFusion(Fusion):
    """Base of the feature-level fusions: `fuse` makes one embedding, the head classifies it."""

    answers_alone = False

    def __init__(self, sizes: Sizes) -> None:
        super().__init__(sizes)
        self.absent = nn.Parameter(torch.zeros(len(sizes.modalities), sizes.dimension))
        self.head = nn.Linear(sizes.dimension, sizes.classes) if sizes.linear_head else hidden_head(sizes)

    def forward(self, embeddings: Tensor, mask: Tensor, unimodal: Tensor) -> Fused:
        tokens = torch.where(mask.unsqueeze(-1), embeddings, self.absent.to(embeddings.dtype))
        embedding, weights = self.fuse(tokens, mask)
        return Fused(self.head(embedding), weights)

    @abstractmethod
    def fuse(self, tokens: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """(B, M, D) with a learned token at each absent place -> embedding (B, D), weights (B, M)."""


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
        self.scores = equal_scores(sizes)

    def fuse(self, tokens: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        weights = shares(self.scores, mask)
        return mixed(tokens, weights, self.absent, mask), weights


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
