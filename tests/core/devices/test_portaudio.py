"""When the sound system is asked anew for its devices."""

import builtins
import os
import sys
import threading

import pytest

from mmdesk.core.devices.portaudio import in_use, silenced
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


def test_what_libraries_print_is_kept_from_the_terminal(capfd):
    def print_much():
        with silenced():
            os.write(2, b"Expression 'ret' failed in 'src/hostapi/alsa/pa_linux_alsa.c'")

    os.write(2, b"before ")
    threads = [threading.Thread(target=print_much) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    os.write(2, b"after")
    assert capfd.readouterr().err == "before after"


@pytest.mark.skipif(sys.platform == "win32", reason="names are in the system's own encoding there")
def test_a_name_that_is_not_utf8_spoils_no_list(sound_system, monkeypatch):
    with in_use() as sounddevice:
        ffi = sounddevice._ffi
        names = [sounddevice._ffi_string(ffi.new("char[]", raw)).decode() for raw in (b"USB", "麦克风".encode(), b"Micr\xf3fono")]
    assert names == ["USB", "麦克风", "Micr\\xf3fono"]

    class Odd:
        """As the sound system's names are on a computer whose names are not UTF-8."""

        string = staticmethod(lambda text: b"Micr\xf3fono")

    with in_use() as sounddevice:
        monkeypatch.setattr(sounddevice, "_ffi", Odd)
        assert {device["name"] for device in sounddevice.query_devices()} == {"Micr\\xf3fono"}
