"""What in each part of a sample made its answer (feature attribution)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mmdesk.core.modalities.regions import Regions
from mmdesk.core.modalities.registry import Modality


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """What each region adds to the score of one class, or to the number; of one modality they add up to its contribution.

    Attributes:
        parts: for each modality in which something could be hidden, what its room in `mmdesk.engine.modalities` tells
        label: the class that is explained, which need not be the answer; of a regression the number in words
        contributions: what each present modality adds to that class's score, exactly: its Shapley value
        final: whether nothing sharper follows
    """

    parts: Mapping[Modality, Any] = field(default_factory=dict)
    label: str = ""
    contributions: Mapping[Modality, float] = field(default_factory=dict)
    final: bool = True

    def __getitem__(self, modality: Modality) -> Any:
        """What is told of a modality, see `Regions`; None if nothing."""
        return self.parts.get(modality)

    def scale(self, modality: Modality) -> float:
        """What is shown at full strength in a modality.

        Regions of a picture are many and small, words few: so the strongest region of each modality is as strong as that
        modality's part in all contributions, compared with the greatest.
        """
        part: Regions | None = self.parts.get(modality)
        largest = max(map(abs, self.contributions.values()), default=0.0)
        own = abs(self.contributions.get(modality, 0.0))
        strongest = 0.0 if part is None else float(abs(part.values).max())
        return strongest * largest / own if own > 0 else 0.0

    def to_json(self) -> dict[str, Any]:
        """What ``mmdesk predict --explain --json`` prints as ``"explanation"``."""
        return {
            "label": self.label,
            "contributions": dict(self.contributions),
            "regions": {modality: part.to_json() for modality, part in self.parts.items()},
        }
