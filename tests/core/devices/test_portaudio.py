"""When the sound system is asked anew for its devices."""

import builtins
import sys

import pytest

from mmdesk.core.devices.portaudio import in_use
from mmdesk.core.errors import InputError


class Module:
    """Counts how often PortAudio was started."""

    started = 0

    def _terminate(self):
        pass

    def _initialize(self):
        self.started += 1

    def _exit_handler(self):
        pass


@pytest.fixture
def module(monkeypatch):
    module = Module()
    monkeypatch.setitem(sys.modules, "sounddevice", module)
    return module


def test_each_first_user_gets_the_devices_of_now(module):
    for _ in range(3):
        with in_use() as got:
            assert got is module
    assert module.started == 3


def test_nobody_is_disturbed(module):
    with in_use(), in_use(), in_use():
        assert module.started == 1


def test_a_failure_ends_the_use(module):
    with pytest.raises(ZeroDivisionError), in_use():
        raise ZeroDivisionError
    with in_use():
        assert module.started == 2


def test_a_missing_library_is_one_sentence(monkeypatch, refused):
    real = builtins.__import__

    def without(name, *rest):
        if name == "sounddevice":
            raise OSError("PortAudio library not found")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with refused(InputError, "PortAudio", "apt-get install libportaudio2"), in_use():
        pass
