"""The libraries `timm` and `transformers`: imported when an encoder of theirs is used, silent, and kept from the network."""

import importlib
import os
from functools import cache
from typing import Any

from mmdesk.core.errors import QT_TRANSLATE_NOOP, ModelFileError
from mmdesk.core.models.other_backbones import EXTRA, TIMM, TRANSFORMERS, check_library
from mmdesk.engine.modalities import stand_ins

OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY")
"""What tells them to ask no hub for anything; what is downloaded, mmdesk downloads."""


def library(name: str, title: str) -> Any:
    """A library by its name.

    Args:
        title: the encoder for which it is needed

    Raises:
        ModelFileError: if it is not installed, or does not fit the PyTorch that is
    """
    check_library(name, title)
    try:
        return {TRANSFORMERS: _transformers, TIMM: _timm}[name]()
    except Exception as error:
        # A library that does not fit its surroundings fails in whatever way.
        sentence = QT_TRANSLATE_NOOP(
            "errors",
            "The encoder {title} needs the package {package}, which cannot be loaded ({reason}). Install it again by: {command}",
        )
        raise ModelFileError(sentence, title=title, package=name, reason=_first_line(error), command=EXTRA) from error


@cache
def _transformers() -> Any:
    for name in OFFLINE:
        os.environ.setdefault(name, "1")
    stand_ins.torchaudio()  # before anybody imports the one that may refuse
    stand_ins.has_torchvision()
    transformers = importlib.import_module("transformers")
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    return transformers


@cache
def _timm() -> Any:
    for name in OFFLINE:
        os.environ.setdefault(name, "1")
    return stand_ins.timm()


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
