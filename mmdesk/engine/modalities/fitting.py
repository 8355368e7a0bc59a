"""Looks at some of the training data, so that front ends suit it."""

from collections.abc import Iterator, Sequence

from mmdesk.core.datasets.example import Example
from mmdesk.core.datasets.read import read_part
from mmdesk.core.errors import MediaError
from mmdesk.core.modalities.column import Content
from mmdesk.core.modalities.registry import Modality

LOOKED_AT = 100
"""Examples whose sizes stand for all."""


def some_contents(examples: Sequence[Example], modality: Modality) -> Iterator[Content]:
    """The contents of some examples, evenly spread; unreadable ones are listed later."""
    having = [example.parts[modality] for example in examples if modality in example.parts]
    for part in having[:: max(1, len(having) // LOOKED_AT)]:
        try:
            yield read_part(modality, part)
        except MediaError:
            continue
