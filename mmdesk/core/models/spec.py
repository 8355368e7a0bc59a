"""The whole description of a model, stored as JSON in the header of its file."""

import dataclasses
import json
import math
from dataclasses import dataclass, field
from typing import Any, Self

from mmdesk.core.errors import QT_TRANSLATE_NOOP, ModelFileError
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.tasks.numbers import TargetScale
from mmdesk.core.tasks.registry import TASKS, USUAL_TASK
from mmdesk.core.tasks.task import TaskName

FORMAT = 2
"""Number of the model file's format; a newer one is refused."""

MAX_SPECTROGRAM = 1 << 25
"""Most numbers in all spectra of one sound. This and the limits below keep a hostile file from taking all memory."""


def _check_whole(value: object, low: int, high: int) -> None:
    _check(isinstance(value, int) and low <= value <= high)


def _check(allowed: bool) -> None:
    if not allowed:
        raise ValueError("a value that cannot be a model's")


@dataclass(frozen=True, slots=True)
class ImageFrontEnd:
    """How a picture becomes numbers.

    Attributes:
        size: side of the square that the encoder sees, in pixels
    """

    size: int = 64

    def __post_init__(self) -> None:
        _check_whole(self.size, 8, 1024)


@dataclass(frozen=True, slots=True)
class TextFrontEnd:
    """How words become numbers.

    Attributes:
        length: most tokens that the encoder sees
        vocabulary: most entries of the tokenizer
        tokenizer: the trained byte-level BPE as JSON of the `tokenizers` package
    """

    length: int = 128
    vocabulary: int = 4000
    tokenizer: str = ""

    def __post_init__(self) -> None:
        _check_whole(self.length, 1, 4096)
        _check_whole(self.vocabulary, 1, 1_000_000)
        _check(isinstance(self.tokenizer, str))


@dataclass(frozen=True, slots=True)
class AudioFrontEnd:
    """How a sound becomes numbers.

    Attributes:
        rate: samples per second, in Hz
        seconds: length of the window that the encoder sees
        bands: mel bands
        window: length of one spectrum, in samples
        hop: step between spectra, in samples
    """

    rate: int = 16_000
    seconds: float = 1.0
    bands: int = 64
    window: int = 512
    hop: int = 160

    def __post_init__(self) -> None:
        _check_whole(self.rate, 1000, 768_000)
        _check(isinstance(self.seconds, int | float) and 0.01 <= self.seconds <= 600)
        _check_whole(self.bands, 1, 1024)
        _check_whole(self.window, 16, 1 << 16)
        _check_whole(self.hop, 1, 1 << 16)
        _check(self.samples > self.window // 2 and self.frames * self.window <= MAX_SPECTROGRAM)

    @property
    def samples(self) -> int:
        """Samples of one window of the model."""
        return round(self.seconds * self.rate)

    @property
    def frames(self) -> int:
        """Spectra of one window of the model, centred frames."""
        return self.samples // self.hop + 1


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """Everything that is needed to rebuild a model, and what is known about it.

    Attributes:
        labels: names of the classes, in the order of the logits; none for a regression
        modalities: which of image, text and audio it takes, in that order
        preset: "fast" or "classic"
        fusion: name of the fusion, a key of `mmdesk.engine.model.fusion.FUSIONS`
        dimension: size of the shared space
        image, text, audio: front ends
        task: whether it tells a class or a number
        target: where the numbers of a regression lie
        temperatures: temperature of each subset, keyed by its names joined with "+"; 1 where absent
        metrics: the last evaluation, as its JSON document
        training: summary of the training: samples, epochs, seed, seconds, date
        card: what the maker says about it: title, data, licences, limits
        version: version of mmdesk that made it

    Raises:
        ValueError: on creation, here and in the front ends, if a value cannot be a model's
    """

    labels: tuple[str, ...]
    modalities: tuple[Modality, ...]
    preset: str = "fast"
    fusion: str = "gated"
    dimension: int = 512
    image: ImageFrontEnd = ImageFrontEnd()
    text: TextFrontEnd = TextFrontEnd()
    audio: AudioFrontEnd = AudioFrontEnd()
    temperatures: dict[str, float] = field(default_factory=dict)
    metrics: dict[str, Any] = field(default_factory=dict)
    training: dict[str, Any] = field(default_factory=dict)
    card: dict[str, Any] = field(default_factory=dict)
    version: str = ""
    task: TaskName = USUAL_TASK
    target: TargetScale = field(default_factory=TargetScale)

    def __post_init__(self) -> None:
        _check(all(isinstance(label, str) for label in self.labels) and len({*self.labels}) == len(self.labels))
        _check(self.task in TASKS and bool(self.labels) == TASKS[self.task].has_classes)
        _check(len(self.modalities) > 0 and self.modalities == tuple(m for m in MODALITIES if m in self.modalities))
        _check_whole(self.dimension, 1, 1 << 14)
        for parts in (self.temperatures, self.metrics, self.training, self.card):
            _check(isinstance(parts, dict))
        _check(all(math.isfinite(temperature) and temperature > 0 for temperature in self.temperatures.values()))
        _check(isinstance(self.version, str))

    def to_json(self) -> str:
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str, name: str = "model") -> Self:
        """Rebuild a spec; `name` is the file named in the sentence.

        Raises:
            ModelFileError: if the text is not a spec of this format
        """
        try:
            data = json.loads(text)
            parts: dict[str, Any] = {"image": ImageFrontEnd, "text": TextFrontEnd, "audio": AudioFrontEnd}
            for key, part in parts.items():
                data[key] = part(**data[key])
            if "target" in data:
                data["target"] = TargetScale(**data["target"])
            for key in ("labels", "modalities"):
                _check(isinstance(data[key], list))
                data[key] = tuple(data[key])
            return cls(**data)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            sentence = QT_TRANSLATE_NOOP("errors", "{name} has a description that mmdesk cannot read. Ask for the file again.")
            raise ModelFileError(sentence, name=name) from error
