"""A sound system without hardware: what is played into it is heard by its microphone."""

import os
import shutil
import subprocess
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from mortal import mortal
from patience import SECONDS, until

ALSA = """
pcm.!default { type pulse }
ctl.!default { type pulse }
"""
"""Leads ALSA's default device, which PortAudio opens, to PulseAudio. Of the system's own devices, which it would try one by one at
each start, there are none."""


RATE = 16_000
WHOLE_MILLISECONDS = 30_000
"""PulseAudio is given so much of a sound before it begins. A player that gets no processor in time leaves gaps: of tones of 2 s,
played and heard at `nice -n 19` beside 13 programs that compute, 1.2 to 2.8 s came, with this 1.99 to 2.00 s."""
LIMITS = "microphone.START_SECONDS", "microphone.GONE_SECONDS", "microphone.CLOSE_SECONDS", "portaudio.CALL_SECONDS"
"""What mmdesk takes for a driver that hangs; on a busy machine it may only be slow."""


class SoundSystem:
    """A PulseAudio of its own with one loudspeaker, whose monitor is the microphone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.socket = folder / "pulse"
        alsa = folder / "alsa.conf"
        alsa.write_text(ALSA)
        self.environment = {
            "PULSE_SERVER": f"unix:{self.socket}",
            "PULSE_RUNTIME_PATH": str(folder),
            "ALSA_CONFIG_PATH": str(alsa),
        }
        modules = (f"module-native-protocol-unix socket={self.socket} auth-anonymous=1", "module-always-sink")
        command = ["pulseaudio", "-n", "--exit-idle-time=-1", "--disallow-exit=no", "--daemonize=no", "--log-level=error"]
        for module in modules:
            command += ["-L", module]
        environment = {**os.environ, "PULSE_RUNTIME_PATH": str(folder)}
        self._process = subprocess.Popen(mortal(command), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(self._answers, "PulseAudio answers")
        self.plug()

    def _answers(self) -> bool:
        assert self._process.poll() is None, "PulseAudio ended at once"
        return self._pactl("info", check=False).returncode == 0

    def _pactl(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, **self.environment}
        return subprocess.run(["pactl", *arguments], env=environment, capture_output=True, text=True, check=check)

    def plug(self) -> None:
        """Plug the microphone in.

        Without `norewinds` it gives its first samples after two seconds, in which the driver asks for them without a break.
        """
        self._module = self._pactl("load-module", "module-null-sink", "sink_name=test", "norewinds=1").stdout.strip()
        self._pactl("set-default-sink", "test")
        self._pactl("set-default-source", "test.monitor")

    def pull(self) -> None:
        """Pull the microphone out."""
        self._pactl("unload-module", self._module)

    def play(self, file: Path) -> None:
        """Play a sound file into the microphone; returns when it is over."""
        command = ["paplay", f"--latency-msec={WHOLE_MILLISECONDS}", str(file)]
        subprocess.run(command, env={**os.environ, **self.environment}, check=True)

    @contextmanager
    def hum(self) -> Iterator[None]:
        """A tone without a gap, which PulseAudio makes by itself."""
        module = self._pactl("load-module", "module-sine", "sink=test", "frequency=440").stdout.strip()
        yield
        self._pactl("unload-module", module)

    def rest(self, seconds: float) -> None:
        """Play silence: so long it is quiet by the microphone's own time."""
        file = self._folder / "silence.wav"
        with wave.open(str(file), "wb") as silence:
            silence.setparams((1, 2, RATE, 0, "NONE", ""))
            silence.writeframes(bytes(2 * round(seconds * RATE)))
        self.play(file)

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(SECONDS)


@pytest.fixture(scope="session")
def sound_system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundSystem]:
    """The sound system of this process, and of every process that it starts."""
    missing = [program for program in ("pulseaudio", "pactl", "paplay") if not shutil.which(program)]
    if missing:
        pytest.fail(f"{', '.join(missing)} is missing: start the tests by dev.py, which installs it")
    system = SoundSystem(tmp_path_factory.mktemp("sound"))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in system.environment.items():
            patch.setenv(name, value)
        for limit in LIMITS:
            patch.setattr(f"mmdesk.core.devices.{limit}", SECONDS)
        yield system
    system.close()


@pytest.fixture
def heard(sound_system: SoundSystem) -> Callable[[Path], None]:
    """Play a file into the microphone."""
    return sound_system.play
