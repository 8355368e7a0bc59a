"""What in each part of a sample mattered to its answer (occlusion sensitivity)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mmdesk.core.modalities.registry import Modality


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """How much each place mattered, from 0 to 1 for what mattered most in its modality; all 0 if nothing did.

    Attributes:
        parts: for each modality in which something could be hidden, what its room in `mmdesk.engine.modalities` tells
    """

    parts: Mapping[Modality, Any] = field(default_factory=dict)

    def __getitem__(self, modality: Modality) -> Any:
        """What is told of a modality; None if nothing."""
        return self.parts.get(modality)
