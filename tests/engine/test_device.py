import os

import pytest
import torch

from mmdesk.core.errors import OptionError
from mmdesk.engine import device

NO_GRAPHICS = not (torch.cuda.is_available() or torch.backends.mps.is_available())


@pytest.fixture
def bare(monkeypatch):
    """A machine without a graphics card."""
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    monkeypatch.setattr("torch.backends.mps.is_available", lambda: False)


@pytest.mark.parametrize("name", ["cuda", "mps", "abacus", ""])
def test_a_device_that_is_not_there_is_one_sentence_with_those_that_are(bare, name):
    with pytest.raises(OptionError, match=f"The device {name} is not there. Choose auto or one of cpu for device"):
        device.choose_device(name)


def test_a_bare_machine_computes_on_the_processor_and_says_why(bare):
    chosen = device.choose_device("auto")
    assert (str(chosen), chosen.torch) == ("cpu", torch.device("cpu"))
    assert chosen.reason.endswith(".")


def test_a_graphics_card_comes_first(monkeypatch):
    monkeypatch.setattr("torch.cuda.is_available", lambda: True)
    monkeypatch.setattr("torch.cuda.get_device_name", lambda: "Abacus 3000")
    monkeypatch.setattr("torch.cuda.is_bf16_supported", lambda including_emulation: False)
    chosen = device.choose_device("auto")
    assert str(chosen) == "cuda"
    assert "Abacus 3000" in chosen.reason
    assert str(device.choose_device("cpu")) == "cpu"
    assert device.choose_device("cpu").reason == "You asked for it."


@pytest.mark.parametrize(("pays", "kind"), [(True, torch.bfloat16), (False, torch.float32)])
def test_bfloat16_is_used_only_where_it_pays(pays, kind):
    chosen = device.Device(torch.device("cpu"), "", pays)
    with chosen.autocast():
        assert (torch.ones(2, 2) @ torch.ones(2, 2)).dtype == kind


def test_training_uses_the_cores_that_this_process_may_use():
    assert 1 <= device.all_threads() <= (os.cpu_count() or 1)


def test_the_processor_has_a_worker_for_each_core_and_another_device_one(monkeypatch):
    monkeypatch.setattr(device, "all_threads", lambda: 8)
    processor, card = (device.Device(torch.device(name), "", bfloat16=False) for name in ("cpu", "cuda"))
    assert (processor.workers, processor.operation_threads) == (8, 1)
    assert (card.workers, card.operation_threads) == (1, 8)


def test_the_share_of_the_processor_is_told_where_it_computes():
    processor, card = (device.Device(torch.device(name), "", bfloat16=False) for name in ("cpu", "cuda"))
    assert processor.processor_share(1.0, 2.0) == 0.5
    assert processor.processor_share(2.0, 1.9) == processor.processor_share(0.0, 0.0) == 1.0
    assert card.processor_share(1.0, 2.0) == 1.0


def test_memory_that_was_taken_is_counted():
    before = device.peak_memory()
    assert 10_000_000 < before < 1 << 36
    taken = bytearray(before)
    taken[::4096] = b"x" * len(taken[::4096])  # memory that nobody writes to is not taken
    assert device.peak_memory() > before
