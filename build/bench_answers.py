"""Predictions: of a decoded sample, and from the file of a photograph."""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from bench_rows import Row, Settings
from PIL import Image

from mmdesk.core.modalities.image.files import read_picture
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.paths import resources, starter_model
from mmdesk.core.progress import CancelToken
from mmdesk.engine.modalities.registry import front_end_of
from mmdesk.engine.model.checkpoint import load_model
from mmdesk.engine.torch_engine import TorchEngine

SIDE = 1024
"""To which the window reads pictures, in pixels."""


def answer_rows(settings: Settings, photograph: Path) -> list[Row]:
    """All rows of prediction, on one thread as in the program."""
    engine = TorchEngine("cpu")
    engine.open(starter_model())
    return [decoded_row(settings, engine), file_row(settings, engine, photograph)]


def decoded_row(settings: Settings, engine: TorchEngine) -> Row:
    """A decoded sample of three modalities to its answer with contributions."""
    sample = whole_sample()
    forward = bare_forward(sample)
    values, floor = in_turns(settings.answers, lambda: engine.predict(sample, CancelToken()), forward)
    return Row(
        "prediction",
        "decoded sample to answer with contributions",
        "ms",
        values,
        floor,
        "the bare forward of the model",
        goal=5.0,
        goal_p95=8.0,
    )


def file_row(settings: Settings, engine: TorchEngine, photograph: Path) -> Row:
    """A JPEG of 12 megapixels to its answer."""
    values, floor = in_turns(
        max(5, settings.answers // 5),
        lambda: engine.predict(Sample(image=read_picture(photograph, SIDE)), CancelToken()),
        lambda: decode(photograph),
    )
    return Row("file_to_answer", "file of 12 megapixels to answer", "ms", values, floor, "decoding it with draft", goal=45.0)


ENDINGS = {"image": "png", "text": "txt", "audio": "wav"}


def whole_sample() -> Sample:
    """One of the program's own, with all modalities."""
    file = resources() / "samples" / "anna-7"
    return Sample(**{name: column.read(file.with_suffix(f".{ENDINGS[name]}")) for name, column in MODALITIES.items()})


def bare_forward(sample: Sample) -> Callable[[], object]:
    """The model alone, once, on ready tensors."""
    model, spec = load_model(starter_model())
    front_ends = {modality: front_end_of(spec, modality) for modality in spec.modalities}
    inputs = {m: front.inputs(front.features(front.prepare(sample[m]))[None]) for m, front in front_ends.items()}
    mask = torch.ones(1, len(spec.modalities), dtype=torch.bool)

    def forward() -> object:
        with torch.inference_mode():
            return model(inputs, mask)

    return forward


def decode(photograph: Path) -> object:
    with Image.open(photograph) as image:
        image.draft(None, (image.width // 4, image.height // 4))
        return np.asarray(image)


def in_turns(count: int, *works: Callable[[], object]) -> list[list[float]]:
    """Milliseconds of each work, done `count` times in turns, so that all meet the same machine."""
    times: list[list[float]] = [[] for _ in works]
    for number in range(count + 3):
        for work, found in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            if number >= 3:
                found.append((time.perf_counter() - start) * 1000)
    return times
