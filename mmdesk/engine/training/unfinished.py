"""Unfinished trainings: what their checkpoints hold, and what must be repeated to go on."""

import dataclasses
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torch import Tensor

from mmdesk.core.errors import QT_TRANSLATE_NOOP, ModelFileError, Option, OptionError
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.unfinished import interrupted, unfinished_file
from mmdesk.engine.model.checkpoint import load_tensors

ELSEWHERE = ("resume", "out", "start_from", "tensorboard", "allow_download", "self_contained")
"""Options that name files, or do not change what is learned."""


@dataclass(slots=True)
class Progress:
    """Where a training stands.

    Attributes:
        best_epoch, best: the epoch whose weights are kept, its quality (see `tasks`) and minus its loss
        top_epoch, top: the same of the epoch that validation likes best, by however little
        fit: for each modality, the share of the training samples that its own head knew lately
    """

    epoch: int = 0
    best_epoch: int = 0
    best: tuple[float, float] = (-math.inf, 0.0)
    seconds: float = 0.0
    top_epoch: int = 0
    top: tuple[float, float] = (-math.inf, 0.0)
    fit: tuple[float, ...] = ()


def unfinished_state(out: Path, origin: Mapping[str, str]) -> tuple[dict[str, Tensor], int, Progress]:
    """The interrupted training of this model file, which must be of the same origin: its tensors, steps and progress.

    Raises:
        OptionError: if there is none, or it was made with other choices or other data
        ModelFileError: if it cannot be read
    """
    tensors, metadata = load_tensors(interrupted(out))
    if not origin.items() <= metadata.items():
        sentence = QT_TRANSLATE_NOOP(
            "errors", "The interrupted training of {out} used other choices or data. Repeat them, or train without {option}."
        )
        raise OptionError(sentence, out=out, option=Option("resume"))
    state: dict[str, Any] = json.loads(metadata["progress"])
    steps = state.pop("schedule")
    # JSON knows no tuples.
    listed = {key: tuple(value) for key, value in state.items() if isinstance(value, list)}
    return tensors, steps, Progress(**{**state, **listed})


def unfinished_encoders(out: Path) -> dict[Modality, str] | None:
    """The encoders of the interrupted training of this model file; None if there is none that can be read."""
    path = unfinished_file(out)
    if not path.exists():
        return None
    try:
        spec = ModelSpec.from_json(load_tensors(path)[1]["spec"])
    except (ModelFileError, KeyError):
        return None  # such as one of an earlier version
    return {modality: encoder.name for modality, encoder in spec.encoders.items()}


def choices(plan: TrainPlan, start: str = "") -> str:
    """The plan's choices that a resumed training must repeat.

    Args:
        start: hash of the model that it begins with, wherever that lies now; empty if there is none
    """
    kept = {name: value for name, value in dataclasses.asdict(plan).items() if name not in ELSEWHERE}
    return json.dumps({**kept, **({"start_from": start} if start else {})}, sort_keys=True)


def group(tensors: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """The tensors whose names begin with `prefix`, without it."""
    return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}
