"""Descriptions of models without the engine."""

from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.models.spec import EncoderSpec, ModelSpec


def spec_of(labels, modalities=("image", "text", "audio"), **others):
    """A spec with the usual numbers."""
    encoders = {modality: EncoderSpec("fresh", MODALITIES[modality].front_end()) for modality in modalities}
    return ModelSpec(labels=labels, encoders=encoders, **others)
