"""Learning while examples are collected: from the first photographs to a model that answers, and after one more example."""

import dataclasses
import os
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from bench_data import CLASSES, make_dataset
from bench_rows import Row, Settings
from PIL import Image

from mmdesk.core.datasets.example import Dataset
from mmdesk.core.datasets.read import read_dataset, read_sample
from mmdesk.core.progress import CancelToken
from mmdesk.core.training.collected import Learned
from mmdesk.engine.data.feature_memory import FeatureMemory, usual_frozen
from mmdesk.engine.torch_engine import TorchEngine

PHOTOGRAPH = 1600, 1200
REPEATS = 3


def collecting_rows(settings: Settings, scratch: Path) -> Iterator[Row]:
    """Some photographs of eight classes, then refits at several numbers of examples."""
    size = PHOTOGRAPH if settings.answers > 5 else settings.picture
    photographs = class_folders(scratch / "photographs", settings.photographs, size)
    first, teaching, floor = [], [], []
    for _ in range(REPEATS if settings.answers > 5 else 1):
        start = time.perf_counter()
        dataset = read_dataset(photographs)
        engine = TorchEngine("cpu")
        learned = learn(engine, dataset)
        engine.open_learned()
        engine.predict(read_sample(dataset.examples[0]), CancelToken())
        first.append(time.perf_counter() - start)
        start = time.perf_counter()
        learn(engine, dataset)
        teaching.append(time.perf_counter() - start)
        floor.append(encoding_seconds(dataset))
    count = CLASSES * settings.photographs
    assert learned.samples == count
    name = f"{CLASSES} x {settings.photographs} photographs, to a model that answers"
    yield Row("collecting_first", name, "s", first, floor, "decoding and encoding them alone", goal=15.0)
    yield Row(
        "collecting_teaching", "of that, the heads and the fusion", "s", teaching, solving(count), "one decomposition", goal=3.0
    )
    yield from refit_rows(settings, scratch)


def refit_rows(settings: Settings, scratch: Path) -> Iterator[Row]:
    """One more example of pictures and words, by how many there are already."""
    make_dataset(scratch / "collected", max(settings.collected) + 1, (160, 120))
    everything = read_dataset(scratch / "collected")
    parts = [
        dataclasses.replace(example, parts={m: part for m, part in example.parts.items() if m != "audio"}, split="")
        for example in everything.examples
    ]
    for count in settings.collected:
        engine, seconds = TorchEngine("cpu"), []
        learn(engine, dataclasses.replace(everything, examples=tuple(parts[: count - 1])))
        for _ in range(REPEATS):
            start = time.perf_counter()
            learn(engine, dataclasses.replace(everything, examples=tuple(parts[:count])))
            engine.open_learned()
            engine.predict(read_sample(parts[count - 1]), CancelToken())
            seconds.append(time.perf_counter() - start)
        name = f"example no. {count:,} of pictures and words, to an answer that knows it"
        yield Row(f"collecting_{count}", name, "s", seconds, solving(count), "one decomposition", goal=2.0)


def learn(engine: TorchEngine, dataset: Dataset) -> Learned:
    *_, learned = engine.learn(dataset, "classification", CancelToken())
    assert isinstance(learned, Learned)
    return learned


def class_folders(folder: Path, each: int, size: tuple[int, int]) -> Path:
    """Folders of classes with so many JPEG pictures of this size each."""
    folder.mkdir()
    make_dataset(folder / "made", CLASSES * each, (320, 240))
    for example in read_dataset(folder / "made").examples:
        if example.split == "train":
            place = folder / "classes" / example.label
            place.mkdir(parents=True, exist_ok=True)
            Image.open(example.items["image"].path).resize(size).save(place / example.items["image"].path.name, quality=90)
    return folder / "classes"


def encoding_seconds(dataset: Dataset) -> float:
    """What the pretrained encoder needs for the pictures, once it is there."""
    memory, (encoder,) = FeatureMemory(), usual_frozen("image")[:1]
    memory.front_end("image", encoder)
    start = time.perf_counter()
    for _ in memory.part(dataset.examples, "image", encoder, CancelToken()):
        pass
    return time.perf_counter() - start


def solving(count: int) -> list[float]:
    """Seconds of one eigendecomposition for so many samples of the image encoder's features, by one thread."""
    torch.set_num_threads(1)
    size = min(count, 1280)
    square = torch.randn(size, 2 * size, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    square = square @ square.T
    seconds = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        torch.linalg.eigh(square)
        seconds.append(time.perf_counter() - start)
    torch.set_num_threads(os.cpu_count() or 1)
    return seconds
