"""Backbones that come with the program, in a model file that is to open without them: their files as they are."""

from collections.abc import Callable
from pathlib import Path

import safetensors
import torch
from torch import Tensor

from mmdesk.core.models.backbones import Backbone, carried, content_of
from mmdesk.core.models.encoders import backbone_of
from mmdesk.core.models.spec import ModelSpec

PREFIX = "shipped."
"""Begins the names of their tensors; then comes the hash of the file."""


def shipped_files(spec: ModelSpec) -> dict[str, Tensor]:
    """Every file that the encoders of such a model need, as a tensor of bytes.

    Raises:
        ModelFileError: if one is missing, or is not the one that the catalogue knows
    """
    files = {file.sha256: content_of(backbone, file) for backbone in _backbones(spec) for file in backbone.files}
    return {f"{PREFIX}{sha256}": torch.frombuffer(bytearray(content), dtype=torch.uint8) for sha256, content in files.items()}


def take_shipped(path: Path, names: list[str], spec: ModelSpec) -> None:
    """Have the files that a model file carries for its encoders taken from there where their packages lack them."""
    known = {f"{PREFIX}{file.sha256}": file.sha256 for backbone in _backbones(spec) for file in backbone.files}
    for name in names:
        if name in known:
            carried(known[name], _reader(path, name))


def _backbones(spec: ModelSpec) -> list[Backbone]:
    return [found for encoder in spec.encoders.values() if (found := backbone_of(encoder.name))]


def _reader(path: Path, name: str) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            with safetensors.safe_open(path, framework="pt") as file:
                return bytes(file.get_tensor(name).numpy().tobytes())
        except (safetensors.SafetensorError, OSError, RuntimeError, TypeError):
            return b""  # it was moved, or is another file by now

    return read
