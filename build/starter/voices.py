"""Words spoken by espeak-ng and flite, two free speech synthesizers."""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

Samples = NDArray[np.float32]

PROGRAMS = ("espeak-ng", "flite")
QUIET = 0.01
"""What is this much quieter than the loudest sample, before and after the word, is cut off."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One way to speak.

    Attributes:
        program: espeak-ng or flite
        name: the program's name of the voice, such as en-us+f3 or slt
        speed: words a minute for espeak-ng; flite makes of 160 its own pace
        pitch: 0 to 99 for espeak-ng, 50 is its own
    """

    program: str
    name: str
    speed: int = 160
    pitch: int = 50


def require(*programs: str) -> None:
    """End with one sentence if a synthesizer is missing."""
    missing = [program for program in programs if not shutil.which(program)]
    if missing:
        names = " and ".join(missing)
        sys.exit(f"{names} must be installed to make the spoken words: on Debian or Ubuntu, apt-get install {' '.join(missing)}.")


def spoken(text: str, voice: Voice) -> tuple[Samples, int]:
    """The sound of a text without the silence around it, and its rate in Hz."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "word.wav"
        subprocess.run(command(text, voice, path), check=True, capture_output=True)
        samples, rate = soundfile.read(path, dtype="float32")
    return trimmed(samples), rate


def command(text: str, voice: Voice, path: Path) -> list[str]:
    if voice.program == "flite":
        stretch = f"duration_stretch={160 / voice.speed:.3f}"
        return ["flite", "-voice", voice.name, "--setf", stretch, "-t", text, "-o", str(path)]
    return ["espeak-ng", "-v", voice.name, "-s", str(voice.speed), "-p", str(voice.pitch), "-w", str(path), text]


def trimmed(samples: Samples) -> Samples:
    """The sound from the first to the last sample that is not quiet."""
    loud = np.flatnonzero(np.abs(samples) > QUIET * np.abs(samples).max(initial=0))
    return samples[loud[0] : loud[-1] + 1] if len(loud) else samples
