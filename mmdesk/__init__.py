"""Classify things by picture, words and sound at once.

    import mmdesk

    model = mmdesk.open_model("digits.safetensors")
    model.predict(image="seven.png", text="seven people wait").label
    mmdesk.train("my_dataset", "mine.safetensors", epochs=20)

PyTorch is imported by the first use of `open_model` or `train`, not by ``import mmdesk``.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmdesk.engine.torch_engine import open_model, train

__version__ = "0.1.0"
__all__ = ["__version__", "open_model", "train"]


def __getattr__(name: str) -> object:
    if name in {"open_model", "train"}:
        return getattr(importlib.import_module("mmdesk.engine.torch_engine"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
