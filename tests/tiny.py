"""Tiny models and data of their own for the tests of the engine, so that they take seconds."""

import csv
import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import torch
from PIL import Image

from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.modalities.text.front_end import TextFrontEnd
from mmdesk.core.modalities.text.tokenizer import train_tokenizer
from mmdesk.core.models.spec import EncoderSpec, ModelSpec
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.reports import EpochReport, TrainResult
from mmdesk.engine.training import trainer

COLOURS = {"red": (200, 40, 40), "green": (40, 200, 40), "蓝": (40, 40, 200)}
PITCHES = {"red": 300.0, "green": 900.0, "蓝": 2500.0}
RATE = 8000

TINY = TrainPlan(
    epochs=3,
    batch_size=16,
    image_size=32,
    audio_seconds=0.2,
    device="cpu",
    seed=1,
    encoder=("image=fresh", "text=fresh", "audio=fresh"),
)
"""What the training tests start from."""


ENCODER = {"fast": "fresh", "classic": "classic"}
"""What each preset calls its encoders."""
FRONT_ENDS = {
    "image": ImageFrontEnd(size=16),
    "text": TextFrontEnd(length=12, vocabulary=300, tokenizer=train_tokenizer(["red green 蓝"], 300)),
    "audio": AudioFrontEnd(rate=RATE, seconds=0.2, bands=16, window=256, hop=80),
}


def tiny_spec(modalities: Iterable[Modality] = tuple(FRONT_ENDS), preset: str = "fast", **changes: object) -> ModelSpec:
    """A spec whose model is built and run in milliseconds."""
    encoders = {modality: EncoderSpec(ENCODER[preset], FRONT_ENDS[modality]) for modality in modalities}
    spec = ModelSpec(labels=("red", "green", "蓝"), encoders=encoders, preset=preset, dimension=16)
    return dataclasses.replace(spec, **changes)


def with_front_end(spec: ModelSpec, modality: Modality, front_end: object) -> ModelSpec:
    """The same spec with other numbers of one front end."""
    encoders = {**spec.encoders, modality: EncoderSpec(spec.encoders[modality].name, front_end)}
    return dataclasses.replace(spec, encoders=encoders)


def random_inputs(modality: Modality, spec: ModelSpec, count: int, seed: int = 0) -> torch.Tensor:
    """What the encoder of a modality takes of so many samples, (count, ...)."""
    random, numbers = torch.Generator().manual_seed(seed), spec.front_end(modality)
    if modality == "image":
        return torch.randint(0, 256, (count, 3, numbers.size, numbers.size), generator=random, dtype=torch.uint8)
    if modality == "text":
        return torch.randint(2, 250, (count, numbers.length), generator=random)
    return torch.rand(count, numbers.bands, numbers.frames, generator=random) * 2 - 1


def picture_of(label: str, random: np.random.Generator) -> Picture:
    pixels = np.array(COLOURS[label]) + random.normal(0, 25, (20, 20, 3))
    return Picture(pixels.clip(0, 255).astype(np.uint8), (20, 20))


def sound_of(label: str, random: np.random.Generator) -> Sound:
    times = np.arange(round(0.25 * RATE)) / RATE
    wave = 0.5 * np.sin(2 * np.pi * PITCHES[label] * times) + random.normal(0, 0.02, len(times))
    return Sound(wave.astype(np.float32), RATE)


def words_of(label: str, number: int) -> str:
    return f"this one is {label}, number {number}"


def write_dataset(folder: Path, counts: dict[str, int], seed: int = 0, missing: float = 0.2) -> Path:
    """Write so many rows of each split, whose colour, words and pitch tell the class; some parts are missing."""
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(seed)
    rows = []
    for split, count in counts.items():
        for number in range(count):
            label = list(COLOURS)[number % 3]
            stem = f"{split}-{number}"
            Image.fromarray(picture_of(label, random).pixels).save(folder / f"{stem}.png")
            soundfile.write(folder / f"{stem}.wav", sound_of(label, random).samples, RATE)
            cells = [f"{stem}.png", words_of(label, number), f"{stem}.wav"]
            if random.random() < missing:
                cells[random.integers(3)] = ""
            rows.append((*cells, label, split))
    with open(folder / "manifest.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("image", "text", "audio", "label", "split"), *rows])
    return folder


@dataclass(frozen=True)
class Trained:
    """How a training went."""

    notes: list[Note]
    epochs: list[EpochReport]
    result: TrainResult

    @property
    def sentences(self) -> list[str]:
        return [note.words for note in self.notes if not note.total]


def train(data: Path, out: Path, token: CancelToken | None = None, **choices: object) -> Trained:
    """Train on `data` by `TINY` with other choices."""
    reports = list(trainer.train(data, dataclasses.replace(TINY, out=out, **choices), token or CancelToken()))
    *others, result = reports
    assert isinstance(result, TrainResult)
    epochs = [report for report in others if isinstance(report, EpochReport)]
    return Trained([report for report in others if isinstance(report, Note)], epochs, result)


def sample_of(label: str, seed: int = 99) -> Sample:
    """A whole sample of a class, never seen in training."""
    random = np.random.default_rng(seed)
    return Sample(image=picture_of(label, random), text=words_of(label, 7), audio=sound_of(label, random))
