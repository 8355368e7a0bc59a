"""Decision-level fusion: the modalities' own probabilities, or numbers, become one."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from mmdesk.engine.model.fusions.fusion import Fused, Fusion, Sizes, equal_scores, proportions, shares


class DecisionFusion(Fusion):
    """Base of the decision-level fusions: the modalities' own probabilities, or numbers, are combined.

    Where nothing is present, the answer is the learned frequency of the classes, or the learned mean.
    """

    answers_alone = True

    def __init__(self, sizes: Sizes) -> None:
        super().__init__(sizes)
        self.prior = nn.Parameter(torch.zeros(sizes.classes))

    def forward(self, embeddings: Tensor, mask: Tensor, unimodal: Tensor) -> Fused:
        weights = self.weigh(embeddings, mask)
        logits = self.combine(unimodal, weights, mask)
        return Fused(torch.where(mask.any(-1, keepdim=True), logits, self.prior), weights)

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
        self.scores = equal_scores(sizes)

    def weigh(self, embeddings: Tensor, mask: Tensor) -> Tensor:
        return shares(self.scores, mask)


class ProductFusion(DecisionFusion):
    """Product of experts: the probabilities multiplied (Hinton 2002, doi:10.1162/089976602760128018); of classes alone."""

    def combine(self, unimodal: Tensor, weights: Tensor, mask: Tensor) -> Tensor:
        return (F.log_softmax(unimodal.float(), -1) * mask.unsqueeze(-1)).sum(1)
