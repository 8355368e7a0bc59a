"""Exported models (ONNX): what such a file says of itself, and what was found when one was made."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from mmdesk.core.errors import QT_TRANSLATE_NOOP, ModelFileError
from mmdesk.core.modalities.limits import check
from mmdesk.core.modalities.registry import Modality

ENDING = ".onnx"
EXTRA = 'pip install "mmdesk[export]"'
SPEC_KEY, FORMAT_KEY, INPUTS_KEY = "mmdesk.spec", "mmdesk.format", "mmdesk.inputs"
"""Keys of the file's metadata; the first two as in a model file."""
PRESENT = "present"
"""The input (B, M) that tells which modalities of a sample are there; all others follow it."""


class Outputs(NamedTuple):
    """What the graph gives of B samples: names of its outputs, and in an answer their numbers.

    Attributes:
        scores: (B, 2^M, C) calibrated, with only each subset shown: modality m is in subset s if bit m of s is set
        weights: (B, M) what the fusion gives to each modality, with all that is present shown
        contributions: (B, M, C) exact Shapley values for each class
        alone: (B, M, C) scores of each modality on its own
        contradiction: (B,) by how much the modalities mean different classes
        conflict: (B,) whether that is more than usual
    """

    scores: Any = "scores"
    weights: Any = "weights"
    contributions: Any = "contributions"
    alone: Any = "alone"
    contradiction: Any = "contradiction"
    conflict: Any = "conflict"


@dataclass(frozen=True, slots=True)
class ModelInput:
    """An input of the graph, which is made of a modality's content without PyTorch.

    Attributes:
        name: of the input
        kind: how it is made, a key of that modality in `mmdesk.runtime.modalities.registry`
        numbers: what that needs to know
    """

    name: str
    kind: str
    numbers: Mapping[str, Any]


Inputs = Mapping[Modality, Sequence[ModelInput]]
"""The inputs of each modality, in the order of the graph."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """An export, and how its answers differ from the model's own.

    Attributes:
        path: the file, or the folder
        size: bytes of the file
        samples: how many were compared
        difference: the greatest one between two scores; of a regression in spreads of the training's numbers
    """

    path: Path
    size: int
    samples: int
    difference: float

    def to_json(self) -> dict[str, Any]:
        """The document that ``mmdesk export --json`` prints."""
        return {"model": str(self.path), "bytes": self.size, "samples": self.samples, "difference": self.difference}


def is_exported(path: Path) -> bool:
    """Whether it is called as exported models are."""
    return path.suffix.lower() == ENDING


def inputs_to_json(inputs: Inputs) -> str:
    return json.dumps({modality: [asdict(one) for one in own] for modality, own in inputs.items()}, ensure_ascii=False)


def inputs_of(text: str) -> dict[Modality, tuple[ModelInput, ...]]:
    """The inputs that a file tells.

    Raises:
        ValueError, TypeError, AttributeError, RecursionError: if it tells none
    """
    found = {modality: tuple(ModelInput(**one) for one in own) for modality, own in json.loads(text).items()}
    check(all(isinstance(part, str) for own in found.values() for one in own for part in (one.name, one.kind)))
    return found


def check_packages(*packages: str) -> None:
    """Find out that what export needs is installed, without importing it.

    Raises:
        ModelFileError: if it is not
    """
    for package in packages:
        if find_spec(package) is None:
            if getattr(sys, "frozen", False):
                sentence = QT_TRANSLATE_NOOP(
                    "errors", "The standalone program has no part for exported models. With Python, install mmdesk by: {command}"
                )
                raise ModelFileError(sentence, command=EXTRA)
            sentence = QT_TRANSLATE_NOOP(
                "errors", "Exported models need the package {package}, which is not installed. Install it by: {command}"
            )
            raise ModelFileError(sentence, package=package, command=EXTRA)
