"""Recording from a microphone.

The driver's callback only copies into a `Ring`; whoever shows or keeps the sound reads it from there.
"""

from __future__ import annotations

import mmap
import threading
import time
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.devices.portaudio import enter, in_use, leave, one_at_a_time, silenced
from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError, Names

RING_SECONDS = 20.0
"""What the ring keeps, should nobody read for a while."""
GONE_SECONDS = 1.5
"""A microphone from which nothing came for so long has gone."""
STILL_SECONDS = 0.5
"""When nobody read for so long, this process stood still, as while the computer slept: then the driver gets its time anew."""
START_SECONDS = 6.0
"""How long a sound system may take for the first sample."""
CLOSE_SECONDS = 0.8
"""How long closing waits for a driver that hangs."""
FALLBACK_RATES = (48_000, 44_100, 16_000, 8_000)
"""Tried when the microphone refuses its own default rate, in Hz."""


@dataclass(frozen=True, slots=True)
class Microphone:
    """An input that the sound system offers.

    Attributes:
        name: as the sound system calls it
        rate: its usual samples per second, in Hz
        channels: how many it has
        default: whether the system prefers it
    """

    name: str
    rate: int
    channels: int
    default: bool


class Ring:
    """Samples between one writer and one reader, without a lock that the writer would have to wait for.

    Attributes:
        written: samples written so far
        lost: samples that were overwritten before anybody read them, or that the driver itself lost
    """

    def __init__(self, capacity: int) -> None:
        # Pages of its own, given back whole: megabytes from the heap leave holes, and each start and stop makes it longer.
        self._samples: NDArray[np.float32] = np.frombuffer(mmap.mmap(-1, 4 * capacity), dtype=np.float32)
        self._read = 0
        self.written = 0
        self.lost = 0

    def write(self, block: NDArray[np.float32]) -> None:
        """Append (n,) samples; of more than the capacity only the newest are kept."""
        capacity = len(self._samples)
        kept = block[-capacity:]
        start = (self.written + len(block) - len(kept)) % capacity
        head = min(len(kept), capacity - start)
        self._samples[start : start + head] = kept[:head]
        self._samples[: len(kept) - head] = kept[head:]
        self.written += len(block)

    def read(self) -> NDArray[np.float32]:
        """(n,) what was written since the last call, a copy."""
        capacity, written = len(self._samples), self.written
        if written - self._read > capacity:
            self.lost += written - self._read - capacity
            self._read = written - capacity
        places = np.arange(self._read, written) % capacity
        self._read = written
        return self._samples[places]


class Recorder:
    """An open microphone. Reading never blocks; closing returns within a second, whatever the driver does.

    Attributes:
        rate: samples per second, in Hz
        latency: how long the driver keeps a sample before it is in the ring, by its own word, in seconds
        ring: what was heard and not read yet, the mean of all channels
    """

    def __init__(self, name: str | None = None) -> None:
        """Open the microphone of this name, or the one that the system prefers.

        Raises:
            InputError: if this system cannot record, or the microphone is not there, busy or forbidden
        """
        self._closed = False
        sounddevice = enter()
        try:
            with one_at_a_time(), silenced():
                self._open(sounddevice, name)
        except BaseException:
            leave()
            raise

    def _open(self, sounddevice: ModuleType, name: str | None) -> None:
        device = _number(sounddevice, name)
        try:
            facts = sounddevice.query_devices(device, "input")
            self.rate, channels = _settings(sounddevice, device, facts)
            self.ring = Ring(round(RING_SECONDS * self.rate))
            self._stream = sounddevice.InputStream(
                samplerate=self.rate, device=device, channels=channels, dtype="float32", callback=self._callback
            )
            self.latency = float(self._stream.latency)
            self._asked = time.monotonic()
            self._expected = self._asked + START_SECONDS
            self._stream.start()
        except (sounddevice.PortAudioError, ValueError) as error:
            raise _refused(name, error) from error
        _open_recorders.add(self)

    def read(self) -> NDArray[np.float32]:
        """(n,) mono samples since the last call.

        Raises:
            InputError: if the microphone has gone
        """
        now = time.monotonic()
        if now - self._asked > STILL_SECONDS:
            self._expected = max(self._expected, now + GONE_SECONDS)
        self._asked = now
        late = now > self._expected
        samples = self.ring.read()
        if late and not len(samples):
            sentence = QT_TRANSLATE_NOOP(
                "errors",
                "The microphone gives nothing any more. What was recorded is kept. Plug it in again, then refresh the list.",
            )
            raise InputError(sentence)
        return samples

    def close(self) -> bool:
        """Stop; says whether the driver did so in time."""
        if self._closed:
            return True
        self._closed = True
        thread = threading.Thread(target=self._shut, name="microphone-close", daemon=True)
        thread.start()
        thread.join(CLOSE_SECONDS)
        return not thread.is_alive()

    def _shut(self) -> None:
        # Not abort: it would kill the thread of the driver in the middle of whatever it does.
        with one_at_a_time():
            self._stream.stop(ignore_errors=True)
            self._stream.close(ignore_errors=True)
        _open_recorders.discard(self)
        leave()

    def _callback(self, block: NDArray[np.float32], frames: int, _time: Any, status: Any) -> None:
        self._expected = time.monotonic() + GONE_SECONDS
        if status.input_overflow:
            self.ring.lost += frames
        self.ring.write(block[:, 0] if block.shape[1] == 1 else block.mean(axis=1))


_open_recorders: set[Recorder] = set()
"""The driver calls back into these: were one forgotten while it is open, the process would crash."""


def microphones() -> tuple[Microphone, ...]:
    """What can record now, the preferred one first.

    While something records or plays, the list is that of its beginning: asking anew would end it.

    Raises:
        InputError: if this system cannot record
    """
    with in_use() as sounddevice:
        preferred = sounddevice.default.device[0]
        found = [
            Microphone(
                str(facts["name"]), round(facts["default_samplerate"]), int(facts["max_input_channels"]), number == preferred
            )
            for number, facts in enumerate(sounddevice.query_devices())
            if facts["max_input_channels"] > 0
        ]
    return tuple(sorted(found, key=lambda microphone: not microphone.default))


def _number(sounddevice: ModuleType, name: str | None) -> int | None:
    """PortAudio's number of the microphone."""
    inputs = [(number, facts) for number, facts in enumerate(sounddevice.query_devices()) if facts["max_input_channels"] > 0]
    if not inputs:
        sentence = QT_TRANSLATE_NOOP("errors", "No microphone was found. Plug one in, then refresh the list.")
        raise InputError(sentence)
    if name is None:
        return None
    for number, facts in inputs:
        if facts["name"] == name:
            return number
    sentence = QT_TRANSLATE_NOOP("errors", "There is no microphone {name}. There are: {names}.")
    raise InputError(sentence, name=name, names=Names(str(facts["name"]) for _, facts in inputs))


def _settings(sounddevice: ModuleType, device: int | None, facts: Any) -> tuple[int, int]:
    """A rate and a number of channels that the microphone takes; one channel if it may be."""
    rates = (round(facts["default_samplerate"]), *FALLBACK_RATES)
    fault: Exception | None = None
    for rate in rates:
        for channels in (1, min(2, facts["max_input_channels"]), facts["max_input_channels"]):
            try:
                sounddevice.check_input_settings(device=device, channels=channels, dtype="float32", samplerate=rate)
            except (sounddevice.PortAudioError, ValueError) as error:
                fault = error
            else:
                return rate, channels
    raise fault or ValueError("no rate")


def _refused(name: str | None, error: Exception) -> InputError:
    sentence = QT_TRANSLATE_NOOP(
        "errors",
        "The microphone {name} cannot be opened: {reason}. Check that no other program holds it and that recording is allowed.",
    )
    return InputError(sentence, name=name or "", reason=str(error.args[0] if error.args else error))
