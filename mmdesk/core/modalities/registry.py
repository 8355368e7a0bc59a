"""Registry of the modalities: one line each, in the order in which they stand everywhere."""

from __future__ import annotations

import importlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from mmdesk.core.modalities.column import Column

Modality = str
"""The name of a modality, a key of `MODALITIES`."""
C = TypeVar("C")


class Registry(Mapping[Modality, C], Generic[C]):
    """What one floor of the program knows of each modality, its column, imported when it is first asked for.

    So the names are there at once, and numpy, PyTorch or Qt only with the first content.
    """

    def __init__(self, places: Mapping[Modality, str]) -> None:
        """`places` tells for each modality ``module:NAME`` of its column."""
        self._places = dict(places)
        self._columns: dict[Modality, C] = {}

    def __getitem__(self, modality: Modality) -> C:
        if modality not in self._columns:
            module, _, name = self._places[modality].partition(":")
            self._columns[modality] = getattr(importlib.import_module(module), name)
        return self._columns[modality]

    def __iter__(self) -> Iterator[Modality]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, modality: object) -> bool:
        return modality in self._places

    @contextmanager
    def extended(self, modality: Modality, column: C) -> Iterator[None]:
        """One more modality, the last, as long as the block lasts."""
        self._places[modality], self._columns[modality] = "", column
        try:
            yield
        finally:
            del self._places[modality], self._columns[modality]

    def ordered(self, modalities: Collection[Modality]) -> tuple[Modality, ...]:
        """These modalities in the registry's order."""
        return tuple(modality for modality in self._places if modality in modalities)


MODALITIES: Registry[Column] = Registry(
    {
        "image": "mmdesk.core.modalities.image.column:IMAGE",
        "text": "mmdesk.core.modalities.text.column:TEXT",
        "audio": "mmdesk.core.modalities.audio.column:AUDIO",
    }
)
"""What a sample may consist of."""
