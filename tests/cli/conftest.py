"""A program without a window, run on an engine that needs no PyTorch."""

import wave
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEngine
from PIL import Image
from specs import spec_of, write_header

from mmdesk import main


@dataclass(frozen=True)
class Outcome:
    """How a run of the program ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def mmdesk(engine: FakeEngine, capfd: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run ``mmdesk ARGS`` in this process."""

    def run(*arguments: object) -> Outcome:
        code = main.main([str(argument) for argument in arguments], engine)
        return Outcome(code, *capfd.readouterr())

    return run


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return write_header(tmp_path / "model.safetensors", spec_of(("cat", "狗")))


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "a.png"
    Image.new("RGB", (8, 8), "red").save(path)
    return path


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes((np.sin(np.arange(8000)) * 9000).astype("<i2").tobytes())
    return path


@pytest.fixture
def dataset(picture: Path, sound: Path) -> Path:
    """A folder with two rows that can be read and, between them, one that cannot."""
    folder = picture.parent
    (folder / "empty.png").touch()
    rows = ["image,text,audio,label", "a.png,红色,a.wav,cat", "empty.png,,,cat", ",only words,,狗"]
    (folder / "manifest.csv").write_text("\n".join(rows), encoding="utf-8")
    return folder


@pytest.fixture
def pets(tmp_path):
    folder = tmp_path / "pets"
    folder.mkdir()
    (folder / "manifest.csv").write_text("text,label\na,cat\nb,狗\nc,cat\n", encoding="utf-8")
    return folder
