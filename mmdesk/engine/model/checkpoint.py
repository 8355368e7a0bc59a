"""Model files: one .safetensors with the whole spec in its header. Opening one runs no code and unpickles nothing."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import safetensors
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from mmdesk.core.errors import QT_TRANSLATE_NOOP, ModelFileError
from mmdesk.core.files import shown
from mmdesk.core.models.header import damaged, format_of, refuse_what_is_no_file
from mmdesk.core.models.spec import FORMAT, ModelSpec
from mmdesk.core.paths import written_safely
from mmdesk.engine.modalities.layers import FineTuned
from mmdesk.engine.modalities.others.loading import weights_of
from mmdesk.engine.modalities.others.weights import PREFIX, kept_names
from mmdesk.engine.modalities.registry import check
from mmdesk.engine.model.fused_model import FusedModel, unset
from mmdesk.engine.model.likeness import Familiarity
from mmdesk.engine.model.migrations import MIGRATIONS
from mmdesk.engine.model.shipped import PREFIX as SHIPPED
from mmdesk.engine.model.shipped import take_shipped

NOTHING: Mapping[str, Tensor] = MappingProxyType({})
FAMILIARITY = "familiarity."
"""Begins the names of what tells the unknown; models of before have none."""
DTYPES = {"F16": torch.float16, "F32": torch.float32, "I64": torch.int64}
"""safetensors' names of the types that a model's tensors have."""


def save_model(path: Path, model: FusedModel, spec: ModelSpec, shipped: Mapping[str, Tensor] = NOTHING) -> None:
    """Write the model file safely: the old one stays until the new one is whole.

    Backbones that come with the program are named in it; the weights of others go into it, so that it opens anywhere. `shipped` are
    the files of the former, where they should go into it too.

    Raises:
        InputError: if the folder is missing or read-only, or the disk is full; `ModelFileError` if such weights are not where
            they were, or others by now
    """
    others = {name: value for m, other in spec.others.items() for name, value in kept_names(weights_of(other, m), m).items()}
    kept = {**as_kept(model), **familiarity_kept(model)}
    save_tensors(path, {**kept, **others, **shipped}, {"mmdesk.format": str(FORMAT), "mmdesk.spec": spec.to_json()})


def as_kept(model: nn.Module) -> dict[str, Tensor]:
    """The weights as a model file keeps them: those of layers that were fine-tuned in half precision."""
    halved = halved_names(model)
    return {name: tensor.half() if name in halved else tensor for name, tensor in model.state_dict().items()}


def familiarity_kept(model: FusedModel) -> dict[str, Tensor]:
    """What tells the unknown, where it was measured."""
    kept = model.familiarity.kept() if model.familiarity is not None else {}
    return {f"{FAMILIARITY}{name}": value for name, value in kept.items()}


def _with_familiarity(file: Any, model: FusedModel) -> FusedModel:
    """The model with what the file has to tell the unknown, if anything."""
    names = [name for name in file.keys() if name.startswith(FAMILIARITY)]  # noqa: SIM118
    if names:
        tensors = {name.removeprefix(FAMILIARITY): file.get_tensor(name) for name in names}
        _check_numbers(tensors)
        sizes = {m: int(encoder.size) for m, encoder in model.encoders.items()}  # type: ignore[arg-type]
        model.familiarity = Familiarity.of(tensors, sizes, 2 ** len(model.modalities))
    return model


def halved_names(model: nn.Module) -> set[str]:
    """The names of the weights that a model file keeps in half precision; vectors take no room, and stay as they are."""
    return {
        f"{place}.layers.{name}"
        for place, part in model.named_modules()
        if isinstance(part, FineTuned)
        for name, weight in part.layers.named_parameters()
        if weight.ndim > 1
    }


def save_tensors(path: Path, tensors: Mapping[str, Tensor], metadata: dict[str, str]) -> None:
    """Write tensors and metadata as a .safetensors file, safely."""
    contiguous = {name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}
    with written_safely(path) as temporary:
        temporary.touch()
        usual = temporary.stat().st_mode
        try:
            save_file(contiguous, temporary, metadata)
        except safetensors.SafetensorError as error:
            raise OSError(*_os_error(error)) from error
        # safetensors makes files that only their owner can read.
        temporary.chmod(usual)


def load_model(path: Path) -> tuple[FusedModel, ModelSpec]:
    """Open a model file; the model is in evaluation mode on the CPU.

    A file that describes more than it holds takes no memory for it.

    Raises:
        ModelFileError: if it is missing, empty, not a model file, truncated, newer than this program, or its
            weights do not fit its description
    """
    with _opened(path) as file:
        metadata = file.metadata() or {}
        number = format_of(metadata, path)
        spec = ModelSpec.from_json(metadata["mmdesk.spec"], shown(path), number).placed(path)
        try:
            for modality, encoder in spec.encoders.items():
                check(modality, encoder)
            old = any(older in MIGRATIONS for older in range(number, FORMAT))
            model = _migrated(file, spec, number) if old else _with_familiarity(file, _fitting(file, spec))
        except (RuntimeError, KeyError, ValueError, OverflowError, AssertionError) as error:
            # AssertionError: PyTorch's own layers check their sizes so.
            sentence = QT_TRANSLATE_NOOP("errors", "The weights in {name} do not fit its description. Ask for the file again.")
            raise ModelFileError(sentence, name=shown(path)) from error
        take_shipped(path, list(file.keys()), spec)
    return model.eval(), spec


def load_tensors(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """Read the tensors and metadata of a .safetensors file.

    Raises:
        ModelFileError: if it cannot be read as one
    """
    with _opened(path) as file:
        return {name: file.get_tensor(name) for name in file.keys()}, file.metadata() or {}  # noqa: SIM118


def _opened(path: Path) -> Any:
    """The open file, for a ``with``."""
    refuse_what_is_no_file(path)
    try:
        return safetensors.safe_open(path, framework="pt")
    except (safetensors.SafetensorError, OSError, RuntimeError) as error:
        # RuntimeError: it is larger than the memory can map.
        raise damaged(path) from error


def _fitting(file: Any, spec: ModelSpec) -> FusedModel:
    """A model after `spec` with the weights of a file; raises `ValueError` if they are not of such a model."""
    model = unset(spec)
    halved = halved_names(model)
    wanted = {
        name: (list(tensor.shape), torch.float16 if name in halved else tensor.dtype) for name, tensor in model.state_dict().items()
    }
    # Other backbones are read, and their hash looked at, when something is to be encoded.
    beside = (*(f"{PREFIX}{modality}." for modality in spec.others), SHIPPED, FAMILIARITY)
    parts = {name: file.get_slice(name) for name in file.keys() if not name.startswith(beside)}  # noqa: SIM118
    if wanted != {name: (part.get_shape(), DTYPES.get(part.get_dtype())) for name, part in parts.items()}:
        raise ValueError("other names, shapes or types")
    tensors = {name: file.get_tensor(name) for name in wanted}
    _check_numbers(tensors)
    model.load_state_dict(tensors)
    return model


def _migrated(file: Any, spec: ModelSpec, number: int) -> FusedModel:
    """The same of an older format, whose weights are others."""
    tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    for older in range(number, FORMAT):
        tensors = MIGRATIONS[older](tensors) if older in MIGRATIONS else tensors
    model = unset(spec)
    _check_numbers(tensors)
    model.load_state_dict(tensors)
    return model


def are_numbers(tensors: Mapping[str, Tensor]) -> bool:
    """Whether every weight is a finite number; else every answer would be none."""
    return all(bool(tensor.isfinite().all()) for tensor in tensors.values())


def _check_numbers(tensors: Mapping[str, Tensor]) -> None:
    if not are_numbers(tensors):
        raise ValueError("weights that are not numbers")


def _os_error(error: safetensors.SafetensorError) -> tuple[int, str]:
    """The number and words of the system's error inside safetensors' own, which gives them as text alone."""
    text = str(error)
    number = text.partition("os error ")[2].partition(")")[0]
    return (int(number) if number.isdigit() else 0), text
