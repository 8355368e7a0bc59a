"""Registry of the kinds of inputs, one line a modality."""

from mmdesk.core.modalities.registry import Modality, Registry
from mmdesk.core.models.exported import ModelInput
from mmdesk.runtime.modalities.preparation import Kinds, Preparation

KINDS: Registry[Kinds] = Registry(
    {
        "image": "mmdesk.runtime.modalities.image:KINDS",
        "text": "mmdesk.runtime.modalities.text:KINDS",
        "audio": "mmdesk.runtime.modalities.audio:KINDS",
    }
)
"""How inputs of exported models are made of each modality."""


def preparation_of(modality: Modality, one: ModelInput) -> Preparation:
    """How an input is made; raises `ValueError`, `TypeError` or `KeyError` if nobody knows."""
    return KINDS[modality][one.kind](one.numbers)
