"""The choices of a training, without PyTorch."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from mmdesk.core.errors import QT_TRANSLATE_NOOP, OptionError
from mmdesk.core.sample import MODALITIES, Modality

FUSION_NAMES = ("fixed", "learned", "gated", "mixture", "concat", "attention", "low-rank", "mean", "weighted", "product")
PRESETS = ("fast", "classic")
IMBALANCE = ("none", "class-weights", "focal", "resample")
DEVICES = ("auto", "cpu", "cuda", "mps")


def option(default: Any, sentence: str) -> Any:
    """A field with the sentence that the command line and the window show for it."""
    return dataclasses.field(default=default, metadata={"sentence": sentence})


@dataclass(frozen=True, slots=True)
class TrainPlan:
    """What to train and how; every field has its sentence in ``metadata["sentence"]``.

    Raises:
        OptionError: on creation, if a value is not allowed
    """

    out: Path = option(Path("model.safetensors"), QT_TRANSLATE_NOOP("plan", "model file to write"))
    fusion: str = option("mixture", QT_TRANSLATE_NOOP("plan", "how the modalities become one answer"))
    preset: Literal["fast", "classic"] = option(
        "fast", QT_TRANSLATE_NOOP("plan", "sizes of the network: fast, or classic with the theory's own numbers")
    )
    modalities: tuple[Modality, ...] = option(
        MODALITIES, QT_TRANSLATE_NOOP("plan", "which modalities to use, of those the dataset has")
    )
    epochs: int | None = option(
        None, QT_TRANSLATE_NOOP("plan", "most rounds over the data; without it, as many as the size of the dataset suggests")
    )
    batch_size: int | None = option(
        None, QT_TRANSLATE_NOOP("plan", "samples per step; without it, as the size of the dataset suggests")
    )
    learning_rate: float | None = option(None, QT_TRANSLATE_NOOP("plan", "highest learning rate; without it, the preset's own"))
    seed: int = option(0, QT_TRANSLATE_NOOP("plan", "the same seed gives the same result on one machine"))
    device: str = option("auto", QT_TRANSLATE_NOOP("plan", "what computes: auto, cpu, cuda or mps"))
    imbalance: str = option("none", QT_TRANSLATE_NOOP("plan", "remedy for rare classes: none, class-weights, focal or resample"))
    label_smoothing: float = option(0.05, QT_TRANSLATE_NOOP("plan", "share of each label that is spread over all classes"))
    augment: tuple[Modality, ...] = option(MODALITIES, QT_TRANSLATE_NOOP("plan", "modalities whose training samples are varied"))
    mirror: bool = option(
        False, QT_TRANSLATE_NOOP("plan", "also mirror the training pictures: not where left and right matter, as in letters")
    )
    modality_dropout: float = option(
        0.5, QT_TRANSLATE_NOOP("plan", "chance that a training sample shows only a part of its modalities")
    )
    patience: int | None = option(
        None,
        QT_TRANSLATE_NOOP("plan", "rounds without a better validation after which the training stops; without it, a third of all"),
    )
    image_size: int | None = option(
        None, QT_TRANSLATE_NOOP("plan", "side of the picture in pixels; without it, as the dataset suggests")
    )
    audio_seconds: float | None = option(
        None, QT_TRANSLATE_NOOP("plan", "length of the sound in seconds; without it, as the dataset suggests")
    )
    accept_unreadable: bool = option(False, QT_TRANSLATE_NOOP("plan", "train even if more than a tenth of the rows cannot be read"))
    resume: bool = option(False, QT_TRANSLATE_NOOP("plan", "go on with the interrupted training of this model file"))

    def __post_init__(self) -> None:
        self._one_of("fusion", FUSION_NAMES)
        self._one_of("preset", PRESETS)
        self._one_of("imbalance", IMBALANCE)
        self._one_of("device", DEVICES)
        self._within("epochs", 1, 100_000)
        self._within("batch_size", 1, 65_536)
        self._within("learning_rate", 1e-7, 10)
        self._within("label_smoothing", 0, 0.9)
        self._within("modality_dropout", 0, 1)
        self._within("patience", 1, 100_000)
        self._within("seed", 0, 2**63 - 1)
        self._within("image_size", 32, 512)
        self._within("audio_seconds", 0.1, 60)
        if not self.modalities or not {*self.modalities, *self.augment} <= set(MODALITIES):
            raise OptionError(QT_TRANSLATE_NOOP("errors", "Choose at least one modality of image, text and audio."))

    def _one_of(self, name: str, allowed: tuple[str, ...]) -> None:
        value = getattr(self, name)
        if value not in allowed:
            sentence = QT_TRANSLATE_NOOP("errors", "{value} is not a choice for {option}. Choose one of {allowed}.")
            raise OptionError(sentence, value=value, option=_spelled(name), allowed=", ".join(allowed))

    def _within(self, name: str, low: float, high: float) -> None:
        value = getattr(self, name)
        if value is not None and not low <= value <= high:
            sentence = QT_TRANSLATE_NOOP("errors", "{value} is out of range for {option}. Give a number from {low} to {high}.")
            raise OptionError(sentence, value=value, option=_spelled(name), low=low, high=high)


def _spelled(name: str) -> str:
    return "--" + name.replace("_", "-")
