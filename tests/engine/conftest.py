"""A dataset and a trained model that the tests of the engine share."""

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from tiny import Trained, train, write_dataset

from mmdesk.engine.modalities.image import front_end


@pytest.fixture(scope="session", autouse=True)
def _one_thread() -> Iterator[None]:
    """Tiny tensors gain nothing from several threads; the code under test may not choose more either."""
    torch.set_num_threads(1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mmdesk.engine.device.all_threads", lambda: 1)
        yield


@pytest.fixture(scope="session", autouse=True)
def _photographs_encoder_read_once() -> Iterator[None]:
    """No front end changes it. Its own tests read it themselves."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(front_end, "pretrained", functools.cache(front_end.pretrained))
        yield


@pytest.fixture(scope="session")
def colours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset that any network learns."""
    return write_dataset(tmp_path_factory.mktemp("data") / "colours", {"train": 60, "val": 30, "test": 30})


@pytest.fixture(scope="session")
def trained(colours: Path, tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """A model trained on it once for all tests."""
    return train(colours, tmp_path_factory.mktemp("model") / "colours.safetensors", epochs=12)
