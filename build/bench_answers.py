"""Predictions: of a decoded sample, and from the file of a photograph."""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from bench_rows import Row, Settings
from PIL import Image

from mmdesk.core.modalities.audio.files import read_sound
from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.modalities.image.files import read_picture
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.modalities.text.files import read_text
from mmdesk.core.paths import resources, starter_model
from mmdesk.core.progress import CancelToken
from mmdesk.engine.modalities.front_end import FrontEnd
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


def whole_sample() -> Sample:
    """One of the program's own, with all modalities."""
    file = resources() / "samples" / "anna-7"
    return Sample(
        image=read_picture(file.with_suffix(".png")),
        text=read_text(file.with_suffix(".txt")),
        audio=read_sound(file.with_suffix(".wav")),
    )


def bare_forward(sample: Sample) -> Callable[[], object]:
    """The model alone, once, on ready tensors."""
    model, spec = load_model(starter_model())
    front_end = FrontEnd(spec)
    picture, text, sound = sample["image"], sample["text"], sample["audio"]
    assert isinstance(picture, Picture)
    assert isinstance(text, str)
    assert isinstance(sound, Sound)
    assert front_end.tokens
    inputs = {
        "image": torch.from_numpy(front_end.picture(picture)).unsqueeze(0),
        "text": torch.from_numpy(front_end.tokens(text)).unsqueeze(0),
        "audio": torch.from_numpy(front_end.sound(sound).astype(np.float32)).unsqueeze(0),
    }
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
