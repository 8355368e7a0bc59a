"""Stand-ins for compiled parts of libraries that are plain Python over PyTorch in all that is used of them here."""

import importlib
import sys
import types
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from torch import nn


def torchaudio() -> Any:
    """Import torchaudio without its compiled part.

    That is linked to one release of CUDA, and refuses beside a PyTorch without CUDA or with another release (2.11.0, of
    CUDA 13.0, beside PyTorch 2.15, of 13.2), though all that is used here is plain Python over PyTorch: a stand-in takes
    its place.
    """
    if "torchaudio" not in sys.modules:
        stand_in: Any = types.ModuleType("torchaudio._extension")
        stand_in._IS_TORCHAUDIO_EXT_AVAILABLE = False
        stand_in._IS_ALIGN_AVAILABLE = False
        stand_in._check_cuda_version = lambda: None
        stand_in.fail_if_no_align = lambda function: function
        sys.modules["torchaudio._extension"] = stand_in
    import torchaudio.functional
    import torchaudio.transforms

    return torchaudio


def has_torchvision() -> bool:
    """Whether torchvision can be imported; where it cannot, nobody else tries.

    It is linked to one release of PyTorch, and that with CUDA: beside a PyTorch for the processor alone it ends in an error of
    no kind that its importers expect. `transformers` does without it if it seems to be missing.
    """
    if sys.modules.get("torchvision", ...) is None:
        return False
    try:
        importlib.import_module("torchvision")
    except (ImportError, RuntimeError, OSError, AttributeError):
        sys.modules["torchvision"] = None  # type: ignore[assignment] # as Python itself marks what is not to be had
        return False
    return True


class FrozenBatchNorm2d(nn.Module):
    """Of torchvision's only a name: `timm` asks whether a layer is one."""


def timm() -> Any:
    """Import timm, where torchvision cannot be had without it: its networks use a name and some numbers beside that."""
    if "timm" not in sys.modules and not has_torchvision():
        misc: Any = types.ModuleType("torchvision.ops.misc")
        misc.FrozenBatchNorm2d = FrozenBatchNorm2d
        found = find_spec("timm")
        folder = Path((found.submodule_search_locations or [""])[0] if found else "") / "data"
        constants = spec_from_file_location("timm.data.constants", folder / "constants.py")
        assert constants is not None and constants.loader is not None  # noqa: S101, PT018 - as the ending is Python's
        numbers = module_from_spec(constants)
        constants.loader.exec_module(numbers)
        data = types.ModuleType("timm.data")
        data.__path__ = [str(folder)]
        vars(data).update({name: value for name, value in vars(numbers).items() if name.isupper()})
        sys.modules |= {"torchvision.ops.misc": misc, "timm.data.constants": numbers, "timm.data": data}
    return importlib.import_module("timm")
