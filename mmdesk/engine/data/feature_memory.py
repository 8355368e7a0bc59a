"""Frozen features of single contents, kept in memory while a dataset grows."""

from collections.abc import Generator, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.datasets.example import Example, Item
from mmdesk.core.errors import Sentence
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.models.spec import EncoderSpec
from mmdesk.core.progress import CancelToken, Note
from mmdesk.engine.data.feature_cache import Part, decoded, in_parallel, stamp
from mmdesk.engine.modalities.column import FrontEnd
from mmdesk.engine.modalities.registry import ENCODINGS, frozen_encoders
from mmdesk.engine.model.fused_model import WithoutInitialising

Key: TypeAlias = str | tuple[str | int | None, ...]
"""What tells contents apart: the words themselves, or where a file lies, and how large and how old it is."""
Found: TypeAlias = NDArray[Any] | Sentence


class FeatureMemory:
    """What frozen encoders made of each content, or why it cannot be read: nothing is decoded twice.

    Features of contents that the newest dataset lacks are forgotten. Belongs to one thread.
    """

    def __init__(self) -> None:
        self._front_ends: dict[tuple[Modality, EncoderSpec], FrontEnd] = {}
        self._found: dict[tuple[Modality, EncoderSpec], dict[Key, Found]] = {}

    def front_end(self, modality: Modality, encoder: EncoderSpec) -> FrontEnd:
        """The one front end of this encoder; raises as `FrontEnd` does."""
        key = modality, encoder
        if key not in self._front_ends:
            with WithoutInitialising():
                self._front_ends[key] = ENCODINGS[modality].front_end(encoder)
        return self._front_ends[key]

    def part(
        self, examples: Sequence[Example], modality: Modality, encoder: EncoderSpec, token: CancelToken
    ) -> Generator[Note, None, Part]:
        """The features of one modality of all examples.

        Raises:
            ModelFileError: if the weights of the encoder are missing or other ones
            Cancelled: if the token asks for it; what was decoded by then is kept
        """
        front_end, before = self.front_end(modality, encoder), self._found.get((modality, encoder), {})
        there = {number: example.parts[modality] for number, example in enumerate(examples) if modality in example.present}
        contents = {number: stamp(part) if isinstance(part, Item) else part for number, part in there.items()}
        found = self._found[modality, encoder] = {content: before[content] for content in contents.values() if content in before}
        new = {contents[number]: part for number, part in there.items() if contents[number] not in found}

        def one(content: Key) -> None:
            token.check()
            found[content] = decoded(modality, new[content], front_end)

        yield from in_parallel(one, list(new))
        values = np.zeros((len(examples), *front_end.shape), dtype=front_end.dtype)
        present = np.zeros(len(examples), dtype=np.bool_)
        unreadable: dict[int, Sentence] = {}
        for number, content in contents.items():
            features = found[content]
            if isinstance(features, Sentence):
                unreadable[number] = features
            else:
                values[number], present[number] = features, True
        return Part(values, present, unreadable)


def usual_frozen(modality: Modality) -> tuple[EncoderSpec, ...]:
    """The frozen encoders of a modality, with the front end's usual numbers."""
    numbers = MODALITIES[modality].front_end()
    return tuple(EncoderSpec(name, numbers) for name in frozen_encoders(modality))
