"""A sample: what a person offers, any of the modalities, at least one present."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from mmdesk.core.modalities.column import Content, is_there
from mmdesk.core.modalities.registry import MODALITIES, Modality


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Sample:
    """One sample, decoded: ``Sample(NAME=content, ...)``.

    Attributes:
        contents: what there is of each modality, in the registry's order; a text may also be white space alone
    """

    contents: Mapping[Modality, Content]

    def __init__(self, **contents: Content | None) -> None:
        if strange := contents.keys() - {*MODALITIES}:
            raise TypeError(f"no modality is called {strange.pop()}")
        there = {modality: content for modality in MODALITIES if (content := contents.get(modality)) is not None}
        object.__setattr__(self, "contents", there)

    def __getitem__(self, modality: Modality) -> Content:
        """The content of a modality; None if there is none."""
        return self.contents.get(modality)

    @property
    def present(self) -> tuple[Modality, ...]:
        """The modalities that are there; a text of white space alone is absent."""
        return tuple(modality for modality, content in self.contents.items() if is_there(content))

    def without(self, *absent: Modality) -> Self:
        """The same sample with these modalities taken away."""
        return type(self)(**{modality: content for modality, content in self.contents.items() if modality not in absent})
