"""Summary of an evaluation: the figures that every task has."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

from mmdesk.core.datasets.example import Skipped


@dataclass(frozen=True, slots=True)
class MeanContribution:
    """What a modality contributes to answers on average, in units of the score.

    Attributes:
        mean: what it adds
        mean_absolute: how far it moves the score either way
        samples: that have it
    """

    mean: float
    mean_absolute: float
    samples: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation(ABC):
    """How good a model is on one split, by the figure of its task.

    Attributes:
        figure: what the figure is called, marked for translation in "cli"
        subsets: the figure with only these modalities shown, keyed "image", "image+text", ...; samples that lack one of them
            are left out
        unimodal: the figure of each modality on its own
        fusion_gain: how much better all are than the best single modality, on the same samples
        fusion_interval: 95 % bootstrap interval of the gain
        sentence: whether fusion helps, in plain words
        skipped: rows left out
        contributions: what each modality adds to the answers' scores on average, and how far it moves them either way
        contributions_by_answer: the same of the samples that got each answer; of classes
        sets: what was measured of the prediction sets of each coverage: `coverage`, mean `size` (classes, or the width of an
            interval) and `samples`, the same of `classes`, and of `subsets`
    """

    figure: ClassVar[str]

    split: str
    samples: int
    subsets: Mapping[str, float]
    unimodal: Mapping[str, float]
    fusion_gain: float
    fusion_interval: tuple[float, float]
    sentence: str
    skipped: tuple[Skipped, ...] = ()
    contributions: Mapping[str, MeanContribution] = field(default_factory=dict)
    contributions_by_answer: Mapping[str, Mapping[str, MeanContribution]] = field(default_factory=dict)
    sets: Mapping[str, Any] = field(default_factory=dict)

    @abstractmethod
    def shown(self, value: float) -> str:
        """The figure as the person writes it; a sentence where so few samples judge that it is none."""

    def to_json(self) -> dict[str, Any]:
        """The document that ``mmdesk evaluate --json`` prints."""
        return asdict(self)
