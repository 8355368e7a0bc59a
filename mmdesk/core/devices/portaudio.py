"""The sound system: loaded when it is first needed, asked anew for its devices only while nobody uses it."""

from __future__ import annotations

import atexit
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError

END_SECONDS = 4.0
"""How long the end of the program waits for streams that are being closed: cut off in the middle, they would crash it."""

STDERR = 2
"""Where libraries print, whatever `sys.stderr` is."""
CALL_SECONDS = 2.0
"""How long one call waits for the end of another, should its driver hang."""

_changed = threading.Condition()
_calls = threading.Lock()
_users = 0
_silence = threading.Lock()
_silencing = 0
_terminal: int | None = None


@contextmanager
def in_use() -> Iterator[ModuleType]:
    """The module sounddevice, whose devices stay the same during the block.

    Raises:
        InputError: if its library is missing
    """
    module = enter()
    try:
        yield module
    finally:
        leave()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Opening and closing streams: PortAudio is not made for several threads at once."""
    alone = _calls.acquire(timeout=CALL_SECONDS)
    try:
        yield
    finally:
        if alone:
            _calls.release()


def enter() -> ModuleType:
    """Begin to use the module sounddevice; the first user gets the devices that there are now.

    PortAudio looks for devices only when it starts, and starting it anew ends all its streams.

    Raises:
        InputError: if its library is missing
    """
    global _users
    try:
        import sounddevice
    except OSError as error:
        sentence = QT_TRANSLATE_NOOP(
            "errors",
            "The library PortAudio is missing: nothing can be recorded or played. Install it: {command}.",
        )
        raise InputError(sentence, command="sudo apt-get install libportaudio2") from error
    # Its own end of PortAudio, when the program ends, waits for ever for a driver that hangs; the system ends it as well.
    atexit.unregister(sounddevice._exit_handler)
    if sys.platform != "win32":  # where names are in the system's own encoding, which sounddevice knows
        sounddevice._ffi_string = _utf8
    with _changed:
        if _users == 0:
            with silenced():
                sounddevice._terminate()
                sounddevice._initialize()
        _users += 1
    return sounddevice  # type: ignore[no-any-return]


def _utf8(text: Any) -> bytes:
    """A name of the sound system; it need not be UTF-8, and then no device at all would be listed."""
    import sounddevice

    raw: bytes = sounddevice._ffi.string(text)
    return raw.decode("utf-8", "backslashreplace").encode()


@contextmanager
def silenced() -> Iterator[None]:
    """Keep from the terminal what PortAudio and the libraries below it print there; what matters of it is an error as well.

    The terminal belongs to the whole process, so the first of several threads takes it away and the last gives it back.
    """
    global _silencing, _terminal
    with _silence:
        if _silencing == 0:
            _terminal = _taken_away()
        _silencing += 1
    try:
        yield
    finally:
        with _silence:
            _silencing -= 1
            if _silencing == 0 and _terminal is not None:
                os.dup2(_terminal, STDERR)
                os.close(_terminal)


def _taken_away() -> int | None:
    """Lead what libraries print nowhere; gives where it went before, None if a program without a console has no such place."""
    try:
        kept = os.dup(STDERR)
    except OSError:
        return None
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), STDERR)
    return kept


def leave() -> None:
    """End the use that `enter` began."""
    global _users
    with _changed:
        _users -= 1
        _changed.notify_all()


@atexit.register
def _wait_for_users() -> None:
    with _changed:
        _changed.wait_for(lambda: _users == 0, END_SECONDS)
