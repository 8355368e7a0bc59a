"""The way of one modality's content to an input of an exported model."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from numpy.typing import NDArray

from mmdesk.core.modalities.column import Content


class Preparation(NamedTuple):
    """How an input is made.

    Attributes:
        prepare: content to (...) what the graph takes of one sample
        nothing: (...) what it is given of a sample that lacks the modality
        how: the same in words, for people who write it in another language
        files: what these need for it, by names of files
    """

    prepare: Callable[[Content], NDArray[Any]]
    nothing: NDArray[Any]
    how: str
    files: Mapping[str, str] = {}


Numbers: TypeAlias = Mapping[str, Any]
Kinds: TypeAlias = Mapping[str, Callable[[Numbers], Preparation]]
"""By the kind of an input what makes its preparation of its numbers; it raises `ValueError`, `TypeError` or `KeyError` if these
cannot be."""
