"""Descriptions of models without the engine."""

import json
import struct

from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.models.spec import FORMAT, EncoderSpec, ModelSpec


def spec_of(labels, modalities=("image", "text", "audio"), **others):
    """A spec with the usual numbers."""
    encoders = {modality: EncoderSpec("fresh", MODALITIES[modality].front_end()) for modality in modalities}
    return ModelSpec(labels=labels, encoders=encoders, **others)


def write_header(path, spec):
    """A model file without weights, as far as it is read without the engine."""
    metadata = {"mmdesk.format": str(FORMAT), "mmdesk.spec": spec.to_json()}
    header = json.dumps({"__metadata__": metadata}).encode()
    path.write_bytes(struct.pack("<Q", len(header)) + header)
    return path


def write_encoder(folder):
    """A folder with an encoder of words of `transformers`, as far as it is looked at without the engine."""
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps({"model_type": "bert"}))
    (folder / "model.safetensors").write_bytes(b"weights")
    return folder
