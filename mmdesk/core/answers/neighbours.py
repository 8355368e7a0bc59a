"""What a sample is like: its nearest neighbours among the examples of a dataset, and a map of these (example-based explanation)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mmdesk.core.datasets.example import Example, cell_of
from mmdesk.core.modalities.registry import Modality

if TYPE_CHECKING:  # the window is up before numpy is needed
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

NEAREST = 5
"""So many are told."""
AROUND = 10
"""So many around an example say whether its label may be wrong."""
TYPICAL, RARE = 0.5, 0.05
"""Shares of the examples whose own nearest neighbour is no nearer than what is called alike, and hardly alike."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An example that a sample is like.

    Attributes:
        example: as its dataset has it
        similarity: cosine of the angle between their embeddings, -1 to 1; 1 for the same content
        doubted: the label that all examples around this one have, where that is another than its own; else empty
    """

    example: Example
    similarity: float
    doubted: str = ""

    @property
    def row(self) -> int:
        """Its line in the manifest, or its number from 1."""
        return self.example.row

    @property
    def label(self) -> str:
        return self.example.label

    def to_json(self, root: Path) -> dict[str, Any]:
        """Its entry in what ``mmdesk predict --json`` prints; files are named from `root` on."""
        files = {modality: cell_of(item, root) for modality, item in self.example.items.items()}
        doubted = {"doubted": self.doubted} if self.doubted else {}
        return {"row": self.row, "label": self.label, "similarity": self.similarity, **files, **doubted}


@dataclass(frozen=True, slots=True)
class Near:
    """The nearest examples in one space, the nearest first.

    Attributes:
        alike, hardly: similarities that half of the examples, and all but a few, have to their own nearest one
    """

    found: tuple[Neighbour, ...]
    alike: float = 1.0
    hardly: float = -1.0

    def to_json(self, root: Path) -> list[dict[str, Any]]:
        """See `Neighbour.to_json`."""
        return [one.to_json(root) for one in self.found]


NOTHING_NEAR = Near(())


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The examples that a sample is like.

    Attributes:
        together: by all of its modalities
        modalities: by each alone, of those that it has and any example has
        place: where it stands on the map of the examples; None where there is none
    """

    together: Near = NOTHING_NEAR
    modalities: Mapping[Modality, Near] = field(default_factory=dict)
    place: tuple[float, float] | None = None

    def by(self, modality: Modality | None) -> Near:
        """Those by one modality; None is all together."""
        return self.together if modality is None else self.modalities.get(modality, NOTHING_NEAR)

    def added_to(self, document: Mapping[str, Any], root: Path) -> dict[str, Any]:
        """What ``mmdesk predict --json`` prints of a prediction, with "neighbours" in it and in each of its modalities."""
        modalities = {
            name: {**told, **({"neighbours": self.modalities[name].to_json(root)} if name in self.modalities else {})}
            for name, told in document["modalities"].items()
        }
        return {**document, "modalities": modalities, "neighbours": self.together.to_json(root)}


@dataclass(frozen=True, slots=True, eq=False)
class ExampleMap:
    """The examples of a dataset, placed by what the model makes of them (principal component analysis).

    Attributes:
        examples: N of them, those that could be read; of very many, some of these
        places: (N, 2) float32, from -1 to 1 at most
        kept: share of the variance that two directions keep, 0 to 1
    """

    examples: tuple[Example, ...]
    places: NDArray[np.float32]
    kept: float


@dataclass(frozen=True, slots=True)
class Indexed:
    """Examples were embedded, and can be searched.

    Attributes:
        count: how many of them
        map: they; None of too few
    """

    count: int
    map: ExampleMap | None = None


def doubted_label(own: str, around: Sequence[str]) -> str:
    """The label that all around have, if it is another than `own`; empty where they do not agree, or are too few to say."""
    counts = Counter(around)
    if len(around) < AROUND or len(counts) > 1 or not own:
        return ""
    (only,) = counts
    return only if only != own else ""
