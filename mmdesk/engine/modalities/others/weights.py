"""Weights of other backbones: read from .safetensors files, never from a pickle, and halved as model files keep them."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import safetensors
import torch
from safetensors.torch import load_file
from torch import Tensor

from mmdesk.core.errors import QT_TRANSLATE_NOOP, ModelFileError
from mmdesk.core.files import shown
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.backbone_folder import TOKENIZER
from mmdesk.core.models.header import damaged, refuse_what_is_no_file

Tensors = dict[str, Tensor]
PREFIX = "others."
"""Begins the names of their tensors in a model file; then comes the modality."""
MAX_TOKENIZER = 64 << 20
"""Bytes of the words that an encoder knows."""


def read(files: Iterable[Path]) -> Tensors:
    """All tensors in these files.

    Raises:
        ModelFileError: if one cannot be read as .safetensors
    """
    found: Tensors = {}
    for path in files:
        refuse_what_is_no_file(path)
        try:
            found |= load_file(path)
        except (safetensors.SafetensorError, OSError, RuntimeError, KeyError) as error:
            raise damaged_weights(path) from error
    return found


def read_kept(model_file: Path, modality: Modality) -> Tensors:
    """The tensors that a model file keeps for a modality.

    Raises:
        ModelFileError: if it cannot be read
    """
    prefix = f"{PREFIX}{modality}."
    refuse_what_is_no_file(model_file)
    try:
        with safetensors.safe_open(model_file, framework="pt") as file:
            return {name.removeprefix(prefix): file.get_tensor(name) for name in file.keys() if name.startswith(prefix)}  # noqa: SIM118
    except (safetensors.SafetensorError, OSError, RuntimeError) as error:
        raise damaged(model_file) from error


def kept_names(tensors: Mapping[str, Tensor], modality: Modality) -> Tensors:
    """The same by the names that they have in a model file."""
    return {f"{PREFIX}{modality}.{name}": tensor for name, tensor in tensors.items()}


def halved(tensors: Mapping[str, Tensor]) -> Tensors:
    """In half precision: half the room. Vectors stay as they are: they take none, and their numbers may be large or tiny."""
    return {name: _halved(tensor) for name, tensor in tensors.items()}


def _halved(tensor: Tensor) -> Tensor:
    if not tensor.is_floating_point():
        return tensor.contiguous()
    half = tensor.half()
    return (half if tensor.dim() > 1 and bool(half.isfinite().all()) else tensor.float()).contiguous()


def hash_of(tensors: Mapping[str, Tensor]) -> str:
    """Of names, shapes, types and numbers, in hexadecimal digits."""
    digest = hashlib.sha256()
    for name in sorted(tensors):
        tensor = tensors[name].contiguous()
        digest.update(f"{name} {tensor.dtype} {tuple(tensor.shape)}\n".encode())
        digest.update(tensor.reshape(-1).view(torch.uint8).numpy().data)
    return digest.hexdigest()


def tokenizer_in(folder: Path) -> Tensors:
    """The words that an encoder knows, as a tensor of bytes; none if the folder has no file of them.

    Raises:
        ModelFileError: if it cannot be read
    """
    path = folder / TOKENIZER
    try:
        if not os.path.exists(path):
            return {}
        content = path.read_bytes()
    except OSError as error:
        raise damaged_weights(path) from error
    if not 0 < len(content) <= MAX_TOKENIZER:
        raise damaged_weights(path)
    return {TOKENIZER: torch.frombuffer(bytearray(content), dtype=torch.uint8)}


def damaged_weights(path: Path) -> ModelFileError:
    """Why a file of an encoder was not taken."""
    sentence = QT_TRANSLATE_NOOP("errors", "{name} in {folder} is damaged or cut short. Copy it again, or choose another encoder.")
    return ModelFileError(sentence, name=shown(path), folder=path.parent)
