"""Fingerprints of contents: a few numbers, enough to find the same again (near-duplicates) and to guess a class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the window is up before numpy is needed
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """What is known of one content.

    Attributes:
        digest: the same for the same content; empty where that says nothing
        numbers: (H, W) or (H, W, C) of what it looks like, of one shape in a modality; small, for there may be many thousands
        words: the content itself, of a modality that tables hold
        flaws: what is wrong with it, values of `mmdesk.core.problems.findings.Kind`
        dull: whether it looks like too many others to be compared
        seconds: how long it is; infinite where that is not known
        failure: why it cannot be read
    """

    digest: bytes = b""
    numbers: NDArray[Any] | None = None
    words: str = ""
    flaws: frozenset[str] = frozenset()
    dull: bool = False
    seconds: float = float("inf")
    failure: str = ""

    @property
    def usable(self) -> bool:
        """Whether it can be compared with others."""
        return self.numbers is not None and not self.dull

    @property
    def tells(self) -> bool:
        """Whether a class could be guessed by it."""
        return self.usable or bool(self.words.strip())


def stacked(fingerprints: Sequence[Fingerprint]) -> NDArray[np.float32]:
    """The numbers of fingerprints of one modality, all of which are usable, as one array."""
    import numpy as np

    return np.stack([one.numbers for one in fingerprints if one.numbers is not None]).astype(np.float32)


def flat_features(fingerprints: Sequence[Fingerprint]) -> NDArray[np.float32]:
    """(p, d) the numbers themselves."""
    return stacked(fingerprints).reshape(len(fingerprints), -1)
