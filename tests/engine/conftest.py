"""A dataset and a trained model that the tests of the engine share."""

import functools
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from tiny import Trained, train, write_dataset


@pytest.fixture(scope="session", autouse=True)
def _one_thread() -> Iterator[None]:
    """Tiny tensors gain nothing from several threads; the code under test may not choose more either."""
    torch.set_num_threads(1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mmdesk.engine.device.all_threads", lambda: 1)
        yield


@pytest.fixture(scope="session", autouse=True)
def _encoders_read_once() -> Iterator[None]:
    """Pretrained encoders take seconds to read, and no front end changes them. Their own tests read them themselves."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in (("image", "pretrained"), ("text", "SentenceEncoder")):
            front_end = importlib.import_module(f"mmdesk.engine.modalities.{module}.front_end")
            patch.setattr(front_end, name, functools.cache(getattr(front_end, name)))
        yield


@pytest.fixture(scope="session")
def colours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset that any network learns."""
    return write_dataset(tmp_path_factory.mktemp("data") / "colours", {"train": 60, "val": 30, "test": 30})


@pytest.fixture(scope="session")
def trained(colours: Path, tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """A model trained on it once for all tests."""
    return train(colours, tmp_path_factory.mktemp("model") / "colours.safetensors", epochs=12)
