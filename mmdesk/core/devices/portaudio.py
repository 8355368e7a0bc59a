"""The sound system: loaded when it is first needed, asked anew for its devices only while nobody uses it."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError

END_SECONDS = 4.0
"""How long the end of the program waits for streams that are being closed: cut off in the middle, they would crash it."""

CALL_SECONDS = 2.0
"""How long one call waits for the end of another, should its driver hang."""

_changed = threading.Condition()
_calls = threading.Lock()
_users = 0


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
    with _changed:
        if _users == 0:
            sounddevice._terminate()
            sounddevice._initialize()
        _users += 1
    return sounddevice  # type: ignore[no-any-return]


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
