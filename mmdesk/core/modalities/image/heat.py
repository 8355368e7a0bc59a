"""What mattered in a picture: tiles of it (saliency map)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the window is up before numpy is needed
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Heat:
    """Tiles of equal size over the whole picture.

    Attributes:
        values: (rows, columns) float64, what each adds to the score
    """

    values: NDArray[np.float64]

    def to_json(self) -> list[dict[str, Any]]:
        """Sides as shares of the picture's width and height, from its upper left corner."""
        rows, columns = self.values.shape
        return [
            {
                "left": column / columns,
                "top": row / rows,
                "right": (column + 1) / columns,
                "bottom": (row + 1) / rows,
                "value": float(self.values[row, column]),
            }
            for row in range(rows)
            for column in range(columns)
        ]
