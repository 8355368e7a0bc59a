"""Registry of fusions, one line each."""

from mmdesk.engine.model.fusions.decision import MeanFusion, ProductFusion, WeightedFusion
from mmdesk.engine.model.fusions.feature import AttentionFusion, ConcatFusion, FixedFusion, LearnedFusion, LowRankFusion
from mmdesk.engine.model.fusions.fusion import Fusion
from mmdesk.engine.model.fusions.gated import GatedFusion, MixtureFusion

FUSIONS: dict[str, type[Fusion]] = {
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
