"""Which unlabelled examples are most worth a label (active learning, pool-based sampling), and what their labels may be."""

from collections.abc import Mapping
from dataclasses import dataclass, field

BATCH = 10
"""So many labels are asked for until the program has learned from them and chooses anew."""
GUESSED = 9
"""So many of the likeliest labels are told of each: as many as there are number keys."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a model believes an unlabelled example to be.

    Attributes:
        labels: the likeliest ones, the first of which it guesses; of a number, this alone
        score: how likely the first is, 0 to 1; None of a number
    """

    labels: tuple[str, ...]
    score: float | None


@dataclass(frozen=True, slots=True)
class Worth:
    """The unlabelled rows of a dataset by how much their labels would teach.

    Attributes:
        rows: numbers of those that can be read and are not for testing, the one most worth a label first
        guesses: for each of these rows what the model guesses; empty where there is no model yet
    """

    rows: tuple[int, ...]
    guesses: Mapping[int, Guess] = field(default_factory=dict)
